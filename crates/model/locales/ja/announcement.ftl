# お知らせ（種別・項目・記入の手引き）

announcement = お知らせ
announcement-plural = お知らせ
announcement-help = 公募、行事、制度の変更などを、決まった期間だけ知らせる文。

announcement-title = 件名
announcement-title-help = 読む人が自分に関係するかどうか分かるように書きます（300字まで）。
announcement-audiences = 対象
announcement-audiences-help = 読んでほしい人をすべて選びます。
announcement-text = 本文
announcement-text-help = いつ、何が、どうなるかを先に書き、連絡先を最後に添えます。
announcement-since = 掲載開始
announcement-since-help = この日から掲載します。例：2026-04-01
announcement-until = 掲載終了
announcement-until-help = この日まで掲載します。終わりを決めないときは空けておきます。
announcement-clusters = 関係するクラスター
announcement-clusters-help = 特定のクラスターの話でなければ空けておきます。
