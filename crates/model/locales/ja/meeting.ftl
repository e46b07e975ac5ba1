# 会議（種別・項目・記入の手引き）

meeting = 会議
meeting-plural = 会議
meeting-help = 協議会・委員会などが一度集まったときの記録。議題、両省の事業の進み具合、議事の記録をまとめます。

meeting-title = 会議名
meeting-title-help = 回数や年度が分かるように書きます（300字まで）。例：第3回 地域クラスター推進協議会
meeting-committee = 協議会・委員会
meeting-committee-help = この会議を開いた会議体を選びます。見つからなければ先に登録してください。
meeting-meeting-type = 会議の種類
meeting-meeting-type-help = 施策の説明のために開いたものは「施策説明会」を選びます。
meeting-number = 回
meeting-number-help = その会議体の第何回かを数字だけで書きます。例：3
meeting-held-on = 開催日
meeting-held-on-help = 開催した日、または開催予定日です。例：2004-02-13
meeting-place = 会場
meeting-place-help = 建物名と市区町村を書きます（200字まで）。オンラインの場合は「オンライン」とします。
meeting-agenda = 議題
meeting-agenda-help = 議題ごとに1行書きます。調整事項を扱うときは、登録済みのものを選びます。
meeting-agenda-number = 番号
meeting-agenda-item = 議題
meeting-agenda-question = 調整事項
meeting-agenda-reporter = 報告者
meeting-progress = 前回からの進み具合
meeting-progress-help = 両省の事業について、前回から動いたことを並べて書きます。会員以上だけに見える欄です。
meeting-minutes = 議事の記録
meeting-minutes-help = 発言の要点を書きます。決まったことは「決定」に、宿題は「調整事項」に分けて登録します。会員以上だけに見える欄です。
