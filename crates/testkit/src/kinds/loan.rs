//! A kind with days: the record holds for a time, and so does each row of one of its fields.

use enishi_kind::fields::{Choice, Date, Reference, Rows, Text};
use enishi_kind::{Columns, Kind};

use super::GRADES;

/// The loan of something that stands on a shelf.
#[derive(Debug, Kind)]
#[kind(name = "loan", plural = "loans", title = "title", shape = 1, period = "since..until")]
pub struct Loan {
    /// What is lent.
    #[field(layer = public, required, column, weight = 1.0)]
    pub title: Text,
    /// The shelf from which it is lent.
    #[field(layer = public, to = "shelf", facet)]
    pub shelf: Reference,
    /// The first day.
    #[field(layer = public, sort)]
    pub since: Date,
    /// The last day.
    #[field(layer = public)]
    pub until: Date,
    /// In which state it was, and when.
    #[field(layer = public, rows = LoanState)]
    pub states: Rows,
}

/// One state of what is lent, for a time.
#[derive(Debug, Columns)]
pub struct LoanState {
    /// The state.
    #[field(vocabulary = GRADES, required, facet)]
    pub grade: Choice,
    /// Its first day.
    #[field()]
    pub since: Date,
    /// Its last day.
    #[field()]
    pub until: Date,
}
