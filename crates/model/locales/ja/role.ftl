# 役職（種別・項目・記入の手引き）

role = 役職
role-plural = 役職
role-help = だれが、どこで、何を、いつからいつまで務めるか。一人が複数の役職を持つ場合は、役職ごとに記録します。

role-title = 件名
role-title-help = だれが何を務めるかを一行で書きます（300字まで）。例：○○ ○○（仙台 事業総括）
role-person = 人
role-person-help = 務めている人を選びます。役職だけが分かっている場合は空けておきます。
role-role = 役職名
role-role-help = 最もよく当てはまるものを選びます。施策群コーディネーターと科学技術コーディネータは別の役職です。
role-cluster = クラスター
role-cluster-help = 知的クラスター本部の役職なら、そのクラスターを選びます。
role-organisation = 機関
role-organisation-help = この役職を務める機関を選びます。主な所属と違っていてもかまいません。
role-committee = 協議会・委員会
role-committee-help = 委員長や委員なら、その協議会・委員会を選びます。
role-theme = 連携施策群のテーマ
role-theme-help = 施策群コーディネーターなら、担当のテーマを選びます。
role-programme = 経費を負担する事業・施策
role-programme-help = 人件費や活動費を負担する事業・施策があれば選びます。
role-concurrent = 兼務
role-concurrent-help = ほかの役職と兼ねている場合に「はい」を選びます。
role-since = 就任
role-since-help = 就任した日です。年だけ、年月だけでもかまいません。例：2007-04
role-until = 退任
role-until-help = 退任した日です。在任中は空けておきます。任期が決まっていれば、その最後の日を書いてください。
role-remarks = 備考
role-remarks-help = 資料での役職名が選択肢と違うときは、ここにそのまま書きます（300字まで）。
