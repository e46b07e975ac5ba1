# 出典（試験の種別）

source = 出典
source-plural = 出典
source-help = 事実の出どころです。

source-title = 名称
source-title-help = 文書やページの名称です。
source-address = アドレス
source-address-help = https:// または http:// で始まります。
