# Answers: the kind, its fields, help for whoever fills in the form

answer = Answer
answer-plural = Answers
answer-help = One cluster's answer to a data request: submitted, checked, and returned where something must be corrected.

answer-title = Title
answer-title-help = Name the cluster and the request (up to 300 characters). Example: Sapporo, commercialisations in FY2026
answer-request = Data request
answer-request-help = The request that it answers.
answer-cluster = Cluster
answer-cluster-help = The cluster that answers.
answer-state = State
answer-state-help = After it was submitted, the asker checks it and sets it to “Accepted” or “Returned”.
answer-items = Items
answer-items-help = One row per item asked. Write “none” where there is nothing and “not known” where nobody knows.
answer-items-item = Item
answer-items-value = Answer
answer-items-remarks = Remarks
answer-items-remarks-help = How it was counted, or why it differs much from last year.
answer-answered = Answered on
answer-answered-help = The day on which it was submitted. Example: 2026-05-29
answer-answered-by = Answered by
answer-answered-by-help = Office and name (up to 200 characters). Visible to members and closer circles only.
