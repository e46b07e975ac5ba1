//! A stream of rows as a stream of records.

use crate::{Error, ParsedRow, Parser, RawRow};

/// The records of a stream of rows.
#[derive(Debug)]
pub struct GroupedRows<'a, I> {
    parser: &'a Parser,
    rows: I,
    next: Option<RawRow>,
    failed: bool,
}

/// Rows of one group at most; more are a sign of a wrong group column, and would fill the memory.
const GROUP: usize = 1_000;

impl<'a, I: Iterator<Item = Result<RawRow, Error>>> GroupedRows<'a, I> {
    pub(super) const fn new(parser: &'a Parser, rows: I) -> Self {
        Self { parser, rows, next: None, failed: false }
    }

    fn take_row(&mut self) -> Result<Option<RawRow>, Error> {
        if let Some(row) = self.next.take() {
            return Ok(Some(row));
        }
        for row in self.rows.by_ref() {
            let row = row?;
            if row.cells.iter().any(|cell| !cell.text().trim().is_empty()) {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    fn take_group(&mut self) -> Result<Option<Vec<RawRow>>, Error> {
        let Some(first) = self.take_row()? else { return Ok(None) };
        let key = self.parser.group_key(&first);
        let mut group = vec![first];
        if key.iter().all(String::is_empty) {
            return Ok(Some(group));
        }
        while group.len() < GROUP {
            let Some(row) = self.take_row()? else { break };
            if self.parser.group_key(&row) != key {
                self.next = Some(row);
                break;
            }
            group.push(row);
        }
        Ok(Some(group))
    }
}

impl<I: Iterator<Item = Result<RawRow, Error>>> Iterator for GroupedRows<'_, I> {
    type Item = Result<ParsedRow, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        match self.take_group().transpose()? {
            Ok(group) => Some(Ok(self.parser.parse_group(&group))),
            Err(error) => {
                self.failed = true;
                Some(Err(error))
            }
        }
    }
}
