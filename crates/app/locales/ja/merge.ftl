# 統合：二つの記録を一つにまとめる。
error-merged = { $reference } は { $into } に統合されています。
error-merged-hint = { $into } を開いて操作してください。元に戻すには、統合を取り消してください。
error-merged-target = 項目 { $field } の参照先が、いま別の記録に統合されました。
error-merged-target-hint = もう一度保存すると、統合先の記録を参照します。入力した内容は失われていません。
error-merge-self = { $reference } をそれ自身に統合することはできません。
error-merge-self-hint = 統合先には別の記録を指定してください。
history-merged = 統合
history-unmerged = 統合の取り消し
history-batch-undone = 一括登録の取り消し
kept-partly = その後に変更された項目はそのまま。ほかの項目は元に戻す
history-started = はじめの設定
error-merge-stands = この統合は取り消せません。統合された記録を元に戻せないためです。
error-merge-stands-hint = 後から行った統合を先に取り消すか、その記録が参照していた記録を戻してから、もう一度お試しください。
