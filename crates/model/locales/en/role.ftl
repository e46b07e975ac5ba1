# Roles: the kind, its fields, help for whoever fills in the form

role = Role
role-plural = Roles
role-help = Who serves as what, where, and for how long. A person with several roles has a record for each.

role-title = Title
role-title-help = Who serves as what, in one line (up to 300 characters). Example: N. N., project director of Sendai
role-person = Person
role-person-help = Who holds it. Leave empty while only the post is known.
role-role = Role
role-role-help = The one that fits best. A theme coordinator is not a science and technology coordinator.
role-cluster = Cluster
role-cluster-help = For a role in a Knowledge Cluster Headquarters, its cluster.
role-organisation = Organisation
role-organisation-help = The organisation in which the role is held; it may differ from the person's main one.
role-committee = Committee
role-committee-help = For a chair or member, the committee.
role-theme = Coordination theme
role-theme-help = For a theme coordinator, the theme.
role-programme = Paid by
role-programme-help = The programme that pays the post, if one does.
role-concurrent = Held beside another role
role-concurrent-help = Choose yes if the person holds another role at the same time.
role-since = From
role-since-help = When it began. A year or a month is enough. Example: 2007-04
role-until = Until
role-until-help = When it ended, or the last day of a fixed term. Leave empty if it is open.
role-remarks = Remarks
role-remarks-help = If the source calls the role differently, write its words here (up to 300 characters).
