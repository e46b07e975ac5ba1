# Industrial cluster projects: the kind, its fields, help for whoever fills in the form

industrial-project = Industrial cluster project
industrial-project-plural = Industrial cluster projects
industrial-project-help = A bureau's project under METI's Industrial Cluster Project. Joint-research projects are something else.

industrial-project-name = Name
industrial-project-name-help = As the source gives it (up to 300 characters). Leave a language empty if there is no official translation. Example: Shikoku Techno Bridge Plan
industrial-project-number = Number
industrial-project-number-help = Its number in the bureau's list. Example: 2 for ②
industrial-project-bureau = Bureau
industrial-project-bureau-help = The bureau that runs it.
industrial-project-block = Block
industrial-project-block-help = The block in which it is run.
industrial-project-areas = Areas
industrial-project-areas-help = Areas that the source names, one per entry (up to 200 characters each). Example: TAMA, areas along the Chuo Expressway
industrial-project-fields = Fields
industrial-project-fields-help = All that apply. Leave empty if the source does not tell.
industrial-project-promoters = Project promotion organisations
industrial-project-promoters-help = The organisations that promote it, chosen from the registered ones.
industrial-project-since = Begins
industrial-project-since-help = The first month. Example: 2001-04
industrial-project-until = Ends
industrial-project-until-help = The last month. Leave empty while it runs.
