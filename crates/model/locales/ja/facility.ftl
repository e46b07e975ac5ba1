# 共用施設・設備（種別・項目・記入の手引き）

facility = 共用施設・設備
facility-plural = 共用施設・設備
facility-help = 外部の研究者や企業も利用できる、または相談できる施設や設備。

facility-name = 名称
facility-name-help = 施設の正式名称を書きます（300字まで）。公式の訳がない言語は空けておきます。
facility-organisation = 運営する機関
facility-organisation-help = 施設を運営する機関を選びます。
facility-clusters = 利用するクラスター
facility-clusters-help = この施設を利用しているクラスターを選びます。
facility-region = 地域
facility-region-help = 施設のある地域を選びます。
facility-fields = 分野
facility-fields-help = 主に使われる分野を選びます。
facility-description = できること
facility-description-help = 何ができる施設かを、専門外の方にも分かるように数行で書きます。例：食品の試作から官能評価まで一か所で行えます。
facility-equipment = 主な設備
facility-equipment-help = 装置を一つずつ、分かれば型や能力とともに書きます（1件200字まで）。例：凍結乾燥機（1回20kg）
facility-open-to-companies = 企業の利用
facility-open-to-companies-help = 企業も利用できるなら「はい」を選びます。条件付きの場合も「はい」とし、条件を次の欄に書きます。
facility-conditions = 利用の条件
facility-conditions-help = 料金、予約の方法、利用できる時間、資格などを書きます。例：1日1万円、2週間前までに予約、初回は講習が必要
facility-since = 開設
facility-since-help = 使い始めた日です。年だけ、年月だけでもかまいません。
facility-until = 閉鎖
facility-until-help = 使われなくなった日です。使える間は空けておきます。
facility-contact = お問い合わせ先
facility-contact-help = 公表されている窓口を書きます（300字まで）。例：研究支援課 施設利用係
facility-website = ウェブサイト
facility-website-help = 利用案内のページです。https:// または http:// で始まるアドレスを書きます。
