# Results: the kind, its fields, help for whoever fills in the form

result = Result
result-plural = Results
result-help = What a project yielded and can hand on: a paper, prototype, method, material, data.

result-title = Title
result-title-help = What can be done now, in one line (up to 600 characters). Example: Rare sugar produced for 90 days with immobilised enzymes
result-result-type = Type of result
result-result-type-help = The one that fits best.
result-achieved = Achieved on
result-achieved-help = When it was confirmed; a year or month is enough. Example: 2026-09
result-readiness = Readiness level (TRL)
result-readiness-help = The level that has been reached, not the one aimed at.
result-fields = Fields
result-fields-help = All key fields that apply.
result-summary = Summary
result-summary-help = At most 2,000 characters, shown openly: nothing that is still to be filed. Figures help.
result-projects = Projects behind it
result-projects-help = The projects from which it came.
result-seeds = Seeds
result-seeds-help = Seeds from which it came, and seeds that it became.
result-ip-rights = IP rights
result-ip-rights-help = The rights that protect it.
result-cluster = Cluster
result-cluster-help = The cluster from which it came.
result-missing-tests = Missing tests
result-missing-tests-help = Tests still missing before the next step. Example: trial in a 100-litre tank, storage for 90 days
