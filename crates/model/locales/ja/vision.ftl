# 構想（種別・項目・記入の手引き）

vision = 構想
vision-plural = 構想
vision-help = 地方公共団体が描く、地域のクラスターの将来像。目標、工程、施策、見直しの記録を持ちます。

vision-title = 名称
vision-title-help = 構想の名称を期とともに書きます（300字まで）。
vision-cluster = クラスター
vision-cluster-help = どのクラスターの構想かを選びます。第Ⅰ期と第Ⅱ期は別のクラスターです。
vision-owners = 策定した地方公共団体
vision-owners-help = 構想を定めた県や市をすべて選びます。
vision-concept = 構想の内容
vision-concept-help = 目指す姿と、そこへ至る筋道を自分の言葉でまとめます。
vision-since = 開始
vision-since-help = 構想が対象とする最初の月です。例：2007-04
vision-until = 終了
vision-until-help = 構想が対象とする最後の月です。例：2012-03
vision-targets = 目標
vision-targets-help = 目標を年度ごとに1行ずつ書きます。数値がなければ言葉だけでかまいません。
vision-targets-indicator = 指標
vision-targets-target = 目標の内容
vision-targets-fiscal-year = 年度
vision-targets-value = 目標値
vision-road-map = 工程
vision-road-map-help = 年度ごとに、行うことを1行に一つずつ書きます。
vision-road-map-fiscal-year = 年度
vision-road-map-step = 行うこと
vision-measures = 施策と負担
vision-measures-help = 構想のための施策を、だれが費用を負担するかとともに1行に一つずつ書きます。地域自身の施策も書いてください。
vision-measures-funder = 負担者
vision-measures-measure = 施策
vision-measures-programme = 事業・施策
vision-measures-amount = 年額
vision-revisions = 見直し
vision-revisions-help = 構想を改めた日と理由を1行に一つずつ書きます。改める前の内容も履歴に残ります。
vision-revisions-since = 改めた日
vision-revisions-reason = 理由
