# だれが登録簿全体を受け持つか
charge-role = { $name }（登録簿の担当）
history-charge = 登録簿の担当になった
error-charge-taken = 登録簿の担当者がすでにいます。
error-charge-taken-hint = 担当者に、あなたの「人と役割」の記録を加えてもらってください。
account-event-took-charge = 登録簿の担当になった
account-event-shell-read = サーバーで登録内容を読み出した
