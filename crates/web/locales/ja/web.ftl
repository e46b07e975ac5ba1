# ページの言葉

# どのページにもあるもの

frame-skip = 本文へ
frame-places = 主な場所
frame-crumbs = 現在位置
frame-other-language = English
frame-operator = 運用者
frame-sign-out = ログアウト
frame-as-of = { $at } 現在の登録内容です。
frame-close = 閉じる
place-home = ホーム
place-match = 候補を探す
place-imports = 取り込み
place-about = この登録簿について
place-keyboard = キー操作
keys-search = 検索欄へ
keys-new = 新しく登録する
keys-help = この案内
keys-escape = 欄を離れる・閉じる
copy = 写す
copied = 写しました
quoted = 「{ $text }」
list-comma = 、
flag-yes = はい
flag-no = いいえ
value-none = 記載なし
value-hidden = （表示できません）
column-title = 題名
counter-chars = { $limit } 字

demo-label = お試し版について
demo-badge = お試し
demo-as-operator = 運用者として開いています。
demo-see-public = 一般の人の見え方で見る
demo-as-public = 一般の人の見え方で表示しています。
demo-back = 運用者に戻る
sample-label = 見本について
sample-badge = 見本
sample-band = このページには架空の見本の記録が含まれます。

# ホームと検索

home-purpose-1 = 研究の種を、次の省庁へ、市場へ。
home-purpose-2 = 市場の声を、研究へ。
home-search-placeholder = シーズ・ニーズ・機関の言葉、または困っていることを一文で
home-newest = 新しい{ $kinds }
home-all = { $shown }件すべて
home-empty-operator = まだ何も登録されていません。
home-empty-operator-how = お手元のExcelやCSVを取り込むのが早道です。ひな型を使うと列の対応づけは要りません。
home-empty-import = ファイルを取り込む
home-empty-template-need = ニーズのひな型（XLSX）
home-empty-template-seed = シーズのひな型（XLSX）
home-empty-new-seed = シーズを1件登録する
home-empty-new-need = ニーズを1件登録する
home-empty-public = 公開された記録はまだありません。
home-empty-public-how = 登録や公開については、この登録簿を運営する機関にお尋ねください。
search-label = 検索
search-placeholder = 検索
search-button = 探す
search-button-label = 検索する
search-title = 検索
search-reasons = 理由つきで候補を順に並べる：
search-match-seed = 合うシーズ
search-match-need = 近いニーズ
search-nothing = 「{ $q }」に当たる記録はありません。
search-nothing-how = 言葉を減らすか、別の言い方でお試しください。参照番号（need-… など）でも探せます。

# 一覧

list-search = 一覧の中を探す
list-total = { $shown } 件
list-filters = { $shown ->
    [0] 絞り込み
   *[other] 絞り込み（{ $shown }件選択中）
}
list-facet-rest = ほか { $shown }
list-remove-filter = 「{ $label }」の絞り込みを外す
list-chosen = 数えた記録だけ（{ $shown }）
list-dated = 日付の記載あり
list-undated = 日付の記載なし
list-new = { $kind }を登録する
list-import = ファイルから取り込む
list-empty-filtered = この条件に合う記録はありません。
list-empty-all = 条件をすべて外す
list-empty-operator = まだ1件もありません。
list-empty-template = ひな型（XLSX）
list-empty-public = 公開された記録はまだありません。この登録簿を運営する機関にお尋ねください。
list-ranked-cut = 言葉に近い順に上位1,000件までを数えています。絞り込むと、より確かに探せます。
list-to-match = 理由つきで候補を見る
list-paging = ページ
list-first = 最初へ
list-next = 次へ
list-export = この一覧を書き出す：
list-export-claims = CSV（異なる記載）
list-template = ひな型：

# 記録

record-edit = 編集
record-delete = 削除
record-history = 履歴
record-this = この記録
record-connections = この記録を参照しているもの
record-no-connections = まだありません。
record-referrers = { $kinds }の「{ $field }」から（{ $shown }件）
record-referrers-more = { $kinds }の「{ $field }」から（{ $shown }件以上）
record-referrers-all = すべて見る
record-claims = 異なる記載
record-source = 出典：
record-as-of = { $date }時点
record-cite = 引用
record-cite-copy = 引用を写す
record-citation = { $by }「{ $title }」縁 Enishi, { $reference }, { $date }時点.
record-citation-by = { $by }
record-done-created = { $kind }「{ $title }」を登録しました。
record-done-saved = 変更を保存しました。
record-done-same = 変更がなかったため、何も保存していません。
history-fields = 変わった欄 { $shown }
history-part = { $field }（{ $part }）
actor-public = 一般
actor-operator = 運用者
actor-demo = お試しの運用者
actor-cli = { $who }（コマンド）
actor-program = プログラム

# 候補

match-title = 候補を探す
match-title-need = ニーズに合うシーズ
match-title-seed = シーズに合うニーズ
match-title-text = 文に合う{ $kinds }
match-seeds-for = 合うシーズを探す
match-needs-for = 合うニーズを探す
match-back-seed = 1位のシーズから逆に探す
match-back-need = 1位のニーズから逆に探す
match-facts = { $population }件を比べた上位{ $shown }件
match-same-list = 同じ登録内容なら、いつも同じ順位です
match-points = 点
match-reasons = 理由 { $shown }
match-reasons-rest = そのほか { $shown } 件の理由
match-column = { $kind }の語
match-column-text = 入力の語
match-where = 欄
match-gain = 寄与
match-sum = 合計
match-readiness-enough = 求める成熟度 TRL { $wanted } を満たす
match-readiness-lacks = 求める成熟度 TRL { $wanted } まで あと{ $lacks }
match-language = { $languages }の文で一致
match-note-nothing = 探せる言葉がありません（記号や助詞だけでは探せません）。
match-note-text-cut = 文が長いため、{ $given }字のうち最初の{ $read }字を読みました。
match-note-terms-cut = 語が多いため、{ $found }語のうち重い{ $kept }語で探しました。
match-note-behind = 索引がまだ最新の登録に追いついていません。少し待って開き直すと最新になります。
match-nothing = 共通する言葉を持つ{ $kinds }はありませんでした。
match-nothing-how = 用途や材料など、別の言い方を足してみてください。
match-more = 50位まで見る
match-weak = 弱い候補
match-weak-how = ここから下は、点が一番上の候補の3分の1に届きません。一致した語が少ないものです。
match-examples = 例
match-example-1 = 果糖から希少糖を連続してつくる酵素の反応器
match-example-2 = 透明フィルムの微小な傷を生産中に見つけたい
match-example-3 = めっき廃液から希少金属を現場で回収する材料
match-how = 書いた文とそれぞれの記録に共通する語を数え、珍しい語ほど重く、題名や用途の語ほど重く見ます。順位の理由は1語ずつ表示します。
match-text-title = 文から探す
match-text-label = 困っていること、または技術
match-text-help = 一文でも、要約の全文でもかまいません。日本語でも英語でも。
match-among = 探すもの
match-text-go = 候補を探す
why-title = あの{ $kind }はなぜ出ないのか
why-label = その参照番号
why-go = 理由を見る
why-unknown = その参照番号の記録は見つかりません。参照番号は記録のページの題名の下にあります。
why-excluded = 探すもと自身なので、候補には入りません。
why-nothing-met = 共通する語がありません。
why-found = { $rank }位に入っています（{ $score }点）。
why-below = { $rank }位です（{ $score }点）。{ $top }位までに入るには、あと{ $gap }点が要ります。
why-missing = その記録にない語：{ $words }
picker-found = { "{n}" }件
picker-failed = 候補を読み込めません。参照番号は入力できます。

# 登録と編集

form-title-new = { $kind }を登録する
form-title-edit = { $kind }を編集する
form-sections = 入力欄のまとまり
form-new = 登録
form-create = 登録する
form-save = 保存する
form-cancel = やめる
form-required = 必須
form-none = （選ばない）
form-kana = よみ（かな）
form-confirm = { $language }の訳を確認した
form-problem = { $field }：{ $problem }
form-problems = { $shown }つの欄を直してください
form-not-saved = 保存できませんでした
form-nothing-lost = 入力した内容はすべて残っています。
form-how-lines = 1行に1つ書きます。
form-how-identifiers = 1行に1つ、「orcid:0000-0002-1825-0097」のように種別と番号を書きます。形から種別がわかる番号は番号だけでかまいません。
form-how-date = 年や年月だけでも、和暦でも書けます。
form-how-yen = 「500万円〜1,000万円」「300万円以下」のように書けます。
form-how-reference = 名前の一部を入れると候補が出ます。参照番号、識別子、正式な名前でも入力できます。
form-how-references = 参照番号をコンマで区切ります。

# 編集の重なり

conflict-title = 二人の編集が重なりました
conflict-kept = あなたの入力は失われていません
conflict-who = { $who }が { $at } に保存しました。
conflict-somebody = ほかの人
conflict-choose = 二人とも変えた欄について、残すほうを選んでください。
conflict-none = 同じ欄は変えていません。このまま保存すると両方の変更が残ります。
conflict-yours-only = あなただけが変えた欄（そのまま保存します）：
conflict-theirs-only = 相手だけが変えた欄（相手の内容が残ります）：
conflict-yours = あなたの入力
conflict-unsaved = まだ保存されていません
conflict-theirs = 保存済みの内容
conflict-before = 編集前の内容
conflict-merge = 両方を合わせて書く
conflict-merged = 下に書いた内容にする
conflict-save = 選んだ内容で保存する
conflict-edit = 編集画面に戻って直す
conflict-give-up = 自分の編集をやめる

# 削除

delete-title = { $kind }を削除する
delete-what = 一覧と候補から消えます。履歴には残ります。
delete-go = 削除する
delete-referred = ほかの記録から参照されているため、削除できません。先に次の記録の参照を外してください。
delete-refused = 削除できませんでした
delete-back = 記録に戻る

# 取り込み

imports-title = 取り込み
imports-how = まず内容を確かめる画面が出ます。書き込むのはそのあとです。
imports-new = ファイルを選ぶ
imports-kind = 種類
imports-file = XLSX、CSV、JSON Lines（64 MBまで）
imports-template = ひな型：
imports-go = 内容を確かめる
imports-nothing-yet = まだ何も書き込みません。
imports-so-far = これまでの取り込み
imports-none = まだありません。
imports-column-file = ファイル
imports-column-state = 状態
imports-column-counts = 件数
imports-column-at = 日時
import-title = { $kinds }を取り込む
import-sheet = シート「{ $sheet }」
import-header-row = 見出しは{ $row }行目
import-mapping-saved = 前回と同じ列の対応
import-mapping-known = 既知の形式（{ $name }）
import-mapping-guessed = 見出しから推定した列の対応
import-mapping-given = 指定した列の対応
import-step-file = ファイルを選ぶ
import-step-columns = 列を対応づける
import-step-check = 確かめる
import-step-apply = 反映する
import-nothing-yet = まだ何も書き込んでいません
import-nothing-to-do = 書き込むことはありません。
import-apply = { $shown }件を反映する
import-apply-skip = 問題のある{ $shown }行を除いて反映できます。直してから取り込み直すこともできます。
import-leave = あとにする
import-done = 反映しました
import-see-list = 一覧を見る
import-undo = 取り消す
import-count-rows = 行
import-count-added = 新しく登録
import-count-updated = 更新
import-count-unchanged = 変わらない
import-count-deleted = 削除
import-count-repeated = 重複
import-count-rejected = 問題あり
import-count-linked = あわせて登録
import-linked = あわせて登録する記録（出典や機関）：{ $titles }
import-problems = 問題 { $shown }
import-problems-more = ほかに { $shown } 件あります。
import-place = { $row }行 { $column }列
import-place-row = { $row }行
import-column-place = 行・列
import-column-value = 値
import-column-problem = 問題と直し方
import-mapping = 列の対応
import-mapping-kept = 反映すると、次からもこの対応を使います
import-column-file = ファイルの列
import-column-examples = 例
import-column-target = 取り込む欄
import-target-unknown = （未定：取り込みません）
import-target-none = 取り込まない
import-target-id = 参照番号・識別子
import-target-action = 処理（ADD・UPDATE・DELETE）
import-target-rule = この形式の決まりどおり
import-problem-column = 列「{ $found }」に当たる欄がありません。下の「列の対応」で欄を選ぶか、読み飛ばすなら「取り込まない」を選んでください。
import-problem-column-near = 列「{ $found }」に当たる欄がありません。「{ $near }」のことでしょうか。下の「列の対応」で欄を選ぶか、読み飛ばすなら「取り込まない」を選んでください。
import-near = 「{ $near }」ですか
import-sheet-label = シート
import-header-row-label = 見出しの行
import-map-go = この対応で確かめ直す
progress-title = 取り込みの途中です
progress-how = このページを離れても続きます。
progress-label = 進み具合
progress-reading = 読んでいます
progress-checking = 確かめています
progress-writing = 反映しています
progress-rows = { $shown }行
progress-rate = 毎秒 { $rate }行
progress-done = 終わりました
progress-see = 結果を見る
undo-title = 変更を取り消す
undo-nothing-yet = まだ何も取り消していません
undo-how = そのあとで変えられた記録や、参照されている記録はそのまま残します。
undo-done = 取り消しました
undo-go = 取り消す
undo-removed = 消える記録
undo-restored = 元に戻る記録
undo-returned = 復活する記録
undo-kept = 残る記録
undo-emptied = 空にされた
undo-again = やはり元のとおりにする
undo-kept-title = 残る記録とその理由

# この登録簿について

about-what = 大学や公的研究機関のシーズと、企業や官公庁のニーズをひとところに登録し、理由つきで引き合わせる登録簿です。すべての記録に出典と時点があり、変更の履歴が残ります。
about-kinds = 記録の種類
about-layers = 公開の範囲
about-matching = 候補の順位の決め方
about-matching-how = 文に共通する語を数え、珍しい語、題名や用途の語を重く見ます（BM25F）。寄与の合計が点数です。同じ登録内容からは、いつも同じ順位が出ます。地域の近さは点数に入れません。
about-licences = 同梱するもののライセンス
about-tokens = デジタル庁デザイントークン

# 表示できないとき

fault-demo-public = 一般の人の見え方で表示しているため、変更できません。運用者の見え方に戻ると、続けられます。
fault-operation = 操作番号
fault-again = もう一度
fault-home = ホームへ
fault-title-permission = この操作はできません
fault-title-unknown = 見つかりません
fault-title-conflict = 今の状態ではできません
fault-title-large = 大きすぎます
fault-title-failed = うまくいきませんでした
fault-title-input = このままでは処理できません
fault-unknown-page = このページはありません
fault-unknown-page-what = この番地にページはありません。
fault-unknown-page-remedy = ホームから進むか、検索してください。
fault-method = この操作はできません
fault-method-what = この番地はその送り方を受けつけません。
fault-method-remedy = 前のページに戻り、ボタンやリンクからお進みください。
fault-too-large = 大きすぎます
fault-too-large-what = 受け取れる大きさ（ファイルは64 MB、入力は8 MB）を超えています。何も保存していません。
fault-too-large-remedy = ファイルを分けるか、コマンド enishi import をお使いください。入力した文はブラウザーの「戻る」で残っています。
fault-bad-request = 受け取れませんでした
fault-bad-request-what = 送られた内容の形が正しくありません。何も保存していません。
fault-bad-request-remedy = 前のページに戻り、もう一度お試しください。
fault-form-token = この入力画面は古くなっています
fault-form-token-what = 画面を開いたあとで運用者の状態が変わったか、ほかの場所から送られたため、受けつけませんでした。何も保存していません。
fault-form-token-remedy = ブラウザーの「戻る」で入力を残したまま、別のタブで同じ画面を開き直し、写して送ってください。
fault-no-file = ファイルがありません
fault-no-file-what = ファイルが選ばれていません。
fault-no-file-remedy = 前のページに戻り、XLSX、CSV、JSON Linesのファイルを選んでください。
fault-unknown-job = この作業は見つかりません
fault-unknown-job-what = 作業が終わって時間がたったか、プログラムが起動し直されました。途中で止まった取り込みは何も書き込みません。
fault-unknown-job-remedy = 取り込みの一覧で結果をお確かめください。
fault-internal = うまくいきませんでした
fault-internal-what = プログラムの中で問題が起きました。保存済みの内容は失われていません。
fault-internal-remedy = もう一度お試しください。続くときは、操作番号を管理者にお伝えください。
list-deleted = 記録を1件削除しました。
list-deleted-undo = 元に戻す
history-undo = この変更を取り消す
