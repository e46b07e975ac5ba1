# Attached files
cli-help-attach = Attach files to a record
cli-help-attach--reference = Reference or identifier
cli-help-attach--files = The files, several together as one change
cli-help-attach--layer = Who may see them: public, member, party or steward (member when nothing is said)
cli-help-attach--title = What the file is, in a line
cli-help-files = List the files attached to a record
cli-help-files--reference = Reference or identifier
cli-help-files--format = table or json
cli-help-files-get = Write an attached file
cli-help-files-get--reference = Reference or identifier
cli-help-files-get--name = The file’s name, or the beginning of its hash (8 characters or more)
cli-help-files-get--output = Where to; the same name when nothing is said, - for the standard output
cli-attached = { $count ->
    [one] Attached a file to { $ref }.
   *[other] Attached { $count } files to { $ref }.
}
cli-files-name = Name
cli-files-size = Bytes
cli-files-layer = Disclosure
cli-files-text = Text search
cli-files-at = Added
cli-file-written = Written to { $path } ({ $size } bytes).
cli-error-no-such-file = no file called `{ $found }` is attached
cli-error-no-such-file-hint = Attached files: { $known }
cli-error-same-name = more than one file is meant by `{ $found }`
cli-error-same-name-hint = Look the hash up with `enishi files REF --format json` and name its beginning.
