# Tables laid out by hand: tie-ups, budgets, indicators, programme map, scheme guide.

tables-years = Fiscal year
tables-source = Source:
tables-source-none = not recorded
tables-as-of = (as of { $day })

tie-ups-title = Tie-up table
tie-ups-title-year = Tie-up table, { $year }
tie-ups-lead = For each knowledge cluster: METI’s bureau, the committee, and the joint conferences of the year.
tie-ups-row = Record of “{ $name }”
tie-ups-record = record
tie-ups-cluster = Knowledge cluster
tie-ups-bureau = METI bureau
tie-ups-committee = Committee
tie-ups-conferences = Joint conferences (actual)
tie-ups-none = not recorded
tie-ups-without = { $bureau } has no tie-up row.
tie-ups-joined-note = What is the same in rows above each other stands in one cell.
tie-ups-names-note = Names without an official translation stay in the original.
tie-ups-count-clusters = Knowledge clusters
tie-ups-count-bureaus = METI bureaus
tie-ups-count-committees = Committees
tie-ups-count-conferences = Joint conferences
tie-ups-as-list = As a list
tie-ups-new-row = Add a row
tie-ups-xlsx-note = (the same table; edit it and import it again)
tie-ups-import = Import
tie-ups-empty = There are no rows for this year yet.
tie-ups-next-year = Make the table of a new year
tie-ups-next-year-help = Copies the rows of the chosen year without their joint conferences. The whole copy can be undone from the list of imports.
tie-ups-copy-from = Copy from
tie-ups-copy-to = New year
tie-ups-copy = Make the table

amount-million-yen = { $number } million yen
amount-yen = { $number } yen
amount-both = { $min } to { $max }
amount-from = { $min } or more
amount-to = up to { $max }
term-none = term not recorded
term-since = since { $since }, no end recorded
term-until = until { $until }
term-both = { $since } to { $until }
choose-any = Any
choose-show = Show

budgets-title = Outline of regional cluster-related budgets
budgets-title-year = Outline of regional cluster-related budgets, { $year }
budgets-lead = Both ministries’ programmes by ministry, from the creation of seeds to application and commercialisation. The previous year stands in parentheses.
budgets-as-list = Budget lines as a list
budgets-states = State of the budget
budgets-state = Amounts of the state “{ $state }”. Amounts of different states are never added.
budgets-empty = There are no budget lines for this year yet.
budgets-no-ministry = Ministry not recorded
budgets-programme = Programme
budgets-stages = Stages supported
budgets-amount = Budget (previous year)
budgets-parts = Parts
budgets-none = not in the source
budgets-parts-none = no parts recorded
budgets-previous = ({ $amount })
budgets-previous-none = (previous year not recorded)
budgets-parts-sum = Sum of parts
budgets-remainder = Remainder
budgets-remainder-why = The source gives the total and these parts; what the rest is for it does not say.
budgets-sum = Total
budgets-no-lines = No budget of { $ministry } is recorded for this year.
budgets-sum-only = Total (of { $ministries } only; the other has no lines)
budgets-sum-of = Total of { $ministry }
budgets-rule-link = How it is counted
budgets-rule = Rule: a programme counts with its total where one is recorded, else with its parts, never with both. A programme inside another is not added.
budgets-unstated = { $shown ->
    [one] 1 programme has no amount in the source and is not in this total.
   *[other] { $shown } programmes have no amount in the source and are not in this total.
}
budgets-inside = Inside “{ $programme }”, so not added.
budgets-other-statement = Another statement about the same programme; not added.
budgets-of-parts = No total in the source; this is the sum of its parts.
budgets-parts-unstated = { $count ->
    [one] 1 part has no amount in the source.
   *[other] { $count } parts have no amount in the source.
}
budgets-shares = { $count ->
    [one] 1 line of a single cluster; not added.
   *[other] { $count } lines of single clusters; not added.
}
budgets-stage-note = A programme that supports several stages stands once, at the first of them.
budgets-year-before-none = The sources give no budget of { $year }, so none is recorded, and the year before is shown as not given.

indicators-title = Indicators
indicators-lead = Results with their targets as “actual (target)”. Cumulative values and values of single years stand in separate tables.
indicators-as-list = Indicators as a list
indicators-basis = Basis
indicators-both = Both
indicators-empty = No indicator has values yet.
indicators-rows = Records behind it
indicators-subject = Of
indicators-definition = Definition
indicators-unit = Unit
indicators-defined-by = Defined by
indicators-year = Fiscal year
indicators-values = Actual (target)
indicators-achievement = Achievement (actual / target)
indicators-cut-off = Cut-off
indicators-source = Source
indicators-actual = Actual
indicators-target = Target
indicators-actual-target = { $actual } ({ $target })
indicators-no-target = no target recorded
indicators-derived = calculated
indicators-as-recorded = As the source states them.
indicators-derived-annual = The source gives cumulative values only; each year is the difference from the year before, for actual and target alike.
indicators-derived-cumulative = The source gives yearly values only; they are added up from the first year.
indicators-chart = Bar chart, actual (target): { $values }
indicators-claim = The source says:
indicators-rule = A cumulative actual is compared with a cumulative target only, a yearly actual with a yearly target only.

programme-map-title = Programme map
programme-map-lead = For each stage and ministry: the programmes that had begun by the day and are not recorded as ended.
programme-map-programmes = All programmes
programme-map-schemes = All schemes
programme-map-field = Field
programme-map-region = Region
programme-map-recipient = Recipient
programme-map-stage = Stage
programme-map-day = The programmes of { $day }.
programme-map-gaps = { $shown ->
    [0] No gaps.
    [one] 1 gap.
   *[other] { $shown } gaps.
}
programme-map-gap = Gap: no programme recorded
programme-map-open = Without a recorded end (whether still running is not known)
programme-map-question = Same work or next stage?
programme-map-facts = The facts of { $count } side by side. A person decides.
programme-map-term = Term
programme-map-case = Amount of one case
programme-map-its-schemes = Schemes
programme-map-undated = Programmes without recorded dates
programme-map-undated-why = Neither beginning nor end is recorded, so they stand in no cell and are not counted.
programme-map-note = A gap means that nothing is recorded, not that there is no programme.
programme-map-rule = Types and stages count with the programme they are part of. A programme that only bundles others is shown by those. Programmes that name no field, region or recipient appear under every choice.

guide-title = Scheme guide
guide-lead = The support schemes that could carry a result, need, seed or project on, those with open calls first.
guide-for = Result, need or seed to carry on
guide-for-help = The first box takes a recorded result, need, seed or project: its title, number or reference. Left empty, only the conditions beside it count.
guide-for-example = title or number
guide-stage = Stage
guide-readiness = Readiness (TRL)
guide-recipient = Recipient
guide-field = Field
guide-place = Prefecture
guide-day = Calls as of { $day }.
guide-not-asked = Choose conditions to sort the schemes by how well they fit.
guide-empty = There are no schemes yet.
guide-stage-inferred = No stage is recorded; TRL { $level } was read as “{ $stage }”.
guide-any = any
guide-group-open = Open calls
guide-group-upcoming = Upcoming calls
guide-group-none = No call recorded, or closed
guide-group-fails = Do not fit
guide-criterion-stage = Stage
guide-criterion-readiness = TRL
guide-criterion-recipient = Recipient
guide-criterion-field = Field
guide-criterion-place = Place
guide-criterion-frame = Frame for other ministries’ results
guide-criterion-term = Term of the scheme
guide-verdict-fits = fits: { $wanted } (scheme: { $offered })
guide-verdict-any = the scheme sets no limit
guide-verdict-unknown = to be checked; scheme: { $offered }
guide-verdict-fails = does not fit: { $wanted }; scheme: { $offered }
guide-rule = Schemes that do not fit stand last, with the reason. “To be checked” means that the record has no value to compare.
call-open = open
call-open-days = { $days ->
    [0] open, last day today ({ $closes })
    [one] open, 1 day left (until { $closes })
   *[other] open, { $days } days left (until { $closes })
}
call-upcoming = announced
call-upcoming-days = { $days ->
    [one] opens tomorrow ({ $opens })
   *[other] opens in { $days } days ({ $opens })
}
call-closed = closed ({ $closes })
figure-tie-ups = Named in the table of this year; each is counted once
