# Tie-ups, budgets, indicators, programme map, scheme guide
