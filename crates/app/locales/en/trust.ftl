# What verifying finds, and what to do about it.
history-mended = Lists and references written anew
finding-file-damaged = The database file is damaged.
finding-file-damaged-hint = Stop the program, keep a copy of the folder, check the disk, and restore the last backup into a new folder (enishi restore).
finding-schema-differs = A table or an index is missing, or cannot be used.
finding-schema-differs-hint = Make a backup (enishi backup) and restore it into an empty place: that makes every table and index anew.
finding-durability = The database is set so that a power cut may lose what was saved.
finding-durability-hint = Set it as it was: WAL with synchronous=FULL on SQLite; full_page_writes=on and synchronous_commit not off on PostgreSQL.
finding-log-gap = A commit is missing from the log, or stands outside it.
finding-log-gap-hint = Somebody changed the database past the program, or the file was damaged. Restore the last backup in which “enishi verify” finds nothing.
finding-log-head = The head of the log does not name the last commit.
finding-log-head-hint = Do not write on. Restore the last backup in which “enishi verify” finds nothing.
finding-log-time = The time of a commit is before that of the one it follows.
finding-log-time-hint = Somebody changed the database past the program. What was known at a time cannot be told around this commit; restore the last backup without it.
finding-log-change-gap = A change is missing from the log.
finding-log-change-gap-hint = The history of this record is not whole. Restore the last backup in which “enishi verify” finds nothing.
finding-log-change-wrong = A change cannot follow the one before it.
finding-log-change-wrong-hint = Somebody changed the database past the program. Restore the last backup in which “enishi verify” finds nothing.
finding-log-clearances = A change does not say correctly who may know of it.
finding-log-clearances-hint = Somebody changed the database past the program. Restore the last backup in which “enishi verify” finds nothing.
finding-body-unreadable = What is stored of a record cannot be read.
finding-body-unreadable-hint = Look at “enishi history” of the record, and restore it from the last backup in which it can be read.
finding-kind-unknown = The log has a record of a kind that this program does not know.
finding-kind-unknown-hint = Use the program that wrote it, or a newer one.
finding-record-missing = A record that the log says stands is not there.
finding-record-missing-hint = Restore the last backup in which “enishi verify” finds nothing; the log has the record up to this commit.
finding-record-unlogged = A record stands of which the log knows nothing.
finding-record-unlogged-hint = Somebody wrote it past the program. Export it, restore the last backup, and enter it again.
finding-record-differs = A record is not what its last change made of it.
finding-record-differs-hint = Somebody changed it past the program. Compare “enishi show” with “enishi history”, then restore the last backup or enter what is right as a change.
finding-record-clearance = Who may see a record does not follow from what it says.
finding-record-clearance-hint = Run “enishi verify --mend”: it is written anew from the record.
finding-ended-differs = Who may see the past of a record that ended does not follow from what it last said.
finding-ended-differs-hint = Run “enishi verify --mend”: it is written anew from the log.
finding-facet-differs = What lists and filters ask does not follow from the record.
finding-facet-differs-hint = Run “enishi verify --mend”: it is written anew from the record.
finding-past-facet-differs = What lists of an earlier time ask does not follow from the record as it was.
finding-past-facet-differs-hint = Run “enishi verify --mend”: it is written anew from the history of the record.
finding-reference-differs = A stored reference does not follow from the record.
finding-reference-differs-hint = Run “enishi verify --mend”: references are written anew from the record.
finding-past-reference-differs = A reference of an earlier time does not follow from the record as it was.
finding-past-reference-differs-hint = Run “enishi verify --mend”: references are written anew from the history of the record.
finding-reference-dangling = A record refers to one that is not there, or is of another kind.
finding-reference-dangling-hint = Change the field so that it names a record that is there.
finding-rows-without-record = Lists or references hold rows of a record that never was.
finding-rows-without-record-hint = Somebody wrote them past the program. Make a backup and restore it into an empty place after taking them out, or restore the last backup without them.
finding-blob-missing = A file that a record names is not there.
finding-blob-missing-hint = Restore the last backup that has it, or attach the file again.
finding-blob-differs = The bytes of a file are not those that were attached.
finding-blob-differs-hint = Do not hand the file out. Restore the last backup in which it is whole, or attach the file again.
finding-seal-broken = A record of the read-only example was changed past the program, or the example itself is not there.
finding-seal-broken-hint = Remove the example as a whole and load it again: it then says what it said.
finding-blob-unnamed = A file is stored that no record ever named.
finding-blob-unnamed-hint = Somebody wrote it past the program. It takes room and is shown to nobody.
finding-account-rows-alone = Sessions, links or codes belong to no account, or an account names a person that never was.
finding-account-rows-alone-hint = Somebody wrote them past the program. enishi user person names the right person.
finding-blob-part-alone = Parts of a file are stored without the file.
finding-blob-part-alone-hint = Somebody wrote them past the program. They take room and are shown to nobody.
finding-index-epoch = The index belongs to another register.
finding-index-epoch-hint = Run “enishi rebuild”. A running server builds it anew by itself.
finding-index-ahead = The index is ahead of the log.
finding-index-ahead-hint = Run “enishi rebuild”. Was an older copy of the database put back past the program? Use “enishi restore” for that.
finding-index-differs = The index does not hold the records that the lists have.
finding-index-differs-hint = Run “enishi rebuild” while no server runs.

error-file-exists = There is a file { $file } already.
error-file-exists-hint = Give another name; a backup never writes over a file.
error-cannot-write = { $file } cannot be written.
error-cannot-write-hint = The folder must be there, and the account that runs this program must be allowed to write into it.
error-backup-unreadable = The backup { $file } cannot be opened.
error-backup-unreadable-hint = Check its name and folder, and that whoever runs this program may read it. Nothing was changed.
error-backup-not-a-backup = { $file } is no backup of Enishi, or was cut off before its end.
error-backup-not-a-backup-hint = Copy it again from where it was made, or take an earlier backup. Nothing was changed.
error-backup-damaged = { $file } is damaged: { $detail } is not what the backup says.
error-backup-damaged-hint = Copy it again from where it was made, or take an earlier backup. Nothing was changed.
error-backup-newer = { $file } was made by a newer program.
error-backup-newer-hint = Install the newer version of Enishi and restore with it. Nothing was changed.
error-restore-occupied = There is a register with { $commits } commits already; a restore never writes over one.
error-restore-occupied-hint = Name an empty place with --data or --database-url.
error-restore-busy = A program uses { $folder } at this moment.
error-restore-busy-hint = Stop the server (or the command) that works there, then try again.

error-erase-not-this = { $field } cannot be erased: it says who may see what is left.
error-erase-not-this-hint = Leave --field out to erase everything that the record says.
error-erase-reason = The reason must be there and must not hold a word of what is erased: it stays for good.
error-erase-reason-hint = Say it without names, such as “request of the person, 2026-04-01”.
error-ledger-damaged = Line { $line } of { $file } is no line of a ledger of erasures.
error-ledger-damaged-hint = Take the ledger from the data folder or from beside another backup.
error-no-ledger = There is no ledger { $file }.
error-no-ledger-hint = The ledger is enishi-erasures.jsonl in the data folder and beside each backup.
history-erased = Erased
history-sentence-erased = Reason erased
history-because = because: { $reason }
erase-preview = Erasing { $fields } of { $reference } would take away:
erase-done = Certificate: of { $reference }, { $fields } was erased at { $at } by { $by }, because: { $reason }. Erased:
erase-everything = everything
erase-versions = { $count ->
    [one] the content of one version in the log, and of the record
   *[other] the content of { $count } versions in the log, and of the record
}
erase-reasons = { $count ->
    [one] one reason that somebody wrote for a change
   *[other] { $count } reasons that somebody wrote for changes
}
erase-batches = { $count ->
    [one] words of it in the report of one import
   *[other] words of it in the reports of { $count } imports
}
erase-staged = { $count ->
    [one] one import that was only previewed, with its rows and file (read it again if you need it)
   *[other] all { $count } imports that were only previewed, with their rows and files (read them again if you need them)
}
erase-settings = { $count ->
    [one] one remembered mapping of columns
   *[other] { $count } remembered mappings of columns
}
erase-answers = { $count ->
    [one] one answer remembered for a repeated request
   *[other] { $count } answers remembered for repeated requests
}
erase-accounts = { $count ->
    [one] the account of the person: name, e-mail address, passphrase, sessions, waiting mail
   *[other] { $count } accounts of the person: names, e-mail addresses, passphrases, sessions, waiting mail
}
erase-files = { $count ->
    [one] one attached file
   *[other] { $count } attached files
}
erase-file-kept = not the file { $hash }: { $other } names it too
erase-lists = what lists, filters, claims and references say of it, now and for earlier times
erase-index-rebuilt = the match index, built anew
erase-index-server = the match index, which the running server builds anew at once
erase-ledger-beside = the ledger of erasures, written in the data folder and beside the backups
erase-ledger-here = the ledger of erasures, written in the data folder (enishi-erasures.jsonl): copy it to wherever backups lie
erase-ledger-missing = STILL TO DO: the ledger of erasures could not be written into backup_dir. Copy enishi-erasures.jsonl from the data folder there, or an older backup that is restored brings everything back.
erase-cleaned-vacuum = free pages of the database
erase-cleaned-journal = the journal of the database
erase-cleaned-tables = dead rows of every table
erase-cleaned-statistics = the statistics of the database
erase-cleaned-checkpoint = files of the former tables
erase-left-journal = STILL THERE: the journal of the database, because somebody reads. Stop the server and run the same command again.
erase-left-readers = STILL THERE: rows that somebody who has been reading for long may still ask for. Run the same command again when long queries have ended.
erase-left-statistics = STILL THERE: statistics of the database may hold values. Its owner runs: VACUUM FULL pg_statistic
erase-left-checkpoint = files of the former tables go with the next checkpoint of the database (minutes)
erase-elsewhere = Other records, settings or accounts hold one of its names or identifiers and stay as they are; look at each:
erase-out-of-reach = Out of reach from here:
erase-reach-backups = backups made before: the ledger enishi-erasures.jsonl beside them erases again when one is restored; destroy them when their time is over
erase-reach-exports = exports, prints and screenshots that somebody took
erase-reach-mails = mails that were sent
erase-reach-disk = blocks of the disk that the file system has freed, and its snapshots
erase-reach-journal = archived journals (WAL) of PostgreSQL: they go with their retention
erase-reach-replicas = replicas that do not follow any more
erase-stays = The reference, the kind, the times of changes and who made them stay, and this reason.

history-redone = Undo taken back: done again
error-job-running = This work is under way already.
error-job-running-hint = Wait until it has ended; the page of jobs shows the result.
error-backup-nowhere = No folder for backups is set.
error-backup-nowhere-hint = Name a folder as backup_dir in the settings.
