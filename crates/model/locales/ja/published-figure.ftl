# 公表値（種別・項目・記入の手引き）

published-figure = 公表値
published-figure-plural = 公表値
published-figure-help = 外に出した数字の控え。何を、どの条件で、いつの登録簿から数えたかを残すので、何年後でも同じ記録を開いて確かめられます。一覧の「この件数を公表値にする」から作ります。

published-figure-title = 件名
published-figure-title-help = 何の数かが一行で分かるように書きます（300字まで）。例：第Ⅰ期クラスターの数
published-figure-value = 値
published-figure-value-help = 外に出した数です。一覧から作ると、数えた結果が入ります。例：18
published-figure-unit = 単位
published-figure-unit-help = 値の単位を選びます。
published-figure-rule = 数え方
published-figure-rule-help = どの決まりで数えたかです。
published-figure-rule-version = 数え方の版
published-figure-rule-version-help = 数え方の決まりが変わると版が上がります。版が違う数どうしは比べられません。例：1
published-figure-counted = 数えた一覧
published-figure-counted-help = 一覧のアドレスにある名前です。例：clusters
published-figure-filters = 一覧の条件
published-figure-filters-help = 一覧のアドレスにある条件です。条件がなければ空けておきます。
published-figure-filters-name = 条件の名前
published-figure-filters-value = 条件の値
published-figure-true-on = いつの事実か
published-figure-true-on-help = その日に当てはまる記録だけを数えたときの日付です。例：2004-03-31
published-figure-known-at = いつの登録簿か
published-figure-known-at-help = 登録簿のどの時点までを読んだかです。時差も書きます。例：2026-11-20T10:00:00+09:00
published-figure-published-on = 公表日
published-figure-published-on-help = 外に出した日です。例：2026-11-20
published-figure-published-in = 公表先
published-figure-published-in-help = どこに出したかを書きます（300字まで）。例：令和8年度年次報告 3ページ
