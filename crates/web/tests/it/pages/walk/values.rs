//! Lawful values for the fields of a declaration, as the API takes them and as people type them; and what stands in a form.

use std::collections::BTreeMap;

use enishi_kind::{Field, KindInfo, Type};
use enishi_model::states::machine;
use serde_json::{Map, Value as Json, json};

use super::super::{Page, unescape};

/// A value for every field that takes one.
pub fn fields(kind: &'static KindInfo, made: &BTreeMap<&'static str, String>) -> Json {
    let all = kind
        .fields()
        .filter_map(|field| Some((field.name.to_owned(), value(kind, field, field.name, made)?)));
    Json::Object(all.collect())
}

/// A title that a record may have, as the API gives it and as the control with its name takes it: words, or the month of a
/// kind that is called by one.
pub fn titles(kind: &'static KindInfo, [words, month]: [&str; 2]) -> (Json, (String, String)) {
    match kind.title_field().map(|field| field.of) {
        Some(Type::Date) => (json!(month), (kind.title.to_owned(), month.to_owned())),
        _ => {
            let text = json!({"original": "ja", "ja": words, "state": "missing"});
            (text, (format!("{}[ja]", kind.title), words.to_owned()))
        }
    }
}

fn value(
    kind: &'static KindInfo,
    field: &'static Field,
    place: &str,
    made: &BTreeMap<&'static str, String>,
) -> Option<Json> {
    let target = || kind.target(field).and_then(|target| made.get(target));
    let number = field.range.map_or(3, |(least, _)| least);
    Some(match field.of {
        Type::Text | Type::LongText => json!({"original": "ja", "ja": "見本の文", "en": "A sample"}),
        Type::Name => json!({"original": "ja", "ja": "見本", "en": "Sample", "kana": "みほん"}),
        Type::Line => json!("A-12".chars().take(field.char_limit()).collect::<String>()),
        Type::Keywords => json!(["希少糖", "enzyme"]),
        Type::Choice(vocabulary) => {
            let begins = machine(kind.name, place).and_then(|machine| machine.initial.first());
            json!(begins.or(vocabulary.codes.first())?)
        }
        Type::Choices(vocabulary) => json!([vocabulary.codes.first()?]),
        // Of an approach the month is told, never the day.
        Type::Date if kind.name == "approach" && field.name == "month" => json!("2026-04"),
        Type::Date => json!("2026-04-01"),
        Type::FiscalYear => json!(2026),
        Type::Integer => json!(number),
        Type::Decimal => json!("12.5"),
        Type::Yen => json!(1_000_000),
        Type::YenRange => json!({"min": 1_000_000, "max": 2_000_000}),
        // The walk opens every record by name, and such a one is told to no neighbour.
        Type::Flag if field.name == enishi_kind::NEIGHBOURS => return None,
        Type::Flag => json!(true),
        Type::Link => json!("https://example.org/a"),
        Type::Reference(_) => json!(target()?),
        Type::References(_) => json!([target()?]),
        Type::Identifiers => {
            json!([{"scheme": "corporate-number", "value": "7000012050002", "confidence": "confirmed"}])
        }
        Type::Rows(columns) => {
            let cells = columns.iter().filter_map(|column| {
                let place = format!("{}.{}", field.name, column.name);
                Some((column.name.to_owned(), value(kind, column, &place, made)?))
            });
            json!([cells.collect::<Map<_, _>>()])
        }
        Type::Claims => {
            let (words, _) = titles(kind, ["別の題", "2026-02"]);
            let source = made.get("source");
            json!([{"field": kind.title, "value": words, "source": source, "as_of": "2026-03",
                "certainty": "stated"}])
        }
        Type::Files | Type::Successor => return None,
    })
}

/// The same as a person types it: the names of controls and their texts.
pub fn typed(
    kind: &'static KindInfo,
    field: &'static Field,
    made: &BTreeMap<&'static str, String>,
) -> Vec<(String, String)> {
    let name = field.name;
    let plain = |json: &Json| json.as_str().map_or_else(|| json.to_string(), ToOwned::to_owned);
    match (field.of, value(kind, field, name, made)) {
        (_, None) => Vec::new(),
        (Type::Text | Type::LongText | Type::Name, Some(_)) => {
            vec![
                (format!("{name}[ja]"), "最小の見本".to_owned()),
                (format!("{name}[en]"), "Least".to_owned()),
            ]
        }
        (Type::Rows(columns), Some(_)) => {
            let cells = columns.iter().flat_map(|column| typed(kind, column, made));
            cells.map(|(cell, text)| (format!("{name}.1.{cell}"), text)).collect()
        }
        (_, Some(Json::Array(items))) => {
            vec![(name.to_owned(), items.iter().map(plain).collect::<Vec<_>>().join("\n"))]
        }
        (_, Some(json)) => vec![(name.to_owned(), plain(&json))],
    }
}

/// What a browser would send of the main form of a page.
pub fn controls(page: &Page) -> Vec<(String, String)> {
    let main = page.text.split_once("<main").map_or("", |(_, rest)| rest);
    let form = main.split("<form").skip(1).find(|form| {
        form.split_once('>').is_some_and(|(tag, _)| tag.contains("method=\"post\""))
            && !form.contains("do=\"search\"")
    });
    let form = form.and_then(|form| form.split("</form>").next()).unwrap_or_default();
    let mut pairs = Vec::new();
    for part in form.split('<').skip(1) {
        let Some((tag, rest)) = part.split_once('>') else { continue };
        let attribute = |name: &str| {
            let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
            Some(unescape(rest.split('"').next()?))
        };
        let has = |name: &str| tag.ends_with(&format!(" {name}"));
        let element = tag.split_whitespace().next().unwrap_or_default();
        match (element, attribute("name")) {
            ("input", Some(name)) if attribute("type").as_deref() != Some("checkbox") || has("checked") => {
                pairs.push((name, attribute("value").unwrap_or_default()));
            }
            // The line break after the tag is no part of the text.
            ("textarea", Some(name)) => {
                pairs.push((name, unescape(rest.strip_prefix('\n').unwrap_or(rest))));
            }
            ("select", Some(name)) => pairs.push((name, String::new())),
            ("option", _) if has("selected") => {
                if let Some((_, chosen)) = pairs.last_mut() {
                    *chosen = attribute("value").unwrap_or_default();
                }
            }
            _ => {}
        }
    }
    pairs
}

/// Types into a control.
pub fn set(pairs: &mut Vec<(String, String)>, name: &str, value: &str) {
    match pairs.iter_mut().find(|(known, _)| known == name) {
        Some((_, text)) => value.clone_into(text),
        None => pairs.push((name.to_owned(), value.to_owned())),
    }
}
