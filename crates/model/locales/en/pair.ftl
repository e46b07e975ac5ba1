# Pairs of organisations: the kind, its fields, help for whoever fills in the form

pair = Pair of organisations
pair-plural = Pairs of organisations
pair-help = A knowledge cluster's core organisation and the project promotion organisation of METI's side in one region.

pair-title = Title
pair-title-help = Both organisations in one line (up to 300 characters).
pair-cluster = Cluster
pair-cluster-help = The cluster on MEXT's side.
pair-industrial-project = Industrial cluster project
pair-industrial-project-help = The project on METI's side.
pair-core-organisation = Core organisation
pair-core-organisation-help = The organisation that runs the cluster's project.
pair-promoter = Project promotion organisation
pair-promoter-help = The organisation that promotes METI's project. It may be the same as the core organisation.
pair-core-contact = Contact at the core organisation
pair-core-contact-help = Only the office and contact that have been published (up to 300 characters).
pair-promoter-contact = Contact at the promotion organisation
pair-promoter-contact-help = Only the office and contact that have been published (up to 300 characters).
pair-activities = Joint activities
pair-activities-help = What they do together. Example: joint conference, shared company visits, monthly exchange
pair-shared-companies = Companies in both
pair-shared-companies-help = Companies that take part on both sides. Leave out those that have not been made public.
pair-since = From
pair-since-help = When they began to work together. A year or a month is enough.
pair-until = Until
pair-until-help = When it ended. Leave empty while it goes on.
