# Events: the kind, its fields, help for whoever fills in the form

event = Event
event-plural = Events
event-help = A joint conference, forum, fair or the like, held or planned. Sittings of committees are meetings.

event-name = Name
event-name-help = The official name (up to 300 characters). Where there is no official translation, keep the original and leave the other language empty.
# The label of the field series is event-series, in event-series.ftl
event-event-type = Type of event
event-event-type-help = The one that fits best.
event-level = Level
event-level-help = Whether it is an event of the nation, a block, a region or a project.
event-fiscal-year = Fiscal year
event-fiscal-year-help = The year to which it counts. An event of February 2004 counts to FY2003.
event-held-from = First day
event-held-from-help = If only the month is known, write the month. Example: 2006-11-29, 2004-02
event-held-to = Last day
event-held-to-help = Leave empty for an event of one day.
event-times = Times held
event-times-help = Only where the source gives a number and no dates. Example: 3
event-place = Venue
event-place-help = Venue and city (up to 300 characters). Example: Tokyo Big Site, Tokyo
event-region = Region
event-region-help = The region in which it is held.
event-hosts = Hosting ministries
event-hosts-help = All ministries that host it.
event-host-organisations = Host organisations
event-host-organisations-help = Organisations that host it besides the ministries. Leave out patrons and sponsors.
event-clusters = Presenting clusters
event-clusters-help = All clusters that present or exhibit.
event-description = What it is about
event-description-help = A few lines by which a company can decide whether to come.
event-visitors = Visitors
event-visitors-help = Say in the field above whether visits or people were counted. Leave empty if nobody counted.
event-website = Web site
event-website-help = An address beginning with https:// or http://. Example: https://www.example.jp/forum/
