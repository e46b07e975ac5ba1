# Verifying, backing up, erasing.
cli-help-verify = Verify that the register is whole and says the same everywhere
cli-help-verify-more = It reads everything once, changes nothing and may run beside a server. Exit code 0: nothing was found; 1: something was, each with its name, its place and what to do.
cli-help-verify--mend = First write lists and references anew where they do not follow from the records
cli-help-verify--format = table for people, json for programs
cli-progress-verify-engine = The database
cli-progress-verify-log = The log
cli-progress-verify-records = The records
cli-progress-verify-files = The files
cli-progress-backup = Records and files
cli-verify-read = Read: { $records } records, { $commits } commits with { $changes } changes, { $files } files ({ $engine }).
cli-verify-clean = Nothing was found: the register is whole.
cli-verify-more = … and { $count } more
cli-verify-commit = commit { $seq }
cli-verify-mended = { $count ->
    [0] Nothing was to be written anew.
    [one] Lists and references of one record were written anew.
   *[other] Lists and references of { $count } records were written anew.
}

cli-help-backup = Write everything into one file, while others go on working
cli-help-backup-more = The file is engine-neutral: it can be restored into a folder or into PostgreSQL. It appears under its name when it is whole, readable by its owner alone. It holds everything in the register, also what is closed: keep it as safe as the register.
cli-help-backup--file = The file to write, such as enishi-2026-04-01.zip (default: one named by date and time in backup_dir, where the oldest beyond backup_keep go)
cli-help-backup--format = table for people, json for programs
cli-help-restore = Restore a backup into an empty folder or database
cli-help-restore-more = Every hash is checked before anything is written, and the register is verified. A register that has records is never written over. Exit code 1: what was backed up had findings of “enishi verify”.
cli-help-restore--file = The backup
cli-help-restore--check = Only check the backup; write nothing
cli-help-restore--format = table for people, json for programs
cli-backup-done = The backup is in { $file } ({ $kilobytes } kB): { $records } records, { $commits } commits, { $files } files.
cli-backup-left = Not in it: sessions (everybody signs in again; accounts are in it), links and the mail that waits with them, imports that were only previewed, answers remembered for repeated requests, and the index, which is built again.
cli-restore-checked = { $file } is whole: made { $at }, { $records } records, { $commits } commits, { $files } files.
cli-restore-done = { $file }, made { $at }, is restored: { $records } records, { $commits } commits, { $files } files.

cli-help-erase = Erase what a record says of a person, everywhere; a preview first
cli-help-erase-more = Without --apply nothing but the preview happens. The record stays as a husk that references lead to; its history says when it was erased and why. It cannot be undone. The ledger enishi-erasures.jsonl in the data folder and beside each new backup lets restores erase it again. Exit code 1: the database still keeps something, and the certificate says what to do.
cli-help-erase--reference = The record's reference; it may have been deleted
cli-help-erase--field = Only this field; can be repeated
cli-help-erase--reason = Why, in words that name nobody: they stay for good
cli-help-erase--apply = Erase it
cli-help-erase--certificate = Write the certificate into this file as JSON, in both languages
cli-help-erase--format = table for people, json for programs
cli-help-restore--ledger = A ledger of erasures to apply, beside those next to the backup and in the data folder; can be repeated
cli-restore-erased = Erased again, as the ledger says: { $records }
cli-erase-apply = Nothing was erased yet. The same command with --apply erases it; that cannot be undone.

cli-undo-field = { $field }: { $who }, { $at }
cli-undo-again = To do it again after all: enishi undo { $undo }
