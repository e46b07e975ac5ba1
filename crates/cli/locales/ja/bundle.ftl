# enishi bundle
cli-help-bundle = 地域やクラスターのデータを、署名のある一つのファイルで持ち出す・受け取る
cli-help-bundle-write = 地域かクラスターに属するものを、すべて一つのファイルに書き出す
cli-help-bundle-write-more = 表計算のファイル、JSON、添付ファイル、説明、署名が入ります。何が入るかは、中の README にあります。会員だけに見せる内容も含むので、渡す相手を確かめてください。
cli-help-bundle-write--root = 地域かクラスターの参照番号
cli-help-bundle-write--file = 書き出すファイル。例：region.zip
cli-help-bundle-verify = 署名と、すべてのファイルのハッシュを確かめる
cli-help-bundle-verify--file = 持ち出しファイル
cli-help-bundle-load = 新しい登録簿に読み込む（参照番号はそのまま。まとめて取り消せる）
cli-help-bundle-load--file = 持ち出しファイル
cli-help-bundle-key = この登録簿の公開鍵と指紋を表示する（初めてのときに鍵を作る）
cli-bundle-written = { $file } に書き出しました（{ $kilobytes } kB）：「{ $title }」、記録 { $records } 件、名前だけの記録 { $named } 件、添付ファイル { $files } 件。
    鍵の指紋 { $key }
cli-bundle-right = 署名とハッシュは正しい：「{ $title }」、記録 { $records } 件、名前だけの記録 { $named } 件、添付ファイル { $files } 件。
    鍵の指紋 { $key }（作った人に、別の手段で確かめてください）
cli-bundle-loaded = 記録 { $records } 件、添付ファイル { $files } 件を読み込みました。取り消すとき：enishi undo { $batch }
cli-bundle-key = 鍵の指紋 { $key }
