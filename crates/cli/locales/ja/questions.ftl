# 書き込む前の確認
cli-help-attach--confirm = 確かめた質問のコード（コンマ区切り）
cli-help-import--confirm = 確かめた質問のコード（コンマ区切り）
cli-help-merge--confirm = 確かめた質問のコード（コンマ区切り）
cli-help-init--confirm = 確かめた質問のコード（コンマ区切り）
cli-help-undo--confirm = 確かめた質問のコード（コンマ区切り）
cli-questions-hint = 正しければ --confirm { $codes } を付けてもう一度実行してください。
cli-error-import-questions = 確かめることが { $count } 件あるため、何も書き込みませんでした
cli-error-import-questions-hint = 正しければ --confirm { $codes } を付けてもう一度実行してください。
cli-import-preview-questions = 試しに読んだだけで、何も書き込んでいません。内容が正しければ --apply --confirm { $codes } で反映します。
cli-import-more-questions = ほかに確かめることが { $count } 件あります。
cli-help-imports-discard = 反映していない取り込みをやめる
cli-help-imports-discard--batch = 取り込みの名前（「enishi imports」）
cli-imports-discarded = { $batch } をやめました。何も書き込んでいません。
