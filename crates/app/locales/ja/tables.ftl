# 連携状況一覧など、表のページの操作。
error-tie-up-year-empty = { $year }年度の連携の行はありません。
error-tie-up-year-empty-hint = 行のある年度を選んでください。
error-tie-up-year-taken = { $year }年度には、すでに連携の行が { $count } 件あります。
error-tie-up-year-taken-hint = その年度の表に行を加えるか、別の年度を選んでください。
history-tie-ups-copied = 連携状況一覧を前の年度から写した
problem-other-day = 「{ $found }」の名称の{ KIND($kind) }は登録されていますが、日付が違います。日付は{ KIND($kind) }の記録で直すか、参照番号で指定してください。
tie-up-table = 連携状況一覧
