# 札（試験の種別）

label = 札
label-plural = 札
label-help = 棚の札です。

label-title = 文言
label-title-help = 札に書いてある言葉です。
label-tint = 色合い
label-tint-help = 札の色です。
