# Text of the pages

# On every page

frame-skip = Skip to content
frame-places = Main places
frame-crumbs = You are here
frame-other-language = 日本語
frame-operator = Operator
frame-sign-out = Sign out
frame-as-of = Records as of { $at }.
frame-close = Close
place-home = Home
place-match = Find matches
place-imports = Imports
place-about = About this register
place-keyboard = Keyboard
keys-search = Search field
keys-new = New record
keys-help = This help
keys-escape = Leave a field, close
copy = Copy
copied = Copied
quoted = “{ $text }”
list-comma = {", "}
flag-yes = Yes
flag-no = No
value-none = Not stated
value-hidden = (cannot be shown)
column-title = Title
counter-chars = { $limit } characters

demo-label = About this demonstration
demo-badge = Demo
demo-as-operator = You are the operator.
demo-see-public = See it as the public does
demo-as-public = You see this as the public does.
demo-back = Back to the operator’s view
sample-label = About samples
sample-badge = Sample
sample-band = This page shows invented sample records.

# Home and search

home-purpose-1 = Seeds go on to the next ministry and the market;
home-purpose-2 = needs come back.
home-search-placeholder = Words of a seed, a need or an organisation, or your problem in a sentence
home-newest = New { $kinds ->
    [Seeds] seeds
    [Needs] needs
   *[other] { $kinds }
}
home-all = All { $shown }
home-empty-operator = Nothing is registered yet.
home-empty-operator-how = The quickest start is to import the Excel or CSV files that you have. With a template, no columns need mapping.
home-empty-import = Import a file
home-empty-template-need = Template for needs (XLSX)
home-empty-template-seed = Template for seeds (XLSX)
home-empty-new-seed = Add one seed
home-empty-new-need = Add one need
home-empty-public = No record has been made public yet.
home-empty-public-how = Please ask the organisation that runs this register.
search-label = Search
search-placeholder = Search
search-button = Search
search-button-label = Search
search-title = Search
search-reasons = Ranked, with reasons:
search-match-seed = seeds that fit
search-match-need = needs that are close
search-nothing = No record was found for “{ $q }”.
search-nothing-how = Try fewer or other words. References such as need-… work too.

# Lists

list-search = Search in this list
list-total = { $shown ->
    [one] 1 record
   *[other] { $shown } records
}
list-filters = { $shown ->
    [0] Filters
   *[other] Filters ({ $shown } chosen)
}
list-facet-rest = { $shown } more
list-remove-filter = Remove the filter “{ $label }”
list-chosen = only the records counted ({ $shown })
list-dated = with dates
list-undated = without dates
list-new = New { $kind ->
    [Seed] seed
    [Need] need
    [Organisation] organisation
    [Source] source
   *[other] { $kind }
}
list-import = Import from a file
list-empty-filtered = No record fits these conditions.
list-empty-all = Remove all conditions
list-empty-operator = There is nothing here yet.
list-empty-template = Template (XLSX)
list-empty-public = No record has been made public yet. Please ask the organisation that runs this register.
list-ranked-cut = The 1,000 records closest to the words are counted. Filters make the search surer.
list-to-match = See matches with reasons
list-paging = Pages
list-first = First
list-next = Next
list-export = Export this list:
list-export-claims = CSV (dissenting values)
list-template = Template:

# Records

record-edit = Edit
record-delete = Delete
record-history = History
record-this = This record
record-connections = What refers to this record
record-no-connections = Nothing yet.
record-referrers = { $kinds }, field “{ $field }” ({ $shown })
record-referrers-more = { $kinds }, field “{ $field }” ({ $shown } or more)
record-referrers-all = See all
record-claims = Dissenting values
record-source = Source:
record-as-of = as of { $date }
record-cite = Cite
record-cite-copy = Copy the citation
record-citation = { $by }“{ $title }”. Enishi, { $reference }, as of { $date }.
record-citation-by = { $by }:{" "}
record-done-created = { $kind } “{ $title }” was created.
record-done-saved = Your changes are saved.
record-done-same = Nothing was different, so nothing was saved.
history-fields = { $shown ->
    [one] 1 field changed
   *[other] { $shown } fields changed
}
history-part = { $field } ({ $part })
actor-public = Public
actor-operator = Operator
actor-demo = Operator of the demonstration
actor-cli = { $who } (command line)
actor-program = The program

# Matches

match-title = Find matches
match-title-need = Seeds for this need
match-title-seed = Needs for this seed
match-title-text = { $kinds } for your text
match-seeds-for = Find seeds
match-needs-for = Find needs
match-back-seed = Match backwards from the first seed
match-back-need = Match backwards from the first need
match-facts = Best { $shown } of { $population } compared
match-same-list = The same records always give the same list
match-points = points
match-reasons = { $shown ->
    [one] 1 reason
   *[other] { $shown } reasons
}
match-reasons-rest = { $shown ->
    [one] 1 further reason
   *[other] { $shown } further reasons
}
match-column = In the { $kind ->
    [Seed] seed
    [Need] need
    [Organisation] organisation
   *[other] { $kind }
}
match-column-text = In your text
match-where = Field
match-gain = Gives
match-sum = Sum
match-readiness-enough = has the wanted level, TRL { $wanted }
match-readiness-lacks = { $lacks ->
    [one] 1 level
   *[other] { $lacks } levels
} short of the wanted TRL { $wanted }
match-language = met in { $languages }
match-note-nothing = There is no word to search for: signs and function words alone do not count.
match-note-text-cut = The text is long: the first { $read } of { $given } characters were read.
match-note-terms-cut = There are many words: the { $kept } weightiest of { $found } were used.
match-note-behind = The index is not quite up to date. Open the page again in a moment.
match-nothing = Nothing among { $kinds ->
    [Seeds] seeds
    [Needs] needs
    [Organisations] organisations
   *[other] { $kinds }
} shares a word with this.
match-nothing-how = Try adding other words, such as uses or materials.
match-more = Show the first 50
match-weak = Weak matches
match-weak-how = From here on the score is less than a third of the best one: few of the words meet.
match-examples = Examples
match-example-1 = Enzyme reactor for the continuous production of rare sugars from fructose
match-example-2 = Find tiny scratches on transparent film during production
match-example-3 = Material that recovers rare metals from spent plating baths on site
match-how = The words that your text shares with each record are counted; rare words weigh more, and so do words of titles and uses. Reasons are shown word by word.
match-text-title = Match a text
match-text-label = A problem, or a technology
match-text-help = One sentence or a whole abstract, in Japanese or English.
match-among = Look among
match-text-go = Find matches
why-title = Why is that { $kind ->
    [Seed] seed
    [Need] need
    [Organisation] organisation
   *[other] { $kind }
} not in the list?
why-label = Its reference
why-go = Tell me why
why-unknown = No record with this reference was found. The reference stands below the title of a record.
why-excluded = It is the record that you match, so it is left out.
why-nothing-met = They share no word.
why-found = It is number { $rank } of the list, with { $score } points.
why-below = It is number { $rank }, with { $score } points. It lacks { $gap } points to be among the first { $top }.
why-missing = Words that it does not have: { $words }
picker-found = { "{n}" } found
picker-failed = Suggestions cannot be loaded. You can type the reference.

# Making and changing records

form-title-new = New { $kind ->
    [Seed] seed
    [Need] need
    [Organisation] organisation
    [Source] source
   *[other] { $kind }
}
form-title-edit = Edit { $kind ->
    [Seed] seed
    [Need] need
    [Organisation] organisation
    [Source] source
   *[other] { $kind }
}
form-sections = Sections of the form
form-new = New
form-create = Save the record
form-save = Save
form-cancel = Cancel
form-required = required
form-none = (none)
form-kana = Reading (kana)
form-confirm = { $language } translation checked
form-problem = { $field }: { $problem }
form-problems = { $shown ->
    [one] One field needs attention
   *[other] { $shown } fields need attention
}
form-not-saved = This could not be saved
form-nothing-lost = Everything that you typed is still here.
form-how-lines = One per line.
form-how-identifiers = One per line with its scheme, such as orcid:0000-0002-1825-0097. Where the form tells the scheme, the number is enough.
form-how-date = A year or a month is enough; Japanese years are read too.
form-how-yen = Such as 500万円〜1,000万円, up to JPY 3,000,000, or 5000000.
form-how-reference = Type part of the name for suggestions. A reference, an identifier or the exact name will do.
form-how-references = References, separated by commas.

# Conflicts

conflict-title = Two people changed this record
conflict-kept = Nothing that you typed is lost
conflict-who = Saved by { $who } on { $at }.
conflict-somebody = Somebody else
conflict-choose = For fields that both of you changed, choose what to keep.
conflict-none = You changed different fields. If you save now, both changes are kept.
conflict-yours-only = Changed by you only (will be saved):
conflict-theirs-only = Changed by the other only (stays as it is):
conflict-yours = What you typed
conflict-unsaved = not saved yet
conflict-theirs = What is saved
conflict-before = Before either change
conflict-merge = Put both together
conflict-merged = Use what is written below
conflict-save = Save what is chosen
conflict-edit = Back to the form
conflict-give-up = Give up my changes

# Deleting

delete-title = Delete this { $kind ->
    [Seed] seed
    [Need] need
    [Organisation] organisation
    [Source] source
   *[other] { $kind }
}
delete-what = It disappears from lists and matches. The history keeps it.
delete-go = Delete
delete-referred = Other records refer to it, so it cannot be deleted. Take these references away first.
delete-refused = It was not deleted
delete-back = Back to the record

# Imports

imports-title = Imports
imports-how = First you see what would happen. Nothing is written before you say so.
imports-new = Choose a file
imports-kind = Kind
imports-file = XLSX, CSV or JSON Lines (up to 64 MB)
imports-template = Templates:
imports-go = Look at the content
imports-nothing-yet = Nothing is written yet.
imports-so-far = Imports so far
imports-none = There are none yet.
imports-column-file = File
imports-column-state = State
imports-column-counts = Counts
imports-column-at = When
import-title = Import { $kinds ->
    [Seeds] seeds
    [Needs] needs
    [Organisations] organisations
    [Sources] sources
   *[other] { $kinds }
}
import-sheet = Sheet “{ $sheet }”
import-header-row = Header in row { $row }
import-mapping-saved = Columns as last time
import-mapping-known = Known file ({ $name })
import-mapping-guessed = Columns guessed from the header
import-mapping-given = Columns as you said
import-step-file = Choose a file
import-step-columns = Map columns
import-step-check = Check
import-step-apply = Apply
import-nothing-yet = Nothing has been written yet
import-nothing-to-do = There is nothing to write.
import-apply = { $shown ->
    [one] Apply 1 record
   *[other] Apply { $shown } records
}
import-apply-skip = { $shown ->
    [one] 1 row has problems.
   *[other] { $shown } rows have problems.
} You can apply the others, or correct the file and import it again.
import-leave = Later
import-done = Applied
import-see-list = See the list
import-undo = Undo
import-count-rows = Rows
import-count-added = New
import-count-updated = Changed
import-count-unchanged = As they are
import-count-deleted = Deleted
import-count-repeated = Repeated
import-count-rejected = With problems
import-count-linked = Made along with them
import-linked = Sources and organisations made along with them: { $titles }
import-problems = { $shown ->
    [one] 1 problem
   *[other] { $shown } problems
}
import-problems-more = { $shown ->
    [one] There is 1 more.
   *[other] There are { $shown } more.
}
import-place = Row { $row }, column { $column }
import-place-row = Row { $row }
import-column-place = Place
import-column-value = Value
import-column-problem = Problem and remedy
import-mapping = What the columns mean
import-mapping-kept = After applying, files of this form are read the same way
import-column-file = Column of the file
import-column-examples = Examples
import-column-target = Field
import-target-unknown = (not decided: left out)
import-target-none = Leave out
import-target-id = Reference or identifier
import-target-action = Action (ADD, UPDATE, DELETE)
import-target-rule = By the rules of this form
import-problem-column = No field belongs to the column “{ $found }”. Choose one below under “What the columns mean”, or “Leave out”.
import-problem-column-near = No field belongs to the column “{ $found }”. Did you mean “{ $near }”? Choose one below under “What the columns mean”, or “Leave out”.
import-near = did you mean “{ $near }”?
import-sheet-label = Sheet
import-header-row-label = Row of the header
import-map-go = Check again with these
progress-title = The import is under way
progress-how = It goes on if you leave this page.
progress-label = Progress
progress-reading = Reading
progress-checking = Checking
progress-writing = Writing
progress-rows = { $shown ->
    [one] 1 row
   *[other] { $shown } rows
}
progress-rate = { $rate } rows a second
progress-done = Done
progress-see = See the result
undo-title = Undo a change
undo-nothing-yet = Nothing has been undone yet
undo-how = Records that were changed since, or that others refer to, stay as they are.
undo-done = Undone
undo-go = Undo
undo-removed = Removed
undo-restored = Restored
undo-returned = Brought back
undo-kept = Kept
undo-emptied = emptied
undo-again = Do it again after all
undo-kept-title = What stays, and why

# About

about-what = A register of the seeds of universities and public laboratories and of the needs of companies and public offices, which brings them together and says why. Every record has its source and date, and every change is kept.
about-kinds = Kinds of records
about-layers = Who sees what
about-matching = How matches are ranked
about-matching-how = Words that two texts share are counted; rare words weigh more, and so do words of titles and uses (BM25F). The contributions sum to the score. The same records always give the same list. Being near by gives no points.
about-licences = Licences of what is included
about-tokens = Design tokens of the Digital Agency

# When something cannot be shown

fault-demo-public = You see this as the public does, so nothing can be changed. Go back to the operator’s view to go on.
fault-operation = Operation
fault-again = Try again
fault-home = To the first page
fault-title-permission = You cannot do this
fault-title-unknown = Not found
fault-title-conflict = This cannot be done now
fault-title-large = Too large
fault-title-failed = Something went wrong
fault-title-input = This cannot be processed as it is
fault-unknown-page = There is no such page
fault-unknown-page-what = There is no page at this address.
fault-unknown-page-remedy = Start from the first page, or search.
fault-method = This cannot be done
fault-method-what = This address does not take that way of sending.
fault-method-remedy = Go back and use the buttons and links of the page.
fault-too-large = Too large
fault-too-large-what = It exceeds what is accepted (64 MB for files, 8 MB for forms). Nothing was saved.
fault-too-large-remedy = Divide the file, or use the command enishi import. What you typed is still there when you go back.
fault-bad-request = This could not be read
fault-bad-request-what = What was sent does not have the right form. Nothing was saved.
fault-bad-request-remedy = Go back and try again.
fault-form-token = This form is out of date
fault-form-token-what = Your session changed after the form was opened, or it was sent from somewhere else. Nothing was saved.
fault-form-token-remedy = Go back in the browser, where your text still is, open the same form in another tab and copy the text there.
fault-no-file = There is no file
fault-no-file-what = No file was chosen.
fault-no-file-remedy = Go back and choose an XLSX, CSV or JSON Lines file.
fault-unknown-job = This work was not found
fault-unknown-job-what = It ended some time ago, or the program was started again. An import that was interrupted writes nothing.
fault-unknown-job-remedy = See the list of imports.
fault-internal = Something went wrong
fault-internal-what = The program met a problem. Nothing that was saved is lost.
fault-internal-remedy = Try again. If it happens again, give the operation number to the administrator.
list-deleted = One record was deleted.
list-deleted-undo = Take it back
history-undo = Undo this change
