//! Records of CSV as a stream, with commas, semicolons or tabs.
//!
//! The tokeniser is our own because three things are asked of it that the crate `csv` does not give: blank lines count
//! as rows (so that row numbers are those of a spreadsheet program), a cell is refused before it fills the memory, and
//! a quote that is never closed is an error instead of one last enormous cell.
//!
//! Source: RFC 4180, with the quoting habits of Excel and LibreOffice.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use super::Limits;
use crate::{Cell, Error, RawRow};

/// A reader of records.
#[derive(Debug)]
pub(super) struct CsvRows<R> {
    path: PathBuf,
    reader: R,
    delimiter: u8,
    limits: Limits,
    row: u32,
    failed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Plain,
    Quoted,
    /// After a quote inside quotes: the end, or the first of two.
    Quote,
}

impl<R: BufRead> CsvRows<R> {
    pub(super) fn new(path: &Path, reader: R, delimiter: u8, limits: Limits) -> Self {
        Self { path: path.to_owned(), reader, delimiter, limits, row: 0, failed: false }
    }

    fn too_large(&self, what: String, limit: usize, unit: &'static str) -> Error {
        Error::TooLarge {
            path: self.path.clone(),
            row: Some(self.row),
            what,
            limit: u64::try_from(limit).unwrap_or(u64::MAX),
            unit,
        }
    }

    fn end_cell(&self, cell: &mut Vec<u8>, cells: &mut Vec<Cell>) -> Result<(), Error> {
        if cells.len() >= self.limits.columns {
            return Err(self.too_large("the number of columns".to_owned(), self.limits.columns, "columns"));
        }
        if cell.is_empty() {
            cells.push(Cell::Empty);
            return Ok(());
        }
        let text = String::from_utf8(std::mem::take(cell)).map_err(|error| Error::Damaged {
            path: self.path.clone(),
            row: Some(self.row),
            detail: error.to_string(),
        })?;
        if text.len() > self.limits.cell_chars && text.chars().count() > self.limits.cell_chars {
            let what = format!("the cell in column {}", crate::column_letter(cells.len()));
            return Err(self.too_large(what, self.limits.cell_chars, "characters"));
        }
        cells.push(Cell::Text(text));
        Ok(())
    }

    /// The next record; `None` at the end.
    fn read_record(&mut self) -> Result<Option<RawRow>, Error> {
        self.row = self.row.saturating_add(1);
        let mut cells = Vec::new();
        let mut cell: Vec<u8> = Vec::new();
        let mut state = State::Start;
        let mut bytes_of_row: usize = 0;
        let mut after_return = false;
        loop {
            let buffer = self.reader.fill_buf().map_err(|source| super::source::io(&self.path, source))?;
            if buffer.is_empty() {
                if state == State::Quoted {
                    return Err(Error::Damaged {
                        path: self.path.clone(),
                        row: Some(self.row),
                        detail:
                            "a quote is opened in this row and never closed; the file may have been cut off"
                                .to_owned(),
                    });
                }
                if bytes_of_row == 0 {
                    return Ok(None);
                }
                if !after_return {
                    self.end_cell(&mut cell, &mut cells)?;
                }
                return Ok(Some(RawRow { sheet: None, row: self.row, cells }));
            }
            if after_return {
                let feed = usize::from(buffer.first() == Some(&b'\n'));
                self.reader.consume(feed);
                return Ok(Some(RawRow { sheet: None, row: self.row, cells }));
            }
            let mut used = 0;
            let mut end_of_row = false;
            let mut end_of_cell = false;
            for &byte in buffer {
                used += 1;
                state = match (state, byte) {
                    (State::Start, b'"') => State::Quoted,
                    (State::Quoted, b'"') => State::Quote,
                    (State::Quote, b'"') => {
                        cell.push(b'"');
                        State::Quoted
                    }
                    (State::Quoted, byte) => {
                        cell.push(byte);
                        State::Quoted
                    }
                    (_, b'\n') => {
                        end_of_row = true;
                        State::Start
                    }
                    (_, b'\r') => {
                        after_return = true;
                        State::Start
                    }
                    (_, byte) if byte == self.delimiter => {
                        end_of_cell = true;
                        State::Start
                    }
                    (_, byte) => {
                        cell.push(byte);
                        State::Plain
                    }
                };
                if end_of_row || after_return || end_of_cell {
                    break;
                }
            }
            self.reader.consume(used);
            bytes_of_row += used;
            if bytes_of_row > self.limits.row_bytes || cell.len() > self.limits.cell_chars.saturating_mul(4) {
                let column = crate::column_letter(cells.len());
                let opened = if state == State::Quoted { ", where a quote is open" } else { "" };
                return Err(self.too_large(
                    format!("the cell in column {column}{opened}"),
                    self.limits.cell_chars,
                    "characters",
                ));
            }
            if end_of_cell {
                self.end_cell(&mut cell, &mut cells)?;
            } else if end_of_row || after_return {
                // A line without any sign on it has no cells.
                if !(cells.is_empty() && cell.is_empty()) {
                    self.end_cell(&mut cell, &mut cells)?;
                }
                if end_of_row {
                    return Ok(Some(RawRow { sheet: None, row: self.row, cells }));
                }
            }
        }
    }
}

impl<R: BufRead> Iterator for CsvRows<R> {
    type Item = Result<RawRow, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let next = self.read_record().transpose();
        self.failed = matches!(next, Some(Err(_)));
        next
    }
}

/// Tells the delimiter from the beginning of a text: the one under which most rows have equally many cells.
pub(super) fn tell_delimiter(path: &Path, sample: &[u8], limits: Limits) -> u8 {
    let tabs_expected = path.to_str().is_some_and(|name| {
        let name = name.to_ascii_lowercase();
        name.ends_with(".tsv") || name.ends_with(".tsv.gz")
    });
    let score = |delimiter: u8| -> (usize, usize) {
        let counts: Vec<usize> = CsvRows::new(path, sample, delimiter, limits)
            .map_while(Result::ok)
            .map(|row| row.cells.len())
            .filter(|count| *count > 0)
            .take(40)
            .collect();
        let usual = |count: usize| counts.iter().filter(|other| **other == count).count();
        let Some(mode) = counts.iter().copied().max_by_key(|count| (usual(*count), *count)) else {
            return (0, 0);
        };
        if mode < 2 {
            return (0, 0);
        }
        let bonus = if delimiter == b'\t' && tabs_expected { 1_000 } else { 0 };
        (usual(mode) * 100 / counts.len().max(1) + bonus, mode)
    };
    let mut best = (b',', (0, 0));
    // Of equals the sign that is rarer in prose wins.
    for delimiter in [b'\t', b';', b','] {
        let found = score(delimiter);
        if found > best.1 {
            best = (delimiter, found);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let delimiter = tell_delimiter(Path::new("x.csv"), text.as_bytes(), Limits::default());
        CsvRows::new(Path::new("x.csv"), text.as_bytes(), delimiter, Limits::default())
            .map(|row| row.unwrap())
            .map(|row| (row.row, row.cells.iter().map(Cell::text).collect()))
            .collect()
    }

    #[test]
    fn quotes_newlines_and_blank_lines() {
        let read = rows("a,b\r\n\r\n\"x\n\"\"y\"\"\",\"2,5\"\nlast,\"\"");
        let expected =
            [(1, vec!["a", "b"]), (2, vec![]), (3, vec!["x\n\"y\"", "2,5"]), (4, vec!["last", ""])];
        assert_eq!(read, expected.map(|(row, cells)| (row, cells.into_iter().map(str::to_owned).collect())));
    }

    #[test]
    fn semicolons_with_decimal_commas_and_lone_returns() {
        let read = rows("id;cost\r1;7995922,4\r2;0,5\r");
        assert_eq!(read.len(), 3);
        assert_eq!(read[1].1, ["1", "7995922,4"]);
        assert_eq!(rows("a\tb, c\n1\t2, 3\n")[1].1, ["1", "2, 3"]);
    }

    #[test]
    fn an_open_quote_names_the_row_in_which_it_was_opened() {
        let mut read =
            CsvRows::new(Path::new("x.csv"), &b"a,b\n1,2\n3,\"open\n4,5\n"[..], b',', Limits::default());
        assert!(read.next().unwrap().is_ok());
        assert!(read.next().unwrap().is_ok());
        let error = read.next().unwrap().unwrap_err();
        assert!(error.to_string().contains("row 3"), "{error}");
        assert!(read.next().is_none());
    }
}
