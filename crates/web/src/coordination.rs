//! Pages for those who coordinate: budgets along the chain, indicators, the programme map, the scheme guide. Drawn by
//! hand from the use cases; every name and number opens to its record or its rows.

pub mod budgets;
pub mod indicators;
pub mod map;
pub mod scheme_guide;

use std::collections::HashMap;

use enishi_app::parts::Seen;
use enishi_kit::ids::RecordId;

use crate::naming::{Anchor, anchor_of};
use crate::rows::{TitleView, text_view};
use crate::text::Words;

/// Names of records, as far as the reader sees them.
#[must_use]
pub fn name_views(words: &Words, records: &HashMap<RecordId, Seen>, ids: &[RecordId]) -> Vec<Anchor> {
    ids.iter().filter_map(|id| records.get(id)).map(|seen| anchor_of(words, seen)).collect()
}

/// The source of a record, where it names one.
#[must_use]
pub fn source_of(words: &Words, records: &HashMap<RecordId, Seen>, seen: &Seen) -> Option<Anchor> {
    let id: RecordId = seen.body.str("source")?.parse().ok()?;
    records.get(&id).map(|source| anchor_of(words, source))
}

/// The text of a field in the reader's language, or in the language that there is.
#[must_use]
pub fn text_of(words: &Words, seen: &Seen, name: &str) -> Option<TitleView> {
    let field = words.kind_info(seen.kind)?.field(name)?;
    match seen.body.value(field)? {
        enishi_kind::Value::Text(text) => Some(text_view(words, &text)),
        enishi_kind::Value::Line(text) => Some(TitleView { text, ..TitleView::default() }),
        _ => None,
    }
}

/// The labels of the codes of a field, parted as the language parts them; nothing without codes.
#[must_use]
pub fn code_labels(words: &Words, seen: &Seen, name: &str) -> Option<String> {
    let vocabulary = words.vocabulary(seen.kind, name)?;
    let raw = seen.body.raw(name)?;
    let codes: Vec<&str> = match raw.as_str() {
        Some(code) => vec![code],
        None => raw.as_array()?.iter().filter_map(serde_json::Value::as_str).collect(),
    };
    let labels: Vec<String> = codes.iter().map(|code| words.code(vocabulary, code)).collect();
    (!labels.is_empty()).then(|| labels.join(&words.t("list-comma")))
}

/// A choice among codes, for a form that asks by its address.
#[derive(Clone, Debug)]
pub struct SelectView {
    /// Its name in addresses.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// Value, label and whether it is chosen.
    pub options: Vec<(String, String, bool)>,
}

/// A choice among the codes of a field.
#[must_use]
pub fn select(
    words: &Words,
    name: &'static str,
    key: &str,
    of: (&str, &str),
    chosen: Option<&str>,
) -> SelectView {
    let codes = words.vocabulary(of.0, of.1).map_or(&[][..], |vocabulary| vocabulary.codes);
    let label =
        |code: &str| words.vocabulary(of.0, of.1).map(|known| words.code(known, code)).unwrap_or_default();
    let options = codes.iter().map(|code| ((*code).to_owned(), label(code), chosen == Some(*code))).collect();
    SelectView { name, label: words.t(key), options }
}

/// An amount as the sources write it: in million yen where it is one, else in yen.
#[must_use]
pub fn amount(words: &Words, yen: i128) -> String {
    const MILLION: i128 = 1_000_000;
    let sign = if yen < 0 { "-" } else { "" };
    let grouped = |number: u128| {
        let digits = number.to_string();
        let mut shown = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                shown.push(',');
            }
            shown.push(digit);
        }
        format!("{sign}{shown}")
    };
    if yen % MILLION == 0 {
        words.one("amount-million-yen", "number", grouped((yen / MILLION).unsigned_abs()))
    } else {
        words.one("amount-yen", "number", grouped(yen.unsigned_abs()))
    }
}
