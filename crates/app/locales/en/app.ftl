# Errors of use cases. Every code of the table has `error-CODE`; a remedy is `error-CODE-hint`.
error-unknown-kind = There is no kind of record called “{ $found }”.
error-unknown-action = There is no action called “{ $found }”.
error-unknown-action-hint = Known actions: { $known }.
error-unknown-kind-hint = Known kinds: { $known }.
error-unknown-record = No record “{ $found }” was found.
error-unknown-record-hint = Check the reference; a record that you may not see is not found either.
error-unknown-field = There is no field called “{ $found }”.
error-unknown-facet = The list cannot be filtered or sorted by “{ $found }”.
error-unknown-facet-hint = Possible: { FIELDS($kind, $known) }.
error-unknown-batch = There is no import called “{ $found }”.
error-unknown-batch-hint = The list of imports shows their names.
error-unknown-map = There is no ready mapping called “{ $found }”.
error-unknown-map-hint = Ready mappings: { $known }. A file ending in .toml is read as a mapping of your own.
error-unknown-page = There is no page at this address.
error-unknown-page-hint = Start from the first page, or search.
error-invalid = { $count ->
    [one] One value needs attention.
   *[other] { $count } values need attention.
}
error-questions = Compared with other records, something should be confirmed first ({ $codes }).
error-questions-hint = Nothing was saved. If it is right, confirm it and save again.
error-invalid-hint = Nothing was saved. Correct the fields named and save again.
error-bad-request = The request cannot be understood: { $detail }
error-bad-cursor = This place in the list no longer exists.
error-bad-cursor-hint = Start from the first page of the list.
error-too-large = The content is larger than { $limit }.
error-too-large-hint = Import large files on the command line: enishi import KIND FILE.
error-too-slow = What was sent came too slowly and was given up. Nothing was saved.
error-too-slow-hint = Check the connection and try again; send large files in parts.
error-too-busy = Other exports are under way, so this one cannot begin now.
error-too-busy-hint = Wait a little and try again.
error-precondition-required = The request does not say which state of the record it changes.
error-precondition-required-hint = Read the record first and send its ETag as If-Match.
error-conflict = Somebody else changed this record in the meantime.
error-conflict-hint = Look at both versions; nothing of yours is lost.
error-sealed = { $reference } is part of the read-only example. It cannot be changed, deleted or merged.
error-sealed-hint = Make a record of your own instead. The example as a whole can be removed: enishi undo { $batch }
error-referred = Other records refer to this record, so it stays.
error-referred-hint = Change or delete the records that refer to it first.
error-missing-target = { $field } refers to something that is no { $expected } or no longer exists.
error-missing-target-hint = Choose an existing record.
error-batch-state = “{ $batch }” is already in the state “{ LABEL("batch", $state) }”.
error-request-key-reused = This idempotency key was used for another request.
error-request-key-reused-hint = Use a new key for every new request.
error-import-problems = { $rows ->
    [one] One row has
   *[other] { $rows } rows have
} problems ({ $count } in all). Nothing was written.
error-import-problems-hint = Correct the file, or apply the good rows only (--skip-problems).
error-file = { $detail }
error-not-permitted = You may not do this.
error-not-permitted-hint = Sign in, or ask an administrator of this installation.
error-link-used = This link was used already or has ended.
error-link-used-hint = Ask for a new one where you got it: by mail, from an administrator, or by starting the server again.
error-index-busy = Another process is using the index in { $folder }.
error-index-busy-hint = Stop the server first, or let it build the index itself.
error-environment = The installation cannot work as it is: { $detail }
error-environment-hint = Check that the folder can be written and the database answers.
error-store-newer = The store was written by a newer program (schema { $found }, known { $known }).
error-store-newer-hint = Use the newer program.
error-internal = Something went wrong inside the program. Nothing that was acknowledged is lost.
error-internal-hint = Try again; if it happens again, give the operation number to the operator.
hint-near = Did you mean “{ $near }”?

# Problems that only the use cases find.
problem-unknown-field = There is no field called “{ $found }”.
problem-unknown-reference = No record ({ KIND($kind) }) is called “{ $found }”. Give its reference, an identifier such as ror:02kpeqv85, or its exact name.
problem-unknown-record = No record “{ $found }” was found to change.
problem-ambiguous = “{ $found }” may be { $count } different records ({ KIND($kind) }). Give the reference.
problem-sealed = { $found } is part of the read-only example; an import can neither change nor delete it. Make a record of your own, or remove the example as a whole first (enishi undo { $batch }).
problem-exists-already = The record exists already ({ $found }); ADD asks for a new one.

# Sentences of the history.
history-created = Created
history-updated = Changed
history-deleted = Deleted
history-imported = Imported from a file
history-undone = Import undone
history-samples = Sample record of the demonstration
history-register = Fact of the shipped register
batch-staged = Waiting
batch-applying = Being applied
batch-done = Applied
batch-undone = Undone
kept-edited = changed since
kept-referred = others refer to it
kept-target-gone = what it refers to is gone
kept-gone = no longer exists
