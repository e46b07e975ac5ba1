# Text of the command line: help, errors, results.

## Help

cli-help = Enishi runs a regional knowledge cluster: seeds, needs, and who fits whom.
cli-help-word-usage = Usage:
cli-help-word-commands = Commands
cli-help-word-command = COMMAND
cli-help-word-arguments = Arguments
cli-help-word-options = Options
cli-help-more = Settings come from the flag, then the environment (ENISHI_DATA_DIR and so on: ENISHI_ and the name of the setting), then the file (--config, else enishi.toml in the working folder), then a default: “enishi config show”.
    Exit codes: 0 done, 1 done with findings, 2 usage or input, 3 refused, 4 environment, 70 internal.
cli-help--help = Show this help
cli-help--version = Show the version
cli-help--data = The folder of the register (default: enishi in your data folder, such as ~/.local/share/enishi)
cli-help--database-url = A PostgreSQL database instead of a folder: postgres://user@host/name
cli-help--config = The settings file (default: enishi.toml in the working folder, if there is one)
cli-help--lang = Language: ja or en (default: that of your shell)
cli-help--color = Colour: auto, always or never

cli-help-demo = Try it out: a register filled with invented samples, open to you as operator
cli-help-demo-more = Without --data the register lies in a fresh temporary folder that is removed at the end.
cli-help-demo--port = The port; 0 takes any (default: 8080 or the next free one)
cli-help-demo--without-samples = Begin with an empty register
cli-help-demo--today = Show it as on this day, such as 2026-04-10
cli-help-import = Read a spreadsheet: a preview first, one batch that can be undone with --apply
cli-help-import-more = Without --apply nothing but the preview happens. Problems name sheet, row, column and value; a file with problems is not applied (exit code 2) unless --skip-problems leaves those rows out (exit code 1).
cli-help-import--kind = The kind of the records, such as seed, need or organisation (“enishi kinds” lists all)
cli-help-import--file = The file: .xlsx, .csv, .tsv or .jsonl, also as .gz
cli-help-import--apply = Write the rows as one batch
cli-help-import--skip-problems = Leave out rows with problems instead of refusing the file
cli-help-import--map = What the columns mean: the name of a ready mapping (“enishi maps”) or a file of your own
cli-help-import--columns = What one column means, such as project_no=identifiers[kaken]; can be repeated
cli-help-import--set = A value for every row that gives none, such as disclosure=public; can be repeated
cli-help-import--sheet = The sheet (default: the first visible one)
cli-help-import--header-row = The row of the header (default: it is found)
cli-help-import--save-map = Write the mapping that was used to this file
cli-help-import--format = table for people, json for programs
cli-help-imports = List the newest imports
cli-help-imports--limit = How many (default: 20)
cli-help-imports--format = table or json
cli-help-undo = Undo an import
cli-help-undo--batch = The name of the import: “enishi imports”
cli-help-undo--yes = Do not ask
cli-help-undo--format = table or json
cli-help-export = Write records to a spreadsheet that can be imported again
cli-help-export--kind = The kind of the records
cli-help-export--output = The file (default: standard output)
cli-help-export--format = xlsx, csv or jsonl (default: by the file's name, else csv)
cli-help-export--filters = Only records with this value; can be repeated
cli-help-export--public = Only what the public sees
cli-help-template = Write the empty spreadsheet of a kind, with help for each column
cli-help-template--kind = The kind of the records
cli-help-template--output = The file (default: standard output)
cli-help-template--format = xlsx, csv or jsonl (default: by the file's name, else xlsx)
cli-help-maps = List ready mappings for files that are known
cli-help-maps--name = Show this mapping, as a beginning for your own
cli-help-match = Find who fits a need, a seed or a text, with reasons
cli-help-match--need = A need: seeds are sought
cli-help-match--seed = A seed: needs are sought
cli-help-match--text = Free text; “-” reads the standard input
cli-help-match--among = The kind sought for a text (default: seed)
cli-help-match--top = How many, 1 to 200 (default: 10)
cli-help-match--why-not = Say why this record is not among them
cli-help-match--format = table or json
cli-help-evaluate = Measure the engine on a judged set
cli-help-evaluate-matching = Measure matching: mrr@10, ndcg@10, recall@10, recall@100, times
cli-help-evaluate-matching--corpus = Documents: .jsonl or .jsonl.gz with id, title, text, lang
cli-help-evaluate-matching--queries = Queries of the same form
cli-help-evaluate-matching--judgements = Query, document and grade, separated by tabs
cli-help-evaluate-matching--exclude = Pairs of query and document that are left out, separated by tabs
cli-help-evaluate-matching--json = JSON instead of a table
cli-help-show = Show a record
cli-help-show--reference = Its reference (seed-7k2m9x4q) or an identifier (ror:02kpeqv85)
cli-help-show--format = table or json
cli-help-list = List records
cli-help-list--kind = The kind of the records
cli-help-list--filters = Only records with this value; can be repeated
cli-help-list--sort = newest, title or a field; with “-” before it the other way round
cli-help-list--text = Only records with these words, the best first
cli-help-list--limit = How many, 1 to 200 (default: 25)
cli-help-list--after = Go on after this place
cli-help-list--format = table or json
cli-help-history = Show who changed a record, when and why
cli-help-history--reference = Its reference or an identifier
cli-help-history--format = table or json
cli-help-merges = List records that may be one and the same; nothing is merged
cli-help-merges--kind = The kind of the records
cli-help-merges--limit = How many proposals at most (default: 10000)
cli-help-merges--format = table or json
cli-help-kinds = List the kinds of records, or the columns of one
cli-help-kinds--kind = Show the columns of this kind
cli-help-rebuild = Build the match index again

## Errors about arguments

cli-usage-hint = “enishi --help” lists the commands; “enishi COMMAND --help” explains one.
cli-usage-unknown-argument = unknown argument `{ $found }`
cli-usage-unknown-command = unknown command `{ $found }`
cli-usage-missing = something is missing: { $found }
cli-usage-no-command = a command is missing
cli-usage-no-value = { $argument } needs a value
cli-usage-value = `{ $found }` does not fit { $argument }
cli-usage-conflict = { $argument } cannot be used with { $other }
cli-usage-other = the arguments cannot be understood:
cli-usage-valid = Possible: { $known }.

## Errors

cli-error-not-utf8 = the text is not UTF-8
cli-error-not-utf8-hint = Save it as UTF-8.
cli-error-no-file = the file cannot be found ({ $detail })
cli-error-no-file-hint = Check the name and the folder.
cli-error-file = the file or folder cannot be used: { $detail }
cli-error-file-hint = Check that it exists, that you may use it and that there is space.
cli-error-no-home = no folder for the register is known
cli-error-no-home-hint = Name one with --data DIR.
cli-error-no-register = there is no register here
cli-error-no-register-hint = Check --data; “enishi serve” and “enishi import” begin a register.
cli-error-register-gone = the register of this folder is gone: its index is there, the file enishi.sqlite is not
cli-error-register-gone-hint = Bring the file back to where it was, or restore a backup (enishi restore FILE --data FOLDER). To begin an empty register here, remove the folder index first.
cli-error-port = port { $port } cannot be used: { $detail }
cli-error-port-hint = Stop what uses it, or choose another; --port 0 takes any.
cli-error-format = the name of the file does not say its format
cli-error-format-hint = End it with .xlsx, .csv or .jsonl, or use --format.
cli-error-binary = an XLSX file cannot be shown on a terminal
cli-error-binary-hint = Use -o FILE.xlsx, or --format csv.
cli-error-map = there is no ready mapping called `{ $found }`
cli-error-map-hint = Known: { $known }.
cli-error-import-problems = { $rows ->
    [0] the columns have problems ({ $count }); nothing was written
    [one] one row has problems ({ $count } in all); nothing was written
   *[other] { $rows } rows have problems ({ $count } in all); nothing was written
}
cli-error-import-problems-hint = Correct the file, say what columns mean (--column HEADER=TARGET, “-” passes one over), or leave those rows out with --skip-problems.
cli-error-not-confirmed = undoing was not confirmed, and nobody can be asked here
cli-error-not-confirmed-hint = Add --yes.
cli-error-declined = nothing was undone
cli-error-text-short = one character is too little to search for
cli-error-text-short-hint = Give a word or a sentence.
cli-error-text-long = the text is longer than { $limit } characters
cli-error-text-long-hint = Give the paragraph that says what is needed.
cli-error-text-nul = the text holds the control character NUL
cli-error-text-nul-hint = Copy the text again from its source.
cli-error-nothing-to-search = nothing in this can be searched for: only signs, emoji or words like “the”
cli-error-nothing-to-search-hint = Give words that say what is needed.
cli-error-nothing-judged = no query has a judgement
cli-error-nothing-judged-hint = The first column of the judgements must hold ids of the queries.
cli-error-evaluation-file = { $detail }

## Results

cli-progress-reading = Reading
cli-progress-checking = Checking
cli-progress-writing = Writing
cli-progress-indexing = Indexing

cli-demo-operator = Opens as operator: you may change everything here.
cli-demo-samples = A demonstration: { $register } facts of the register with their sources, and { $count } invented samples (見本), each marked as a sample.
cli-demo-kept = A demonstration; the folder has records already, so neither register nor samples (見本) were added.
cli-demo-without-samples = A demonstration without samples (見本): { $register } facts of the register with their sources.
cli-demo-folder-fresh = The data are in { $folder } and are removed at the end.
cli-demo-folder = The data are in { $folder }.
cli-demo-stop = Stop with Ctrl+C.
cli-serve-link = Link to make the first administrator, good once and for one hour: { $link }
cli-serve-sign-in = Sign in: { $link }
cli-serve-public = Without it a browser sees public records only.
cli-serve-folder = The data are in { $folder }.

cli-import-mapping = Columns: { $from }
cli-mapping-saved = as in the last import of this form
cli-mapping-guessed = guessed from the headers
cli-mapping-given = as given
cli-mapping-known = ready mapping { $name }
cli-import-passed-over = (passed over)
cli-import-cases = (depends on other columns)
cli-import-unknown = (unknown)
cli-import-linked = { $count ->
    [one] One further record is made because rows name it:
   *[other] { $count } further records are made because rows name them:
}
cli-import-more-problems = … and { $count ->
    [one] one more problem
   *[other] { $count } more problems
} (--format json lists them)
cli-import-saved-map = The mapping was written to { $file }.
cli-import-applied = Applied as { $batch }. Undo: enishi undo { $batch }
cli-import-preview = This was a preview; nothing was written. Write it with --apply.
cli-place-comma = , { "" }
cli-place-sheet = sheet { $sheet }
cli-place-row = row { $row }
cli-place-column = column { $column } ({ $header })
cli-place-value = value “{ $value }”
cli-place-header-row = header in row { $row }
cli-count-rows = rows in all
cli-count-added = added
cli-count-updated = changed
cli-count-unchanged = unchanged
cli-count-deleted = deleted
cli-count-repeated = repeated in the file
cli-count-rejected = with problems

cli-undo-preview = Undoing { $batch }: { $removed } records go, { $restored } get their former content back, { $returned } come back.
cli-undo-done = Undone { $batch }: { $removed } records went, { $restored } got their former content back, { $returned } came back.
cli-undo-kept = { $count ->
    [one] One record stays:
   *[other] { $count } records stay:
}
cli-undo-ask = Undo it? [y/N]

cli-export-done = { $count ->
    [one] One record written to { $file }.
   *[other] { $count } records written to { $file }.
}
cli-export-claims = Claims (dissent) are in { $file }.
cli-export-no-claims = CSV has one table a file: claims (dissent) are left out here; with -o they get a file of their own.
cli-template-done = The template is in { $file }.

cli-match-among = { $kind } compared: { $count }
cli-match-none = No record met.
cli-reason-words = “{ $words }” in { $fields }
cli-reason-field = both in the field { $field }
cli-reason-readiness-below = readiness: level { $asked } asked, { $offered } offered, { $gap } short
cli-reason-readiness-same = readiness: level { $offered }, as asked
cli-reason-readiness-above = readiness: level { $asked } asked, { $offered } offered, { $gap } above
cli-reason-language = languages: { $query } met { $document }
cli-lang-ja = Japanese
cli-lang-en = English
cli-note-text-cut = The text was long: { $read } of { $given } characters were read.
cli-note-terms-cut = The text has many words: the { $kept } that say most were used, of { $found }.
cli-why-not = Why not { $record }
cli-why-not-unknown = No such record, or none that may be shown.
cli-why-not-excluded = It is the record itself, or was left out on purpose.
cli-why-not-nothing-met = Nothing in it meets. It lacks: { $missing }
cli-why-not-found = It is there, at place { $rank } with { $score }.
cli-why-not-below = It is at place { $rank } with { $score }, { $gap } behind the last one shown. It lacks: { $missing }

cli-claims = { $count ->
    [one] one other statement
   *[other] { $count } other statements
}
cli-list-count = { $shown } of { $total }
cli-list-next = The next page: --after { $next }
cli-merges-count = { $count ->
    [0] No proposals.
    [one] One proposal over { $records } records; nothing was merged.
   *[other] { $count } proposals over { $records } records; nothing was merged.
}
cli-rebuild-done = The index is built and holds everything up to commit { $seq }.

cli-column-about = about
cli-column-added = added
cli-column-at = at
cli-column-batch = batch
cli-column-column = column
cli-column-examples = examples
cli-column-fields = fields
cli-column-file = file
cli-column-header = header
cli-column-kind = kind
cli-column-label = label
cli-column-layer = layer
cli-column-means = means
cli-column-measure = measure
cli-column-name = name
cli-column-origin = origin
cli-column-place = place
cli-column-plural = plural
cli-column-reason = reason
cli-column-reference = reference
cli-column-rejected = with problems
cli-column-rows = rows
cli-column-setting = setting
cli-column-state = state
cli-column-title = title
cli-column-updated = changed
cli-column-value = value
cli-column-values = values
