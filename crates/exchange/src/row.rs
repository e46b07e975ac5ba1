//! Rows as they stand in a file, and rows as they were understood.

use enishi_kind::{Certainty, Field, Problem, Value};
use enishi_kit::date::PartialDate;
use enishi_kit::ident::Identifier;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// One cell as it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A date of a cell that is formatted as a date, in ISO form.
    Date(String),
    /// Several texts (JSON Lines).
    List(Vec<String>),
    /// A structure (JSON Lines), for claims.
    Json(Json),
    /// An error of a formula, such as `#REF!`.
    Error(String),
}

impl Cell {
    /// The cell as text; lists are joined with `; `.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Date(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::List(items) => items.join("; "),
            Self::Json(json) => json.to_string(),
        }
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            _ => false,
        }
    }
}

/// One row as it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RawRow {
    /// The sheet, where the format has sheets.
    pub sheet: Option<String>,
    /// The row as a spreadsheet program counts it, from 1; in JSON Lines the line.
    pub row: u32,
    /// The cells from column A on; a short row has fewer cells than the header.
    pub cells: Vec<Cell>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The text of the header cell.
    pub text: String,
    /// The column's letters as in a spreadsheet program.
    pub column_letter: String,
}

/// The letters of a column counted from 0: 0 is A, 26 is AA.
#[must_use]
pub fn column_letter(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Where a row stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The sheet, where the format has sheets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The first row.
    pub row: u32,
    /// The last row, where several rows make one record; else the same as `row`.
    pub last_row: u32,
}

/// What the ACTION column asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// The record must be new.
    Add,
    /// The record must exist.
    Update,
    /// The record is to be deleted.
    Delete,
}

/// By what a row says which record it means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowKey {
    /// Our own short reference, such as `seed-7k2m9x4q`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// External identifiers, of the `id` column and of identifier columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// The folded texts of the natural key columns; only where the mapping names such columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub natural: Option<Vec<String>>,
}

/// What a row of a small table says: names of columns, each with a value or with records that it names.
pub type ParsedCells = Vec<(String, Parsed)>;

/// What a row says about one field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Parsed {
    /// A value as the field's JSON ([`Value::to_json`]). Text may hold one language only: the others are not given.
    Value(Json),
    /// Texts that name records: a short reference, `scheme:value` or a name.
    Refer(Vec<String>),
    /// Rows of a small table, each with what it says about its columns.
    Rows(Vec<ParsedCells>),
    /// Dissent, where it stands in the row itself (JSON Lines).
    Claims(Vec<ParsedClaim>),
    /// The cell says "nothing" (a lone dash): an update takes the value away, a new record has none.
    Clear,
}

impl Parsed {
    /// A typed value.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        Self::Value(value.to_json())
    }

    /// The typed value, where this is one.
    #[must_use]
    pub fn value(&self, field: &Field) -> Option<Value> {
        match self {
            Self::Value(json) => Value::from_json(field, json).ok(),
            _ => None,
        }
    }
}

/// A claim whose source and value may name records that are not resolved yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParsedClaim {
    /// The field it is about.
    pub field: String,
    /// What it says: [`Parsed::Value`] or [`Parsed::Refer`].
    pub value: Parsed,
    /// The source by reference, identifier or name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The day to which it refers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<PartialDate>,
    /// How sure it is.
    #[serde(default)]
    pub certainty: Certainty,
}

/// What a row says about a record that its record refers to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Linked {
    /// The reference field that leads to it.
    pub via: String,
    /// Its kind.
    pub kind: String,
    /// By what it is known: the text of the reference column as `natural`, or identifiers.
    pub key: RowKey,
    /// Its fields.
    pub fields: Vec<(String, Parsed)>,
}

/// One record as a row (or several rows) of a file gives it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ParsedRow {
    /// Where it stands.
    pub place: Place,
    /// What the ACTION column asks for; `None` means: add or update, whichever fits.
    pub action: Option<Action>,
    /// Which record it means.
    pub key: RowKey,
    /// Field names and what is said about them, in the order of the field table.
    pub fields: Vec<(String, Parsed)>,
    /// Single languages that a lone dash clears while another language of the field is given: field and `ja`, `en`
    /// or `kana`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cleared: Vec<(String, String)>,
    /// Records that the row fills besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub linked: Vec<Linked>,
    /// Everything wrong, in the order of columns. A row with problems is not to be written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<CellProblem>,
}

impl ParsedRow {
    /// What the row says about a field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Parsed> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, parsed)| parsed)
    }

    /// Whether the row holds nothing at all.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.fields.is_empty()
            && self.linked.is_empty()
            && self.key == RowKey::default()
            && self.problems.is_empty()
    }
}

/// What is wrong with one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellProblem {
    /// The sheet, where the format has sheets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row.
    pub row: u32,
    /// The column's letters; empty where the problem is of the row as a whole.
    pub column: String,
    /// The text of the column's header.
    pub header: String,
    /// The beginning of the cell's text.
    pub value: String,
    /// What is wrong and what was expected.
    pub problem: Problem,
}

/// A problem whose code ends in `-near` and that names the nearest known name, where there is one.
pub(crate) fn problem_near(code: &str, found: &str, near: Option<&str>) -> Problem {
    match near {
        Some(near) => Problem::new(&format!("{code}-near")).arg("found", found).arg("near", near),
        None => Problem::new(code).arg("found", found),
    }
}

impl std::fmt::Display for CellProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(sheet) = &self.sheet {
            write!(f, "sheet {sheet}, ")?;
        }
        write!(f, "row {}", self.row)?;
        if !self.column.is_empty() {
            write!(f, ", column {} ({})", self.column, self.header)?;
        }
        write!(f, ": {} [{}]", self.problem, self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_spreadsheet_programs() {
        assert_eq!(
            [0, 25, 26, 51, 52, 701, 702].map(column_letter),
            ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
        );
    }
}
