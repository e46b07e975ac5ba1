# Moments: what was true, what was recorded
moment-label = The time shown
moment-on = Showing what was true on { $day }
moment-known-at = Showing what was recorded at { $at }
moment-both = Showing what was true on { $day }, as recorded at { $at }
moment-present = Back to the present
moment-choose = See another day
moment-choose-on = What was true on
moment-choose-known-at = As recorded by
moment-history = See the record as of then
moment-undated = { $shown ->
    [one] of which 1 record without dates
   *[other] of which { $shown } records without dates
}
