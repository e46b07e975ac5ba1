# 連携施策群のテーマ（種別・項目・記入の手引き）

theme = 連携施策群のテーマ
theme-plural = 連携施策群のテーマ
theme-help = 科学技術連携施策群で、各府省がまとまって進めるテーマ。

theme-name = 名称
theme-name-help = 資料のとおりに書きます（300字まで）。公式の訳がない言語は空けておきます。例：地域科学技術クラスター
theme-council = 所管する会議
theme-council-help = テーマを定めた会議の名を書きます（300字まで）。例：総合科学技術会議
theme-coordinator = 施策群コーディネーター
theme-coordinator-help = テーマの調整役に任じられた人を選びます。科学技術コーディネータとは別の役です。
theme-ministries = 参加する府省
theme-ministries-help = テーマに参加する府省をすべて選びます。
theme-programmes = 対象の事業・施策
theme-programmes-help = このテーマで調整する事業・施策を選びます。
theme-purpose = 目的
theme-purpose-help = 何を調整し、どの重複をなくすのかを、自分の言葉でまとめます。
theme-since = 開始
theme-since-help = 年だけ、年月だけでもかまいません。例：2005
theme-until = 終了
theme-until-help = 続いている間は空けておきます。
