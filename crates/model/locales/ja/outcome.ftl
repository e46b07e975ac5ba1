# 事業化実績（種別・項目・記入の手引き）

outcome = 事業化実績
outcome-plural = 事業化実績
outcome-help = 研究成果が世に出たもの。製品、工程、サービス、会社の設立、実施料収入など。

outcome-title = 名称
outcome-title-help = 製品名や会社名と、何であるかを書きます（600字まで）。
outcome-outcome-type = 種類
outcome-outcome-type-help = 最もよく当てはまるものを一つ選びます。
outcome-since = 発売・開始
outcome-since-help = 発売、提供開始、設立などの時期です。例：2027-04
outcome-organisation = 事業を行う機関
outcome-organisation-help = 世に出した企業などを選びます。
outcome-cluster = クラスター
outcome-cluster-help = 元の成果を生んだクラスターを選びます。
outcome-summary = 概要
outcome-summary-help = だれに、どのように使われているかを書きます。
outcome-batons = 経た橋渡し
outcome-batons-help = ここに至るまでの橋渡しを選びます。
outcome-projects = 元になった共同研究等
outcome-projects-help = 元になった共同研究等を選びます。
outcome-ip-rights = 使っている知的財産権
outcome-ip-rights-help = 使っている権利をすべて選びます。
outcome-new-needs = 市場から生まれたニーズ
outcome-new-needs-help = 使う人から届いた新しいニーズを登録し、ここで選びます。次の研究の出発点になります。
outcome-sales = 売上の累計
outcome-sales-help = 発売からの累計を円で書き、時点を「時点」の欄に書きます。会員以上だけに見える欄です。
outcome-jobs = 生まれた雇用
outcome-jobs-help = この事業のために新しく雇った人数です。
