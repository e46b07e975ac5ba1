# 連携状況（種別・項目・記入の手引き）

tie-up = 連携状況
tie-up-plural = 連携状況
tie-up-help = 連携状況一覧の1行。一つのクラスターについて、その年度の経済産業局、協議会・委員会、合同成果発表会を記します。

tie-up-title = 件名
tie-up-title-help = クラスターと年度が分かるように書きます（300字まで）。例：札幌地域 2003年度
tie-up-fiscal-year = 年度
tie-up-fiscal-year-help = 4月に始まる年度です。2004年2月に開いた発表会は2003年度に入ります。
tie-up-position = 表での順番
tie-up-position-help = 出典の表で上から何番目かを数字で書きます。例：4
tie-up-cluster = クラスター
tie-up-cluster-help = その年度に活動していた期（第Ⅰ期・第Ⅱ期）の記録を選びます。
tie-up-bureau = 経済産業局
tie-up-bureau-help = 連携相手の経済産業局です。空欄は「記録がない」ことを表し、「連携がない」ことではありません。
tie-up-committee = 協議会・委員会
tie-up-committee-help = 連携の場となった会議体です。複数のクラスターに同じものを選べます。空欄は「記録がない」ことを表します。
tie-up-conferences = 合同成果発表会
tie-up-conferences-help = その年度に開かれた合同成果発表会をすべて選びます。開催日が年度の外にあると登録できません。空欄は「記録がない」ことを表します。
tie-up-raw = 原文の行
tie-up-raw-help = 出典の表記をそのまま写します（600字まで）。読み取りを直したときも、ここは変えません。
tie-up-remarks = 備考
tie-up-remarks-help = 行をどう読んだかを書きます（600字まで）。例：上の行と会議体の欄が結合されているため、同じものとした。
