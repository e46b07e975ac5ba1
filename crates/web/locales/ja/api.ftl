# JSON API：状態ごとの見出し

api-status-400 = リクエストを読み取れません
api-status-401 = このキーは使えません
api-status-403 = 許可されていません
api-status-404 = 見つかりません
api-status-405 = このアドレスでは使えないメソッドです
api-status-408 = 送られてくる速さが遅すぎます
api-status-409 = 現在の状態ではできません
api-status-412 = その間に記録が変更されました
api-status-413 = 大きすぎます
api-status-415 = メディアタイプが違います
api-status-421 = この名前では提供していません
api-status-422 = 受け付けられない値があります
api-status-428 = どの状態への変更かを示す必要があります
api-status-429 = 試した回数が多すぎます
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

error-misdirected = このプログラムを提供していないホスト名へのリクエストです。
error-misdirected-hint = 起動時に表示されたアドレスを使ってください。
error-answer-gone = この冪等キーで作成した記録は、その後削除されています。
error-answer-gone-hint = 作り直すには、新しいキーを使ってください。

# API だけが見つける問題

problem-unknown-member = 「{ $found }」という項目はありません。使えるもの：{ $known }
problem-unknown-member-near = 「{ $found }」という項目はありません。「{ $near }」ではありませんか。使えるもの：{ $known }
problem-one-subject = { $count ->
    [0] 何の候補を探すのかを示してください。need、seed、text のどれか一つです。
   *[other] need、seed、text は一つだけ指定してください（{ $count } 個あります）。
}
problem-among-without-text = ニーズにはシーズを、シーズにはニーズを探します。among は text と一緒にだけ指定できます。

# API の説明ページ

api-title = API
api-lead = ページで見られるものすべてと、理由つきの候補さがしを、プログラムから使えます。公開されているものを読むだけなら鍵は要りません。書き込むには、自分のアカウントのページで発行したAPIキーを使います。
api-description = 正確な記述（OpenAPI 3.1）
api-kinds-link = 記録の種類の宣言
api-addresses = アドレス
api-method = メソッド
api-address = アドレス
api-does = 働き
api-does-list = 記録の一覧（絞り込み、自由語、並べ替え、件数）
api-does-show = 記録 1 件
api-does-create = 記録の登録
api-does-update = 見えている項目の変更（JSON merge patch）
api-does-delete = どこからも参照されていない記録の削除
api-does-history = 見える変更の履歴（新しい順）
api-does-referrers = この記録を参照している記録
api-does-merge = 同じものを指す別の記録への統合
api-does-matches = ニーズ、シーズ、自由文に合う記録を理由付きで順位付け
api-does-kinds = 種類、項目、型、表示名、公開範囲
api-does-openapi = 正確な記述
api-try = 試す
api-try-list = ライフサイエンスで TRL 4 か 5 のシーズ
api-try-match = この要望に合うものは
api-try-create = 記録を登録する（APIキーが必要）
api-field = 項目名
api-field-label = 表示名
api-field-type = 型
api-field-layer = 最小の公開範囲
api-field-filter = 絞り込みのパラメーター
api-field-required = 必須
api-codes = 断りのコード
api-codes-lead = 断りはすべて、Accept-Language の言語による問題文書（RFC 9457）です。コードの意味は変わりません。
api-code = コード
api-code-status = 状態
api-code-title = 意味
api-status-502 = ほかのサービスの不調
