# 回答（種別・項目・記入の手引き）

answer = 回答
answer-plural = 回答
answer-help = 照会に対する一つのクラスターの回答。提出し、確かめを受け、直すところがあれば戻されます。

answer-title = 件名
answer-title-help = クラスターと照会が分かるように書きます（300字まで）。例：札幌地域 2026年度 事業化件数
answer-request = 照会
answer-request-help = 回答する照会を選びます。
answer-cluster = クラスター
answer-cluster-help = 回答するクラスターを選びます。
answer-state = 状態
answer-state-help = 提出した後は、照会元が確かめた結果に応じて「受理」か「差し戻し」に改めます。
answer-items = 回答の項目
answer-items-help = 照会の項目ごとに1行書きます。該当がなければ「該当なし」、分からなければ「不明」と書きます。
answer-items-item = 項目
answer-items-value = 回答
answer-items-remarks = 備考
answer-items-remarks-help = 値の数え方や、前年と大きく違う理由を書きます。
answer-answered = 回答日
answer-answered-help = 提出した日です。例：2026-05-29
answer-answered-by = 回答者
answer-answered-by-help = 部署と氏名を書きます（200字まで）。会員以上だけに見える欄です。
