# 棚（試験の種別）

shelf = 棚
shelf-plural = 棚
shelf-help = 見本を置く棚です。

shelf-title = 名称
shelf-title-help = 棚の呼び名です。
shelf-room = 部屋
shelf-room-help = 部屋の番号です。
