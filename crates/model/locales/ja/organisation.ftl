# 機関（種別・項目・記入の手引き）

organisation = 機関
organisation-plural = 機関
organisation-help = 大学、公的研究機関、企業、地方公共団体、財団など、クラスターの活動にかかわる組織。

organisation-name = 名称
organisation-name-help = 登記や規程のとおりの正式名称を、ふりがなとともに書きます（300字まで）。英語名は機関自身が使うものに限り、なければ空けておきます。
organisation-aliases = 別名・旧名・略称
organisation-aliases-help = 旧字体、旧社名、略称、ローマ字など、文書に現れる書き方を一つずつ書きます（1件300字まで）。名寄せと検索に使います。
organisation-organisation-type = 機関の種類
organisation-organisation-type-help = 最もよく当てはまるものを一つ選びます。大学の産学連携本部やTLOは「技術移転機関」です。
organisation-parents = 上位の機関
organisation-parents-help = この機関が属する機関を選びます。例：研究所に対する大学、子会社に対する親会社
organisation-industry = 業種
organisation-industry-help = 日本標準産業分類の大分類から、主な事業を一つ選びます。
organisation-size = 規模
organisation-size-help = 中小企業基本法の区分を目安に選びます。製造業では従業員20人以下が小規模、300人以下までが小・中企業です。
organisation-country = 国
organisation-country-help = ISO 3166-1 の英大文字2字で書きます。例：JP、DE
organisation-prefecture = 都道府県
organisation-prefecture-help = 本部・本社の所在地です。国外の機関では空けておきます。
organisation-city = 市区町村
organisation-city-help = 市区町村名を書きます（200字まで）。例：高松市
organisation-website = ウェブサイト
organisation-website-help = https:// または http:// で始まるアドレスを書きます。例：https://www.example.jp/
organisation-description = 事業・研究の内容
organisation-description-help = 何をしている機関か、強みは何かを数行で書きます。検索と照合に使われます。
organisation-founded = 設立
organisation-founded-help = 年だけでもかまいません。例：1949-05
organisation-ended = 解散・統合
organisation-ended-help = 解散や統合の日です。記録を残すため、機関は消さずにここへ書いてください。
organisation-contact = 公表している窓口
organisation-contact-help = 機関が公表している部署と代表連絡先だけを書きます（300字まで）。
organisation-contact-details = 担当者の連絡先
organisation-contact-details-help = 個人の氏名・電話・メールなどです（300字まで）。会員以上だけに見えます。
