# Approaches, beside an organisation or a need

approaches-title = Approaches to this organisation
approaches-none = No approach that you can see.
approaches-by = Contacted in { $month } ({ $way }) by { $cluster }
approaches-was = Contacted in { $month } ({ $way })
approaches-all = All approaches
approaches-note = Record an approach
