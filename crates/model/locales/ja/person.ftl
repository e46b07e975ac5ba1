# 人（種別・項目・記入の手引き）

person = 人
person-plural = 人
person-help = コーディネータ、研究者、本部の役職者、行政の担当者など、クラスターの活動にかかわる人。

person-name = 氏名
person-name-help = 所属機関が公表しているとおりの氏名を、ふりがなとともに書きます（200字まで）。ローマ字は本人の書き方にします。
person-aliases = 別の書き方
person-aliases-help = 旧姓、異体字、ローマ字の別の書き方などを一つずつ書きます（1件200字まで）。同じ人を見分ける手がかりになります。
person-organisation = 主な所属
person-organisation-help = 本務の機関を一つ選びます。兼務は「役職」に書きます。
person-position = 部署・職位
person-position-help = 主な所属での部署と職位を書きます（300字まで）。例：産学連携課 課長
person-prefecture = 勤務地（都道府県）
person-prefecture-help = ふだん勤務している都道府県を選びます。
person-strengths = 専門・得意分野
person-strengths-help = 得意なことを一つずつ、相談する人が使いそうな言葉で書きます（1語100字まで）。例：酵素、食品の機能性表示、海外展開
person-brokers = コーディネート可能な分野
person-brokers-help = 人や機関の橋渡しができる分野を選びます。専門でなくてもかまいません。
person-track-record = コーディネートの実績
person-track-record-help = 公表できる実績を書きます。相手先の名は了解を得たものだけにします。例：共同研究の立ち上げ12件、うち製品化3件（2019〜2025年度）
person-profile = 経歴
person-profile-help = 公表している経歴を数行で書きます。
person-duty-contact = 公表している連絡先
person-duty-contact-help = 機関が公表している職務用の連絡先だけを書きます（300字まで）。
person-personal-contact = 個人の連絡先
person-personal-contact-help = 携帯電話など、公表していない連絡先です（300字まで）。会員以上だけに見えます。
person-website = ウェブサイト
person-website-help = 紹介ページや研究室のページです。https:// または http:// で始まるアドレスを書きます。
