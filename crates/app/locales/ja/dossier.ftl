# 本人に渡す、本人についての情報の写し
dossier-head = { $name }さん（{ $reference }）について、この登録簿が持っている情報です。{ $at } に作りました。
dossier-not-here = 同じ内容が held.json にあります。パスフレーズやキーなど、扉を開けるための値は入れていません。ほかの記録の文章の中で名前だけが触れられている箇所、以前のバックアップ、書き出されたファイル、送られたメールは、ここには含まれません。ほかの記録に本人が加えた変更は、その記録の履歴にアカウントの番号で残っています。サインインの失敗を数える記録は、しばらくすると消えます。
dossier-person = 人物の記録
dossier-records = 本人を指している記録
dossier-named-in =   指している項目：{ $fields }
dossier-files = 人物の記録に添付されたファイル
dossier-history = 人物の記録の履歴（新しい順、200 件まで）
dossier-before = 変更前
dossier-after = 変更後
dossier-accounts = アカウントと、アカウントについて行われたこと
dossier-account = - { $email } { $name }（状態：{ $state }、管理者：{ $admin ->
    [yes] はい
   *[other] いいえ
}、二段階目：{ $second ->
    [yes] あり
   *[other] なし
}）作成 { $created }、最後のサインイン { $signed }
dossier-session =   - サインイン中：{ $browser }（開始 { $begun }、最後の利用 { $seen }）
dossier-key =   - API キー：{ $title }（{ $scope }）作成 { $created }、期限 { $ends }、最後の利用 { $used }
dossier-none = なし
