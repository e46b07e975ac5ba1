# Tie-ups: the kind, its fields, help for whoever fills in the form

tie-up = Tie-up
tie-up-plural = Tie-ups
tie-up-help = One row of the tie-up table: a cluster with METI's bureau, the committee and the joint conferences of one fiscal year.

tie-up-title = Title
tie-up-title-help = Name the cluster and the year (up to 300 characters). Example: Sapporo, FY2003
tie-up-fiscal-year = Fiscal year
tie-up-fiscal-year-help = The year that begins in April. A conference of February 2004 belongs to FY2003.
tie-up-position = Place in the table
tie-up-position-help = Its row in the source's table, counted from the top. Example: 4
tie-up-cluster = Cluster
tie-up-cluster-help = The record of the stage that was active in that year.
tie-up-bureau = METI bureau
tie-up-bureau-help = METI's regional bureau. Empty means “not recorded”, not “no tie-up”.
tie-up-committee = Committee
tie-up-committee-help = The committee in which they met. Several clusters may share one. Empty means “not recorded”.
tie-up-conferences = Joint conferences
tie-up-conferences-help = All joint conferences held in that year. A conference whose day lies outside the year is refused. Empty means “not recorded”.
tie-up-raw = Row as printed
tie-up-raw-help = The row exactly as printed (up to 600 characters). Leave it as it is even where the reading was corrected.
tie-up-remarks = Remarks
tie-up-remarks-help = How the row was read (up to 600 characters). Example: the committee cell is joined with the row above, so it is the same committee.
