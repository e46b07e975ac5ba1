# Calls: the kind, its fields, help for whoever fills in the form

call = Call
call-plural = Calls
call-help = One round of a support scheme, with its first and last day for proposals.

call-title = Title
call-title-help = The name of the call with its year or round (up to 300 characters). Example: FY2026, first call
call-scheme = Support scheme
call-scheme-help = The scheme whose call it is. If it is not there, register the scheme first.
call-fiscal-year = Fiscal year
call-fiscal-year-help = The fiscal year in which adopted cases begin. Example: FY2026
call-opens = Opens
call-opens-help = The first day for proposals. Example: 2026-04-10
call-closes = Closes
call-closes-help = The last day for proposals; if there is an hour, write it under “What is asked for”. Example: 2026-05-29
call-state = State
call-state-help = For calls that are only announced, or withdrawn. Whether a call is open or closed is known from its days.
call-summary = What is asked for
call-summary-help = A few lines on what is wanted and what an application needs. Example: Joint proposals of a company and a university; a plan of at most 10 pages.
call-website = Announced at
call-website-help = The page with the call documents, beginning with https:// or http://.
