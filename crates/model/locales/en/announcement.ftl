# Announcements: the kind, its fields, help for whoever fills in the form

announcement = Announcement
announcement-plural = Announcements
announcement-help = A notice of calls, events or changes, for a set time.

announcement-title = Title
announcement-title-help = So that readers see at once whether it concerns them (up to 300 characters).
announcement-audiences = For whom
announcement-audiences-help = Everybody who should read it.
announcement-text = Text
announcement-text-help = Say first what happens and when; end with whom to ask.
announcement-since = Shown from
announcement-since-help = It is shown from this day on. Example: 2026-04-01
announcement-until = Shown until
announcement-until-help = The last day on which it is shown. Leave empty for no end.
announcement-clusters = Clusters concerned
announcement-clusters-help = Leave empty if it concerns no cluster in particular.
