# 読めないファイル、書けないファイル。理由ごとに `reading-CODE`、表でないものは `reading-is-WORD`。
reading-file-io = { $file } を開けません。
reading-file-io-hint = 名前が正しいか、読む権限があるかを確かめてください。
reading-file-output = ファイルに書き込めません。
reading-file-output-hint = 書き込む権限と、空き容量を確かめてください。
reading-file-format = 「{ $found }」からは、どの形式で書くのか分かりません。
reading-file-format-hint = 名前の終わりを .xlsx、.csv、.jsonl のどれかにしてください。
reading-file-damaged = { $file } は壊れているか、途中で切れています{ $row ->
    [0] 。
   *[other] （{ $row } 行目）。
}
reading-file-damaged-hint = もとのファイルを開いて保存し直すか、もう一度受け取ってください。
reading-file-encoding = { $file } の { $row } 行目に、UTF-8 でも CP932（Shift_JIS）でもない文字（{ $byte }）があります。
reading-file-encoding-hint = 表計算ソフトで開き、「CSV UTF-8」として保存し直してください。
reading-file-too-large = { $file } に、上限（{ $limit } { LABEL("reading-unit", $unit) }）を超えるところがあります{ $row ->
    [0] 。
   *[other] （{ $row } 行目）。
}
reading-file-too-large-hint = その行や欄を分けるか、ファイルを小さくしてください。
reading-unit-bytes = バイト
reading-unit-characters = 文字
reading-unit-columns = 列
reading-file-unknown-sheet = { $file } に「{ $found }」というシートはありません。
reading-file-unknown-sheet-hint = あるシート：{ $known }
reading-file-no-header = { $file } に、見出しの行が見つかりません。
reading-file-no-header-hint = 列の名前を書いた行を入れてください。ひな型を使うと確実です。
reading-record-unwritable = { $reference } の { $column } は、この形式では書き出せません。
reading-record-unwritable-hint = CSV か JSON Lines で書き出してください。
reading-records = 書き出す記録を読めませんでした。
reading-file-xlsx = XLSX のファイルを作れません。
reading-file-xlsx-hint = CSV か JSON Lines で書き出してください。
reading-is-folder = { $file } はフォルダーです。表のファイルではありません。
reading-is-folder-hint = ファイルを指定してください。
reading-is-empty = { $file } は空のファイルです。
reading-is-empty-hint = 最後まで保存されているか、送られているかを確かめてください。
reading-is-old-excel = { $file } は古い Excel の形式（.xls）か、パスワードのかかったファイルです。
reading-is-old-excel-hint = 表計算ソフトで開き、.xlsx か「CSV UTF-8」として保存し直してください。
reading-is-mapping-syntax = 対応表のファイルの書き方が正しくありません（{ $line } 行目）。TOML で、決まった名前だけを使います。
reading-is-mapping-kind = この対応表は { $found } 用です。ファイルは { $expected } です。
reading-is-mapping-column = 対応表にある列「{ $found }」が、ファイルにありません。
reading-is-mapping-field = 対応表の「{ $found }」の行き先がありません。{ $field } という欄はありません。
reading-is-mapping-reference = 対応表の「{ $found }」の行き先がありません。{ $field } は、参照先の記録の欄ではありません。
reading-is-mapping-bracket = 対応表の「{ $found }」のかっこが閉じていません。
reading-is-mapping-language = 対応表の「{ $found }」の言語が正しくありません。{ $field }[ja]、{ $field }[en]、{ $field }[auto] のどれかにしてください。
reading-is-mapping-scheme = 対応表の「{ $found }」にある識別子の種類はありません。
reading-is-mapping-part = 対応表の「{ $found }」にある部分は、{ $field } にありません。
reading-is-mapping-row = 対応表の「{ $found }」は表のます目になっていません。{ $field }.行.列 と書き、行は 1 から { $limit } までです。
reading-is-mapping-cell = 対応表の「{ $found }」の行き先がありません。表 { $field } にその列はありません。
reading-is-mapping-assignment = 「{ $found }」に = がありません。例：{ $expected }
reading-is-mapping-claims = 異なる記載（claims）のシートの列は { $expected } です。id と field は必須です。
reading-is-pdf = { $file } は PDF です。表のファイルではありません。
reading-is-pdf-hint = もとの表を .xlsx か CSV で受け取ってください。
reading-is-html = { $file } はウェブページ（HTML）です。サインインやエラーのページを保存したのかもしれません。
reading-is-html-hint = もう一度ダウンロードしてください。
reading-is-xml = { $file } は XML です。表のファイルではありません。
reading-is-xml-hint = 表計算ソフトで開き、.xlsx か「CSV UTF-8」として保存し直してください。
reading-is-binary = { $file } は表のファイルではありません。
reading-is-binary-hint = 表計算ソフトで開けるなら、.xlsx か「CSV UTF-8」として保存し直してください。
reading-is-json-array = { $file } は一つの JSON 配列です。
reading-is-json-array-hint = 一行に一つのオブジェクトを書く JSON Lines にしてください（前後のかっことコンマは要りません）。
reading-is-no-json = { $file } は JSON のオブジェクトで始まっていません。
reading-is-no-json-hint = 一行に一つの JSON オブジェクトを書いてください。
reading-is-archive = { $file } は Excel のブックを含まない ZIP です。
reading-is-archive-hint = ZIP は先に展開してください。OpenDocument の表は .xlsx で保存し直してください。
