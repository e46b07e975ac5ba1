# Budget lines: the kind, its fields, help for whoever fills in the form

budget-line = Budget line
budget-line-plural = Budget lines
budget-line-help = One amount in one fiscal year. Initial, revised and settled amounts are records of their own, and so are totals and parts.

budget-line-title = Title
budget-line-title-help = What the money is for, in one line (up to 300 characters). Example: Regional Innovation Cluster Program, City Area Type
budget-line-programme = Programme
budget-line-programme-help = The programme that the money pays for. For a part, choose the type or stage.
budget-line-cluster = Cluster
budget-line-cluster-help = Only if it is one cluster's money. Leave empty for a whole programme.
budget-line-fiscal-year = Fiscal year
budget-line-fiscal-year-help = The year of the budget. Example: FY2010
budget-line-state = State
budget-line-state-help = Initial, revised, settled and so on. If the source does not say, choose “As published”.
budget-line-part = Total or part
budget-line-part-help = Whether this is a total or a part of one, so that nothing is added up twice.
budget-line-total = Part of total
budget-line-total-help = For a part, the record of its total. If the parts do not add up, leave them as the source gives them.
budget-line-amount = Amount
budget-line-amount-help = In yen; “million yen” will do too. Leave empty where the source gives none. Example: 12,065 million yen
budget-line-stages = Stages
budget-line-stages-help = The stages that the money serves, from the creation of seeds to commercialisation.
budget-line-remarks = Remarks
budget-line-remarks-help = Notes of the source, or anything to know about how the amount was read (up to 600 characters).
