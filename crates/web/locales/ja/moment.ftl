# 時点：何が事実だったか、何が登録されていたか
moment-label = 表示の時点
moment-on = { $day }時点の事実を表示しています
moment-known-at = { $at } 時点の登録内容を表示しています
moment-both = { $day }時点の事実、{ $at } 時点の登録内容を表示しています
moment-present = 現在に戻る
moment-choose = 別の日・時点で見る
moment-choose-on = この日に事実だったこと
moment-choose-known-at = この時点の登録内容
moment-history = この時点の記録を見る
moment-undated = うち日付のない記録 { $shown } 件
