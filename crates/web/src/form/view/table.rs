//! The controls of a small table as they are placed, and what is wrong in its rows.

use enishi_kind::{Body, Field, ROW_LIMIT, Value};
use enishi_model::states::states_after;

use super::{ControlView, Drawer, OptionView, ProblemLink};
use crate::form::{EMPTY_ROWS, cell_name};

/// A small table: a row of controls for each row, empty ones at the end.
pub struct TableView {
    /// Whether it has too many columns to stand as a table: its rows then stand as blocks.
    pub is_wide: bool,
    /// Labels of the columns, the word where one must be filled, and help.
    pub columns: Vec<(String, Option<String>, Option<String>)>,
    /// The rows.
    pub rows: Vec<TableRow>,
    /// What is in a row that has an error as a whole.
    pub field: &'static str,
    /// What stands above the rows' numbers.
    pub number: String,
    /// The label of the button for more rows.
    pub more: String,
}

/// A row of a small table.
pub struct TableRow {
    /// Its number.
    pub number: usize,
    /// `Row 1`.
    pub label: String,
    /// A control for each column.
    pub cells: Vec<ControlView>,
    /// What is wrong with the row as a whole.
    pub error: Option<String>,
}

impl Drawer<'_> {
    /// A problem in a row of a table: `statuses.2.state`, or `statuses.2` of the row as a whole.
    pub(super) fn cell_problem(&self, name: &str, text: &str) -> Option<ProblemLink> {
        let (name, rest) = name.split_once('.')?;
        let field = self.kind.field(name).filter(|field| !field.of.columns().is_empty())?;
        let (row, column) = rest.split_once('.').unwrap_or((rest, ""));
        let number: usize = row.parse().ok()?;
        let label = self.words.field(self.kind, field);
        let mut args = vec![("field", label), ("number", number.to_string()), ("problem", text.to_owned())];
        let Some(column) = field.of.columns().iter().find(|known| known.name == column) else {
            let href = format!("#{}", self.id_of(&format!("{}.{number}", field.name)));
            return Some(ProblemLink { href, text: self.words.with("form-problem-row", &args) });
        };
        args.push(("column", self.words.column(self.kind, field, column)));
        let id = self.id_of(&cell_name(field, number, column));
        let href = format!("#{}", self.first_part(column, &id));
        Some(ProblemLink { href, text: self.words.with("form-problem-cell", &args) })
    }

    /// The rows of a table with empty ones at the end.
    pub(super) fn table(
        &self,
        field: &'static Field,
        columns: &'static [Field],
        body: Option<&Body>,
    ) -> TableView {
        let stood = match body.and_then(|body| body.value(field)) {
            Some(Value::Rows(rows)) => rows,
            _ => Vec::new(),
        };
        let filled = self.controls.filled_rows(field) + EMPTY_ROWS;
        let count = filled.max(self.controls.row_count(field)).min(ROW_LIMIT);
        let label = |column| self.words.column(self.kind, field, column);
        // How a date or a reference is written is said at the fields; a table has no room for it in every column.
        let help = |column| self.words.column_help(self.kind, field, column);
        let row = |number: usize| TableRow {
            number,
            label: self.words.one("form-rows-row", "number", number),
            error: self.error_at(&format!("{}.{number}", field.name)),
            cells: columns
                .iter()
                .map(|column| {
                    let name = cell_name(field, number, column);
                    let stood = number.checked_sub(1).and_then(|at| stood.get(at));
                    self.control_of(column, &name, stood, label(column), help(column), None)
                })
                .collect(),
        };
        TableView {
            is_wide: columns.len() > 6 || columns.iter().any(|column| column.of.is_bilingual()),
            columns: columns
                .iter()
                .map(|column| {
                    let required = column.required.then(|| self.words.t("form-required"));
                    (label(column), required, help(column))
                })
                .collect(),
            rows: (1..=count).map(row).collect(),
            field: field.name,
            number: self.words.t("rows-number"),
            more: self.words.t("form-rows-more"),
        }
    }

    /// In a row of dated states, those that may follow the row before; none where every state is open, as in the first.
    pub(super) fn open_in_row(&self, control: &str) -> Option<Vec<&'static str>> {
        let (field, rest) = control.split_once('.')?;
        let (row, column) = rest.split_once('.')?;
        let text = |row: usize| self.controls.text(&format!("{field}.{row}.{column}"));
        let before = (1..row.parse().ok()?).rev().map(text).find(|state| !state.is_empty())?;
        states_after(self.kind.name, &format!("{field}.{column}"), before)
    }

    pub(super) fn flag_option(&self, control: &str, value: &str) -> OptionView {
        OptionView {
            label: self.words.t(if value == "true" { "flag-yes" } else { "flag-no" }),
            is_chosen: self.controls.text(control) == value,
            value: value.to_owned(),
            sign: None,
        }
    }
}
