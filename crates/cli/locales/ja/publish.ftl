# 公表値
cli-help-publish = 一覧の件数を公表値として残す（数えるのは公開されている記録だけ）
cli-help-publish--kind = 種類
cli-help-publish--title = 何の数か
cli-help-publish--filters = 条件。繰り返し指定できます
cli-help-publish--on = いつの事実か。例：2004-03-31、2003年度
cli-help-publish--published-in = どこに出すか
cli-help-publish--format = table または json
cli-help-recount = 公表値を、公表したときの登録簿といまの登録簿から数え直す（違えば終了コード 1）
cli-help-recount--figure = 公表値の参照番号
cli-help-recount--format = table または json
cli-recount = { $figure }：公表値 { $stated }、公表したときの登録簿（{ $at }）から { $then }、いまの登録簿から { $now }
