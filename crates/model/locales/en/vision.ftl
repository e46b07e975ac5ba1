# Cluster visions: the kind, its fields, help for whoever fills in the form

vision = Cluster vision
vision-plural = Cluster visions
vision-help = What the local governments of a region want their cluster to become: targets, road map, measures and revisions.

vision-title = Title
vision-title-help = The name of the vision, with its stage (up to 300 characters).
vision-cluster = Cluster
vision-cluster-help = The cluster whose vision it is. First and second stage are different clusters.
vision-owners = Owned by
vision-owners-help = All prefectures and cities that set it out.
vision-concept = Concept
vision-concept-help = The aim and the way to it, in your own words.
vision-since = From
vision-since-help = The first month of the vision. Example: 2007-04
vision-until = Until
vision-until-help = The last month of the vision. Example: 2012-03
vision-targets = Targets
vision-targets-help = One row for each target and fiscal year. Words alone will do where there is no figure.
vision-targets-indicator = Indicator
vision-targets-target = Target
vision-targets-fiscal-year = Fiscal year
vision-targets-value = Value
vision-road-map = Road map
vision-road-map-help = One row for each step, with its fiscal year.
vision-road-map-fiscal-year = Fiscal year
vision-road-map-step = Step
vision-measures = Measures by funder
vision-measures-help = One row for each measure, with who pays for it. Include the region's own.
vision-measures-funder = Funder
vision-measures-measure = Measure
vision-measures-programme = Programme
vision-measures-amount = Amount per year
vision-revisions = Revisions
vision-revisions-help = One row for each revision, with its day and the reason. What stood before stays in the history.
vision-revisions-since = Day
vision-revisions-reason = Reason
