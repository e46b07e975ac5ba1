# Data requests: the kind, its fields, help for whoever fills in the form

data-request = Data request
data-request-plural = Data requests
data-request-help = A question to clusters for figures or facts: items and a date are set, answers are consolidated, checked and closed.

data-request-title = Title
data-request-title-help = What is asked for, at a glance (up to 300 characters). Example: Commercialisations in FY2026
data-request-asker = Asked by
data-request-asker-help = The organisation that asks.
data-request-clusters = Clusters asked
data-request-clusters-help = All clusters that are to answer.
data-request-state = State
data-request-state-help = To change the items after sending, withdraw the request and make a new one.
data-request-items = Items
data-request-items-help = One row per item. Where the answer is the value of an indicator, choose the indicator too.
data-request-items-item = Item
data-request-items-indicator = Indicator
data-request-instructions = Purpose and instructions
data-request-instructions-help = Why it is asked and how to count. Attach a filled-in example if you have one.
data-request-sent = Sent on
data-request-sent-help = The day on which it was sent. Example: 2026-05-11
data-request-due = Answers due
data-request-due-help = The last day for answers. Example: 2026-05-29
data-request-closed = Closed on
data-request-closed-help = The day on which the consolidated answers were approved, or the request was withdrawn.
