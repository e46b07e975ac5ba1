# Merging: two records become one.
error-merged = { $reference } was merged into { $into }.
error-merged-hint = Open { $into } instead. To get the former record back, undo the merge.
error-merged-target = The record that { $field } refers to has just been merged into another.
error-merged-target-hint = Save again: the reference then leads to the record that was kept. Nothing you typed is lost.
error-merge-self = { $reference } cannot be merged into itself.
error-merge-self-hint = Name another record to merge it into.
history-merged = Merged
history-unmerged = Merge undone
history-batch-undone = Batch undone
kept-partly = fields changed since stay, the others go back
history-started = First start
error-merge-stands = This merge cannot be undone, because the record that was merged cannot come back.
error-merge-stands-hint = Undo the later merge first, or bring back what that record referred to; then try again.
