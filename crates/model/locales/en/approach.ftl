# Approaches: the kind, its fields, help for whoever fills in the form

approach = Approach
approach-plural = Approaches
approach-help = That a cluster was in touch with an organisation. Only those in charge of the cluster see it. Choose “Let other clusters know”, and their coordinators see the month, the way, the organisation and the cluster, and nothing else.

approach-month = Month
approach-month-help = Year and month; the day has a field of its own. Example: 2026-05
approach-way = Way
approach-way-help = Choose the one that fits best.
approach-organisation = Organisation
approach-organisation-help = With whom, chosen from the registered organisations.
approach-cluster = Cluster
approach-cluster-help = Whose coordinator was in touch.
approach-neighbours-may-know = Let other clusters know
approach-neighbours-may-know-help = Their coordinators then see the month, the way, the organisation and the cluster: not the day, the people, what was said or any file. Without it they do not learn that you were in touch.
approach-day = Day
approach-day-help = Seen only by those in charge.
approach-coordinator = Coordinator
approach-coordinator-help = Seen only by those in charge.
approach-person = Person met
approach-person-help = Name or unit (up to 200 characters). Seen only by those in charge.
approach-need = Need
approach-need-help = The need that it was about. Seen only by those in charge.
approach-content = Content
approach-content-help = What was said and what comes next. Seen only by those in charge.
