# 発表（種別・項目・記入の手引き）

session = 発表
session-plural = 発表
session-help = 行事で行われる一つの発表。紹介した共同研究等や研究成果と結び付けておくと、行事の後の動きをたどれます。

session-title = 題名
session-title-help = プログラムのとおりに書きます（300字まで）。
session-event = 行事
session-event-help = 発表のあった行事を選びます。
session-held-on = 発表日
session-held-on-help = 数日にわたる行事では、発表のある日を書きます。例：2006-11-30
session-slot = 時間と会場
session-slot-help = 開始と終了の時刻、部屋を書きます（100字まで）。例：13:30〜14:00 会議室A
session-speakers = 発表者
session-speakers-help = 登録済みの人から選びます。見つからなければ先に登録してください。
session-fields = 分野
session-fields-help = 発表の内容に当てはまる分野をすべて選びます。
session-keywords = キーワード
session-keywords-help = 企業の方が探しそうな言葉を書きます（1語100字まで）。例：希少糖、酵素反応
session-projects = 紹介した共同研究等
session-projects-help = 発表で紹介した共同研究等をすべて選びます。
session-results = 紹介した研究成果
session-results-help = 発表で紹介した研究成果をすべて選びます。
session-summary = 概要
session-summary-help = 公開してよい内容だけを書きます。出願前の内容は書かないでください。
