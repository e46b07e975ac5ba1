# 接触の記録（種別・項目・記入の手引き）

approach = 接触の記録
approach-plural = 接触の記録
approach-help = クラスターが企業や機関と接触した記録です。見えるのは自分のクラスターの担当者だけです。「ほかのクラスターに知らせる」を選ぶと、いつ（月）、どの機関に、どう接触したかだけが、ほかのクラスターのコーディネータに見えます。

approach-month = 接触した月
approach-month-help = 年月で書きます（日は「日」の欄へ）。例：2026-05
approach-way = 方法
approach-way-help = 最もよく当てはまるものを一つ選びます。
approach-organisation = 相手の機関
approach-organisation-help = 登録済みの機関から選びます。
approach-cluster = 接触したクラスター
approach-cluster-help = どのクラスターのコーディネータが接触したかを選びます。
approach-neighbours-may-know = ほかのクラスターに知らせる
approach-neighbours-may-know-help = 選ぶと、ほかのクラスターのコーディネータに、月・方法・機関・クラスターだけが見えます。日、会った人、内容、ファイルは見えません。選ばなければ、接触したことも伝わりません。
approach-day = 日
approach-day-help = 担当者にだけ見えます。
approach-coordinator = 担当コーディネータ
approach-coordinator-help = 担当者にだけ見えます。
approach-person = 会った方
approach-person-help = 氏名や部署です（200字まで）。担当者にだけ見えます。
approach-need = 関係するニーズ
approach-need-help = 担当者にだけ見えます。
approach-content = 内容
approach-content-help = 話したこと、次にすることを書きます。担当者にだけ見えます。
