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

# init
cli-help-init = 登録簿を作り、クラスター、地域、中核機関、担当者を登録する（指定しないものは端末でたずねます）
cli-help-init--cluster = クラスターの名称（日本語）
cli-help-init--cluster-en = クラスターの名称（英語）
cli-help-init--stage = 第 1 期か第 2 期（1、2。区別がなければ指定しない）
cli-help-init--field = 重点分野のコード（繰り返し指定できます。enishi kinds cluster で確かめられます）
cli-help-init--region = 地域の名称
cli-help-init--prefecture = 都道府県のコード（01 から 47）
cli-help-init--organisation = 中核機関の名称
cli-help-init--corporate-number = 中核機関の法人番号
cli-help-init--staff = 担当者：役割のコード、名前、職名を : で区切って書く（繰り返し指定できます）
cli-help-init--year = 年度（既定：今の年度）
cli-help-init--contact-email = 受付窓口のメールアドレス
cli-help-init--contact-telephone = 受付窓口の電話番号
cli-help-init--example = 知的クラスター創成事業の登録簿を例として読み込む
cli-init-done = { $count } 件を登録しました（クラスター：{ $cluster }）。取り消し：enishi undo { $batch }
cli-init-example = 例として { $count } 件を読み込みました。取り消し：enishi undo { $batch }
cli-error-init-begun = この登録簿には、すでに記録があります
cli-error-init-begun-hint = 記録の追加は enishi import、またはブラウザーで行ってください
cli-error-init-missing = { $found } が指定されていません
cli-error-init-missing-hint = 端末で実行すると、足りないものをたずねます
cli-error-init-staff = 担当者 `{ $found }` は読み取れません
cli-error-init-staff-hint = coordinator:見本 太郎:主任 のように、役割、名前、職名を : で区切ってください
