//! Rows within bodies, for pages that are drawn by hand.

use enishi_kind::Body;
use enishi_kit::date::PartialDate;
use jiff::civil::Date;
use serde::Deserialize;

use crate::fields::date_of;

/// The rows of a field, each a body of its columns.
pub(crate) fn rows_of(body: &Body, name: &str) -> Vec<Body> {
    let rows = body.raw(name).and_then(serde_json::Value::as_array).into_iter().flatten();
    rows.filter_map(|row| Body::deserialize(row).ok()).collect()
}

/// Whether what is dated by `since` and `until` holds on a day; an open end holds for ever.
pub(crate) fn holds(body: &Body, day: Date) -> bool {
    date_of(body, "since").is_none_or(|since| since.first_day() <= day)
        && date_of(body, "until").is_none_or(|until| until.last_day() >= day)
}

/// Whether the day that a date names has come. A date known to the month or year has come with its first day.
pub(crate) fn has_come(date: PartialDate, day: Date) -> bool {
    date.first_day() <= day
}
