# 共通の項目、語彙、公開の層、問題の説明

# 欄のまとまり

section-content = 内容
section-technology = 技術
section-cooperation = 連携
section-property = 知的財産
section-people = 人と機関
section-contact = 連絡先
section-publication = 公開
section-progress = 進み具合
section-place = 所在
section-about = 概要
section-record = 公開と出典

# すべての種別に共通の項目

common-disclosure = 公開範囲
common-disclosure-help = この記録をだれまで見せるかを選びます。選ばなければ「会員まで」です。項目ごとの制限のほうが厳しいときは、そちらが優先します。
common-source = 出典
common-source-help = この記録の内容を得た文書や聞き取りを選びます。後で確かめる方の手がかりになります。
common-as-of = 時点
common-as-of-help = いつの時点の内容かを書きます。入力した日ではありません。年や年月だけでもかまいません。例：2026-04
common-certainty = 確かさ
common-certainty-help = この記録の内容がどこまで確かかを選びます。選ばなければ「出典に明記」と同じです。
common-identifiers = 識別番号
common-identifiers-help = 法人番号、ROR、DOI など、外部の番号を種類とともに書きます。番号が同じ記録は、取り込みのときに同じものとして扱います。
common-sample = 見本
common-sample-help = 練習や説明のための架空の記録であることを示します。画面には「見本」の帯が付きます。
common-claims = 異なる記載
common-claims-help = 別の出典に異なる値があるときは、消さずにここへ出典とともに残します。一覧と照合には、本欄の値を使います。

# 重点分野とその他の分野（第2期科学技術基本計画）

field = 分野
field-life = ライフサイエンス
field-it = 情報通信
field-environment = 環境
field-nanotech = ナノテクノロジー・材料
field-energy = エネルギー
field-manufacturing = 製造技術
field-infrastructure = 社会基盤
field-frontier = フロンティア
field-other = その他

# 成熟度（TRL、欧州委員会 Horizon 2020 の定義）

trl = 成熟度（TRL）
trl-1 = TRL 1：基本原理の確認
trl-2 = TRL 2：技術概念の策定
trl-3 = TRL 3：実験による概念実証
trl-4 = TRL 4：研究室での技術検証
trl-5 = TRL 5：実際に近い環境での技術検証
trl-6 = TRL 6：実際に近い環境での技術実証
trl-7 = TRL 7：実運用環境での試作システム実証
trl-8 = TRL 8：システムの完成と認定
trl-9 = TRL 9：実運用環境での実績

# 連携形態

cooperation = 連携形態
cooperation-consulting = 技術相談・技術指導
cooperation-joint = 共同研究
cooperation-commissioned = 受託研究（委託）
cooperation-licence = 実施許諾（ライセンス）
cooperation-samples = 試料・試作品の提供
cooperation-start-up = 起業
cooperation-talks = まずは意見交換

# 知的財産権の状態

ip = 知的財産権の状態
ip-none = なし
ip-know-how = ノウハウとして秘匿
ip-planned = 出願予定
ip-applied = 出願済み（未公開）
ip-published = 出願公開
ip-granted = 登録
ip-lapsed = 消滅

# 機関の種類

organisation-type = 機関の種類
organisation-type-university = 大学・高等専門学校
organisation-type-public-research-institute = 公的研究機関
organisation-type-company = 企業
organisation-type-local-government = 地方公共団体
organisation-type-ministry = 府省
organisation-type-foundation = 財団・支援機関
organisation-type-technology-office = 技術移転機関
organisation-type-hospital = 病院
organisation-type-association = 団体・組合
organisation-type-facility = 共用施設
organisation-type-archive = 図書館・文書館
organisation-type-other = その他

# 規模

size = 規模
size-micro = 小規模企業
size-small = 小企業
size-medium = 中企業
size-large = 大企業

# 業種（日本標準産業分類 第13回改定 大分類）

industry = 業種
industry-A = 農業，林業
industry-B = 漁業
industry-C = 鉱業，採石業，砂利採取業
industry-D = 建設業
industry-E = 製造業
industry-F = 電気・ガス・熱供給・水道業
industry-G = 情報通信業
industry-H = 運輸業，郵便業
industry-I = 卸売業，小売業
industry-J = 金融業，保険業
industry-K = 不動産業，物品賃貸業
industry-L = 学術研究，専門・技術サービス業
industry-M = 宿泊業，飲食サービス業
industry-N = 生活関連サービス業，娯楽業
industry-O = 教育，学習支援業
industry-P = 医療，福祉
industry-Q = 複合サービス事業
industry-R = サービス業（他に分類されないもの）
industry-S = 公務（他に分類されるものを除く）
industry-T = 分類不能の産業

# 都道府県（JIS X 0401）

prefecture = 都道府県
prefecture-01 = 北海道
prefecture-02 = 青森県
prefecture-03 = 岩手県
prefecture-04 = 宮城県
prefecture-05 = 秋田県
prefecture-06 = 山形県
prefecture-07 = 福島県
prefecture-08 = 茨城県
prefecture-09 = 栃木県
prefecture-10 = 群馬県
prefecture-11 = 埼玉県
prefecture-12 = 千葉県
prefecture-13 = 東京都
prefecture-14 = 神奈川県
prefecture-15 = 新潟県
prefecture-16 = 富山県
prefecture-17 = 石川県
prefecture-18 = 福井県
prefecture-19 = 山梨県
prefecture-20 = 長野県
prefecture-21 = 岐阜県
prefecture-22 = 静岡県
prefecture-23 = 愛知県
prefecture-24 = 三重県
prefecture-25 = 滋賀県
prefecture-26 = 京都府
prefecture-27 = 大阪府
prefecture-28 = 兵庫県
prefecture-29 = 奈良県
prefecture-30 = 和歌山県
prefecture-31 = 鳥取県
prefecture-32 = 島根県
prefecture-33 = 岡山県
prefecture-34 = 広島県
prefecture-35 = 山口県
prefecture-36 = 徳島県
prefecture-37 = 香川県
prefecture-38 = 愛媛県
prefecture-39 = 高知県
prefecture-40 = 福岡県
prefecture-41 = 佐賀県
prefecture-42 = 長崎県
prefecture-43 = 熊本県
prefecture-44 = 大分県
prefecture-45 = 宮崎県
prefecture-46 = 鹿児島県
prefecture-47 = 沖縄県

# ニーズの状態（見出しは need-state、need.ftl にあります）

need-state-new = 新規
need-state-investigating = 調査中
need-state-introduced = 紹介済み
need-state-meeting = 面談
need-state-agreed = 成立
need-state-declined = 見送り

# 見送り理由

refusal = 見送り理由
refusal-too-early = 時期尚早
refusal-benefit-unclear = 既存技術に対する利点が不明
refusal-route-unclear = 事業化の道筋が不明
refusal-use-unclear = 用途・説明が不明
refusal-already-known = 既知・導入済み
refusal-no-budget = 予算・時間がない
refusal-terms = 条件・知財が合わない
refusal-other = その他（言葉で）

# 秘密保持

nda = 秘密保持契約
nda-needed = 最初に必要
nda-later = 詳細に入る段階で必要
nda-not-needed = 不要

# 出典の種類

source-type = 出典の種類
source-type-document = 文書
source-type-web-page = ウェブページ
source-type-database = データベース
source-type-file = ファイル
source-type-conversation = 聞き取り
source-type-own-record = 自らの記録

# 公開範囲

disclosure = 公開範囲
disclosure-public = 公開
disclosure-members = 会員まで
disclosure-coordinator = コーディネータ経由
disclosure-secret = 秘密

# 公開の層

layer = 公開の層
layer-public = だれでも
layer-public-help = だれでも見られます。検索サイトにも載ります。
layer-member = 会員
layer-member-help = サインインしたクラスターの会員だけが見られます。
layer-party = 開示先
layer-party-help = 名を挙げて開示を認めた機関と人だけが、決めた期間だけ見られます。
layer-steward = 担当者
layer-steward-help = この記録の担当者だけが見られます。ほかの方には、あること自体が分かりません。

# 翻訳の状態

translation = 翻訳
translation-missing = 翻訳なし
translation-machine = 機械翻訳（未確認）
translation-checked = 確認済み
translation-outdated = 原文が変わりました（要見直し）

# 記載の確かさ

certainty = 確かさ
certainty-stated = 出典に明記
certainty-inferred = 出典から推定
certainty-unchecked = 未確認

# 識別番号の確かさと種類

confidence = 識別番号の確かさ
confidence-confirmed = 確認済み
confidence-proposed = 候補（要確認）
identifier-scheme = 番号の種類
identifier-scheme-orcid = ORCID
identifier-scheme-ror = ROR
identifier-scheme-corporate-number = 法人番号
identifier-scheme-local-government-code = 全国地方公共団体コード
identifier-scheme-erad = e-Rad 研究者番号
identifier-scheme-patent = 特許・出願番号
identifier-scheme-kaken = 科研費 課題番号
identifier-scheme-doi = DOI

# 言語

lang = 言語
lang-ja = 日本語
lang-en = 英語

# 問題の説明：何が期待されているか、どう直せばよいか

problem-required = 必須の項目です。値を入れてください。
problem-empty = 空白だけが入っています。文字を入れるか、欄ごと空けてください。
problem-nul = 使えない制御文字（NUL）が含まれています。元の文書から貼り直すか、その文字を除いてください。
problem-control = 目に見えない制御文字（{ $found }）が含まれています。元の文書から貼り直すか、その文字を除いてください。タブと改行は使えます。
problem-too-long = { $language ->
    [ja] 日本語の文が{ $found }字あります。{ $limit }字以内に縮めてください。
    [en] 英語の文が{ $found }字あります。{ $limit }字以内に縮めてください。
   *[other] { $found }字あります。{ $limit }字以内に縮めてください。
}
problem-link = 「{ $found }」はアドレスではありません。https:// または http:// で始まり、空白を含まないアドレスを入れてください。
problem-code = 「{ $found }」はこの項目の選択肢にありません。次のいずれかにしてください：{ $codes }
problem-code-near = 「{ $found }」はこの項目の選択肢にありません。「{ $near }」ではありませんか。選択肢：{ $codes }
problem-range = { $found }は範囲の外です。{ $least }から{ $most }までの整数を入れてください。
problem-yen-range-order = 下限（{ $min }円）が上限（{ $max }円）を上回っています。入れ替えるか、どちらかを直してください。
problem-identifier = 識別番号が正しくありません。{ $scheme ->
    [orcid] ORCID は16桁を4桁ずつハイフンで区切ります（例：0000-0002-1825-0097）。
    [ror] ROR は0で始まる9字です（例：057zh3y96）。
    [corporate-number] 法人番号は13桁で、先頭は検査数字です（例：7000012060001）。
    [local-government-code] 全国地方公共団体コードは6桁で、末尾は検査数字です（例：011002）。
    [erad] e-Rad の研究者番号は8桁です（例：12345678）。
    [patent] 種別と番号を書きます（例：特願2004-123456、特許第1234567号）。
    [kaken] 科研費の課題番号は種別を含めて書きます（例：23K01234）。
    [doi] DOI は 10. で始まります（例：10.1000/182）。
   *[other] 番号の種類と書き方を確かめてください。
}書き写しの誤りがないか確かめてください（{ $detail }）。
problem-identifier-form = 「{ $found }」は標準の書き方ではありません。「{ $expected }」に直してください。
problem-type = 値の形が違います。{ $expected ->
    [text] 日本語か英語の文
    [line] 一行の文字
    [keywords] キーワードの並び
    [code] 選択肢のコード一つ
    [codes] 選択肢のコードの並び
    [date] 日付（例：2004、2004-03、2004-03-15）
    [integer] 整数
    [yen] 円単位の整数
    [yen-range] 金額の範囲（円、下限と上限）
    [flag] はい・いいえ（true・false）
    [reference] 記録の番号一つ
    [references] 記録の番号の並び
    [identifiers] 種類の付いた識別番号の並び
    [claims] 出典の付いた異なる記載の並び
    [fiscal-year] 年度の始まる年（例：2003）
    [decimal] 引用符で囲んだ小数（例："12.5"）
    [rows] 列の名前と値を組にした行の並び
    [files] 添付ファイルの並び
   *[other] { $expected }
}を入れてください。入っていた値：{ $found }
problem-body-unreadable = 記録の中身を読み取れません（{ $detail }）。項目名と値を組にした JSON オブジェクトが必要です。取り込み元のファイルが途中で切れていないか確かめてください。
problem-shape-newer = この記録（{ KIND($kind) }）は新しい版のプログラムで書かれています（版{ $found }、こちらは版{ $known }まで）。プログラムを更新してから開いてください。
