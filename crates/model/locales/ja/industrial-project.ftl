# 産業クラスタープロジェクト（種別・項目・記入の手引き）

industrial-project = 産業クラスタープロジェクト
industrial-project-plural = 産業クラスタープロジェクト
industrial-project-help = 経済産業省の産業クラスター計画のもとで、各経済産業局が進めるプロジェクト。大学と企業の共同研究等とは別のものです。

industrial-project-name = 名称
industrial-project-name-help = 資料のとおりに書きます（300字まで）。公式の訳がない言語は空けておきます。例：四国テクノブリッジ計画
industrial-project-number = 番号
industrial-project-number-help = 経済産業局の一覧での番号です。例：②なら 2
industrial-project-bureau = 経済産業局
industrial-project-bureau-help = プロジェクトを進める経済産業局を選びます。
industrial-project-block = 地方ブロック
industrial-project-block-help = プロジェクトの地方ブロックを選びます。
industrial-project-areas = 対象の地区
industrial-project-areas-help = 資料に挙げられている地区を一つずつ書きます（1件200字まで）。例：TAMA、中央自動車道沿線
industrial-project-fields = 分野
industrial-project-fields-help = 当てはまる分野をすべて選びます。資料から読み取れなければ空けておきます。
industrial-project-promoters = プロジェクト推進組織
industrial-project-promoters-help = 推進組織を登録済みの機関から選びます。
industrial-project-since = 開始
industrial-project-since-help = 最初の月を書きます。例：2001-04
industrial-project-until = 終了
industrial-project-until-help = 最後の月を書きます。続いている場合は空けておきます。
