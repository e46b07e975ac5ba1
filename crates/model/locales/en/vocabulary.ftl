# Vocabularies of the register and of the chain, sections, units of numbers

# Sections of forms and pages

section-chain = From seed to market
section-conditions = Conditions
section-money = Money
section-profile = Strengths and profile
section-term = Term and dates

# Units of numbers

unit-degrees = { $number }°
unit-months = { $number ->
    [one] { $number } month
   *[other] { $number } months
}
unit-persons = { $number ->
    [one] { $number } person
   *[other] { $number } people
}
unit-times = { $number ->
    [one] { $number } time
   *[other] { $number } times
}

# Types of organisation (the others are in model.ftl)

organisation-type-bureau = Bureau (METI)

# Ministries and other bodies that run programmes

ministry = Ministry or body
ministry-mext = MEXT
ministry-meti = METI
ministry-cabinet-office = Cabinet Office
ministry-maff = MAFF (agriculture)
ministry-mic = MIC (communications)
ministry-mhlw = MHLW (health and labour)
ministry-moe = MOE (environment)
ministry-mlit = MLIT (land and transport)
ministry-prefecture = Prefecture
ministry-municipality = City or town
ministry-agency = Public agency
ministry-other = Other

# Types of policy document

policy-document-type = Type of policy document
policy-document-type-basic-plan = Basic plan
policy-document-type-strategy = Strategy
policy-document-type-law = Law
policy-document-type-guideline = Guideline
policy-document-type-other = Other

# What a programme record stands for

programme-type = Type of programme
programme-type-programme = Programme
programme-type-type = Type within a programme
programme-type-stage = Stage of a programme
programme-type-frame = Frame between ministries
programme-type-other = Other

# How a programme follows another

lineage = Relation to the one before
lineage-continued = Continued
lineage-merged = Merged
lineage-split = Split
lineage-succeeded = Succeeded

# Stages of the chain

chain-stage = Stage
chain-stage-seeds = Creation of seeds
chain-stage-application = Application
chain-stage-commercialisation = Commercialisation
chain-stage-network = Networks

# Who may receive support

recipient = Recipient
recipient-university = University or college
recipient-public-institute = Public research institute
recipient-company = Company
recipient-small-company = Small or medium-sized company
recipient-start-up = Start-up
recipient-foundation = Foundation
recipient-local-government = Local government
recipient-consortium = Consortium

# States of a call (the heading call-state is in call.ftl)

call-state-announced = Announced
call-state-open = Called
call-state-withdrawn = Withdrawn

# States of a budget line

budget-state = State of a budget line
budget-state-published = As published
budget-state-initial = Initial
budget-state-revised = Revised
budget-state-carried-over = Carried over
budget-state-executed = Executed
budget-state-settled = Settled

# Totals and parts

budget-part = Total or part
budget-part-total = Total
budget-part-part = Part

# Stages of the Knowledge Cluster Initiative (the heading cluster-stage is in cluster.ftl)

cluster-stage-1 = First stage
cluster-stage-2 = Second stage

# States of a cluster

cluster-state = State of a cluster
cluster-state-trial = Trial
cluster-state-active = Active
cluster-state-ended = Ended
cluster-state-continued-by-region = Continued by the region

# Tracks of support

track = Track
track-global = Global Type
track-city-area = City Area Type
track-accelerative = Accelerative Support

# Who pays for a measure

funder = Funder
funder-own = Own funds
funder-mext = MEXT
funder-meti = METI
funder-other = Other

# As what an organisation takes part in a cluster (the heading participation-role is in participation.ftl)

participation-role-core-research-institution = Core research institution
participation-role-research-institution = Research institution
participation-role-company = Company
participation-role-local-government = Local government
participation-role-finance = Finance
participation-role-support = Support organisation
participation-role-other = Other

# Inside or outside the region

inside = Inside or outside
inside-inside = Inside the region
inside-outside = Outside the region

# Roles of people

role-kind = Role
role-kind-president = President
role-kind-project-director = Project director
role-kind-deputy-director = Deputy project director
role-kind-chief-scientist = Chief scientist
role-kind-commercialisation-director = Commercialisation director
role-kind-coordinator = Science and technology coordinator
role-kind-commercialisation-coordinator = Commercialisation coordinator
role-kind-adviser = Adviser
role-kind-senior-adviser = Senior adviser
role-kind-secretary = Secretary
role-kind-theme-coordinator = Theme coordinator
role-kind-chair = Chair
role-kind-member = Member
role-kind-officer = Officer
role-kind-researcher = Researcher
role-kind-other = Other

# Sectors of a committee's members

sector = Sector
sector-industry = Industry
sector-university = Universities
sector-local-government = Local government
sector-mext = MEXT
sector-meti = METI and its bureaus
sector-finance = Finance
sector-support = Support organisations

# Types of committee

committee-type = Type of committee
committee-type-council = Council
committee-type-promotion = Cluster promotion committee
committee-type-headquarters = Headquarters committee
committee-type-project = Project committee
committee-type-block = Block committee
committee-type-other = Other

# Levels of committees and events

level = Level
level-national = National
level-block = Block
level-region = Region
level-project = Project

# Types of meeting

meeting-type = Type of meeting
meeting-type-committee = Committee
meeting-type-explanatory = Explanatory meeting
meeting-type-headquarters = Headquarters
meeting-type-coordinators = Coordinators
meeting-type-other = Other

# States of a coordination question (the heading question-state is in question.ftl)

question-state-raised = Raised
question-state-assigned = Assigned
question-state-answered = Answered
question-state-settled = Settled
question-state-withdrawn = Withdrawn

# Types of event

event-type = Type of event
event-type-joint-conference = Joint conference
event-type-forum = Forum
event-type-fair = Fair
event-type-network-conference = Network conference
event-type-seminar = Seminar
event-type-briefing = Briefing
event-type-other = Other

# Types of project

project-type = Type of project
project-type-planning = Planning step
project-type-joint = Joint research
project-type-commissioned = Commissioned research
project-type-incubation = Incubation
project-type-other = Other

# States of a project (the heading project-state is in project.ftl)

project-state-idea = Idea
project-state-planning = Planning
project-state-running = Running
project-state-paused = Paused
project-state-completed = Completed
project-state-stopped = Stopped

# Whether a project answers a need

need-answered = Need answered
need-answered-yes = Yes
need-answered-none-yet = None yet

# As what an organisation takes part in a project

project-role = Part in the project
project-role-lead = Lead
project-role-partner = Partner
project-role-funder = Funder
project-role-coordinator = Coordinator

# Types of agreement

agreement-type = Type of agreement
agreement-type-confidentiality = Non-disclosure agreement
agreement-type-joint = Joint research agreement
agreement-type-commissioned = Commissioned research agreement
agreement-type-licence = Licence
agreement-type-material-transfer = Material transfer agreement
agreement-type-other = Other

# Types of IP right

ip-right-type = Type of IP right
ip-right-type-patent = Patent
ip-right-type-utility-model = Utility model
ip-right-type-design = Design
ip-right-type-trademark = Trademark
ip-right-type-plant-variety = Plant variety
ip-right-type-programme = Copyright in software
ip-right-type-know-how = Know-how

# States of an IP right (the heading ip-right-state is in ip-right.ftl)

ip-right-state-disclosed = Disclosed to the organisation
ip-right-state-applied = Applied for, unpublished
ip-right-state-published = Application published
ip-right-state-granted = Granted
ip-right-state-licensed = Licensed
ip-right-state-refused = Refused
ip-right-state-lapsed = Lapsed

# Types of research result

result-type = Type of result
result-type-paper = Paper
result-type-prototype = Prototype
result-type-method = Method
result-type-material = Material
result-type-data = Data
result-type-software = Software
result-type-other = Other

# States of a baton (the heading baton-state is in baton.ftl)

baton-state-prepared = Prepared
baton-state-offered = Offered
baton-state-questioned = Questioned
baton-state-accepted = Accepted
baton-state-returned = Returned
baton-state-withdrawn = Withdrawn

# Why a baton was returned

return-reason = Reason for return
return-reason-too-early = Too early
return-reason-tests-missing = Tests missing
return-reason-ip-unclear = IP position unclear
return-reason-out-of-scope = Out of scope
return-reason-no-budget = No budget
return-reason-no-company = No company to carry it
return-reason-other = Other

# Types of outcome

outcome-type = Type of outcome
outcome-type-product = Product
outcome-type-process = Process
outcome-type-service = Service
outcome-type-company = New company
outcome-type-licence = Licence
outcome-type-standard = Standard

# Types of indicator

indicator-type = Type of indicator
indicator-type-input = Input
indicator-type-activity = Activity
indicator-type-result = Result
indicator-type-effect = Effect

# Basis of a value

basis = Basis
basis-cumulative = Cumulative
basis-annual = Annual

# Units of indicators (the heading indicator-unit is in indicator.ftl)

indicator-unit-cases = cases
indicator-unit-patents = patents
indicator-unit-companies = companies
indicator-unit-organisations = organisations
indicator-unit-persons = people
indicator-unit-yen = yen
indicator-unit-percent = %
indicator-unit-points = points

# Rules of published figures

figure-rule = Rule
figure-rule-public-records = public records of the list (asked about a day: those that hold on it, and those without dates)

# States of a data request

request-state = State of a data request
request-state-draft = Draft
request-state-sent = Sent
request-state-consolidating = Being consolidated
request-state-approved = Approved
request-state-withdrawn = Withdrawn

# States of an answer (the heading answer-state is in answer.ftl)

answer-state-open = Open
answer-state-submitted = Submitted
answer-state-returned = Returned
answer-state-accepted = Accepted

# For whom an announcement is

audience = For
audience-everybody = Everybody
audience-companies = Companies
audience-researchers = Researchers
audience-coordinators = Coordinators
audience-ministries = Ministries

# As what somebody agrees to publication

clearer = Agrees as
clearer-inventor = Inventor
clearer-university = University or institute
clearer-company = Partner company
clearer-funder = Funder
clearer-other = Other

# How a cluster was in touch

approach-way-visit = Visit
approach-way-call = Call
approach-way-message = Message
approach-way-meeting = Meeting
approach-way-event = Event
approach-way-introduction = Introduction
