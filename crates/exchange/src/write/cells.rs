//! Values as the texts of cells.

use enishi_kind::{Body, Field, KindInfo, Problem, Type, Value};
use enishi_kit::ids::RecordId;
use serde_json::{Value as Json, json};

use crate::columns::{Column, Part, parts};
use crate::parse::{identifiers, words};
use crate::table_cell::join_line;

/// What is written into a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum CellText {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    List(Vec<String>),
    /// A decimal number in its one form.
    Decimal(String),
    /// Rows of a small table: as lines, and as JSON.
    Rows(String, Json),
}

impl CellText {
    pub(crate) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// The text in a format that knows texts only.
    pub(crate) fn flat(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => crate::guard::protect(text),
            // The reader takes numbers as numbers: a minus in front of digits begins no formula that does anything.
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::List(items) => crate::guard::protect(&words::join(items)),
            Self::Decimal(number) => number.clone(),
            Self::Rows(lines, _) => crate::guard::protect(lines),
        }
    }

    /// The text as it stands among others in a cell, unprotected.
    fn bare(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::List(items) => words::join(items),
            other => other.flat(),
        }
    }

    /// The JSON form; `None` for nothing.
    pub(crate) fn json(&self) -> Option<Json> {
        match self {
            Self::Empty => None,
            Self::Text(text) => Some(json!(text)),
            Self::Number(number) => Some(json!(number)),
            Self::Flag(flag) => Some(json!(flag)),
            Self::List(items) => Some(json!(items)),
            Self::Decimal(number) => Some(json!(number)),
            Self::Rows(_, rows) => Some(rows.clone()),
        }
    }
}

/// The cells of one value: one for each part of the field.
pub(crate) fn value_cells(
    field: &Field,
    value: &Value,
    resolve: &dyn Fn(RecordId) -> String,
) -> Result<Vec<CellText>, Problem> {
    let one = match value {
        Value::Text(text) => {
            if text.kana.is_some() && field.of != Type::Name {
                return Err(Problem::new("kana-without-name").on(field.name));
            }
            let cell = |part: Option<&str>| part.map(CellText::text).unwrap_or_default();
            let cells = parts(field).iter().map(|part| match part {
                Part::Lang(lang) => cell(text.exact(*lang)),
                Part::Kana => cell(text.kana.as_deref()),
                Part::Translation => cell(words::write_translation(text).as_deref()),
                Part::Whole => CellText::Empty,
            });
            return Ok(cells.collect());
        }
        Value::Line(text) | Value::Choice(text) => CellText::text(text),
        Value::Keywords(items) | Value::Choices(items) => CellText::List(items.clone()),
        Value::Date(date) => CellText::text(&date.to_string()),
        Value::FiscalYear(year) => CellText::Number(i64::from(year.0)),
        Value::Decimal(number) => CellText::Decimal(number.to_string()),
        Value::Integer(number) => CellText::Number(*number),
        Value::Yen(yen) => CellText::Number(yen.0),
        Value::YenRange(range) => CellText::text(&words::write_yen_range(range)),
        Value::Flag(flag) => CellText::Flag(*flag),
        Value::Reference(id) => CellText::text(&resolve(*id)),
        Value::References(ids) => CellText::List(ids.iter().map(|id| resolve(*id)).collect()),
        Value::Identifiers(items) => {
            CellText::List(items.iter().map(identifiers::write_identifier).collect())
        }
        Value::Rows(rows) => rows_cell(field, rows, resolve)?,
        Value::Claims(_) | Value::Files(_) => return Ok(Vec::new()),
    };
    Ok(vec![one])
}

/// A small table: a line for each row, and its JSON with records by their references.
fn rows_cell(
    field: &Field,
    rows: &[Body],
    resolve: &dyn Fn(RecordId) -> String,
) -> Result<CellText, Problem> {
    let (mut lines, mut items) = (Vec::new(), Vec::new());
    for row in rows {
        let mut line = Vec::new();
        let mut item = serde_json::Map::new();
        for column in field.of.columns() {
            let Some(json) = row.raw(column.name) else {
                line.extend(parts(column).iter().map(|_| String::new()));
                continue;
            };
            let value = Value::from_json(column, json)?;
            line.extend(value_cells(column, &value, resolve)?.iter().map(CellText::bare));
            let json = match value {
                Value::Reference(id) => json!(resolve(id)),
                Value::References(ids) => ids.into_iter().map(resolve).collect(),
                _ => json.clone(),
            };
            item.insert(column.name.to_owned(), json);
        }
        lines.push(join_line(&line));
        items.push(Json::Object(item));
    }
    Ok(CellText::Rows(lines.join("\n"), Json::Array(items)))
}

/// What use cases keep by themselves, which stands in JSON Lines only: names and values, records by their references.
pub(crate) fn managed_json(
    body: &Body,
    kind: &'static KindInfo,
    resolve: &dyn Fn(RecordId) -> String,
) -> Result<Vec<(&'static str, Json)>, Problem> {
    let mut all = Vec::new();
    for field in kind.fields().filter(|field| field.of.is_managed()) {
        let Some(json) = body.raw(field.name) else { continue };
        let json = match Value::from_json(field, json).map_err(|problem| problem.on(field.name))? {
            Value::Reference(id) => json!(resolve(id)),
            _ => json.clone(),
        };
        all.push((field.name, json));
    }
    Ok(all)
}

/// The cells of a record in the order of [`crate::columns`].
pub(crate) fn record_cells(
    body: &Body,
    kind: &'static KindInfo,
    columns: &[Column],
    resolve: &dyn Fn(RecordId) -> String,
) -> Result<Vec<CellText>, Problem> {
    let mut cells = Vec::with_capacity(columns.len());
    for field in kind.fields() {
        let width = parts(field).len();
        if width == 0 {
            continue;
        }
        match body.raw(field.name) {
            None => cells.extend(std::iter::repeat_n(CellText::Empty, width)),
            Some(json) => {
                let value = Value::from_json(field, json).map_err(|problem| problem.on(field.name))?;
                cells.extend(value_cells(field, &value, resolve)?);
            }
        }
    }
    Ok(cells)
}
