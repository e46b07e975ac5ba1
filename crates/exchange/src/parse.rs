//! Understanding rows: cells to values by a mapping and the field table.

use enishi_kind::{Catalogue, KindInfo, Registry};

use crate::{CellProblem, Error, Mapping, ParsedRow, RawRow, Table};

/// A mapping made ready for the headers of one file.
#[derive(Debug)]
pub struct Parser {
    problems: Vec<CellProblem>,
}

impl Parser {
    /// Prepares a mapping for the headers of a table.
    ///
    /// # Errors
    /// A mapping that names unknown fields or headers that the table does not have.
    pub fn new(
        mapping: &Mapping,
        table: &Table,
        kind: &'static KindInfo,
        registry: &Registry,
        catalogue: &Catalogue,
    ) -> Result<Self, Error> {
        let _ = (mapping, table, kind, registry, catalogue);
        Ok(Self { problems: Vec::new() })
    }

    /// What is wrong with the header row: columns that the mapping does not know.
    #[must_use]
    pub fn problems(&self) -> &[CellProblem] {
        &self.problems
    }

    /// Understands one row.
    #[must_use]
    pub fn parse_row(&self, row: &RawRow) -> ParsedRow {
        self.parse_group(std::slice::from_ref(row))
    }

    /// Understands rows that are one record together.
    #[must_use]
    pub fn parse_group(&self, rows: &[RawRow]) -> ParsedRow {
        let _ = rows;
        ParsedRow::default()
    }

    /// All records of the rows, one after the other; blank rows are passed over, rows of one group are put together.
    pub fn rows<I: Iterator<Item = Result<RawRow, Error>>>(&self, rows: I) -> GroupedRows<'_, I> {
        GroupedRows { parser: self, rows }
    }
}

/// The records of a stream of rows.
#[derive(Debug)]
pub struct GroupedRows<'a, I> {
    parser: &'a Parser,
    rows: I,
}

impl<I: Iterator<Item = Result<RawRow, Error>>> Iterator for GroupedRows<'_, I> {
    type Item = Result<ParsedRow, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.rows.next()?.map(|row| self.parser.parse_row(&row)))
    }
}
