# 指標（種別・項目・記入の手引き）

indicator = 指標
indicator-plural = 指標
indicator-help = 何を、どう数えるかの取り決め。一つの取り決めを、すべての年度とクラスターで使います。

indicator-name = 指標名
indicator-name-help = 数える対象が分かる名称にします（300字まで）。例：事業化件数
indicator-indicator-type = 種類
indicator-indicator-type-help = 費用や人員は「投入」、会議や行事は「活動」、論文や特許は「成果」、雇用や売上は「効果」です。
indicator-definition = 定義
indicator-definition-help = 何を数え、何を数えないか、いつの時点で数えるかを書きます。変えるときは新しい指標を立ててください。
indicator-unit = 単位
indicator-unit-help = 値を数える単位を一つ選びます。
indicator-programme = 求めている事業・施策
indicator-programme-help = この指標の報告を求めている事業・施策を選びます。
indicator-defined-by = 定めた機関・文書
indicator-defined-by-help = だれが、どの文書で定めたかを書きます（300字まで）。
