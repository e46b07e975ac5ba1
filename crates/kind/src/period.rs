//! When a record, or a row within one, holds: the days that follow from its dates.

use jiff::civil::Date;

use crate::{Body, Field, Problem, Value};

/// From which fields a kind's records take the time for which they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// From the first day of one date to the last day of another; an absent one is open.
    Span {
        /// The field with the beginning.
        since: &'static str,
        /// The field with the end.
        until: &'static str,
    },
    /// From the first day of this date on.
    From(&'static str),
    /// From 1 April to 31 March of this fiscal year.
    Year(&'static str),
}

/// The first and the last day, both included; an absent one is open.
pub type Days = (Option<Date>, Option<Date>);

impl Period {
    /// The days of a body whose values `read` gives by name.
    pub(crate) fn days(self, read: impl Fn(&'static str) -> Option<Value>) -> Days {
        match self {
            Self::Span { since, until } => {
                (read(since).as_ref().and_then(first_day), read(until).as_ref().and_then(last_day))
            }
            Self::From(name) => (read(name).as_ref().and_then(first_day), None),
            Self::Year(name) => {
                let value = read(name);
                (value.as_ref().and_then(first_day), value.as_ref().and_then(last_day))
            }
        }
    }
}

/// The days of a row: those of its own columns `since` and `until`, or those of its record where it has neither column.
pub(crate) fn days_of_row(columns: &'static [Field], row: &Body, record: Days) -> Days {
    let column = |name: &str| columns.iter().find(|column| column.name == name);
    let (since, until) = (column("since"), column("until"));
    if since.is_none() && until.is_none() {
        return record;
    }
    let value = |column: Option<&'static Field>| column.and_then(|column| row.value(column));
    (value(since).as_ref().and_then(first_day), value(until).as_ref().and_then(last_day))
}

/// What is wrong with an end before its beginning.
pub(crate) fn order_problem((since, until): Days) -> Option<Problem> {
    let (since, until) = (since?, until?);
    (since > until).then(|| Problem::new("period-order").arg("since", since).arg("until", until))
}

fn first_day(value: &Value) -> Option<Date> {
    match value {
        Value::Date(date) => Some(date.first_day()),
        Value::FiscalYear(year) => Some(year.start()),
        _ => None,
    }
}

fn last_day(value: &Value) -> Option<Date> {
    match value {
        Value::Date(date) => Some(date.last_day()),
        Value::FiscalYear(year) => Some(year.end()),
        _ => None,
    }
}
