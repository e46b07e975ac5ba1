# Published figures
cli-help-publish = Keep the count of a list as a published figure (only public records are counted)
cli-help-publish--kind = Kind
cli-help-publish--title = What is counted
cli-help-publish--filters = A condition; may be repeated
cli-help-publish--on = The day asked about, such as 2004-03-31 or FY2003
cli-help-publish--published-in = Where it is given out
cli-help-publish--format = table or json
cli-help-recount = Count a published figure again, from the register of that time and of now (exit code 1 if it differs)
cli-help-recount--figure = Reference of the figure
cli-help-recount--format = table or json
cli-recount = { $figure }: published { $stated }, from the register of that time ({ $at }) { $then }, from the register of now { $now }
