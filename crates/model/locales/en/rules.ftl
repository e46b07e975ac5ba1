# Checks against other records: what does not fit, and the remedy

# Steps between states

problem-state-step = “{ LABEL($vocabulary, $to) }” cannot follow “{ LABEL($vocabulary, $from) }”. { $steps ->
    [0] “{ LABEL($vocabulary, $from) }” is where it ends. If the matter goes on, make a new record.
   *[other] What may follow: { LABEL($vocabulary, $allowed) }
}

# Lineage

problem-lineage-cycle = Following “{ LABEL($kind, $field) }” leads back to the beginning ({ NAME($circle) }). Find the record that names the wrong one and correct it there.

# Budgets

problem-part-over-total = The part “{ NAME($part) }” of { YEN($amount) } exceeds its total “{ NAME($total) }” of { YEN($total_amount) }. Correct the amount, or the total of which it is a part.
problem-parts-over-total = The parts ({ NAME($parts) }) add up to { YEN($sum) } and exceed their total “{ NAME($total) }” of { YEN($total_amount) }. Check whether one is counted twice. If the source says so, write it under remarks and save it as it is.
problem-budget-unit = “{ NAME($title) }” of { YEN($amount) } differs { $factor } times from “{ NAME($before_title) }” of { YEN($before) } in { FISCAL($year) }. Were 億円 (100 million yen) and 百万円 (1 million yen) mixed up? Check the unit in the source. If it is right, save it as it is.

# People and committees

problem-two-holders = “{ NAME($cluster) }” has two holders of one post at the same time, { LABEL("role-kind", $role) }: “{ NAME($title) }” and “{ NAME($other) }”. Enter the last day of the one before, or mark a post held beside another as concurrent.
problem-member-sector = Member { $row } { NAME($member) } has no sector. Choose for whom it sits there: industry, university, local government, a ministry and so on.
problem-committee-sectors = “{ NAME($committee) }” has no member for: { LABEL("sector", $missing) }. Add them if they sit there; if not, save it as it is.

# Order and time

problem-end-before-begin = “{ LABEL($kind, $end_field) }” ({ DAY($end) }) is before “{ LABEL($kind, $begin_field) }” ({ DAY($begin) }). Correct one of them.
problem-status-overlap = The statuses “{ LABEL("cluster-state", $one) }” and “{ LABEL("cluster-state", $two) }” of “{ NAME($cluster) }” overlap. Let the other one end on the day before row { $row } begins.
problem-conference-year = “{ NAME($conference) }” ({ DAY($held) }) was not held in { FISCAL($year) } and cannot stand in the tie-up “{ NAME($tie_up) }”. Correct the day of the event or the year of the tie-up.
problem-conference-undated = “{ NAME($conference) }” has neither a day nor a fiscal year, so nobody can tell whether it belongs to the tie-up “{ NAME($tie_up) }” of { FISCAL($year) }. Enter one of them at the event.
problem-event-year = “{ NAME($event) }” was held on a day ({ DAY($held) }) outside { FISCAL($year) }; that day lies in { FISCAL($right) }. Correct the year or the day.

# Indicators

problem-cumulative-fall = The cumulative value of “{ NAME($indicator) }” falls from { $value_before } in { FISCAL($year_before) } to { $value } in { FISCAL($year) } (“{ NAME($title) }”). Check the basis: is it the figure of that year alone? If it was corrected downwards, say so under evidence and save it.

# Before publication

problem-clearance-open = { $standing ->
    [expired] This cannot become public yet. Row { $row } under consent to publication, { LABEL("clearer", $clearer) }{ $who }, has expired. Ask again and correct the dates, or choose a closer disclosure.
    [asked] This cannot become public yet. Row { $row } under consent to publication, { LABEL("clearer", $clearer) }{ $who }, was asked and has not agreed. Enter the day of consent, or choose a closer disclosure until then.
    [not-asked] This cannot become public yet. Row { $row } under consent to publication, { LABEL("clearer", $clearer) }{ $who }, has not been asked. Ask for consent and enter the day, or choose a closer disclosure until then.
   *[other] This cannot become public yet. Somebody who must agree has not. Please ask the coordinator in charge.
}
problem-public-name = “{ LABEL($kind, $place) }” becomes public and contains “{ $found }”, a name from a field that is not public. Say it another way; if the name may be known, save it as it is.
problem-public-email = “{ LABEL($kind, $place) }” becomes public and contains what reads like an e-mail address, “{ $found }”: { $context } Move it to a contact field, or save it as it is if it may be known.
problem-public-telephone = “{ LABEL($kind, $place) }” becomes public and contains what reads like a telephone number, “{ $found }”: { $context } Move it to a contact field, or save it as it is if it may be known.
problem-public-link = “{ LABEL($kind, $place) }” becomes public and contains the web address “{ $found }”: { $context } Check that it does not give a company or person away; if it may be known, save it as it is.
problem-public-patent = “{ LABEL($kind, $place) }” becomes public and contains what reads like the number of a patent or an application, “{ $found }”: { $context } Check that the application is published. Published numbers are found by searches in the field for numbers.
problem-public-file = The file “{ $file }” becomes public and contains { $what ->
    [name] “{ $found }”, a name from a field that is not public.
    [email] what reads like an e-mail address, “{ $found }”: { $context }
    [telephone] what reads like a telephone number, “{ $found }”: { $context }
    [link] the web address “{ $found }”: { $context }
   *[patent] what reads like the number of a patent or an application, “{ $found }”: { $context }
} Check that it may be known; if it may not, replace the file by one without it, or narrow who may see the file.

problem-approach-day = “Month” takes a year and a month, such as 2026-05. Write the day in the field for it, which only those in charge see.
problem-approach-neighbours = A record that is secret, or opened to somebody by name, cannot be made known to other clusters. Choose another disclosure, or withdraw the opening, before choosing this.
