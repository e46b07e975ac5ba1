# Moments: what was true (on), what was recorded (known-at).
error-too-many-records = There are more than { $most } { $kind }, too many to show at once on this page.
error-too-many-records-hint = Narrow them down in the list.
error-past-not-edited = Records cannot be changed while a past moment is shown.
error-past-not-edited-hint = Go back to the present first, then change the record there.
error-known-at-text = What was recorded in the past cannot be searched by words or matched.
error-known-at-text-hint = Leave the words out and use filters, or leave out the time of recording.
error-bad-day = “{ $found }” is not a day that can be read.
error-bad-day-hint = Write it like 2004-03-31, 2004-03, 2004 or FY2003.
error-bad-time = “{ $found }” is not a time that can be read.
error-bad-time-hint = Write it with its offset, like 2026-11-20T10:00:00+09:00, or as a day, like 2026-11-20.
error-future-time = “{ $found }” has not come yet; nobody knows what will be recorded then.
error-future-time-hint = Write a time up to the present.
error-year-out-of-range = FY{ $found } lies outside the years of this register, FY{ $first } to FY{ $last }.
error-year-out-of-range-hint = Choose one of the years at the top of the page.
