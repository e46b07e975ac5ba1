# JSON API：状態ごとの見出し

api-status-400 = リクエストを読み取れません
api-status-403 = 許可されていません
api-status-404 = 見つかりません
api-status-405 = このアドレスでは使えないメソッドです
api-status-409 = 現在の状態ではできません
api-status-412 = その間に記録が変更されました
api-status-413 = 大きすぎます
api-status-415 = メディアタイプが違います
api-status-422 = 受け付けられない値があります
api-status-428 = どの状態への変更かを示す必要があります
api-status-500 = プログラムの不具合です
api-status-503 = 現在利用できません

# API だけのエラー

error-unknown-address = API にこのアドレスはありません。
error-unknown-address-hint = アドレスの一覧は /api と /api/v1/openapi.json にあります。
error-method-not-allowed = このアドレスでは、このメソッドは使えません。
error-method-not-allowed-hint = 使えるメソッドは Allow ヘッダーにあります。
error-media-type = 本文が「{ $found }」です。UTF-8 の { $expected } で送ってください。
error-media-type-hint = Content-Type: application/json を付けてください。
error-malformed-json = 本文が JSON ではありません：{ $detail }
error-too-deep = 本文の配列とオブジェクトの入れ子が { $limit } 段を超えています。
error-invalid-utf8 = UTF-8 でないバイトが含まれています。
error-invalid-utf8-hint = 文字は UTF-8 で、アドレスではパーセント符号化して送ってください。
error-unknown-parameter = 「{ $found }」というパラメーターはありません。
error-unknown-parameter-hint = { $known ->
    [0] このアドレスにパラメーターはありません。
   *[other] 使えるもの：{ $known }
}
error-repeated-parameter = パラメーター「{ $name }」が { $count } 回あります。1 回だけ指定してください。
error-bad-parameter = パラメーター「{ $name }」に「{ $found }」は使えません。使えるもの：{ $expected }
error-bad-header = ヘッダー { $name } に「{ $found }」は使えません。使えるもの：{ $expected }
error-cross-site = 他のサイトのページからのリクエストです。
error-cross-site-hint = 書き込みは、このサイトのページかプログラムからできます。

# API だけが見つける問題

problem-unknown-member = 「{ $found }」という項目はありません。使えるもの：{ $known }
problem-unknown-member-near = 「{ $found }」という項目はありません。「{ $near }」ではありませんか。使えるもの：{ $known }
problem-one-subject = { $count ->
    [0] 何の候補を探すのかを示してください。need、seed、text のどれか一つです。
   *[other] need、seed、text は一つだけ指定してください（{ $count } 個あります）。
}
problem-among-without-text = ニーズにはシーズを、シーズにはニーズを探します。among は text と一緒にだけ指定できます。

