# Pages of the chain, the timeline, events, the directory, committees

hand-made-list = As a list

names-original = Names shown in Japanese on this page have no official translation on record.

# The chain of a record

chain-link = See the chain
chain-title = The chain of “{ $title }”
chain-how = What came before this record and what came of it, across ministries.
chain-alone = Nothing is connected with this record yet.
chain-alone-how = Projects, IP rights, results, batons and outcomes that name this record appear here.
chain-cut = There is more than is shown. Open a record at the end to go on from there.
chain-picture = Picture
chain-list = Step by step
chain-legend = A box opens its record. The heavy box is the present record. Dashed lines lead back from a new need.
chain-legend-inferred = Dotted lines are read from programme and continuation; no record states them.
chain-new-need = New need
chain-way-back = A new need is the next beginning
chain-undated = No date
chain-before = Before this record
chain-here = This record
chain-after = After this record
chain-refusal = Declined: { $reason }
chain-answered-after = Offered on { $offered }, answered on { $until } ({ $days } days)
chain-waiting = Offered on { $offered }, waiting for { $days } days (due { $until })
chain-overdue = Offered on { $offered }, no answer for { $days } days (was due { $until })
chain-relation-answers = Answers the need:
chain-relation-tries-again = Second try of the need:
chain-relation-builds-on = Builds on the seed:
chain-relation-continues = Continues:
chain-relation-protects = Came from:
chain-relation-yields = Came from:
chain-relation-covers = Protected by:
chain-relation-hands-over = Hands over:
chain-relation-takes-up = Takes up the baton:
chain-relation-brings-out = Came from:
chain-relation-gives-back = Given back by the outcome:
chain-edge-answers = answers the need
chain-edge-tries-again = tries again
chain-edge-builds-on = builds on the seed
chain-edge-continues = continues
chain-edge-protects = becomes a right
chain-edge-yields = yields the result
chain-edge-covers = protects the result
chain-edge-hands-over = is handed over
chain-edge-takes-up = is taken up by the receiving programme (inferred)
chain-edge-brings-out = reaches the market
chain-edge-gives-back = a new need comes back
chain-edge-begins-anew = the new need is the next beginning

# The transition of cluster policy

programmes-to-timeline = On the timeline
figure-programmes = Programmes of the ministry, each type and term counted as one; with a day asked for, those running on it
timeline-title = Transition of cluster policy
timeline-how = Policy documents above, the programmes of each ministry below, by fiscal year. Lines show which programme became which.
timeline-picture = Timeline
timeline-legend = Bars run from beginning to end. A dashed bar has no recorded beginning or end. The upright line is the day you look at.
timeline-documents = Policy documents
timeline-empty = No policy documents and no programmes are registered yet.
timeline-no-ministry = No ministry recorded
timeline-column-term = Term, documents, source
timeline-column-before = Came from
timeline-none-before = Not recorded
timeline-term = { $since } to { $until }
timeline-since = From { $since } (end not recorded)
timeline-label = { $name } ({ $notes })
timeline-until = Until { $until } (beginning not recorded)
timeline-no-term = Term not recorded
timeline-running = Running
timeline-beyond = Further research
timeline-merged = { $shown } programmes merged
timeline-today = Today, { $day }
timeline-on = { $day }

# Series of events

events-to-board = Who has held what, by fiscal year
figure-events = Event records of the fiscal year
figure-event-times = Times held; an event recorded with a number only counts as that number
events-title = Events owed and held, { $year }
events-years = Fiscal years
events-rest = As of { $day }; { $days } days of the fiscal year are left.
events-over = This fiscal year is over; shown as of { $day }.
events-count = Event records of this fiscal year:
events-nothing-owed = No series that is owed in this fiscal year is registered.
events-owed-each = { $level }: { $shown } a year for each cluster
events-owed-whole = { $level }: { $shown } a year
events-summary = { $clusters } clusters: held { $held }, planned { $planned }, not yet held { $missing }, owing nothing { $free }
events-summary-over = { $clusters } clusters: recorded as held { $held }, not recorded { $missing }, owing nothing { $free }
events-held-records = Times held, as recorded:
events-nobody-owes = No cluster was supported on this day, so none owes it.
events-state-not-due = not supported then (owes nothing)
events-column-state = State
events-column-events = Events
events-state-held = Held
events-state-planned = Planned
events-state-owed = Not yet held ({ $days } days left)
events-state-not-recorded = Not recorded
events-days = { $from } to { $to }
events-times = { $shown ->
    [1] once
   *[other] { $shown } times
}
events-by-date = By date
events-undated = Events without a date or fiscal year
events-no-date = No date
events-none = No events of this fiscal year are registered.

# People and roles

people-to-directory = With their roles
figure-people = People registered, as far as you may see them
figure-roles = Roles held on the day, posts without a known person included
directory-title = Directory of people and roles
directory-day = Roles on { $day }.
directory-people = People registered
directory-roles = Roles on this day
directory-besides = besides:
directory-by = Arranged
directory-by-prefecture = By prefecture
directory-by-cluster = By cluster
directory-brokers = Can broker
directory-all-fields = All fields
directory-strengths = Strengths
directory-track-record = Track record
directory-concurrent = Concurrent
directory-since = Since { $since }
directory-posts = Posts without a known person
directory-no-person = Nobody registered
directory-no-role = No role is registered on this day.
directory-no-cluster = Not for a cluster
directory-no-prefecture = No prefecture recorded
directory-empty = Nobody fits these conditions.
directory-empty-how = Ask for another day or take the field away.

# Committees

committees-to-board = Members, meetings and open questions
figure-committees = Committee records
figure-questions = Coordination questions, settled ones included
committees-title = Committees and coordination questions
committees-day = As of { $day }
committees-how = Coordination between the ministries needs members from industry, universities, local governments, MEXT and METI. “Missing” means that the records name none.
committees-empty = No committees are registered yet.
committees-no-level = No level recorded
committees-no-sector = No sector recorded
committees-unnamed = Names not recorded
committees-missing = Missing in the records: { $sectors }
committees-complete = All five sectors are there.
committees-filled-unnamed = The source names all five sectors as members, but not who sits there for { $sectors }.
committees-next = Next meeting
committees-no-next = None registered
committees-last = Last meeting
committees-open = Open coordination questions
committees-other-questions = Open questions without a committee
committees-owner = Owner
committees-no-owner = No owner recorded
committees-due = Due
committees-due-overdue = Overdue
committees-due-today = Due today
committees-due-later = Not yet due
committees-due-undated = No date
committees-due-settled = Settled
agenda-link = See the agenda
agenda-title = Agenda: { $meeting }
agenda-record = Record of the meeting
agenda-no-day = No day recorded
agenda-items = Agenda
agenda-no-items = No items are registered.
agenda-reporter = Reported by
agenda-answer = Answer
agenda-open = Open questions not on the agenda
agenda-progress = Progress of both ministries’ programmes
agenda-span = After the last meeting ({ $after }), up to { $until }
agenda-span-first = No earlier meeting is recorded: everything up to { $until }
agenda-no-progress = No record changed in this time.
agenda-days = { $days } days
agenda-change-baton-overdue = Answer to a baton overdue
agenda-change-baton-waiting = Baton waiting for an answer
agenda-change-baton-answered = Baton answered
agenda-change-baton-offered = Baton offered
agenda-change-result = Result
agenda-change-project-began = Project began
agenda-change-project-ended = Project ended
agenda-change-project-running = Running project
agenda-change-milestone = Milestone reached
agenda-change-indicator = Indicator value (target)
agenda-decisions = Decisions
agenda-no-decisions = No decisions of this meeting are registered.
agenda-earlier = Decisions of the last meeting
agenda-carried-out-by = Carried out by
