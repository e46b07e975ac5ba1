# Moments
cli-help-list--on = What was true on this day (2004-03-31, 2004-03, 2004, FY2003)
cli-help-list--known-at = What was recorded at this time (2026-11-20T10:00:00+09:00, 2026-11-20)
cli-help-show--on = What was true on this day (2004-03-31, 2004-03, 2004, FY2003)
cli-help-show--known-at = What was recorded at this time (2026-11-20T10:00:00+09:00, 2026-11-20)
cli-help-history--on = What was true on this day (2004-03-31, 2004-03, 2004, FY2003)
cli-help-history--known-at = What was recorded at this time (2026-11-20T10:00:00+09:00, 2026-11-20)
cli-help-export--on = What was true on this day (2004-03-31, 2004-03, 2004, FY2003)
cli-help-export--known-at = What was recorded at this time (2026-11-20T10:00:00+09:00, 2026-11-20)
