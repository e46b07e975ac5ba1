# 出典（試験の種別）

cluster = クラスター
cluster-plural = クラスター
cluster-help = 記録を受け持つところです。

cluster-title = 名称
cluster-title-help = クラスターの名称です。
