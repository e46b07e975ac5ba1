//! The controls of a small table: `statuses.1.state`, rows numbered from 1, filled rows first.

use std::collections::{BTreeMap, HashMap};

use enishi_app::Link;
use enishi_kind::{Body, Field, ROW_LIMIT};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;

use super::{Controls, part_names};
use crate::address::Pairs;

/// Empty rows at the end of a table.
pub const EMPTY_ROWS: usize = 3;

/// The name of a cell's control without the parts of a text.
#[must_use]
pub fn cell_name(field: &Field, row: usize, column: &Field) -> String {
    format!("{}.{row}.{}", field.name, column.name)
}

/// The names of all controls of a row.
fn row_names(field: &Field, row: usize) -> Vec<String> {
    let columns = field.of.columns().iter();
    columns.flat_map(|column| part_names(column, &cell_name(field, row, column))).collect()
}

/// Row and rest of a control's name, if it is one of this table.
fn split_name<'n>(field: &Field, name: &'n str) -> Option<(usize, &'n str)> {
    let (row, rest) = name.strip_prefix(field.name)?.strip_prefix('.')?.split_once('.')?;
    let row: usize = row.parse().ok().filter(|row| (1..=ROW_LIMIT).contains(row))?;
    let is_known =
        field.of.columns().iter().any(|column| part_names(column, column.name).iter().any(|n| n == rest));
    is_known.then_some((row, rest))
}

impl Controls {
    /// The names of the controls that there are for a table.
    #[must_use]
    pub fn names_of_rows(&self, field: &Field) -> Vec<String> {
        self.values.keys().filter(|name| split_name(field, name).is_some()).cloned().collect()
    }

    /// How many rows have controls.
    #[must_use]
    pub fn row_count(&self, field: &Field) -> usize {
        self.values.keys().filter_map(|name| split_name(field, name)).map(|(row, _)| row).max().unwrap_or(0)
    }

    /// How many rows have something in them; they stand first.
    #[must_use]
    pub fn filled_rows(&self, field: &Field) -> usize {
        let filled = self.values.iter().filter(|(_, values)| !values.is_empty());
        filled.filter_map(|(name, _)| split_name(field, name)).map(|(row, _)| row).max().unwrap_or(0)
    }

    /// What stands in the filled rows, by the names of their controls.
    pub(super) fn rows_text(&self, field: &Field) -> BTreeMap<&str, &[String]> {
        let filled = self.values.iter().filter(|(_, values)| !values.is_empty());
        filled
            .filter(|(name, _)| split_name(field, name).is_some())
            .map(|(name, values)| (name.as_str(), values.as_slice()))
            .collect()
    }

    /// Sets the controls of a table to these rows.
    pub(super) fn set_rows(
        &mut self,
        field: &Field,
        rows: &[Body],
        links: &HashMap<RecordId, Link>,
        lang: Lang,
    ) {
        for (number, row) in (1..).zip(rows) {
            for column in field.of.columns() {
                let name = cell_name(field, number, column);
                self.set_value(column, &name, row.value(column).as_ref(), links, lang);
                // No in a cell is said, because a row has no other way to say that nothing is known.
                if let Some(enishi_kind::Value::Flag(false)) = row.value(column) {
                    self.set(&name, vec!["false".to_owned()]);
                }
            }
        }
    }

    /// Takes what was typed into a table: empty rows go to the end.
    pub(super) fn take_rows(&mut self, field: &Field, pairs: &Pairs) {
        let mut rows: BTreeMap<usize, BTreeMap<String, Vec<String>>> = BTreeMap::new();
        for (name, value) in pairs {
            let Some((row, rest)) = split_name(field, name) else { continue };
            let values = rows.entry(row).or_default().entry(rest.to_owned()).or_default();
            if !value.trim().is_empty() {
                values.push(value.clone());
            }
        }
        let count = rows.len();
        let (filled, empty): (Vec<_>, Vec<_>) =
            rows.into_values().partition(|row| row.values().any(|values| !values.is_empty()));
        for (number, row) in (1..=count).zip(filled.into_iter().chain(empty)) {
            for (rest, values) in row {
                self.values.insert(format!("{}.{number}.{rest}", field.name), values);
            }
        }
    }

    /// Adds empty rows.
    pub fn add_rows(&mut self, field: &Field) {
        let count = self.row_count(field);
        for row in count + 1..=(count + EMPTY_ROWS).min(ROW_LIMIT) {
            for name in row_names(field, row) {
                self.values.insert(name, Vec::new());
            }
        }
    }
}
