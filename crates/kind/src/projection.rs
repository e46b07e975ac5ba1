//! The rows that follow from a body: references, facets, sort keys, each with its clearance.

use std::collections::BTreeSet;

use enishi_kit::fold::{fold_name, fold_text, kana_to_hiragana};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;

use crate::{Body, Clearance, Field, KindInfo, Layer, Registry, Text, Type, Value};

/// One reference of a record to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReferenceRow {
    /// The field that refers.
    pub field: &'static str,
    /// The record referred to.
    pub to: RecordId,
    /// Who may see it.
    pub clearance: Clearance,
}

/// One value by which lists filter or sort.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FacetRow {
    /// The facet's name: a field's, or `title.ja`, `title.en`, `identifier`, `folded`.
    pub name: &'static str,
    /// The value to filter by; empty where a row only sorts.
    pub value: String,
    /// Bytes that sort as people expect, the same on every engine.
    pub sort_key: Vec<u8>,
    /// Who may see it.
    pub clearance: Clearance,
}

/// Everything that the store writes beside a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Projection {
    /// Who may see that the record exists.
    pub clearance: Clearance,
    /// Sorted, without repetition.
    pub references: Vec<ReferenceRow>,
    /// Sorted, without repetition.
    pub facets: Vec<FacetRow>,
}

/// Bytes of a sort key at most: a longer title sorts by its beginning.
const SORT_KEY_BYTES: usize = 96;

/// The sort key of words: folded, cut at a character.
#[must_use]
pub fn sort_key_text(words: &str) -> Vec<u8> {
    // Readings sort alike whether they are written in hiragana or katakana.
    let mut folded = kana_to_hiragana(&fold_text(&words.chars().take(SORT_KEY_BYTES).collect::<String>()));
    while folded.len() > SORT_KEY_BYTES {
        folded.pop();
    }
    folded.into_bytes()
}

fn sort_key_number(number: i64) -> Vec<u8> {
    (number ^ i64::MIN).to_be_bytes().to_vec()
}

impl Registry {
    /// The layer of a field of this very record: the field's own or the record's disclosure, whichever is closer.
    #[must_use]
    pub fn layer(&self, field: &Field, body: &Body) -> Layer {
        field.layer.max(self.record_layer(body))
    }

    /// The layer of a record as a whole.
    #[must_use]
    pub fn record_layer(&self, body: &Body) -> Layer {
        Layer::of_disclosure(body.str("disclosure"))
    }

    /// The clearance of a field of this very record.
    #[must_use]
    pub fn clearance(&self, field: &Field, body: &Body) -> Clearance {
        self.token(self.layer(field, body))
    }

    /// Projects a body onto the rows that the store keeps beside it.
    #[must_use]
    pub fn project(&self, kind: &KindInfo, body: &Body) -> Projection {
        let record = self.token(self.record_layer(body));
        let mut references = BTreeSet::new();
        let mut facets = BTreeSet::new();
        for field in kind.fields() {
            let Some(value) = body.value(field) else { continue };
            let clearance = self.clearance(field, body);
            if let Value::Claims(claims) = &value {
                // The source of a claim is as closed as the field that the claim is about.
                for claim in claims {
                    let about = kind.field(&claim.field).unwrap_or(field);
                    let clearance = self.clearance(about, body);
                    references.extend(claim.source.map(|to| ReferenceRow {
                        field: field.name,
                        to,
                        clearance,
                    }));
                }
            } else {
                for to in value.targets() {
                    references.insert(ReferenceRow { field: field.name, to, clearance: clearance.clone() });
                }
            }
            let mut add = |name: &'static str, value: String, sort_key: Vec<u8>| {
                facets.insert(FacetRow { name, value, sort_key, clearance: clearance.clone() });
            };
            if field.name == kind.title {
                project_title(&value, &mut add);
            }
            if field.of == Type::Name || (field.of == Type::Keywords && field.name == "aliases") {
                names(&value).iter().for_each(|name| add("folded", fold_name(name), Vec::new()));
            }
            match &value {
                Value::Identifiers(items) if field.name == "identifiers" => {
                    for item in items {
                        add("identifier", format!("{}:{}", item.scheme.name(), item.value), Vec::new());
                    }
                }
                _ if field.facet || field.sort => project_value(field, &value, &mut add),
                _ => {}
            }
        }
        Projection {
            clearance: record,
            references: references.into_iter().collect(),
            facets: facets.into_iter().collect(),
        }
    }
}

fn project_title(value: &Value, add: &mut impl FnMut(&'static str, String, Vec<u8>)) {
    let (ja, en) = match value {
        Value::Text(text) => {
            let ja = text.kana.as_deref().unwrap_or_else(|| text.read(Lang::Ja).0);
            (sort_key_text(ja), sort_key_text(text.read(Lang::En).0))
        }
        Value::Line(words) => (sort_key_text(words), sort_key_text(words)),
        _ => return,
    };
    add("title.ja", String::new(), ja);
    add("title.en", String::new(), en);
}

fn project_value(field: &Field, value: &Value, add: &mut impl FnMut(&'static str, String, Vec<u8>)) {
    match value {
        Value::Choice(code) => {
            let place =
                field.of.vocabulary().and_then(|known| known.codes.iter().position(|known| known == code));
            let place = place.and_then(|place| i64::try_from(place).ok()).unwrap_or(i64::MAX);
            add(field.name, code.clone(), sort_key_number(place));
        }
        Value::Choices(codes) => codes.iter().for_each(|code| add(field.name, code.clone(), Vec::new())),
        Value::Keywords(items) => items.iter().for_each(|item| add(field.name, fold_text(item), Vec::new())),
        Value::Date(date) => add(field.name, date.to_string(), date.to_string().into_bytes()),
        Value::Integer(number) => add(field.name, number.to_string(), sort_key_number(*number)),
        Value::Yen(yen) => add(field.name, yen.0.to_string(), sort_key_number(yen.0)),
        Value::YenRange(range) => {
            let bound = range.max.or(range.min).map_or(0, |yen| yen.0);
            add(field.name, String::new(), sort_key_number(bound));
        }
        Value::Flag(flag) => add(field.name, flag.to_string(), Vec::new()),
        Value::Reference(id) => add(field.name, id.to_string(), Vec::new()),
        Value::References(ids) => ids.iter().for_each(|id| add(field.name, id.to_string(), Vec::new())),
        Value::Line(words) => add(field.name, words.clone(), sort_key_text(words)),
        Value::Text(text) => add(field.name, String::new(), sort_key_text(text.read(Lang::Ja).0)),
        Value::Identifiers(_) | Value::Claims(_) => {}
    }
}

fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Text(Text { ja, en, .. }) => [ja, en].into_iter().flatten().cloned().collect(),
        Value::Keywords(items) => items.clone(),
        _ => Vec::new(),
    }
}
