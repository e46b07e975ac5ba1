//! Rows of a small table: from the lines of one cell, from numbered columns, from JSON Lines.

use enishi_kind::{Field, Problem, Text, Type, Value, canonical};
use enishi_kit::lang::Lang;
use serde_json::Value as Json;

use super::words::{self, Labels};
use crate::columns::Part;
use crate::guard::is_dash;
use crate::table_cell::{cell_columns, split_line};
use crate::{Cell, ParsedCells, row::problem_near};

/// What one row says, or everything wrong with it.
type Understood = Result<ParsedCells, Vec<Problem>>;

/// Reads the lines of a cell.
pub(super) fn from_lines(
    text: &str,
    field: &Field,
    labels: &Labels,
    trim: bool,
) -> Result<Vec<ParsedCells>, Vec<Problem>> {
    let columns = cell_columns(field);
    let lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
    let rows = (1..).zip(lines).map(|(number, line)| {
        let values = split_line(line, trim);
        if values.len() > columns.len() {
            let names: Vec<String> = columns.iter().map(|(column, part)| part.name(column)).collect();
            let problem = Problem::new("row-too-wide")
                .arg("found", values.len())
                .arg("limit", columns.len())
                .arg("known", names.join(" | "));
            return Err(vec![problem.on(&format!("{}.{number}", field.name))]);
        }
        let cells: Vec<(&'static Field, Part, String)> = columns
            .iter()
            .zip(values)
            .filter(|(_, value)| !value.is_empty())
            .map(|((column, part), value)| (*column, *part, value))
            .collect();
        from_cells(field, number, &cells, labels)
    });
    gather(rows)
}

/// Reads the cells of one row, each a part of a column.
pub(super) fn from_cells(
    field: &Field,
    number: usize,
    cells: &[(&'static Field, Part, String)],
    labels: &Labels,
) -> Understood {
    let mut row = ParsedCells::new();
    let mut problems = Vec::new();
    for column in field.of.columns() {
        let given: Vec<(Part, &str)> = cells
            .iter()
            .filter(|(known, ..)| known.name == column.name)
            .map(|(_, part, text)| (*part, text.as_str()))
            .filter(|(_, text)| column.of.is_words() || !is_dash(text))
            .collect();
        if given.is_empty() {
            continue;
        }
        match from_parts(column, &given, labels) {
            Ok(parsed) => row.push((column.name.to_owned(), parsed)),
            Err(found) => {
                let at = format!("{}.{number}.{}", field.name, column.name);
                problems.extend(found.into_iter().map(|problem| problem.on(&at)));
            }
        }
    }
    if problems.is_empty() { Ok(row) } else { Err(problems) }
}

fn from_parts(
    column: &'static Field,
    given: &[(Part, &str)],
    labels: &Labels,
) -> Result<crate::Parsed, Vec<Problem>> {
    let value = if column.of.is_bilingual() {
        Value::Text(text_of(given).map_err(|problem| vec![problem])?)
    } else {
        let text = given.first().map_or("", |(_, text)| *text);
        match column.of {
            Type::Reference(_) => return Ok(crate::Parsed::Refer(vec![text.to_owned()])),
            Type::References(_) => return Ok(crate::Parsed::Refer(words::split(text, column))),
            _ => words::value(&Cell::Text(text.to_owned()), text, column, None, labels)?,
        }
    };
    let problems = value.problems(column);
    if problems.is_empty() { Ok(crate::Parsed::of(&value)) } else { Err(problems) }
}

fn text_of(given: &[(Part, &str)]) -> Result<Text, Problem> {
    let part =
        |wanted: Part| given.iter().find(|(part, _)| *part == wanted).map(|(_, text)| (*text).to_owned());
    let (mut ja, mut en) = (part(Part::Lang(Lang::Ja)), part(Part::Lang(Lang::En)));
    // A numbered column without a language: the script tells it.
    if let Some(text) = part(Part::Whole) {
        match words::language_of(&text) {
            Lang::Ja => ja = ja.or(Some(text)),
            Lang::En => en = en.or(Some(text)),
        }
    }
    let translation = match part(Part::Translation) {
        Some(text) => Some(
            words::parse_translation(&text).ok_or_else(|| Problem::new("translation").arg("found", &text))?,
        ),
        None => None,
    };
    Ok(words::assemble(ja, en, part(Part::Kana), translation))
}

/// Reads rows of JSON Lines: records by their names, everything else as the column's JSON.
pub(super) fn from_json(json: &Json, field: &Field) -> Result<Vec<ParsedCells>, Vec<Problem>> {
    let wrong = |expected: &str, json: &Json| {
        Problem::new("type").arg("expected", expected).arg("found", canonical(json))
    };
    let Some(items) = json.as_array() else { return Err(vec![wrong("rows", json).on(field.name)]) };
    gather((1..).zip(items).map(|(number, item)| {
        let at = format!("{}.{number}", field.name);
        let Some(object) = item.as_object() else { return Err(vec![wrong("rows", item).on(&at)]) };
        let mut row = ParsedCells::new();
        let mut problems = Vec::new();
        for (name, json) in object.iter().filter(|(_, json)| !json.is_null()) {
            let at = format!("{at}.{name}");
            let Some(column) = field.of.columns().iter().find(|column| column.name == name) else {
                let near = enishi_kind::nearest(name, field.of.columns().iter().map(|column| column.name));
                problems.push(problem_near("field-unknown", name, near).on(&at));
                continue;
            };
            match from_json_cell(column, json) {
                Ok(parsed) => row.push((name.clone(), parsed)),
                Err(found) => problems.extend(found.into_iter().map(|problem| problem.on(&at))),
            }
        }
        let place = |name: &String| field.of.columns().iter().position(|column| column.name == name);
        row.sort_by_key(|(name, _)| place(name));
        if problems.is_empty() { Ok(row) } else { Err(problems) }
    }))
}

fn from_json_cell(column: &Field, json: &Json) -> Result<crate::Parsed, Vec<Problem>> {
    if column.of.target().is_some() {
        let items = json.as_array().map_or_else(|| std::slice::from_ref(json), Vec::as_slice);
        let names: Option<Vec<String>> = items.iter().map(|item| item.as_str().map(str::to_owned)).collect();
        return names.map(crate::Parsed::Refer).ok_or_else(|| {
            let problem = Problem::new("type").arg("expected", "reference").arg("found", canonical(json));
            vec![problem]
        });
    }
    let value = Value::from_json(column, json).map_err(|problem| vec![problem])?;
    let problems = value.problems(column);
    if problems.is_empty() { Ok(crate::Parsed::of(&value)) } else { Err(problems) }
}

fn gather(rows: impl Iterator<Item = Understood>) -> Result<Vec<ParsedCells>, Vec<Problem>> {
    let (mut good, mut problems) = (Vec::new(), Vec::new());
    for row in rows {
        match row {
            Ok(row) if row.is_empty() => {}
            Ok(row) => good.push(row),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(good) } else { Err(problems) }
}
