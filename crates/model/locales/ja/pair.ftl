# 中核機関・推進組織の組（種別・項目・記入の手引き）

pair = 中核機関・推進組織の組
pair-plural = 中核機関・推進組織の組
pair-help = 知的クラスターの中核機関と、産業クラスター計画のプロジェクト推進組織とを、地域ごとに並べた記録。

pair-title = 件名
pair-title-help = 二つの機関の名を一行で書きます（300字まで）。
pair-cluster = クラスター
pair-cluster-help = 文部科学省側のクラスターを選びます。
pair-industrial-project = 産業クラスタープロジェクト
pair-industrial-project-help = 経済産業省側のプロジェクトを選びます。
pair-core-organisation = 中核機関
pair-core-organisation-help = クラスターの事業を運営する機関を選びます。
pair-promoter = プロジェクト推進組織
pair-promoter-help = 産業クラスタープロジェクトの推進組織を選びます。中核機関と同じ機関でもかまいません。
pair-core-contact = 中核機関の窓口
pair-core-contact-help = 公表されている部署と連絡先だけを書きます（300字まで）。
pair-promoter-contact = 推進組織の窓口
pair-promoter-contact-help = 公表されている部署と連絡先だけを書きます（300字まで）。
pair-activities = 共同の活動
pair-activities-help = 一緒に行っていることを具体的に書きます。例：合同の成果発表会、企業訪問への同行、情報交換会（月1回）
pair-shared-companies = 両方に参加する企業
pair-shared-companies-help = 両方の活動に参加している企業を選びます。公表していない企業は選ばないでください。
pair-since = 開始
pair-since-help = 連携が始まった日です。年だけ、年月だけでもかまいません。
pair-until = 終了
pair-until-help = 連携が終わった日です。続いている間は空けておきます。
