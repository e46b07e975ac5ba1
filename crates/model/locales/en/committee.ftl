# Committees: the kind, its fields, help for whoever fills in the form

committee = Committee
committee-plural = Committees
committee-help = A body in which ministries, local governments, universities and industry follow the progress of clusters and settle coordination questions.

committee-name = Name
committee-name-help = The name as its rules give it (up to 300 characters). Where there is no official translation, keep the original and leave the other language empty.
committee-committee-type = Type
committee-committee-type-help = The one that fits best. A body of a cluster's headquarters is a “Headquarters committee”.
committee-level = Level
committee-level-help = Where it stands: nation, block, region or project.
committee-block = Block
committee-block-help = For a committee of a block or of a region within it. Leave empty for national ones.
committee-clusters = Clusters
committee-clusters-help = All clusters for which it is responsible. The first and the second stage are separate records.
committee-purpose = Purpose
committee-purpose-help = What it discusses and decides, in a few lines of your own. Example: compares both ministries' projects in the region and picks results to hand over.
committee-members = Members
committee-members-help = One row per member. A missing sector (industry, university, local government, either ministry) is pointed out.
committee-members-organisation = Organisation
committee-members-person = Person
committee-members-sector = Sector
committee-members-sector-help = For whom the member sits there.
committee-members-since = From
committee-members-until = Until
committee-secretariat = Secretariat
committee-secretariat-help = The organisation that prepares the meetings and keeps the record.
committee-since = Set up
committee-since-help = When it was set up; a year or month is enough. Example: 2003-07
committee-until = Dissolved
committee-until-help = When it was dissolved. Leave empty while it exists.
