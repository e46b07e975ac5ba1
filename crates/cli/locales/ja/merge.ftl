# 統合
cli-help-merge = 同じものを指す二つの記録を一つにまとめる（--apply を付けるまでは内容を示すだけ）
cli-help-merge--loser = 統合する記録（なくなるほう）の参照番号、識別子、名称
cli-help-merge--winner = 残す記録の参照番号、識別子、名称
cli-help-merge--keep = 項目ごとに残す値：winner（残す記録）、loser（統合する記録）、both（両方）。繰り返し指定できます
cli-help-merge--apply = 統合を行う（enishi undo で取り消せます）
cli-help-merge--format = table または json
cli-merge-goes = 統合する記録
cli-merge-stays = 残す記録　　
cli-merge-closer = 統合する記録は、残す記録より公開の範囲が狭いため、指定しない項目は引き継ぎません。
cli-merge-records = 残す記録を参照するようになる記録：{ $count } 件
cli-merge-preview = まだ統合していません。行うには --apply を付けてください。
cli-merge-done = { $loser } を { $winner } に統合しました（参照を付け替えた記録：{ $count } 件）。取り消し：enishi undo { $batch }
cli-merges-name = 表記をそろえると同じ：{ $value }
cli-show-merged = { $from } は { $into } に統合されました。
cli-error-keep = `{ $found }` は読み取れません
cli-error-keep-hint = name=loser のように、項目と winner、loser、both のどれかを書いてください
cli-column-field = 項目
cli-column-keep = 残す値
cli-column-winner = 残す記録の値
cli-column-loser = 統合する記録の値
cli-keep-winner = 残す記録
cli-keep-loser = 統合する記録
cli-keep-both = 両方
