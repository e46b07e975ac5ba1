# 地方ブロック（種別・項目・記入の手引き）

block = 地方ブロック
block-plural = 地方ブロック
block-help = 一つの経済産業局が受け持つ都道府県のまとまり。

block-name = 名称
block-name-help = ブロックの呼び名を書きます（100字まで）。例：四国
block-aliases = 別の呼び名
block-aliases-help = 資料に現れる別の呼び名を一つずつ書きます（1件100字まで）。例：近畿に対する関西
block-bureau = 経済産業局
block-bureau-help = このブロックを受け持つ経済産業局を、登録済みの機関から選びます。
block-prefectures = 都道府県
block-prefectures-help = ブロックに含まれる都道府県をすべて選びます。
block-tint = 地図の色番号
block-tint-help = 1から9までの数字を一つ書きます。隣り合うブロックとは別の番号にしてください。例：4
