# 登録簿とシーズから市場までの語彙、欄のまとまり、数の単位

# 欄のまとまり

section-chain = シーズから市場まで
section-conditions = 条件
section-money = 金額
section-profile = 専門と経歴
section-term = 期間と日付

# 数の単位

unit-degrees = { $number }度
unit-months = { $number }か月
unit-persons = { $number }人
unit-times = { $number }回

# 機関の種類（ほかは model.ftl）

organisation-type-bureau = 経済産業局

# 府省と、事業を行うその他の主体

ministry = 府省など
ministry-mext = 文部科学省
ministry-meti = 経済産業省
ministry-cabinet-office = 内閣府
ministry-maff = 農林水産省
ministry-mic = 総務省
ministry-mhlw = 厚生労働省
ministry-moe = 環境省
ministry-mlit = 国土交通省
ministry-prefecture = 都道府県
ministry-municipality = 市区町村
ministry-agency = 独立行政法人など
ministry-other = その他

# 政策文書の種類

policy-document-type = 政策文書の種類
policy-document-type-basic-plan = 基本計画
policy-document-type-strategy = 戦略
policy-document-type-law = 法律
policy-document-type-guideline = 指針
policy-document-type-other = その他

# 事業・施策の区分

programme-type = 事業・施策の区分
programme-type-programme = 事業・施策
programme-type-type = 事業の中の型
programme-type-stage = 事業の中の期
programme-type-frame = 府省間の連携の仕組み
programme-type-other = その他

# 前身との関係

lineage = 前身との関係
lineage-continued = 継続
lineage-merged = 統合
lineage-split = 分割
lineage-succeeded = 後継

# シーズから市場までの段階

chain-stage = 段階
chain-stage-seeds = シーズの創出
chain-stage-application = 応用
chain-stage-commercialisation = 事業化
chain-stage-network = ネットワークづくり

# 支援の対象者

recipient = 対象者
recipient-university = 大学・高等専門学校
recipient-public-institute = 公的研究機関
recipient-company = 企業
recipient-small-company = 中小企業
recipient-start-up = スタートアップ
recipient-foundation = 財団・支援機関
recipient-local-government = 地方公共団体
recipient-consortium = 共同体（コンソーシアム）

# 公募の状態（見出しは call-state、call.ftl にあります）

call-state-announced = 予告
call-state-open = 公募
call-state-withdrawn = 取りやめ

# 予算の区分

budget-state = 予算の区分
budget-state-published = 公表された額
budget-state-initial = 当初予算
budget-state-revised = 補正後予算
budget-state-carried-over = 繰越
budget-state-executed = 執行済み
budget-state-settled = 決算

# 総額と内訳

budget-part = 総額・内訳
budget-part-total = 総額
budget-part-part = 内訳

# 知的クラスター創成事業の期（見出しは cluster-stage、cluster.ftl にあります）

cluster-stage-1 = 第Ⅰ期
cluster-stage-2 = 第Ⅱ期

# クラスターの状態

cluster-state = クラスターの状態
cluster-state-trial = 試行
cluster-state-active = 実施中
cluster-state-ended = 終了
cluster-state-continued-by-region = 地域が継続

# 支援の型

track = 支援の型
track-global = グローバル型
track-city-area = 都市エリア型
track-accelerative = 重点支援枠

# 費用の負担者

funder = 負担者
funder-own = 地域の自己資金
funder-mext = 文部科学省
funder-meti = 経済産業省
funder-other = その他

# クラスターでの立場（見出しは participation-role、participation.ftl にあります）

participation-role-core-research-institution = 核となる大学・公的研究機関
participation-role-research-institution = 大学・研究機関
participation-role-company = 企業
participation-role-local-government = 地方公共団体
participation-role-finance = 金融機関
participation-role-support = 支援機関
participation-role-other = その他

# 地域の内外

inside = 地域の内外
inside-inside = 地域内
inside-outside = 地域外

# 役職

role-kind = 役職
role-kind-president = 本部長
role-kind-project-director = 事業総括
role-kind-deputy-director = 副事業総括
role-kind-chief-scientist = 研究統括
role-kind-commercialisation-director = 事業化統括
role-kind-coordinator = 科学技術コーディネータ
role-kind-commercialisation-coordinator = 事業化コーディネータ
role-kind-adviser = アドバイザー
role-kind-senior-adviser = シニアアドバイザー
role-kind-secretary = 事務局
role-kind-theme-coordinator = 施策群コーディネーター
role-kind-chair = 委員長・会長
role-kind-member = 委員
role-kind-officer = 行政の担当者
role-kind-researcher = 研究者
role-kind-other = その他

# 委員の区分

sector = 委員の区分
sector-industry = 産業界
sector-university = 大学・研究機関
sector-local-government = 地方公共団体
sector-mext = 文部科学省
sector-meti = 経済産業省・経済産業局
sector-finance = 金融機関
sector-support = 支援機関

# 協議会・委員会の種類

committee-type = 協議会・委員会の種類
committee-type-council = 協議会
committee-type-promotion = クラスター推進の委員会
committee-type-headquarters = 本部会議
committee-type-project = プロジェクトの委員会
committee-type-block = 地方ブロックの委員会
committee-type-other = その他

# 協議会・委員会と行事の範囲

level = 範囲
level-national = 全国
level-block = 地方ブロック
level-region = 地域
level-project = プロジェクト

# 会議の種類

meeting-type = 会議の種類
meeting-type-committee = 協議会・委員会
meeting-type-explanatory = 施策説明会
meeting-type-headquarters = 本部会議
meeting-type-coordinators = コーディネータ会議
meeting-type-other = その他

# 調整事項の状態（見出しは question-state、question.ftl にあります）

question-state-raised = 提起
question-state-assigned = 担当決定
question-state-answered = 回答済み
question-state-settled = 決着
question-state-withdrawn = 取り下げ

# 行事の種類

event-type = 行事の種類
event-type-joint-conference = 合同成果発表会
event-type-forum = フォーラム
event-type-fair = 展示会・フェア
event-type-network-conference = ネットワーク会議
event-type-seminar = セミナー
event-type-briefing = 説明会
event-type-other = その他

# 共同研究等の種類

project-type = 共同研究等の種類
project-type-planning = 企画段階
project-type-joint = 共同研究
project-type-commissioned = 受託研究
project-type-incubation = 事業化に向けた育成
project-type-other = その他

# 共同研究等の状態（見出しは project-state、project.ftl にあります）

project-state-idea = 着想
project-state-planning = 企画中
project-state-running = 実施中
project-state-paused = 中断
project-state-completed = 完了
project-state-stopped = 中止

# ニーズに応えるかどうか

need-answered = 応えるニーズ
need-answered-yes = あり
need-answered-none-yet = まだない

# 共同研究等での役割

project-role = 共同研究等での役割
project-role-lead = 代表機関
project-role-partner = 共同実施機関
project-role-funder = 資金提供者
project-role-coordinator = 調整役

# 契約の種類

agreement-type = 契約の種類
agreement-type-confidentiality = 秘密保持契約
agreement-type-joint = 共同研究契約
agreement-type-commissioned = 受託研究契約
agreement-type-licence = 実施許諾契約
agreement-type-material-transfer = 試料提供契約（MTA）
agreement-type-other = その他

# 知的財産権の種類

ip-right-type = 知的財産権の種類
ip-right-type-patent = 特許権
ip-right-type-utility-model = 実用新案権
ip-right-type-design = 意匠権
ip-right-type-trademark = 商標権
ip-right-type-plant-variety = 育成者権（植物の品種）
ip-right-type-programme = プログラムの著作権
ip-right-type-know-how = ノウハウ

# 知的財産権の手続きの状態（見出しは ip-right-state、ip-right.ftl にあります）

ip-right-state-disclosed = 発明届
ip-right-state-applied = 出願済み（未公開）
ip-right-state-published = 出願公開
ip-right-state-granted = 登録
ip-right-state-licensed = 実施許諾
ip-right-state-refused = 拒絶
ip-right-state-lapsed = 消滅

# 研究成果の種類

result-type = 研究成果の種類
result-type-paper = 論文
result-type-prototype = 試作品
result-type-method = 方法
result-type-material = 材料・試料
result-type-data = データ
result-type-software = ソフトウェア
result-type-other = その他

# 橋渡しの状態（見出しは baton-state、baton.ftl にあります）

baton-state-prepared = 準備中
baton-state-offered = 打診中
baton-state-questioned = 質問あり
baton-state-accepted = 受け入れ
baton-state-returned = 差し戻し
baton-state-withdrawn = 取り下げ

# 橋渡しの差し戻し理由

return-reason = 差し戻し理由
return-reason-too-early = 時期尚早
return-reason-tests-missing = 試験が足りない
return-reason-ip-unclear = 知的財産権の扱いが不明
return-reason-out-of-scope = 事業の対象外
return-reason-no-budget = 予算がない
return-reason-no-company = 担う企業がない
return-reason-other = その他

# 事業化実績の種類

outcome-type = 事業化実績の種類
outcome-type-product = 製品
outcome-type-process = 製法・工程
outcome-type-service = サービス
outcome-type-company = 会社の設立
outcome-type-licence = 実施許諾
outcome-type-standard = 規格

# 指標の種類

indicator-type = 指標の種類
indicator-type-input = 投入
indicator-type-activity = 活動
indicator-type-result = 成果
indicator-type-effect = 効果

# 値の数え方

basis = 数え方
basis-cumulative = 累計
basis-annual = 単年度

# 指標の単位（見出しは indicator-unit、indicator.ftl にあります）

indicator-unit-cases = 件
indicator-unit-patents = 件（特許）
indicator-unit-companies = 社
indicator-unit-organisations = 機関
indicator-unit-persons = 人
indicator-unit-yen = 円
indicator-unit-percent = ％
indicator-unit-points = 点

# 公表値の数え方

figure-rule = 数え方
figure-rule-public-records = 一覧に出る公開の記録の件数（日付を指定したときは、その日に当てはまるものと、日付の書かれていないもの）

# 照会の状態

request-state = 照会の状態
request-state-draft = 作成中
request-state-sent = 照会中
request-state-consolidating = 取りまとめ中
request-state-approved = 承認済み
request-state-withdrawn = 取り下げ

# 照会への回答の状態（見出しは answer-state、answer.ftl にあります）

answer-state-open = 未回答
answer-state-submitted = 提出済み
answer-state-returned = 差し戻し
answer-state-accepted = 受理

# お知らせの対象

audience = 対象
audience-everybody = すべての方
audience-companies = 企業
audience-researchers = 研究者
audience-coordinators = コーディネータ
audience-ministries = 府省

# 公開に同意する立場

clearer = 立場
clearer-inventor = 発明者
clearer-university = 大学・研究機関
clearer-company = 共同研究の企業
clearer-funder = 資金の出し手
clearer-other = その他

# 接触の方法

approach-way-visit = 訪問
approach-way-call = 電話
approach-way-message = メール・手紙
approach-way-meeting = 面談
approach-way-event = 行事
approach-way-introduction = 紹介
