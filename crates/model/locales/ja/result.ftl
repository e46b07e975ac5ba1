# 研究成果（種別・項目・記入の手引き）

result = 研究成果
result-plural = 研究成果
result-help = 共同研究等から生まれ、次の段階へ渡せるもの。論文、試作品、方法、材料、データなど。

result-title = 成果の名称
result-title-help = 何ができるようになったかを一行で書きます（600字まで）。例：固定化酵素で希少糖を90日間連続生産
result-result-type = 成果の種類
result-result-type-help = 最もよく当てはまるものを一つ選びます。
result-achieved = 得られた日
result-achieved-help = 成果を確かめた時期です。年や年月だけでもかまいません。例：2026-09
result-readiness = 成熟度（TRL）
result-readiness-help = いま確かめ終えた段階を選びます。目標ではなく実績です。
result-fields = 分野
result-fields-help = 当てはまる分野をすべて選びます。
result-summary = 概要
result-summary-help = 2,000字以内。公開される欄ですので、出願前の内容は書かないでください。数値を入れると伝わりやすくなります。
result-projects = 元になった共同研究等
result-projects-help = この成果を生んだ共同研究等を選びます。
result-seeds = 関係するシーズ
result-seeds-help = 元になったシーズと、この成果から生まれたシーズを選びます。
result-ip-rights = 知的財産権
result-ip-rights-help = この成果を守っている権利を選びます。
result-cluster = クラスター
result-cluster-help = この成果を生んだクラスターを選びます。
result-missing-tests = 残っている試験
result-missing-tests-help = 次の段階へ渡す前に足りない試験を書きます。例：100L槽での実証、90日間の保存試験
