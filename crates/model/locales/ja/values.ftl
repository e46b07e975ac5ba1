# 値の種類ごとの決まりと、どの記録にもある欄

common-files = 添付ファイル
common-files-help = この記録に添えたファイルです。ファイルごとに公開範囲を決められます。
common-held-by = 受け持つクラスター
common-held-by-help = この記録を受け持つクラスターです。会員向け・関係者向けの項目は、このクラスターの会員と担当者に見えます。空欄なら、この機関全体で受け持ちます。
common-opened = 個別の開示
common-opened-help = クラスターの外の機関や人に、期間を決めてこの記録を開示します。だれに開示したかは担当者にだけ見えます。
common-opened-organisation = 開示先の機関
common-opened-person = 開示先の人
common-opened-since = 開始日
common-opened-until = 終了日
common-opened-agreement = 根拠の契約
common-opened-reason = 理由
common-opens-later = 期日による公開
common-opens-later-help = 決めた日にこの記録の公開範囲を広げます。その日にプログラムが記録を書き換え、履歴に残します。担当者にだけ見えます。
common-opens-later-on = 公開範囲を広げる日
common-opens-later-disclosure = その日からの公開範囲
common-opens-later-reason = 理由
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
