# 持ち出しファイル
error-bundle-root = 地域かクラスターの参照番号を指定してください。
error-bundle-root-hint = 「enishi list regions」「enishi list clusters」で確かめられます。
error-bundle-unreadable = 持ち出しファイル { $file } を開けません。
error-bundle-unreadable-hint = 名前と置き場所、このプログラムを動かす人が読めるかを確かめてください。
error-bundle-not-a-bundle = { $file } は Enishi の持ち出しファイルではないか、途中で切れています。
error-bundle-not-a-bundle-hint = 持ち出しファイルは「enishi bundle write」で作ります。別のファイルを指定するか、コピーし直してください（バックアップは「enishi restore --check」で確かめます）。
error-bundle-damaged = この持ち出しファイルは、署名したときのままではありません（{ $detail }）。
error-bundle-damaged-hint = 使わずに、作った人からもう一度受け取ってください。
error-bundle-newer = この持ち出しファイルは、新しい版のプログラムで作られています（形式 { $found }）。
error-bundle-newer-hint = 新しい版の enishi をお使いください。
error-bundle-known = この登録簿には、持ち出しファイルの記録がすでにあります（{ $reference }）。
error-bundle-known-hint = 新しい登録簿に読み込んでください。
error-bundle-row = 持ち出しファイルの記録 { $reference } を読み込めません。
error-bundle-row-hint = 何も書き込んでいません。作った側の登録簿で、この記録を直してから作り直してください。
history-bundle = 持ち出しファイルの読み込み
bundle-column-id = 参照番号
bundle-read-me = 「{ $title }」（{ $reference }）の持ち出しファイル。{ $at } 作成。
bundle-read-me-belongs = 入っているもの
  records/ … この地域（とその中の地域）、そこにあるクラスター、それらに付く記録のすべて。クラスターを挙げる記録は、この地域のクラスターを一つでも挙げていれば入ります。クラスターを挙げない記録は、入っている記録を挙げていれば入ります。それらが挙げる機関、人、出典と、どのクラスターも挙げていない記録も入ります。
  named/ … 上の記録が挙げているだけの記録（ほかの地域のクラスター、事業、施策など）。だれでも見られる内容だけです。だれでも見られるものでない記録は入れず、それを挙げる値も除きます。
  作った人が見られない内容は、どこにも入っていません。
bundle-read-me-files = 読み方
  どの種別も、同じ内容を二つの形で入れてあります。.xlsx は表計算ソフトで、.jsonl（UTF-8、1 行に 1 件の JSON）はどのプログラムでも読めます。「id」は参照番号です。ほかの記録は参照番号で挙げます。
  files.jsonl は添付ファイルの一覧です。中身は files/ に、SHA-256 の値を名前として入っています。
  manifest.json は、すべてのファイルの大きさと SHA-256 です。
bundle-read-me-load = 別の登録簿に入れるとき：enishi bundle load ファイル
bundle-read-me-signature = 署名の確かめ方（OpenSSL 3）。そのあと、manifest.json の SHA-256 を各ファイルと比べてください（enishi bundle verify は両方を行います）。
bundle-read-me-key = 鍵の指紋（公開鍵の SHA-256）。作った人に、別の手段で確かめてください。
