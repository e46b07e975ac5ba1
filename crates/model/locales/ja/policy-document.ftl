# 政策文書（種別・項目・記入の手引き）

policy-document = 政策文書
policy-document-plural = 政策文書
policy-document-help = 基本計画、戦略、法律など、事業・施策の根拠になる文書。

policy-document-title = 名称
policy-document-title-help = 文書にあるとおりの正式名称を書きます（300字まで）。公式の訳がない言語は空けておきます。例：第2期科学技術基本計画
policy-document-document-type = 文書の種類
policy-document-document-type-help = 最もよく当てはまるものを一つ選びます。
policy-document-number = 期・号
policy-document-number-help = 何期目の計画か、何番目の文書かを数字で書きます。例：第2期なら 2
policy-document-heading = 主題
policy-document-heading-help = この文書の意味を一行で書きます（300字まで）。例：クラスター政策の始まり
policy-document-decided-by = 決定した主体
policy-document-decided-by-help = 決定した会議や機関の名を書きます（200字まで）。例：閣議
policy-document-decided = 決定日
policy-document-decided-help = 年だけ、年月だけでもかまいません。例：2001-03
policy-document-since = 対象期間の始まり
policy-document-since-help = この文書が対象とする最初の月です。例：2001-04
policy-document-until = 対象期間の終わり
policy-document-until-help = この文書が対象とする最後の月です。定めがなければ空けておきます。例：2006-03
policy-document-points = クラスターに関する要点
policy-document-points-help = 文書を写さず、自分の言葉で短くまとめます。確かめられるように、原文の章やページも添えてください。
policy-document-follows = 前の文書
policy-document-follows-help = この文書が引き継いだ文書を選びます。例：第2期の計画に対する第1期の計画
