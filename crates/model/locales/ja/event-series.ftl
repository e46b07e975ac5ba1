# 定例行事（種別・項目・記入の手引き）

event-series = 定例行事
event-series-plural = 定例行事
event-series-help = 毎年の合同成果発表会のように、決まって開かれる行事のまとまり。個々の行事は、ここに登録したものから一つを選びます。

event-series-name = 名称
event-series-name-help = 年度や回数を含まない名称を書きます（300字まで）。例：合同成果発表会
event-series-event-type = 行事の種類
event-series-event-type-help = 最もよく当てはまるものを一つ選びます。
event-series-hosts = 共催する府省
event-series-hosts-help = 主催または共催する府省をすべて選びます。
event-series-owed = 開催の頻度
event-series-owed-help = 範囲ごとに1行、年度に何回開くことになっているかを書きます。例：地域で3回、全国で1回
event-series-owed-level = 範囲
event-series-owed-times = 年度あたりの回数
event-series-owed-from-year = 開始年度
event-series-owed-to-year = 終了年度
event-series-clusters = 開催するクラスター
event-series-clusters-help = 空けておくと、実施中のすべてのクラスターを指します。
event-series-purpose = 目的
event-series-purpose-help = 何のために開くかを、自分の言葉で書きます。例：両省の成果を企業に紹介し、次の共同研究につなぐ。
event-series-since = いつから
event-series-since-help = 最初に開かれた時期です。年だけでもかまいません。
event-series-until = いつまで
event-series-until-help = 開かれなくなった時期です。続いている間は空けておきます。
