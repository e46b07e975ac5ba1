# IP rights: the kind, its fields, help for whoever fills in the form

ip-right = IP right
ip-right-plural = IP rights
ip-right-help = One right on its way from disclosure to application, grant and licence. Before publication, set the record's disclosure to “Secret”.

ip-right-title = Title
ip-right-title-help = As in the gazette or the application (up to 600 characters). Before publication use a working title that gives nothing away.
ip-right-right-type = Type of right
ip-right-right-type-help = Patent, utility model, design and so on.
ip-right-state = State
ip-right-state-help = Where it stands now; days and numbers go into the steps. When the last licence ends, set it back to “Granted”.
ip-right-steps = Steps
ip-right-steps-help = Add a row at each step: disclosure, application, publication, grant. Keep the earlier rows.
ip-right-steps-state = Step
ip-right-steps-since = Date
ip-right-steps-number = Number
ip-right-steps-number-help = The number that the office gave at this step.
ip-right-steps-remarks = Remarks
ip-right-since = First step on
ip-right-since-help = The day of the disclosure or, if unknown, of the application. Example: 2025-10-07
ip-right-numbers = Numbers
ip-right-numbers-help = Each number once it is public. Example: 特願2004-123456, 特許第1234567号
ip-right-holders = Holders
ip-right-holders-help = All applicants or holders.
ip-right-inventors = Inventors
ip-right-inventors-help = All inventors. Visible to members and closer circles only.
ip-right-projects = Projects behind it
ip-right-projects-help = The projects from which it came.
ip-right-seeds = Seeds behind it
ip-right-seeds-help = The seeds from which it came.
ip-right-cluster = Cluster
ip-right-cluster-help = The cluster from which it came.
ip-right-summary = Summary
ip-right-summary-help = Published claims and embodiments in short, for readers outside the subject.
