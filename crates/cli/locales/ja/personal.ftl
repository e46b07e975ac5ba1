# 本人のための写しと、保存期間
cli-help-person = 個人についての情報
cli-help-person-export = その人について登録簿が持っているすべてを、本人に渡せる一つの zip ファイルに書く
cli-help-person-export-more = 人物の記録と履歴、役職と参加、その人を指している記録、添付ファイルの名前、アカウントとその記録を、JSON と両言語の文章で書きます。パスフレーズやキーは含みません。写しを作ったことは、アカウントの記録に残ります。
cli-help-person-export--reference = 人物の参照番号（person-…）
cli-help-person-export--file = 書き出すファイル（既定：参照番号.zip）
cli-help-person-export--format = table（人が読む）または json（プログラム用）
cli-person-exported = { $reference } について持っている情報を { $file } に書きました。指している記録 { $records } 件、履歴 { $changes } 件、添付ファイル { $files } 件、アカウント { $accounts } 件（その記録 { $events } 件）です。

cli-help-retention = 個人の連絡先のうち、保存期間を過ぎたものを調べ、消去する
cli-help-retention-more = --apply を付けなければ調べるだけです。消去は enishi erase と同じで、取り消せず、台帳と証明が残ります。期間は設定 retention で変えられます（例：retention = "contacts-of-needs=3, personal-contacts=never"）。調べて期限を過ぎたものがあれば終了コードは 1 です。
cli-help-retention--apply = 過ぎたものを消去する
cli-help-retention--format = table（人が読む）または json（プログラム用）
cli-setting-retention = 「規則名=年数」をコンマで区切って指定してください。年数は 1 から 100、期限なしは never です。規則名は enishi retention で示されます。
cli-retention-on = { $day } 現在
cli-retention-rule = { $kind }の「{ $fields }」。根拠：{ $basis }。期間：{ $years }。過ぎると消去します。該当 { $held } 件、うち期限切れ { $due } 件。
cli-retention-years = { $years } 年
cli-retention-never = 期限なし（設定による）
cli-retention-due = { $reference }（{ $since } から）
cli-retention-rest = 公表された窓口や、事業の記録そのものには期限がありません。本人から求めがあれば enishi erase で消去します。
cli-retention-apply = まだ何も消去していません。--apply を付けて実行すると消去し、取り消しはできません。
retention-personal-contacts = 役職にある間と、引き継ぎに要する間の連絡（最後の役職の終わりから数える）
retention-contacts-of-needs = ニーズへの取り次ぎ（記録の最後の変更から数える）
retention-contacts-of-seeds = シーズへの問い合わせ（記録の最後の変更から数える）
retention-contacts-of-organisations = 機関との連絡（記録の最後の変更から数える）
