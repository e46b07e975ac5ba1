# 調整事項（種別・項目・記入の手引き）

question = 調整事項
question-plural = 調整事項
question-help = 府省や機関の間で答えを出すべき事柄。答える機関と期限を決め、決着するまで残します。

question-title = 件名
question-title-help = 何に答えが要るのかを一行で書きます（300字まで）。例：希少糖の成果を次にどの事業が引き継ぐか
question-committee = 協議会・委員会
question-committee-help = この事柄を扱う会議体を選びます。
question-owner = 答える機関
question-owner-help = 答えを出す責任のある機関を一つだけ選びます。
question-ministries = 関係府省
question-ministries-help = 関係する府省をすべて選びます。
question-clusters = 関係するクラスター
question-clusters-help = 特定のクラスターの話でなければ空けておきます。
question-description = 内容
question-description-help = 経緯と、何を決めてほしいかを書きます。事実には出典を添えてください。
question-state = 状態
question-state-help = 動きがあったその日に改めます。「回答済み」は答えが届いた段階、「決着」は会議体が認めた段階です。
question-raised = 提起日
question-raised-help = この事柄が出された日です。例：2006-06-12
question-due = 回答期限
question-due-help = 答える機関と約束した日です。例：2006-09-29
question-settled = 決着日
question-settled-help = 会議体が答えを認めた日、または取り下げた日です。
question-answer = 回答
question-answer-help = 答えと、その理由を書きます。決定につながったときは、決定の記録からこの調整事項を選びます。
