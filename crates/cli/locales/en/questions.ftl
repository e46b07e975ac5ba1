# Questions before something is written
cli-help-attach--confirm = Codes of the questions that you checked, parted by commas
cli-help-import--confirm = Codes of the questions that you checked, parted by commas
cli-help-merge--confirm = Codes of the questions that you checked, parted by commas
cli-help-init--confirm = Codes of the questions that you checked, parted by commas
cli-help-undo--confirm = Codes of the questions that you checked, parted by commas
cli-questions-hint = If it is right, run it again with --confirm { $codes }.
cli-error-import-questions = { $count ->
    [one] One question is open
   *[other] { $count } questions are open
}; nothing was written
cli-error-import-questions-hint = If it is right, run it again with --confirm { $codes }.
cli-import-preview-questions = This was a preview; nothing was written. If it is right, write it with --apply --confirm { $codes }.
cli-import-more-questions = … and { $count ->
    [one] one more question
   *[other] { $count } more questions
}.
cli-help-imports-discard = Forget an import that was not applied
cli-help-imports-discard--batch = The name of the import: “enishi imports”
cli-imports-discarded = { $batch } is discarded; nothing was written.
