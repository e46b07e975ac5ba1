# 決定（種別・項目・記入の手引き）

decision = 決定
decision-plural = 決定
decision-help = 会議で決まったこと。だれが、いつまでに行うかも残します。

decision-title = 決定の要点
decision-title-help = 決まったことを一行で書きます（300字まで）。例：合同成果発表会を年1回、両省の共催で開く
decision-meeting = 会議
decision-meeting-help = 決定した会議を選びます。持ち回りで決めたときは空けておき、本文にその旨を書きます。
decision-question = 調整事項
decision-question-help = この決定で決着した調整事項があれば選びます。
decision-decided-on = 決定日
decision-decided-on-help = 決定した日です。例：2007-06-16
decision-text = 決定の内容と理由
decision-text-help = 決定の文と理由を書きます。後任の方が読んで分かるように、退けた案にも触れてください。
decision-owner = 実行する機関
decision-owner-help = 決定を実行する機関を一つ選びます。
decision-due = 実行の期限
decision-due-help = いつまでに行うかです。期限を決めなかったときは空けておきます。
