# Participations: the kind, its fields, help for whoever fills in the form

participation = Participation
participation-plural = Participations
participation-help = Which organisation takes part in which cluster, as what, and for how long. A new role is a new record.

participation-title = Title
participation-title-help = Who takes part as what, in one line (up to 300 characters). Example: Kagawa University, core research institution of Takamatsu
participation-cluster = Cluster
participation-cluster-help = The cluster in which it takes part. Each stage is a cluster of its own.
participation-organisation = Organisation
participation-organisation-help = The organisation that takes part. If it is not there, register it first.
participation-role = As
participation-role-help = The one that fits best. The core organisation, which runs the project, is entered with the cluster itself.
participation-inside = Inside or outside
participation-inside-help = Whether the office or laboratory that takes part lies in the cluster's region.
participation-since = From
participation-since-help = When it joined. A year or a month is enough. Example: 2002-04
participation-until = Until
participation-until-help = When it left. Leave empty while it takes part.
