# Published figures: the kind, its fields, help for whoever fills in the form

published-figure = Published figure
published-figure-plural = Published figures
published-figure-help = A number that was given out, with what it takes to count it again: the list, its conditions, and both times. It opens to the same records years later. Made from a list, by “Publish this count”.

published-figure-title = Title
published-figure-title-help = What is counted, in one line (up to 300 characters). Example: Clusters of the first stage
published-figure-value = Value
published-figure-value-help = The number that was given out. Made from a list, it is what was counted. Example: 18
published-figure-unit = Unit
published-figure-unit-help = The unit of the value.
published-figure-rule = Rule
published-figure-rule-help = By which rule it was counted.
published-figure-rule-version = Version of the rule
published-figure-rule-version-help = It rises when the rule changes. Numbers of two versions are not compared. Example: 1
published-figure-counted = List that was counted
published-figure-counted-help = Its name in the address. Example: clusters
published-figure-filters = Conditions of the list
published-figure-filters-help = The conditions in the address. Empty where there were none.
published-figure-filters-name = Name
published-figure-filters-value = Value
published-figure-true-on = True on
published-figure-true-on-help = The day, where only records that hold on it were counted. Example: 2004-03-31
published-figure-known-at = Known at
published-figure-known-at-help = Until when the register was read, with the offset. Example: 2026-11-20T10:00:00+09:00
published-figure-published-on = Given out on
published-figure-published-on-help = The day on which it was given out. Example: 2026-11-20
published-figure-published-in = Given out in
published-figure-published-in-help = Where it was given out (up to 300 characters). Example: annual report 2026, page 3
