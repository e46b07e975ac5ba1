//! Understanding rows: cells to values by a mapping and the field table.
//!
//! Not here: whether a record exists, and what becomes of it.

mod build;
pub(crate) mod identifiers;
mod legible;
mod linked;
mod plan;
mod rows;
mod table;
mod texts;
pub(crate) mod words;

use enishi_kind::{Catalogue, KindInfo, Registry};

use crate::row::problem_near;
use crate::{Cell, CellProblem, Error, Format, Header, Mapping, ParsedRow, RawRow, Table};
use plan::Plan;
pub use rows::GroupedRows;
use words::Labels;

/// A mapping made ready for the headers of one file.
#[derive(Debug)]
pub struct Parser {
    kind: &'static KindInfo,
    registry: Registry,
    labels: Labels,
    headers: Vec<Header>,
    trim: bool,
    /// Whether texts stand as they are meant (JSON Lines) or may carry a protecting apostrophe.
    literal: bool,
    plan: Plan,
    problems: Vec<CellProblem>,
}

impl Parser {
    /// Prepares a mapping for the headers of a table.
    ///
    /// # Errors
    /// A mapping that is of another kind, or names unknown fields or headers that the table does not have.
    pub fn new(
        mapping: &Mapping,
        table: &Table,
        kind: &'static KindInfo,
        registry: &Registry,
        catalogue: &Catalogue,
    ) -> Result<Self, Error> {
        if registry.kind(&mapping.kind).is_none_or(|known| known.name != kind.name) {
            let detail = format!("it is for the kind `{}`, expected `{}`", mapping.kind, kind.name);
            let args = [("found", &*mapping.kind), ("expected", kind.name)];
            return Err(Error::mapping("mapping-kind", &args, detail));
        }
        let plan = Plan::new(mapping, &table.headers, kind, registry)?;
        let mut labels = Labels::default();
        labels.add_kind(kind, catalogue);
        for (_, target) in plan.slots.iter().filter_map(|slot| slot.via) {
            labels.add_kind(target, catalogue);
        }
        let mut parser = Self {
            kind,
            registry: registry.clone(),
            labels,
            headers: table.headers.clone(),
            trim: mapping.trim,
            literal: table.format == Format::JsonLines,
            plan,
            problems: Vec::new(),
        };
        parser.problems = parser.header_problems(mapping, table, catalogue);
        Ok(parser)
    }

    /// What is wrong with the header row: columns that the mapping does not know, each with the nearest known name.
    #[must_use]
    pub fn problems(&self) -> &[CellProblem] {
        &self.problems
    }

    /// Understands one row.
    #[must_use]
    pub fn parse_row(&self, row: &RawRow) -> ParsedRow {
        self.parse_group(std::slice::from_ref(row))
    }

    /// All records of the rows, one after the other; blank rows are passed over, rows of one group are put together.
    pub fn rows<I: Iterator<Item = Result<RawRow, Error>>>(&self, rows: I) -> GroupedRows<'_, I> {
        GroupedRows::new(self, rows)
    }

    /// The folded texts of the columns by which rows are put together; empty where the mapping has none.
    fn group_key(&self, row: &RawRow) -> Vec<String> {
        self.plan
            .group
            .iter()
            .map(|index| row.cells.get(*index).map(Cell::text).unwrap_or_default())
            .collect()
    }

    fn header_problems(&self, mapping: &Mapping, table: &Table, catalogue: &Catalogue) -> Vec<CellProblem> {
        let unknown: Vec<&Header> =
            self.plan.unknown.iter().filter_map(|index| table.headers.get(*index)).collect();
        let known = crate::mapping::known_names(self.kind, catalogue);
        unknown
            .into_iter()
            .map(|header| {
                let near = crate::mapping::near_name(&header.text, &known).or_else(|| {
                    let headers = mapping.columns.keys().map(String::as_str);
                    enishi_kind::nearest(&header.text, headers).map(str::to_owned)
                });
                CellProblem {
                    sheet: table.sheet.clone(),
                    row: table.header_row,
                    column: header.column_letter.clone(),
                    header: header.text.clone(),
                    value: header.text.clone(),
                    problem: problem_near("column-unknown", &header.text, near.as_deref()),
                }
            })
            .collect()
    }
}
