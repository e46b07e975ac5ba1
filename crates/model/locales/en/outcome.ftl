# Outcomes: the kind, its fields, help for whoever fills in the form

outcome = Outcome
outcome-plural = Outcomes
outcome-help = What reached the market: a product, process, service, new company, licence.

outcome-title = Title
outcome-title-help = The name of the product or company and what it is (up to 600 characters).
outcome-outcome-type = Type
outcome-outcome-type-help = The one that fits best.
outcome-since = On the market since
outcome-since-help = When it was launched, offered or founded. Example: 2027-04
outcome-organisation = Organisation
outcome-organisation-help = The company or other organisation that brought it out.
outcome-cluster = Cluster
outcome-cluster-help = The cluster from which it came.
outcome-summary = Summary
outcome-summary-help = Who uses it, and how.
outcome-batons = Batons
outcome-batons-help = The batons by which it came.
outcome-projects = Projects behind it
outcome-projects-help = The projects from which it came.
outcome-ip-rights = IP rights used
outcome-ip-rights-help = All rights that it uses.
outcome-new-needs = New needs from the market
outcome-new-needs-help = Register what users ask for as needs and choose them here. They start the next round of research.
outcome-sales = Sales to date
outcome-sales-help = Total since launch, in yen; give the day under “As of”. Visible to members and closer circles only.
outcome-jobs = Jobs created
outcome-jobs-help = People newly employed for it.
