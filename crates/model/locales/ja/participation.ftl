# 参加機関（種別・項目・記入の手引き）

participation = 参加機関
participation-plural = 参加機関
participation-help = ある機関が、どのクラスターに、どの立場で、いつからいつまで参加しているか。立場が変わったら新しい記録にします。

participation-title = 件名
participation-title-help = だれが何として参加するかを一行で書きます（300字まで）。例：香川大学（高松、核となる大学）
participation-cluster = クラスター
participation-cluster-help = 参加しているクラスターを選びます。期が違えば別のクラスターです。
participation-organisation = 機関
participation-organisation-help = 参加している機関を選びます。見つからなければ先に機関を登録してください。
participation-role = 立場
participation-role-help = 最もよく当てはまるものを一つ選びます。事業を運営する中核機関は、クラスターの「中核機関」に書いてください。
participation-inside = 地域の内外
participation-inside-help = 参加している事業所や研究室が、クラスターの地域の中にあるかどうかを選びます。
participation-since = 参加
participation-since-help = 参加した日です。年だけ、年月だけでもかまいません。例：2002-04
participation-until = 退会
participation-until-help = 離れた日です。参加が続いている間は空けておきます。
