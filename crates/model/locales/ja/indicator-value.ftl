# 指標の値（種別・項目・記入の手引き）

indicator-value = 指標の値
indicator-value-plural = 指標の値
indicator-value-help = ある年度の指標の値。累計か単年度かを必ず添え、目標は同じ数え方のものだけを並べます。

indicator-value-title = 件名
indicator-value-title-help = 何の、いつの値かが分かるように書きます（300字まで）。例：都市エリア型 事業化件数 2006年度
indicator-value-indicator = 指標
indicator-value-indicator-help = 値を数えた指標を選びます。定義が違えば別の指標です。
indicator-value-programme = 事業・施策
indicator-value-programme-help = 事業・施策全体の値のときに選びます。
indicator-value-cluster = クラスター
indicator-value-cluster-help = 一つのクラスターの値のときに選びます。
indicator-value-fiscal-year = 年度
indicator-value-fiscal-year-help = 値の属する年度です。2007年3月末の値は2006年度です。
indicator-value-basis = 数え方
indicator-value-basis-help = 初めからの累計か、その年度だけの数かを選びます。両者を混ぜた比べ方はできません。
indicator-value-counted-since = 累計の始まり
indicator-value-counted-since-help = 累計のときに、いつから数えた値かを書きます。例：2002-04
indicator-value-cut-off = 締め日
indicator-value-cut-off-help = 数えた最後の日です。例：2007-03-31
indicator-value-value = 実績値
indicator-value-value-help = 単位を付けずに数字で書きます。分からなければ空けておき、0 とは書きません。例：159
indicator-value-target = 目標値
indicator-value-target-help = 実績値と同じ数え方の目標を書きます。例：109
indicator-value-evidence = 根拠
indicator-value-evidence-help = 数えた元の資料を書きます（600字まで）。例：各地域の年次報告を集計
