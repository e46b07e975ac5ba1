# 公開範囲、個別の開示、期日による公開、公開の同意

history-opened = 個別に開示
history-opening-limited = 開示の期限を変更
history-opening-withdrawn = 開示を取りやめ
history-opening-planned = 期日による公開を予定
history-opening-unplanned = 期日による公開の予定を取り消し
history-opened-by-date = 予定の日に公開範囲を拡大

problem-opening-whom = 開示する相手の機関か人を、どちらか一つは選んでください。
problem-opening-day = 「{ $found }」は日まで決まっていません。2027-05-01 のように、年月日で書いてください。
problem-opening-past = { DAY($found) }はもう来ています。明日以降の日を書いてください。すぐに広げるときは、編集画面で公開範囲を選びます。
problem-opening-closer = いまの公開範囲より広くなりません。いまより広い公開範囲を選んでください。
