# Coordination themes: the kind, its fields, help for whoever fills in the form

theme = Coordination theme
theme-plural = Coordination themes
theme-help = A theme that ministries promote together under the Coordination Program for Science and Technology Projects.

theme-name = Name
theme-name-help = As the source gives it (up to 300 characters). Leave a language empty if there is no official translation. Example: Regional Science and Technology Clusters
theme-council = Council
theme-council-help = The council under which the theme was set (up to 300 characters). Example: Council for Science and Technology Policy
theme-coordinator = Theme coordinator
theme-coordinator-help = The person appointed to coordinate the theme; not a science and technology coordinator.
theme-ministries = Ministries
theme-ministries-help = All ministries that take part.
theme-programmes = Programmes
theme-programmes-help = The programmes that it coordinates.
theme-purpose = Purpose
theme-purpose-help = What it brings together and which overlap it removes, in your own words.
theme-since = From
theme-since-help = A year or a month is enough. Example: 2005
theme-until = Until
theme-until-help = Leave empty while it goes on.
