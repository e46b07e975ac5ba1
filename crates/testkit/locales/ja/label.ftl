# 札（試験の種別）

label = 札
label-plural = 札
label-help = 棚の札です。

label-title = 文言
label-title-help = 札に書いてある言葉です。
label-tint = 色合い
label-tint-help = 札の色です。
label-width = 幅
label-width-help = 札の幅です。
label-height = 高さ
label-height-help = 札の高さです。
