# コマンドラインの文言：使い方、エラー、結果

## 使い方

cli-help = Enishi は地域の知的クラスターを動かすソフトウェアです。シーズとニーズを集め、誰と誰が合うかを示します。
cli-help-word-usage = 使い方：
cli-help-word-commands = コマンド
cli-help-word-command = コマンド
cli-help-word-arguments = 引数
cli-help-word-options = オプション
cli-help-more = 設定は、引数、環境変数（ENISHI_DATA_DIR など、ENISHI_ に設定の名前を続けたもの）、設定ファイル（--config。なければ作業フォルダーの enishi.toml）、既定値の順に決まります。「enishi config show」で確かめられます。
    終了コード：0 完了、1 完了したが確認事項あり、2 使い方や入力の誤り、3 拒否、4 環境の問題、70 内部の誤り
cli-help--help = この説明を表示する
cli-help--version = 版を表示する
cli-help--data = 登録簿のフォルダー（既定：~/.local/share/enishi など、利用者のデータフォルダーの中の enishi）
cli-help--database-url = フォルダーの代わりに使う PostgreSQL：postgres://user@host/name
cli-help--config = 設定ファイル（既定：作業フォルダーに enishi.toml があればそれ）
cli-help--lang = 言語：ja または en（既定：シェルの言語）
cli-help--color = 色：auto、always、never

cli-help-demo = 試してみる：架空の見本が入った登録簿を、運用者として開く
cli-help-demo-more = --data を付けなければ、新しい一時フォルダーを使い、終了時に消します。
cli-help-demo--port = ポート番号。0 なら空いているもの（既定：8080、ふさがっていれば次の空き）
cli-help-demo--without-samples = 空の登録簿で始める
cli-help-demo--today = この日のつもりで表示する（例：2026-04-10）
cli-help-import = 表計算ファイルを読む。まず内容の確認だけを行い、--apply で書き込む（取り消し可）
cli-help-import-more = --apply を付けなければ確認だけです。問題はシート、行、列、値を示します。問題のあるファイルは書き込みません（終了コード 2）。--skip-problems を付けると、その行だけを除いて書き込みます（終了コード 1）。
cli-help-import--kind = 種類。例：seed（シーズ）、need（ニーズ）、organisation（機関）（「enishi kinds」で一覧）
cli-help-import--file = ファイル：.xlsx、.csv、.tsv、.jsonl（.gz も可）
cli-help-import--apply = 一つのまとまりとして書き込む
cli-help-import--skip-problems = 問題のある行を除いて続ける
cli-help-import--map = 列の意味：用意された対応表の名前（「enishi maps」）か、自分で作ったファイル
cli-help-import--columns = 一つの列の意味。例：project_no=identifiers[kaken]（繰り返し可）
cli-help-import--set = 値のない行に入れる値。例：disclosure=public（繰り返し可）
cli-help-import--sheet = シート（既定：最初の表示シート）
cli-help-import--header-row = 見出しの行（既定：自動で見つける）
cli-help-import--save-map = 使った対応表をこのファイルに書く
cli-help-import--format = table（人向け）または json（プログラム向け）
cli-help-imports = 最近の取り込みの一覧
cli-help-imports--limit = 件数（既定：20）
cli-help-imports--format = table または json
cli-help-undo = 取り込みを取り消す
cli-help-undo--batch = 取り込みの名前（「enishi imports」）
cli-help-undo--yes = 確認せずに行う
cli-help-undo--format = table または json
cli-help-export = 再び取り込める表計算ファイルに書き出す
cli-help-export--kind = 種類
cli-help-export--output = ファイル（既定：標準出力）
cli-help-export--format = xlsx、csv、jsonl（既定：ファイル名による。なければ csv）
cli-help-export--filters = この値の記録だけ（繰り返し可）
cli-help-export--public = 公開されている内容だけ
cli-help-template = 記入用の空の表を、各列の説明付きで書き出す
cli-help-template--kind = 種類
cli-help-template--output = ファイル（既定：標準出力）
cli-help-template--format = xlsx、csv、jsonl（既定：ファイル名による。なければ xlsx）
cli-help-maps = よく使われるファイルのために用意された対応表の一覧
cli-help-maps--name = この対応表を表示する（自分用の下書きに）
cli-help-match = ニーズ、シーズ、文章に合う相手を、理由とともに探す
cli-help-match--need = ニーズ：シーズを探す
cli-help-match--seed = シーズ：ニーズを探す
cli-help-match--text = 文章。「-」なら標準入力から読む
cli-help-match--among = 文章に対して探す種類（既定：seed）
cli-help-match--top = 件数、1〜200（既定：10）
cli-help-match--why-not = この記録が入らない理由を示す
cli-help-match--format = table または json
cli-help-evaluate = 正解付きのデータで性能を測る
cli-help-evaluate-matching = マッチングを測る：mrr@10、ndcg@10、recall@10、recall@100、時間
cli-help-evaluate-matching--corpus = 文書：id、title、text、lang を持つ .jsonl または .jsonl.gz
cli-help-evaluate-matching--queries = 同じ形式の質問
cli-help-evaluate-matching--judgements = 質問、文書、評点をタブで区切ったもの
cli-help-evaluate-matching--exclude = 除く質問と文書の組をタブで区切ったもの
cli-help-evaluate-matching--json = 表の代わりに JSON
cli-help-show = 記録を表示する
cli-help-show--reference = 参照番号（seed-7k2m9x4q）または識別子（ror:02kpeqv85）
cli-help-show--format = table または json
cli-help-list = 記録の一覧
cli-help-list--kind = 種類
cli-help-list--filters = この値の記録だけ（繰り返し可）
cli-help-list--sort = newest、title、または項目名。前に「-」を付けると逆順
cli-help-list--text = この言葉を含む記録を、合う順に
cli-help-list--limit = 件数、1〜200（既定：25）
cli-help-list--after = この位置の続きから
cli-help-list--format = table または json
cli-help-history = 記録を誰が、いつ、なぜ変えたかを表示する
cli-help-history--reference = 参照番号または識別子
cli-help-history--format = table または json
cli-help-merges = 同じものかもしれない記録の一覧（統合はしない）
cli-help-merges--kind = 種類
cli-help-merges--limit = 候補の最大件数（既定：10000）
cli-help-merges--format = table または json
cli-help-kinds = 記録の種類の一覧、または一つの種類の列
cli-help-kinds--kind = この種類の列を表示する
cli-help-rebuild = マッチング用の索引を作り直す

## 引数の誤り

cli-usage-hint = 「enishi --help」でコマンドの一覧、「enishi コマンド --help」で説明を表示します。
cli-usage-unknown-argument = `{ $found }` という引数はありません
cli-usage-unknown-command = `{ $found }` というコマンドはありません
cli-usage-missing = 足りないものがあります：{ $found }
cli-usage-no-command = コマンドがありません
cli-usage-no-value = { $argument } には値が必要です
cli-usage-value = `{ $found }` は { $argument } に使えません
cli-usage-conflict = { $argument } は { $other } と一緒に使えません
cli-usage-other = 引数が理解できません：
cli-usage-valid = 使えるもの：{ $known }

## エラー

cli-error-not-utf8 = 文字コードが UTF-8 ではありません
cli-error-not-utf8-hint = UTF-8 で保存し直してください。
cli-error-no-file = ファイルが見つかりません（{ $detail }）
cli-error-no-file-hint = 名前とフォルダーを確かめてください。
cli-error-file = ファイルまたはフォルダーが使えません：{ $detail }
cli-error-file-hint = 存在するか、権限があるか、空き容量があるかを確かめてください。
cli-error-no-home = 登録簿のフォルダーが分かりません
cli-error-no-home-hint = --data フォルダー で指定してください。
cli-error-no-register = ここに登録簿はありません
cli-error-no-register-hint = --data を確かめてください。登録簿は「enishi serve」か「enishi import」で始まります。
cli-error-register-gone = このフォルダーの登録簿がなくなっています。検索索引はありますが、enishi.sqlite がありません
cli-error-register-gone-hint = ファイルを元の場所に戻すか、バックアップを戻してください（enishi restore ファイル --data フォルダー）。空の登録簿から始めるときは、先に index フォルダーを消してください。
cli-error-port = ポート { $port } が使えません：{ $detail }
cli-error-port-hint = 使っているものを止めるか、ほかのポートを選んでください。--port 0 なら空いているものを使います。
cli-error-format = ファイル名から形式が分かりません
cli-error-format-hint = 末尾を .xlsx、.csv、.jsonl にするか、--format を付けてください。
cli-error-binary = XLSX ファイルは端末に表示できません
cli-error-binary-hint = -o ファイル.xlsx または --format csv を使ってください。
cli-error-map = `{ $found }` という対応表はありません
cli-error-map-hint = 使えるもの：{ $known }
cli-error-import-problems = { $rows ->
    [0] 列に問題があります（{ $count } 件）。何も書き込んでいません
   *[other] { $rows } 行に問題があります（全部で { $count } 件）。何も書き込んでいません
}
cli-error-import-problems-hint = ファイルを直すか、列の意味を指定するか（--column 見出し=項目。「-」で読み飛ばし）、--skip-problems でその行を除いてください。
cli-error-not-confirmed = 取り消しの確認ができません（ここでは質問できません）
cli-error-not-confirmed-hint = --yes を付けてください。
cli-error-declined = 取り消しは行いませんでした
cli-error-text-short = 一文字では探せません
cli-error-text-short-hint = 言葉か文で書いてください。
cli-error-text-long = 文章が { $limit } 字を超えています
cli-error-text-long-hint = 必要なことを述べた段落だけにしてください。
cli-error-text-nul = 文章に制御文字（NUL）が含まれています
cli-error-text-nul-hint = 元の文書からもう一度写してください。
cli-error-nothing-to-search = 探せる言葉がありません（記号、絵文字、助詞などだけです）
cli-error-nothing-to-search-hint = 必要なことを言葉で書いてください。
cli-error-nothing-judged = 正解のある質問が一つもありません
cli-error-nothing-judged-hint = 正解ファイルの一列目は質問の id である必要があります。
cli-error-evaluation-file = { $detail }

## 結果

cli-progress-reading = 読み込み
cli-progress-checking = 確認
cli-progress-writing = 書き込み
cli-progress-indexing = 索引作成

cli-demo-operator = 運用者として開きます。すべてを変更できます。
cli-demo-samples = 体験版です：出典のある登録簿の記録 { $register } 件と、架空の見本 { $count } 件。見本にはすべて「見本」と表示されます。
cli-demo-kept = 体験版です。このフォルダーには既に記録があるため、登録簿の記録も見本も加えていません。
cli-demo-without-samples = 見本のない体験版です：出典のある登録簿の記録 { $register } 件。
cli-demo-folder-fresh = データは { $folder } にあり、終了時に消えます。
cli-demo-folder = データは { $folder } にあります。
cli-demo-stop = 止めるには Ctrl+C を押してください。
cli-serve-link = 最初の管理者を登録するリンク（一度だけ、一時間以内）：{ $link }
cli-serve-sign-in = ログイン：{ $link }
cli-serve-public = これを使わないブラウザーには、公開の記録だけが見えます。
cli-serve-folder = データは { $folder } にあります。

cli-import-mapping = 列の意味：{ $from }
cli-mapping-saved = 同じ形のファイルを前に取り込んだときのもの
cli-mapping-guessed = 見出しからの推定
cli-mapping-given = 指定のとおり
cli-mapping-known = 用意された対応表 { $name }
cli-import-passed-over = （読み飛ばす）
cli-import-cases = （ほかの列による）
cli-import-unknown = （不明）
cli-import-linked = 行に名前があるため、あわせて作る記録：{ $count } 件
cli-import-more-problems = ほかに { $count } 件の問題があります（--format json で一覧できます）
cli-import-saved-map = 対応表を { $file } に書きました。
cli-import-applied = { $batch } として書き込みました。取り消すには：enishi undo { $batch }
cli-import-preview = 確認だけで、何も書き込んでいません。書き込むには --apply を付けてください。
cli-place-comma = 、
cli-place-sheet = シート { $sheet }
cli-place-row = { $row } 行目
cli-place-column = { $column } 列（{ $header }）
cli-place-value = 値「{ $value }」
cli-place-header-row = 見出し { $row } 行目
cli-count-rows = 行の合計
cli-count-added = 追加
cli-count-updated = 変更
cli-count-unchanged = 変更なし
cli-count-deleted = 削除
cli-count-repeated = ファイル内の重複
cli-count-rejected = 問題あり

cli-undo-preview = { $batch } の取り消し：{ $removed } 件を消し、{ $restored } 件を元の内容に戻し、{ $returned } 件を復活させます。
cli-undo-done = { $batch } を取り消しました：{ $removed } 件を消し、{ $restored } 件を元の内容に戻し、{ $returned } 件を復活させました。
cli-undo-kept = そのまま残る記録：{ $count } 件
cli-undo-ask = 取り消しますか？ [y/N]

cli-export-done = { $count } 件を { $file } に書き出しました。
cli-export-claims = 異なる記載（claims）は { $file } にあります。
cli-export-no-claims = CSV は一つのファイルに一つの表だけなので、異なる記載（claims）は含みません。-o を付けると別のファイルに書きます。
cli-template-done = 記入用の表を { $file } に書きました。

cli-match-among = 比べた{ $kind }：{ $count } 件
cli-match-none = 合う記録はありません。
cli-reason-words = 「{ $words }」（{ $fields }）
cli-reason-field = 同じ分野：{ $field }
cli-reason-readiness-below = TRL：求めるのは { $asked }、実際は { $offered }（{ $gap } 段階不足）
cli-reason-readiness-same = TRL：{ $offered }（求めるとおり）
cli-reason-readiness-above = TRL：求めるのは { $asked }、実際は { $offered }（{ $gap } 段階上）
cli-reason-language = 言語：{ $query } と { $document }
cli-lang-ja = 日本語
cli-lang-en = 英語
cli-note-text-cut = 文章が長いため、{ $given } 字のうち { $read } 字を読みました。
cli-note-terms-cut = 言葉が多いため、{ $found } 語のうち手がかりになる { $kept } 語を使いました。
cli-why-not = { $record } が入らない理由
cli-why-not-unknown = そのような記録はないか、表示できません。
cli-why-not-excluded = その記録自身であるか、意図的に除かれています。
cli-why-not-nothing-met = 共通する言葉がありません。足りない言葉：{ $missing }
cli-why-not-found = 一覧の { $rank } 位にあります（{ $score }）。
cli-why-not-below = { $rank } 位（{ $score }）で、表示した最後の記録に { $gap } 及びません。足りない言葉：{ $missing }

cli-claims = 異なる記載 { $count } 件
cli-list-count = { $total } 件中 { $shown } 件
cli-list-next = 次のページ：--after { $next }
cli-merges-count = { $count ->
    [0] 統合の候補はありません。
   *[other] 統合の候補：{ $count } 組（{ $records } 件）。統合はしていません。
}
cli-rebuild-done = 索引を作り直しました（変更 { $seq } まで）。

cli-column-about = 内容
cli-column-added = 追加
cli-column-at = 日時
cli-column-batch = 取り込み
cli-column-column = 列
cli-column-examples = 例
cli-column-fields = 項目数
cli-column-file = ファイル
cli-column-header = 見出し
cli-column-kind = 種類
cli-column-label = 名称
cli-column-layer = 公開範囲
cli-column-means = 意味
cli-column-measure = 指標
cli-column-name = 名前
cli-column-origin = 由来
cli-column-place = 場所
cli-column-plural = 複数形
cli-column-reason = 理由
cli-column-reference = 参照番号
cli-column-rejected = 問題あり
cli-column-rows = 行
cli-column-setting = 設定
cli-column-state = 状態
cli-column-title = 題名
cli-column-updated = 変更
cli-column-value = 値
cli-column-values = 使える値
