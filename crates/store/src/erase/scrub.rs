//! What a body loses, and which words it loses with that. Pure.

use std::collections::BTreeSet;

use enishi_kind::{Body, KindInfo, MERGED_INTO, Type};
use serde_json::Value as Json;
use uuid::Uuid;

/// What a husk keeps: who may see that it exists, and the record it went into.
const KEPT: [&str; 2] = ["disclosure", MERGED_INTO];
/// Shorter words stand everywhere and tell nothing. Unit: characters.
const SHORTEST: usize = 2;
/// Letters and digits alone say less than Chinese characters and kana. Unit: characters.
const SHORTEST_ASCII: usize = 4;

/// A body without these fields and what claims say of them; without any when none is named.
pub(super) fn scrub(body: &Body, fields: &[String]) -> Body {
    let mut husk = body.clone();
    let names: Vec<String> = body.iter().map(|(name, _)| name.to_owned()).collect();
    for name in names {
        let goes = if fields.is_empty() { !KEPT.contains(&name.as_str()) } else { fields.contains(&name) };
        if goes {
            husk.remove(&name);
        }
    }
    if let Some(claims) = husk.raw("claims").and_then(Json::as_array) {
        let about = |claim: &&Json| {
            let field = claim.get("field").and_then(Json::as_str);
            !field.is_some_and(|field| fields.iter().any(|name| name == field))
        };
        let left: Vec<Json> = claims.iter().filter(about).cloned().collect();
        husk.set_raw("claims", if left.is_empty() { Json::Null } else { left.into() });
    }
    husk
}

/// The words that a body loses, and among them names and identifiers.
pub(super) fn words(kind: &KindInfo, body: &Body, husk: &Body) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut words, mut names) = (BTreeSet::new(), BTreeSet::new());
    for (name, value) in body.iter() {
        if husk.raw(name) == Some(value) {
            continue;
        }
        let field = kind.field(name);
        let is_code = field.is_some_and(|field| {
            matches!(
                field.of,
                Type::Choice(_)
                    | Type::Choices(_)
                    | Type::Date
                    | Type::FiscalYear
                    | Type::Flag
                    | Type::Reference(_)
                    | Type::References(_)
            )
        });
        if is_code {
            continue;
        }
        let mut said = BTreeSet::new();
        gather(value, &mut said);
        let is_name = name == kind.title
            || name == "identifiers"
            || name == "aliases"
            || field.is_some_and(|field| matches!(field.of, Type::Name | Type::Identifiers));
        names.extend(said.iter().filter(|word| is_name || word.contains('@')).cloned());
        words.extend(said);
    }
    (words, names)
}

fn gather(value: &Json, words: &mut BTreeSet<String>) {
    match value {
        Json::String(word) => {
            let least = if word.is_ascii() { SHORTEST_ASCII } else { SHORTEST };
            if word.chars().count() >= least && Uuid::parse_str(word).is_err() {
                words.insert(word.clone());
            }
        }
        Json::Array(items) => items.iter().for_each(|item| gather(item, words)),
        // Names of schemes, states and sources are the program's own.
        Json::Object(fields) => fields
            .iter()
            .filter(|(name, _)| {
                !matches!(
                    name.as_str(),
                    "scheme"
                        | "confidence"
                        | "source"
                        | "field"
                        | "layer"
                        | "state"
                        | "media_type"
                        | "blob"
                        | "certainty"
                        | "original"
                )
            })
            .for_each(|(_, item)| gather(item, words)),
        _ => {}
    }
}

/// A report without the texts that hold one of these words; none when it holds none.
pub(super) fn without(report: &str, words: &BTreeSet<String>) -> Option<String> {
    let mut json: Json = serde_json::from_str(report).ok()?;
    blank(&mut json, words).then(|| json.to_string())
}

fn blank(value: &mut Json, words: &BTreeSet<String>) -> bool {
    match value {
        Json::String(text) if holds(text, words) => {
            text.clear();
            true
        }
        Json::Array(items) => {
            let mut any = false;
            for item in items {
                any |= blank(item, words);
            }
            any
        }
        Json::Object(fields) => {
            let mut any = false;
            for (_, item) in fields.iter_mut() {
                any |= blank(item, words);
            }
            any
        }
        _ => false,
    }
}

pub(super) fn holds(text: &str, words: &BTreeSet<String>) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}
