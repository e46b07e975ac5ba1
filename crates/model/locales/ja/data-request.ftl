# 照会（種別・項目・記入の手引き）

data-request = 照会
data-request-plural = 照会
data-request-help = クラスターに数字や状況を尋ねること。項目と期限を決めて送り、回答をまとめ、確かめて閉じます。

data-request-title = 件名
data-request-title-help = 何の照会かが一目で分かるように書きます（300字まで）。例：2026年度 事業化件数の照会
data-request-asker = 照会元
data-request-asker-help = 照会する機関を選びます。
data-request-clusters = 照会先のクラスター
data-request-clusters-help = 回答を求めるクラスターをすべて選びます。
data-request-state = 状態
data-request-state-help = 送った後に項目を変えたいときは、取り下げて新しい照会を作ります。
data-request-items = 照会の項目
data-request-items-help = 尋ねることを1行ずつ書きます。指標の値で答えてもらう項目では、その指標も選びます。
data-request-items-item = 項目
data-request-items-indicator = 指標
data-request-instructions = 趣旨と記入要領
data-request-instructions-help = なぜ尋ねるか、どう数えて答えるかを書きます。様式の見本があればファイルを添えてください。
data-request-sent = 発出日
data-request-sent-help = 照会を送った日です。例：2026-05-11
data-request-due = 回答期限
data-request-due-help = 回答の締め切りです。例：2026-05-29
data-request-closed = 完了日
data-request-closed-help = とりまとめが承認された日、または取り下げた日です。
