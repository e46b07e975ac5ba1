# Merging: two records that mean the same become one.
merge-crumb = Merge
merge-title = Merge: { $kind }
merge-into = Merge into ({ $kind })
merge-into-how = Two records that mean the same become one. This record goes into the other, and records that refer to this one will refer to the other.
merge-into-help = The reference, an identifier such as ror:02kpeqv85, or the exact name of the record that stays.
merge-look = See what would change
merge-swap = Keep the other one
merge-refused = Not merged
merge-goes = Goes
merge-stays = Stays
merge-nothing-yet = Nothing has been merged yet
merge-how = Choose for each field which value stays. The merge is one change and can be undone. The address of the record that goes will lead to the one that stays.
merge-closer = The record that goes is seen by fewer people than the one that stays, so nothing of it is kept unless you choose it. What you choose is then seen by everybody who sees the record that stays.
merge-will-refer = References
merge-records = { $shown ->
    [one] 1 record will refer to the one that stays
   *[other] { $shown } records will refer to the one that stays
}
merge-references = { $kinds } ({ $field }): { $shown }
merge-fields = Values that stay
merge-fields-none = No field has different values.
merge-of = Value of { $reference }
merge-both = Both
merge-both-how = The values of both, one after the other.
merge-go = Merge
merge-note = { $from } was merged into { $into }.
merge-note-into = Open the record that stayed
merge-note-former = Former record and history
merge-undo = Undo the merge
merge-state-done = merged
merge-state-undone = undone

merges-title = Proposed merges
merges-how = { $kinds } with the same identifier, or whose names differ in spelling only. A person decides whether they are the same; nothing is merged by itself.
merges-count = { $shown ->
    [one] 1 group
   *[other] { $shown } groups
}
merges-none = Nothing is proposed.
merges-none-how = { $kinds } that may be the same appear here after an import.
merges-same-identifier = same { $scheme } ({ $value })
merges-same-name = same name when spelled alike ({ $value })
merges-decide = Decide
merges-first = the oldest record
merges-merge = Merge
merges-apart = A different one ({ $kind })
merges-done = Merges done
merges-state = State
merges-at = When
merges-apart-title = Told apart
merges-forget = Propose again
