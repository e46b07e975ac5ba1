# Merging
cli-help-merge = Make two records that mean the same one (without --apply only says what would change)
cli-help-merge--loser = The record that goes: reference, identifier or name
cli-help-merge--winner = The record that stays: reference, identifier or name
cli-help-merge--keep = Whose value of a field stays: winner, loser or both; may be repeated
cli-help-merge--apply = Merge (enishi undo takes it back)
cli-help-merge--format = table or json
cli-merge-goes = Goes:
cli-merge-stays = Stays:
cli-merge-closer = The record that goes is seen by fewer people than the one that stays: nothing of it is kept unless you say so.
cli-merge-records = Records that will refer to the one that stays: { $count }
cli-merge-preview = Nothing was merged. Add --apply to merge.
cli-merge-done = Merged { $loser } into { $winner } (records that now refer to it: { $count }). To undo: enishi undo { $batch }
cli-merges-name = same when spelled alike: { $value }
cli-show-merged = { $from } was merged into { $into }.
cli-error-keep = cannot read `{ $found }`
cli-error-keep-hint = write a field and one of winner, loser, both, such as name=loser
cli-column-field = Field
cli-column-keep = Stays
cli-column-winner = Of the record that stays
cli-column-loser = Of the record that goes
cli-keep-winner = winner
cli-keep-loser = loser
cli-keep-both = both
