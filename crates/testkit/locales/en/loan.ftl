# Loan (a test kind)

loan = Loan
loan-plural = Loans
loan-help = What was lent from a shelf.

loan-title = Title
loan-title-help = What the thing is called.
loan-shelf = Shelf
loan-shelf-help = The shelf it comes from.
loan-since = First day
loan-since-help = The day on which it was lent.
loan-until = Last day
loan-until-help = The day on which it comes back.
loan-states = States
loan-states-help = When it was in which state.
loan-states-grade = Grade
loan-states-grade-help = How good it was in that time.
loan-states-since = First day
loan-states-since-help = The day on which the state began.
loan-states-until = Last day
loan-states-until-help = The last day of the state.
