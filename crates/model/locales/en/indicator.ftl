# Indicators: the kind, its fields, help for whoever fills in the form

indicator = Indicator
indicator-plural = Indicators
indicator-help = What is counted, and how. One definition serves every year and every cluster.

indicator-name = Name
indicator-name-help = A name that tells what is counted (up to 300 characters). Example: Commercialisations
indicator-indicator-type = Type
indicator-indicator-type-help = Money and staff are input; meetings and events, activity; papers and patents, result; jobs and sales, effect.
indicator-definition = Definition
indicator-definition-help = What counts, what does not, and when it is counted. If the definition changes, make a new indicator.
indicator-unit = Unit
indicator-unit-help = The unit of its values.
indicator-programme = Programme
indicator-programme-help = The programme that asks for it.
indicator-defined-by = Defined by
indicator-defined-by-help = Who defined it, and in which document (up to 300 characters).
