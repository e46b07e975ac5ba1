//! Typed values: from JSON, to JSON, and what may be wrong with them.

use enishi_kit::date::PartialDate;
use enishi_kit::decimal::Decimal;
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ident::{self, Identifier};
use enishi_kit::ids::RecordId;
use enishi_kit::money::{Yen, YenRange};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::{Body, Field, FileEntry, Problem, Text, Type, Vocabulary, nearest, rows};

/// How sure a claim is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The source says so.
    #[default]
    Stated,
    /// Concluded from the source.
    Inferred,
    /// Nobody has checked it.
    Unchecked,
}

impl Certainty {
    /// The word in catalogues and spreadsheets.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Inferred => "inferred",
            Self::Unchecked => "unchecked",
        }
    }
}

/// The words for how sure a fact is, as fields of records choose them.
pub static CERTAINTIES: Vocabulary =
    Vocabulary { name: "certainty", codes: &["stated", "inferred", "unchecked"], source: "Enishi" };

/// Another value for a field, with a source of its own. The body keeps the preferred one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The field it is about.
    pub field: String,
    /// The value as the field's JSON.
    pub value: Json,
    /// The source that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<RecordId>,
    /// The day to which it refers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<PartialDate>,
    /// How sure it is.
    #[serde(default)]
    pub certainty: Certainty,
}

/// A typed value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, long text or name.
    Text(Text),
    /// A line or an address.
    Line(String),
    /// Keywords.
    Keywords(Vec<String>),
    /// One code.
    Choice(String),
    /// Several codes.
    Choices(Vec<String>),
    /// A date.
    Date(PartialDate),
    /// A fiscal year.
    FiscalYear(FiscalYear),
    /// A whole number.
    Integer(i64),
    /// An exact decimal number.
    Decimal(Decimal),
    /// Yen.
    Yen(Yen),
    /// A range of yen.
    YenRange(YenRange),
    /// Yes or no.
    Flag(bool),
    /// A record.
    Reference(RecordId),
    /// Records.
    References(Vec<RecordId>),
    /// Identifiers.
    Identifiers(Vec<Identifier>),
    /// Claims.
    Claims(Vec<Claim>),
    /// Rows of a table: each the values of its columns by name.
    Rows(Vec<Body>),
    /// Attached files.
    Files(Vec<FileEntry>),
}

impl Value {
    /// Reads the JSON of a field.
    ///
    /// # Errors
    /// JSON of another type than the field's.
    pub fn from_json(field: &Field, json: &Json) -> Result<Self, Problem> {
        fn read<T: DeserializeOwned>(json: &Json, expected: &str) -> Result<T, Problem> {
            T::deserialize(json).map_err(|_| {
                Problem::new("type").arg("expected", expected).arg("found", crate::canonical(json))
            })
        }
        Ok(match field.of {
            Type::Text | Type::LongText | Type::Name => Self::Text(read(json, "text")?),
            Type::Line | Type::Link => Self::Line(read(json, "line")?),
            Type::Keywords => Self::Keywords(read(json, "keywords")?),
            Type::Choice(_) => Self::Choice(read(json, "code")?),
            Type::Choices(_) => Self::Choices(read(json, "codes")?),
            Type::Date => Self::Date(read(json, "date")?),
            Type::FiscalYear => Self::FiscalYear(read(json, "fiscal-year")?),
            Type::Integer => Self::Integer(read(json, "integer")?),
            Type::Decimal => Self::Decimal(read(json, "decimal")?),
            Type::Yen => Self::Yen(read(json, "yen")?),
            Type::YenRange => Self::YenRange(read(json, "yen-range")?),
            Type::Flag => Self::Flag(read(json, "flag")?),
            Type::Reference(_) | Type::Successor => Self::Reference(read(json, "reference")?),
            Type::References(_) => Self::References(read(json, "references")?),
            Type::Identifiers => Self::Identifiers(read(json, "identifiers")?),
            Type::Claims => Self::Claims(read(json, "claims")?),
            Type::Rows(_) => Self::Rows(read(json, "rows")?),
            Type::Files => Self::Files(read(json, "files")?),
        })
    }

    /// The JSON of this value; empty lists become `null`, which a body leaves out.
    #[must_use]
    pub fn to_json(&self) -> Json {
        fn list<T: Serialize>(items: &[T]) -> Json {
            if items.is_empty() { Json::Null } else { json(&items) }
        }
        match self {
            Self::Text(text) => json(text),
            Self::Line(text) | Self::Choice(text) => json(text),
            Self::Keywords(items) | Self::Choices(items) => list(items),
            Self::Date(date) => json(date),
            Self::FiscalYear(year) => json(year),
            Self::Integer(number) => json(number),
            Self::Decimal(number) => json(number),
            Self::Yen(yen) => json(yen),
            Self::YenRange(range) => json(range),
            Self::Flag(flag) => json(flag),
            Self::Reference(id) => json(id),
            Self::References(ids) => list(ids),
            Self::Identifiers(items) => list(items),
            Self::Claims(items) => list(items),
            Self::Rows(rows) => list(rows),
            Self::Files(files) => list(files),
        }
    }

    /// Everything wrong with this value in this field.
    #[must_use]
    pub fn problems(&self, field: &Field) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut add = |problem: Problem| problems.push(problem.on(field.name));
        match self {
            Self::Text(text) => {
                if text.each().all(|(_, words)| words.trim().is_empty()) {
                    add(Problem::new("empty"));
                }
                for (lang, words) in text.each() {
                    if let Some(problem) = check_words(words, field) {
                        add(problem.arg("language", lang.code()));
                    }
                }
                if let Some(problem) = text.kana.as_deref().and_then(|kana| check_words(kana, field)) {
                    add(problem);
                }
            }
            Self::Line(words) => {
                if let Some(problem) = check_words(words, field) {
                    add(problem);
                }
                if field.of == Type::Link && !is_link(words) {
                    add(Problem::new("link").arg("found", words));
                }
            }
            Self::Keywords(items) => items.iter().filter_map(|item| check_words(item, field)).for_each(add),
            Self::Choice(code) => check_code(field.of.vocabulary(), code).into_iter().for_each(add),
            Self::Choices(codes) => {
                codes.iter().filter_map(|code| check_code(field.of.vocabulary(), code)).for_each(add);
            }
            Self::Integer(number) => {
                if let Some((least, most)) = field.range
                    && !(least..=most).contains(number)
                {
                    add(Problem::new("range").arg("found", number).arg("least", least).arg("most", most));
                }
            }
            Self::FiscalYear(year) => {
                let (least, most) = field.range.unwrap_or((1_000, 9_998));
                if !(least..=most).contains(&i64::from(year.0)) || !year.is_in_calendar() {
                    add(Problem::new("range").arg("found", year.0).arg("least", least).arg("most", most));
                }
            }
            Self::YenRange(range) => {
                if let (Some(min), Some(max)) = (range.min, range.max)
                    && min > max
                {
                    add(Problem::new("yen-range-order").arg("min", min.0).arg("max", max.0));
                }
            }
            Self::Identifiers(items) => {
                for item in items {
                    if let Some(problem) = check_characters(&item.value) {
                        add(problem);
                        continue;
                    }
                    match ident::check(&item.scheme, &item.value) {
                        Ok(normal) if normal == item.value => {}
                        Ok(normal) => {
                            add(Problem::new("identifier-form")
                                .arg("found", &item.value)
                                .arg("expected", normal));
                        }
                        Err(error) => add(Problem::new("identifier")
                            .arg("scheme", item.scheme.name())
                            .arg("found", &item.value)
                            .arg("detail", error)),
                    }
                }
            }
            Self::Claims(items) => items.iter().filter_map(|item| check_texts(&item.value)).for_each(add),
            Self::Files(files) => files.iter().filter_map(FileEntry::problem).for_each(add),
            Self::Rows(given) => return rows::problems(field, field.of.columns(), given),
            Self::Date(_)
            | Self::Decimal(_)
            | Self::Yen(_)
            | Self::Flag(_)
            | Self::Reference(_)
            | Self::References(_) => {}
        }
        problems
    }

    /// The records that this value refers to; rows do not know their columns: see [`Value::targets_in`].
    #[must_use]
    pub fn targets(&self) -> Vec<RecordId> {
        match self {
            Self::Reference(id) => vec![*id],
            Self::References(ids) => ids.clone(),
            Self::Claims(claims) => claims.iter().filter_map(|claim| claim.source).collect(),
            _ => Vec::new(),
        }
    }

    /// The records that this value of this field refers to, those in the cells of rows included.
    #[must_use]
    pub fn targets_in(&self, field: &Field) -> Vec<RecordId> {
        let Self::Rows(rows) = self else { return self.targets() };
        let cells = |row| field.of.columns().iter().filter_map(move |column| Body::value(row, column));
        rows.iter().flat_map(cells).flat_map(|cell| cell.targets()).collect()
    }
}

/// Values of this crate always have a JSON form: their maps have string keys and their numbers are finite.
fn json<T: Serialize + ?Sized>(value: &T) -> Json {
    serde_json::to_value(value).unwrap_or(Json::Null)
}

/// No control characters but tabs and line breaks: nobody sees them, and spreadsheets and PostgreSQL cannot hold them.
pub(crate) fn check_characters(words: &str) -> Option<Problem> {
    let found = words.chars().find(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r'))?;
    Some(match found {
        '\0' => Problem::new("nul"),
        other => Problem::new("control").arg("found", format!("U+{:04X}", u32::from(other))),
    })
}

/// The same for every text within a JSON value.
fn check_texts(json: &Json) -> Option<Problem> {
    match json {
        Json::String(text) => check_characters(text),
        Json::Array(items) => items.iter().find_map(check_texts),
        Json::Object(map) => map.values().find_map(check_texts),
        _ => None,
    }
}

fn check_words(words: &str, field: &Field) -> Option<Problem> {
    if let Some(problem) = check_characters(words) {
        return Some(problem);
    }
    let limit = field.char_limit();
    if words.len() > limit {
        let found = words.chars().count();
        if found > limit {
            return Some(Problem::new("too-long").arg("found", found).arg("limit", limit));
        }
    }
    None
}

fn check_code(vocabulary: Option<&Vocabulary>, code: &str) -> Option<Problem> {
    let vocabulary = vocabulary?;
    if vocabulary.codes.contains(&code) {
        return None;
    }
    // Two codes, because a sentence of the catalogue cannot ask whether an argument is empty.
    let problem = match nearest(code, vocabulary.codes.iter().copied()) {
        Some(near) => Problem::new("code-near").arg("near", near),
        None => Problem::new("code"),
    };
    Some(
        problem
            .arg("found", code)
            .arg("vocabulary", vocabulary.name)
            .arg("codes", vocabulary.codes.join(", ")),
    )
}

fn is_link(words: &str) -> bool {
    let rest = words.strip_prefix("https://").or_else(|| words.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.chars().any(char::is_whitespace))
}
