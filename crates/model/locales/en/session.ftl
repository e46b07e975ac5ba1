# Sessions: the kind, its fields, help for whoever fills in the form

session = Session
session-plural = Sessions
session-help = One presentation at an event. Link the projects and results announced, so that what followed can be traced.

session-title = Title
session-title-help = As in the programme (up to 300 characters).
session-event = Event
session-event-help = The event at which it is given.
session-held-on = Date
session-held-on-help = At an event of several days, the day of the presentation. Example: 2006-11-30
session-slot = Time and room
session-slot-help = Beginning, end and room (up to 100 characters). Example: 13:30-14:00, room A
session-speakers = Speakers
session-speakers-help = Chosen from the registered people. Register anyone who is missing first.
session-fields = Fields
session-fields-help = All key fields that the presentation touches.
session-keywords = Keywords
session-keywords-help = Terms for which a company would look (up to 100 characters each). Example: rare sugars, enzymes
session-projects = Projects announced
session-projects-help = All projects presented.
session-results = Results announced
session-results-help = All results presented.
session-summary = Summary
session-summary-help = Only what may be public. Nothing that is still to be filed for a patent.
