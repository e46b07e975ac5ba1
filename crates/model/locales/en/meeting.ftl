# Meetings: the kind, its fields, help for whoever fills in the form

meeting = Meeting
meeting-plural = Meetings
meeting-help = One sitting of a committee: its agenda, the progress of both ministries' programmes, its minutes.

meeting-title = Title
meeting-title-help = Name it so that its number or year shows (up to 300 characters). Example: Third meeting of the Regional Cluster Promotion Council
meeting-committee = Committee
meeting-committee-help = The committee that met. If it is not listed, register it first.
meeting-meeting-type = Type of meeting
meeting-meeting-type-help = The one that fits best. A meeting held to explain policies is an “Explanatory meeting”.
meeting-number = Number
meeting-number-help = Which meeting of the committee it was, as a number. Example: 3
meeting-held-on = Date
meeting-held-on-help = The day on which it was or will be held. Example: 2004-02-13
meeting-place = Venue
meeting-place-help = Building and city (up to 200 characters), or “online”.
meeting-agenda = Agenda
meeting-agenda-help = One row per item. Where it is about a coordination question, choose the registered one.
meeting-agenda-number = No.
meeting-agenda-item = Item
meeting-agenda-question = Coordination question
meeting-agenda-reporter = Reported by
meeting-progress = Progress since the last meeting
meeting-progress-help = What has moved since the last meeting, for both ministries' programmes side by side. Visible to members and closer circles only.
meeting-minutes = Minutes
meeting-minutes-help = The main points said. Register what was decided as a decision and what stays open as a coordination question. Visible to members and closer circles only.
