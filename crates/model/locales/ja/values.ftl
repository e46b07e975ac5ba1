# 値の種類ごとの決まりと、どの記録にもある欄

common-files = 添付ファイル
common-files-help = この記録に添えたファイルです。ファイルごとに公開範囲を決められます。
common-merged-into = 統合先
common-merged-into-help = 同じものを指す記録をまとめたとき、残したほうの記録です。

problem-fiscal-year = 「{ $found }」を年度として読めません。2003年度、平成15年度、FY2003 のように書いてください。
problem-decimal = 「{ $found }」を数値として読めません。12.5 や 1,234.5 のように書いてください。整数部は15桁、小数部は6桁までです。
problem-period-order = 終わり（{ $until }）が始まり（{ $since }）より前になっています。
problem-too-many-rows = { $found }行あります。1つの欄に入れられるのは{ $limit }行までです。
problem-claim-field = 「{ $found }」には別の出典の値を付けられません。出典ごとに値が異なるときは、別の記録に分けて出典を付けてください。
problem-managed-field = 「{ $found }」はここでは変えられません。ファイルの添付や統合の画面から変えてください。
problem-file-blob = ファイルの指紋「{ $found }」は SHA-256（16進64文字）ではありません。
problem-file-name = 「{ $found }」はファイル名に使えません。255文字までで、「/」「\」や制御文字は使えません。
problem-file-type = 「{ $found }」はファイルの種類（例 application/pdf）ではありません。
