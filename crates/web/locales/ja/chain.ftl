# つながり、年表、定例行事、人と役職、協議会のページ

hand-made-list = 一覧表で見る

names-original = 協議会、行事などの名称のうち、公式の日本語名がないものは、出典の英語のまま示します。

# 記録のつながり

chain-link = つながりを見る
chain-title = 「{ $title }」のつながり
chain-how = この記録の前に何があり、そのあと何につながったかを、省庁をまたいで示します。
chain-alone = この記録につながる記録は、まだありません。
chain-alone-how = 共同研究等、知的財産権、研究成果、橋渡し、事業化実績の記録からこの記録を選ぶと、ここに表れます。
chain-cut = つながりが多いため、一部だけを示しています。続きは、端の記録から開いてください。
chain-picture = 図
chain-list = 順を追った一覧
chain-legend = 四角を選ぶと、その記録を開きます。太い線の四角がいまの記録です。破線は、新しいニーズからの折り返しです。
chain-legend-inferred = 点線は、事業と継続の関係から読み取ったもので、記録に書かれたものではありません。
chain-new-need = 新しいニーズ
chain-way-back = 新しいニーズが、次の始まりになる
chain-undated = 日付の記載なし
chain-before = この記録より前
chain-here = この記録
chain-after = この記録のあと
chain-refusal = 見送りの理由：{ $reason }
chain-answered-after = { $offered }に打診し、{ $until }に返答（{ $days }日）
chain-waiting = { $offered }に打診し、{ $days }日返答待ち（期限 { $until }）
chain-overdue = { $offered }に打診し、{ $days }日返答なし（期限 { $until } を過ぎています）
chain-relation-answers = こたえるニーズ：
chain-relation-tries-again = 一度見送りになり、出し直す前のニーズ：
chain-relation-builds-on = もとにしたシーズ：
chain-relation-continues = 引き継いだ共同研究等：
chain-relation-protects = この権利が生まれたもと：
chain-relation-yields = この成果が生まれたもと：
chain-relation-covers = この成果を守る知的財産権：
chain-relation-hands-over = 次の事業へ渡したもの：
chain-relation-takes-up = 受け取った橋渡し：
chain-relation-brings-out = この実績のもと：
chain-relation-gives-back = このニーズを返した事業化実績：
chain-edge-answers = ニーズにこたえる
chain-edge-tries-again = 出し直す
chain-edge-builds-on = シーズをもとにする
chain-edge-continues = 引き継ぐ
chain-edge-protects = 権利になる
chain-edge-yields = 成果になる
chain-edge-covers = 成果を守る
chain-edge-hands-over = 次の事業へ渡す
chain-edge-takes-up = 受け取った事業で進める（読み取り）
chain-edge-brings-out = 実績になる
chain-edge-gives-back = 新しいニーズが返る
chain-edge-begins-anew = 新しいニーズが次の始まりになる

# クラスター政策の変遷

programmes-to-timeline = 年表で見る
figure-programmes = その府省の事業・施策。型や期も1件と数える。日を指定したときは、その日に実施中のもの
timeline-title = クラスター政策の変遷
timeline-how = 上に政策文書、下に府省ごとの事業を、年度の流れに沿って並べています。線は、どの事業がどの事業になったかを示します。
timeline-picture = 年表
timeline-legend = 棒の左端と右端は始まりと終わりです。破線の棒は、始まりか終わりの記載がありません。縦の線は、いま見ている日です。
timeline-documents = 政策文書
timeline-empty = 政策文書も事業も、まだ登録されていません。
timeline-no-ministry = 府省の記載なし
timeline-column-term = 期間・もとの文書・出典
timeline-column-before = 前身
timeline-none-before = 記載なし
timeline-term = { $since }から{ $until }まで
timeline-since = { $since }から（終わりの記載なし）
timeline-label = { $name }（{ $notes }）
timeline-until = { $until }まで（始まりの記載なし）
timeline-no-term = 期間の記載なし
timeline-running = 実施中
timeline-beyond = 追加の調査
timeline-merged = { $shown }事業を統合
timeline-today = 今日 { $day }
timeline-on = { $day }

# 定例行事

events-to-board = 年度ごとの開催状況を見る
figure-events = この年度の行事の記録
figure-event-times = 開催された回数。回数だけが記載された行事は、その回数を数える
events-title = 行事の開催状況　{ $year }
events-years = 年度
events-rest = { $day }現在。年度の残りは{ $days }日です。
events-over = 終わった年度です。{ $day }現在の状況を示します。
events-count = この年度の行事の記録：
events-nothing-owed = この年度に開くことになっている定例行事は、登録されていません。
events-owed-each = { $level }：クラスターごとに年{ $shown }回
events-owed-whole = { $level }：年{ $shown }回
events-summary = { $clusters }クラスターのうち、開催済み{ $held }、予定{ $planned }、未開催{ $missing }
events-summary-over = { $clusters }クラスターのうち、開催の記録あり{ $held }、記録なし{ $missing }
events-column-state = 状況
events-column-events = 行事
events-state-held = 開催済み
events-state-planned = 予定あり
events-state-owed = 未開催（残り{ $days }日）
events-state-not-recorded = 記録なし
events-days = { $from }から{ $to }まで
events-times = { $shown }回
events-by-date = 日付順
events-undated = 日付も年度も記載のない行事
events-no-date = 日付の記載なし
events-none = この年度の行事は登録されていません。

# 人と役職

people-to-directory = 役職とあわせて見る
figure-people = 登録されている人。あなたが見られるもの
figure-roles = その日に就いている役職。人の分からない役職も含む
directory-title = 人と役職の名簿
directory-day = { $day }の役職です。
directory-people = 登録されている人
directory-roles = この日の役職
directory-by = 分け方
directory-by-prefecture = 都道府県別
directory-by-cluster = クラスター別
directory-brokers = 仲介できる分野
directory-all-fields = すべての分野
directory-strengths = 得意分野
directory-track-record = 実績
directory-concurrent = 兼務
directory-since = { $since }から
directory-posts = 人の分からない役職
directory-no-person = 人は未登録
directory-no-role = この日の役職は登録されていません。
directory-no-cluster = クラスターの役職でないもの
directory-no-prefecture = 都道府県の記載なし
directory-empty = この条件に合う人はいません。
directory-empty-how = 日を変えるか、分野の絞り込みを外してください。

# 協議会・委員会

committees-to-board = 委員のそろい具合と調整事項を見る
figure-committees = 協議会・委員会の記録
figure-questions = 調整事項の記録。解決したものも含む
committees-title = 協議会・委員会と調整事項
committees-day = { $day }現在
committees-how = 両省の連携には、産業界、大学・研究機関、地方公共団体、文部科学省、経済産業省・経済産業局の委員がそろうことが求められます。ここで「いない」は、記録にないという意味です。
committees-empty = 協議会も委員会も、まだ登録されていません。
committees-no-level = 範囲の記載なし
committees-no-sector = 区分の記載なし
committees-unnamed = 氏名・機関名の記載なし
committees-missing = 記録にいない区分：{ $sectors }
committees-complete = 5つの区分がそろっています。
committees-next = 次の会議
committees-no-next = 予定の登録なし
committees-last = 前の会議
committees-open = 未解決の調整事項
committees-other-questions = 会議体のない未解決の調整事項
committees-owner = 担当
committees-no-owner = 担当の記載なし
committees-due = 期限
committees-due-overdue = 期限切れ
committees-due-today = 今日が期限
committees-due-later = 期限前
committees-due-undated = 期限なし
committees-due-settled = 解決済み
agenda-link = 議事次第を見る
agenda-title = 議事次第：{ $meeting }
agenda-record = 会議の記録
agenda-no-day = 開催日の記載なし
agenda-items = 議題
agenda-no-items = 議題は登録されていません。
agenda-reporter = 報告
agenda-answer = 回答
agenda-open = 議題にない未解決の調整事項
agenda-progress = 両省の事業の進み具合
agenda-span = 前回（{ $after }）のあと、{ $until }まで
agenda-span-first = 前回の記録がないため、{ $until }までのすべて
agenda-no-progress = この間に変わった記録はありません。
agenda-days = { $days }日
agenda-change-baton-overdue = 橋渡しの返答が期限切れ
agenda-change-baton-waiting = 橋渡しの返答待ち
agenda-change-baton-answered = 橋渡しに返答
agenda-change-baton-offered = 橋渡しを打診
agenda-change-result = 研究成果
agenda-change-project-began = 共同研究等の開始
agenda-change-project-ended = 共同研究等の終了
agenda-change-project-running = 実施中の共同研究等
agenda-change-milestone = 節目に到達
agenda-change-indicator = 指標の値（目標）
agenda-decisions = 決定
agenda-no-decisions = この会議の決定は登録されていません。
agenda-earlier = 前回の決定
agenda-carried-out-by = 実施
