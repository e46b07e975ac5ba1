# Use cases of the tables: tie-ups and others.
error-tie-up-year-empty = There are no tie-up rows for FY{ $year }.
error-tie-up-year-empty-hint = Choose a year that has rows.
error-tie-up-year-taken = FY{ $year } already has { $count ->
    [one] 1 tie-up row
   *[other] { $count } tie-up rows
}.
error-tie-up-year-taken-hint = Add rows to that table, or choose another year.
history-tie-ups-copied = Tie-up table copied from the year before
problem-other-day = A record ({ KIND($kind) }) has the name in “{ $found }”, but another day. Correct the day in its own record, or name it by its reference.
tie-up-table = Tie-up table
