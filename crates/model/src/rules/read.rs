//! Reading bodies for rules. What is absent or unreadable is `None`: validation reports the latter.

use enishi_kind::{Body, Text};
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use jiff::civil::Date;
use serde::de::DeserializeOwned;

use super::World;

/// A value of a field.
pub(super) fn read<T: DeserializeOwned>(body: &Body, field: &str) -> Option<T> {
    T::deserialize(body.raw(field)?).ok()
}

/// The rows of a field.
pub(super) fn rows(body: &Body, field: &str) -> Vec<Body> {
    read(body, field).unwrap_or_default()
}

/// The record to which a field refers.
pub(super) fn id(body: &Body, field: &str) -> Option<RecordId> {
    read(body, field)
}

/// The records to which a field of one or several references, or a column of rows (`FIELD.COLUMN`), refers.
pub(super) fn ids(body: &Body, field: &str) -> Vec<RecordId> {
    match field.split_once('.') {
        Some((field, column)) => rows(body, field).iter().filter_map(|row| id(row, column)).collect(),
        None => read(body, field).unwrap_or_else(|| id(body, field).into_iter().collect()),
    }
}

/// The name of a record as an argument of a sentence: the JSON of its `name` or `title`.
pub(super) fn name(body: &Body) -> String {
    let text = ["name", "title"].into_iter().find_map(|field| body.raw(field));
    text.map(ToString::to_string).unwrap_or_default()
}

/// The name of another record as an argument of a sentence.
pub(super) fn name_of(world: &World, kind: &str, id: RecordId) -> String {
    world.find(kind, id).map(name).unwrap_or_default()
}

/// Several names as one argument of a sentence.
pub(super) fn names<'a>(bodies: impl Iterator<Item = &'a Body>) -> String {
    let texts = bodies.filter_map(|body| read::<Text>(body, "name").or_else(|| read(body, "title")));
    serde_json::to_string(&texts.collect::<Vec<_>>()).unwrap_or_default()
}

/// The days on which something surely holds: dates known only to the month or year count from their last and to their
/// first day. An absent bound is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct SureDays {
    since: Option<Date>,
    until: Option<Date>,
}

impl SureDays {
    /// The days between two dates.
    pub(super) fn between(since: Option<PartialDate>, until: Option<PartialDate>) -> Self {
        Self { since: since.map(PartialDate::last_day), until: until.map(PartialDate::first_day) }
    }

    /// The days of the fields `since` and `until`.
    pub(super) fn of(body: &Body) -> Self {
        Self::between(read(body, "since"), read(body, "until"))
    }

    /// Whether both surely hold on one and the same day.
    pub(super) fn meet(self, other: Self) -> bool {
        let begins = self.since.max(other.since);
        let ends = [self.until, other.until].into_iter().flatten().min();
        match (begins, ends) {
            (Some(begins), Some(ends)) => begins <= ends,
            _ => true,
        }
    }
}
