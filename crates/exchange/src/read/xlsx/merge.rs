//! Merged ranges: the value of the first cell holds for all cells of the range.

use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::xml::{attribute, damaged};
use crate::{Cell, Error};

/// One merged range, rows and columns from 0, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Range {
    top: u32,
    left: u32,
    bottom: u32,
    right: u32,
}

/// The merged ranges of a sheet, taken in order of rows.
#[derive(Debug, Default)]
pub(super) struct Merges {
    /// Sorted by the first row, last first, so that the next one is popped.
    waiting: Vec<Range>,
    active: Vec<(Range, Cell)>,
}

impl Merges {
    /// Reads the ranges from the part after the cells.
    pub(super) fn parse(path: &Path, tail: &str) -> Result<Self, Error> {
        let mut merges = Self::default();
        // The elements before the text are cut off, so its closing tags do not match.
        let mut reader = Reader::from_str(tail);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        loop {
            match reader.read_event().map_err(|error| damaged(path, None, error))? {
                Event::Start(element) | Event::Empty(element)
                    if element.local_name().as_ref() == "mergeCell" =>
                {
                    let range = attribute(&element, "ref").and_then(|text| parse_range(&text));
                    merges.waiting.extend(range);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        merges.waiting.sort_unstable_by(|a, b| b.cmp(a));
        Ok(merges)
    }

    /// Fills a row's merged cells. Gives whether a cell of the row's own holds something.
    pub(super) fn fill(&mut self, row: u32, cells: &mut Vec<Cell>, columns: usize) -> bool {
        self.active.retain(|(range, _)| range.bottom >= row);
        let mut own = cells.iter().any(|cell| !cell.is_empty());
        while self.waiting.last().is_some_and(|range| range.top <= row) {
            let Some(range) = self.waiting.pop() else { break };
            if range.bottom < row {
                continue;
            }
            let left = usize::try_from(range.left).unwrap_or(usize::MAX);
            let value =
                if range.top == row { cells.get(left).cloned().unwrap_or_default() } else { Cell::Empty };
            if !value.is_empty() {
                self.active.push((range, value));
            }
        }
        for (range, value) in &self.active {
            let left = usize::try_from(range.left).unwrap_or(usize::MAX);
            let right = usize::try_from(range.right).unwrap_or(usize::MAX).min(columns.saturating_sub(1));
            for column in left..=right {
                if cells.len() <= column {
                    cells.resize(column + 1, Cell::Empty);
                }
                if let Some(cell) = cells.get_mut(column).filter(|cell| cell.is_empty()) {
                    *cell = value.clone();
                }
            }
        }
        own &= !cells.is_empty();
        own
    }
}

fn parse_range(text: &str) -> Option<Range> {
    let (first, last) = text.split_once(':')?;
    let (top, left) = parse_cell(first)?;
    let (bottom, right) = parse_cell(last)?;
    (top <= bottom && left <= right).then_some(Range { top, left, bottom, right })
}

/// Row and column of a cell's name, from 0: `B3` is (2, 1).
pub(super) fn parse_cell(text: &str) -> Option<(u32, u32)> {
    let mut column: u32 = 0;
    let mut row: u32 = 0;
    for byte in text.bytes() {
        match byte {
            b'$' => {}
            b'A'..=b'Z' if row == 0 => {
                column = column.checked_mul(26)?.checked_add(u32::from(byte - b'A') + 1)?;
            }
            b'a'..=b'z' if row == 0 => {
                column = column.checked_mul(26)?.checked_add(u32::from(byte - b'a') + 1)?;
            }
            b'0'..=b'9' => row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?,
            _ => return None,
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_spread_over_rows_and_columns() {
        let tail = r#"<mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="B2:C2"/></mergeCells></worksheet>"#;
        let mut merges = Merges::parse(Path::new("x"), tail).unwrap();
        let text = |text: &str| Cell::Text(text.to_owned());
        let mut first = vec![text("a"), text("b")];
        assert!(merges.fill(1, &mut first, 10));
        assert_eq!(first, [text("a"), text("b"), text("b")]);
        let mut second = vec![Cell::Empty, text("x")];
        assert!(merges.fill(2, &mut second, 10));
        assert_eq!(second, [text("a"), text("x")]);
        let mut third = Vec::new();
        assert!(!merges.fill(3, &mut third, 10));
        assert!(third.is_empty());
    }

    #[test]
    fn names_of_cells() {
        assert_eq!(parse_cell("B3"), Some((2, 1)));
        assert_eq!(parse_cell("$AA$10"), Some((9, 26)));
        assert_eq!(parse_cell("3B"), None);
        assert_eq!(parse_cell("A99999999999"), None);
    }
}
