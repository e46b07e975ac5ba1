# Event series: the kind, its fields, help for whoever fills in the form

event-series = Event series
event-series-plural = Event series
event-series-help = Events held again and again, such as the yearly joint conference. Each event names the one series to which it belongs.

event-series-name = Name
event-series-name-help = The name without year or number (up to 300 characters). Example: Joint conference to announce project results
event-series-event-type = Type of event
event-series-event-type-help = The one that fits best.
event-series-hosts = Hosting ministries
event-series-hosts-help = All ministries that host it, alone or together.
event-series-owed = How often it is held
event-series-owed-help = One row per level: how many times in a fiscal year it is due. Example: three times in regions, once nationally
event-series-owed-level = Level
event-series-owed-times = Times a year
event-series-owed-from-year = From fiscal year
event-series-owed-to-year = Until fiscal year
event-series-clusters = Clusters that owe it
event-series-clusters-help = Leave empty for every active cluster.
event-series-purpose = Purpose
event-series-purpose-help = Why it is held, in your own words. Example: shows both ministries' results to companies and starts joint research.
event-series-since = From
event-series-since-help = When it was first held; a year is enough.
event-series-until = Until
event-series-until-help = When it ceased. Leave empty while it goes on.
