# Indicator values: the kind, its fields, help for whoever fills in the form

indicator-value = Indicator value
indicator-value-plural = Indicator values
indicator-value-help = The value of an indicator in one fiscal year, always with its basis; the target beside it is on the same basis.

indicator-value-title = Title
indicator-value-title-help = What it counts, and when (up to 300 characters). Example: City Area, commercialisations, FY2006
indicator-value-indicator = Indicator
indicator-value-indicator-help = The indicator. Another definition is another indicator.
indicator-value-programme = Programme
indicator-value-programme-help = For the figure of a whole programme.
indicator-value-cluster = Cluster
indicator-value-cluster-help = For the figure of one cluster.
indicator-value-fiscal-year = Fiscal year
indicator-value-fiscal-year-help = The year to which the value belongs. A value of 31 March 2007 is of FY2006.
indicator-value-basis = Basis
indicator-value-basis-help = Cumulative from the beginning, or of the year alone. The two are never compared with each other.
indicator-value-counted-since = Counted since
indicator-value-counted-since-help = For a cumulative value, since when it is counted. Example: 2002-04
indicator-value-cut-off = Cut-off date
indicator-value-cut-off-help = The last day that is counted. Example: 2007-03-31
indicator-value-value = Value
indicator-value-value-help = Digits without the unit. If it is not known leave it empty; do not write 0. Example: 159
indicator-value-target = Target
indicator-value-target-help = The target on the same basis as the value. Example: 109
indicator-value-evidence = Evidence
indicator-value-evidence-help = What was counted (up to 600 characters). Example: the yearly reports of the regions added up
