//! The body that a row gives a record: what the row says over what the record holds.

use std::collections::BTreeMap;

use enishi_exchange::{Parsed, ParsedRow};
use enishi_kind::{Body, Field, KindInfo, Text, Value};
use serde_json::Value as Json;

use crate::input::settle_text;

/// Merges a row into a body. `resolved` holds the JSON of fields that name records.
pub(super) fn merge(
    kind: &'static KindInfo,
    row: &ParsedRow,
    before: Option<&Body>,
    resolved: &BTreeMap<String, Json>,
) -> Body {
    let mut body = before.cloned().unwrap_or_default();
    for (name, parsed) in &row.fields {
        let Some(field) = kind.field(name) else { continue };
        match parsed {
            Parsed::Clear => {
                body.remove(name);
            }
            Parsed::Value(json) if field.of.is_bilingual() => {
                let held = before.and_then(|before| before.raw(name));
                body.set_raw(name, merge_text(held, json));
            }
            Parsed::Value(json) if name == "identifiers" => {
                let held = before.and_then(|before| before.raw(name));
                body.set_raw(name, merge_identifiers(held, json));
            }
            Parsed::Value(json) => body.set_raw(name, json.clone()),
            Parsed::Refer(_) | Parsed::Claims(_) | Parsed::Rows(_) => {
                body.set_raw(name, resolved.get(name).cloned().unwrap_or(Json::Null));
            }
        }
    }
    add_key_identifiers(&mut body, row);
    for (name, part) in &row.cleared {
        if let Some(Json::Object(mut map)) = body.remove(name) {
            map.remove(part);
            if map.contains_key("ja") || map.contains_key("en") {
                body.set_raw(name, Json::Object(map));
            }
        }
    }
    let has_texts = |field: &&'static Field| field.of.is_bilingual() || !field.of.columns().is_empty();
    for field in kind.fields().filter(has_texts) {
        let Some(value) = body.value(field) else { continue };
        if before.and_then(|before| before.raw(field.name)) != body.raw(field.name) {
            body.set(field.name, &settle_text(field, value, before));
        }
    }
    body
}

/// The languages that the row gives over those that the record has.
fn merge_text(held: Option<&Json>, said: &Json) -> Json {
    let held = held.and_then(|held| serde_json::from_value::<Text>(held.clone()).ok());
    let said_text = serde_json::from_value::<Text>(said.clone()).ok();
    let (Some(held), Some(said_text)) = (held, said_text) else { return said.clone() };
    // A row that gives an original language of its own (our exports do) gives everything.
    let gives_both = said_text.ja.is_some() && said_text.en.is_some();
    let merged = Text {
        original: if gives_both { said_text.original } else { held.original },
        ja: said_text.ja.or(held.ja),
        en: said_text.en.or(held.en),
        state: if gives_both { said_text.state } else { held.state },
        kana: said_text.kana.or(held.kana),
    };
    Value::Text(merged).to_json()
}

/// An import adds identifiers and never takes one away: another file knows others.
fn merge_identifiers(held: Option<&Json>, said: &Json) -> Json {
    let mut all = held.and_then(Json::as_array).cloned().unwrap_or_default();
    for identifier in said.as_array().map(Vec::as_slice).unwrap_or_default() {
        add_identifier(&mut all, identifier);
    }
    Json::Array(all)
}

fn add_identifier(all: &mut Vec<Json>, identifier: &Json) {
    let is_same = |held: &&mut Json| {
        held.get("scheme") == identifier.get("scheme") && held.get("value") == identifier.get("value")
    };
    match all.iter_mut().find(is_same) {
        Some(held) => *held = identifier.clone(),
        None => all.push(identifier.clone()),
    }
}

/// An identifier in the `id` column belongs to the record.
fn add_key_identifiers(body: &mut Body, row: &ParsedRow) {
    let mut all = body.raw("identifiers").and_then(Json::as_array).cloned().unwrap_or_default();
    for identifier in &row.key.identifiers {
        let is_held = all.iter().any(|held| {
            held.get("scheme").and_then(Json::as_str) == Some(identifier.scheme.name())
                && held.get("value").and_then(Json::as_str) == Some(&identifier.value)
        });
        if !is_held && let Ok(json) = serde_json::to_value(identifier) {
            all.push(json);
        }
    }
    if !all.is_empty() {
        body.set_raw("identifiers", Json::Array(all));
    }
}
