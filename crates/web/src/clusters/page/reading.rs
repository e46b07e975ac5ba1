//! Small readings of a body that the parts of a cluster's page share.

use enishi_app::parts::Seen;
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use serde_json::Value as Json;

use super::super::term;
use crate::text::Words;

/// A certainty in words, where it is not simply stated.
pub fn certainty(words: &Words, code: Option<&str>) -> Option<String> {
    code.filter(|code| *code != "stated").map(|code| words.t(&format!("certainty-{code}")))
}

/// The term of a row.
pub fn term_of_row(words: &Words, row: &Json) -> String {
    let date =
        |name: &str| row.get(name).and_then(Json::as_str).and_then(|date| date.parse::<PartialDate>().ok());
    term(words, date("since"), date("until"))
}

/// The term of a record.
pub fn term_of(words: &Words, seen: &Seen) -> String {
    term(words, date(seen, "since"), date(seen, "until"))
}

/// A date of a record.
pub fn date(seen: &Seen, name: &str) -> Option<PartialDate> {
    seen.body.str(name).and_then(|date| date.parse().ok())
}

/// The record that a field names.
pub fn id(seen: &Seen, name: &str) -> Option<RecordId> {
    seen.body.str(name).and_then(|id| id.parse().ok())
}

/// The rows of a field.
pub fn rows<'a>(seen: &'a Seen, name: &str) -> &'a [Json] {
    seen.body.raw(name).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The record that a column names.
pub fn row_id(row: &Json, name: &str) -> Option<RecordId> {
    row.get(name).and_then(Json::as_str).and_then(|id| id.parse().ok())
}
