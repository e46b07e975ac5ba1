# 行事（種別・項目・記入の手引き）

event = 行事
event-plural = 行事
event-help = 合同成果発表会、フォーラム、展示会など、開かれた行事やこれから開く行事。会議体の会合は「会議」に登録します。

event-name = 名称
event-name-help = 正式名称を書きます（300字まで）。公式の訳がない名称は、訳さずに原文のまま残します。
# 項目 series の見出しは event-series、event-series.ftl にあります
event-event-type = 行事の種類
event-event-type-help = 最もよく当てはまるものを一つ選びます。
event-level = 範囲
event-level-help = 全国、地方ブロック、地域、プロジェクトのうち、どの範囲の行事かを選びます。
event-fiscal-year = 年度
event-fiscal-year-help = どの年度の開催回数に数えるかです。2004年2月の行事は2003年度です。
event-held-from = 開催初日
event-held-from-help = 月までしか分からなければ年月だけを書きます。例：2006-11-29、2004-02
event-held-to = 開催最終日
event-held-to-help = 一日だけの行事では空けておきます。
event-times = 開催回数
event-times-help = 出典に回数しかなく、一回ごとの日付が分からないときに限り、数字を書きます。例：3
event-place = 会場
event-place-help = 会場名と市区町村を書きます（300字まで）。例：東京ビッグサイト（東京都江東区）
event-region = 地域
event-region-help = 開催地の属する地域を選びます。
event-hosts = 主催の府省
event-hosts-help = 主催または共催した府省をすべて選びます。
event-host-organisations = 主催機関
event-host-organisations-help = 府省のほかに主催した機関を選びます。後援や協賛は含めません。
event-clusters = 発表するクラスター
event-clusters-help = 発表や出展をしたクラスターをすべて選びます。
event-description = 内容
event-description-help = 企業の方が足を運ぶかどうかを決められるように、内容を数行で書きます。
event-visitors = 来場者数
event-visitors-help = 延べ人数か実人数かを内容の欄に書き添えます。数えていなければ空けておきます。
event-website = ウェブサイト
event-website-help = https:// または http:// で始まるアドレスを書きます。例：https://www.example.jp/forum/
