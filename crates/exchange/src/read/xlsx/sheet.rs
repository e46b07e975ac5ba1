//! The cells of one sheet, row by row.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::Limits;
use super::merge::{Merges, parse_cell};
use super::strings::{Strings, xml_error};
use super::xml::{RunLimited, attribute, damaged, push_entity, unescape};
use crate::{Cell, Error, RawRow};

/// The rows of a sheet as a stream; rows that are empty, or repeat merged cells only, are passed over.
#[derive(Debug)]
pub(crate) struct SheetRows {
    path: PathBuf,
    name: String,
    reader: Reader<RunLimited<BufReader<File>>>,
    buffer: Vec<u8>,
    strings: Strings,
    dates: Vec<bool>,
    is_1904: bool,
    merges: Merges,
    limits: Limits,
    row: u32,
    done: bool,
}

/// Days from 1899-12-30, the day 0 of Excel's calendar after February 1900, to 1904-01-01.
const DAYS_1904: f64 = 1462.0;

impl SheetRows {
    /// Goes to the first row. Gives the number of rows that the sheet declares, too.
    #[expect(clippy::too_many_arguments, reason = "the parts of one workbook, put together in one place")]
    pub(super) fn open(
        path: &Path,
        part: File,
        name: &str,
        strings: Strings,
        dates: Vec<bool>,
        is_1904: bool,
        merges: Merges,
        limits: Limits,
    ) -> Result<(Self, Option<u64>), Error> {
        // A character takes up to six bytes as an entity, and its escape `_xHHHH_` seven.
        let run = limits.cell_chars.saturating_mul(8);
        let reader = Reader::from_reader(RunLimited::new(BufReader::with_capacity(64 << 10, part), run));
        let mut rows = Self {
            path: path.to_owned(),
            name: name.to_owned(),
            reader,
            buffer: Vec::new(),
            strings,
            dates,
            is_1904,
            merges,
            limits,
            row: 0,
            done: false,
        };
        let mut hint = None;
        loop {
            rows.buffer.clear();
            let event = rows.reader.read_event_into(&mut rows.buffer);
            match event.map_err(|error| xml_error(path, None, &limits, &error))? {
                Event::Start(element) | Event::Empty(element)
                    if element.local_name().as_ref() == "dimension" =>
                {
                    let last = attribute(&element, "ref")
                        .and_then(|range| parse_cell(range.rsplit(':').next().unwrap_or_default()));
                    hint = last.map(|(row, _)| u64::from(row) + 1);
                }
                Event::Start(element) if element.local_name().as_ref() == "sheetData" => {
                    return Ok((rows, hint));
                }
                Event::Empty(element) if element.local_name().as_ref() == "sheetData" => {
                    rows.done = true;
                    return Ok((rows, hint));
                }
                Event::Eof => return Err(damaged(path, None, format!("the sheet {name} holds no cells"))),
                _ => {}
            }
        }
    }

    fn read_row(&mut self) -> Result<Option<RawRow>, Error> {
        let mut cells = Vec::new();
        loop {
            self.buffer.clear();
            let event = self
                .reader
                .read_event_into(&mut self.buffer)
                .map_err(|error| xml_error(&self.path, Some(self.row), &self.limits, &error))?;
            match event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "row" => {
                        let number = attribute(&element, "r").and_then(|row| row.parse().ok());
                        self.row = number.unwrap_or_else(|| self.row.saturating_add(1));
                        cells.clear();
                    }
                    "c" => {
                        let head = CellHead::of(&element);
                        let cell = self.read_cell(&head)?;
                        self.put(&head, cell, &mut cells)?;
                    }
                    _ => {}
                },
                Event::Empty(element) => match element.local_name().as_ref() {
                    "row" => {
                        let number = attribute(&element, "r").and_then(|row| row.parse().ok());
                        self.row = number.unwrap_or_else(|| self.row.saturating_add(1));
                    }
                    "c" => {
                        let head = CellHead::of(&element);
                        self.put(&head, Cell::Empty, &mut cells)?;
                    }
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "row" => {
                        let width =
                            cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
                        cells.truncate(width);
                        if self.merges.fill(self.row.saturating_sub(1), &mut cells, self.limits.columns) {
                            return Ok(Some(RawRow { sheet: Some(self.name.clone()), row: self.row, cells }));
                        }
                        cells.clear();
                    }
                    "sheetData" => return Ok(None),
                    _ => {}
                },
                Event::Eof => {
                    let detail = "the sheet ends in the middle of its cells; the file may have been cut off";
                    return Err(damaged(&self.path, Some(self.row), detail));
                }
                _ => {}
            }
        }
    }

    fn put(&self, head: &CellHead, cell: Cell, cells: &mut Vec<Cell>) -> Result<(), Error> {
        let column = match head.column {
            Some(column) => usize::try_from(column).unwrap_or(usize::MAX),
            None => cells.len(),
        };
        if column >= self.limits.columns {
            // Formatted cells far to the right are common and hold nothing.
            if cell.is_empty() {
                return Ok(());
            }
            return Err(self.too_large("the number of columns".to_owned(), self.limits.columns, "columns"));
        }
        if let Cell::Text(text) = &cell
            && text.len() > self.limits.cell_chars
            && text.chars().count() > self.limits.cell_chars
        {
            let what = format!("the cell in column {}", crate::column_letter(column));
            return Err(self.too_large(what, self.limits.cell_chars, "characters"));
        }
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
        Ok(())
    }

    fn too_large(&self, what: String, limit: usize, unit: &'static str) -> Error {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        Error::TooLarge { path: self.path.clone(), row: Some(self.row), what, limit, unit }
    }

    /// Reads to the end of a cell.
    fn read_cell(&mut self, head: &CellHead) -> Result<Cell, Error> {
        let mut text = String::new();
        let (mut reading, mut wanted, mut found) = (0_u32, false, false);
        loop {
            self.buffer.clear();
            let event = self
                .reader
                .read_event_into(&mut self.buffer)
                .map_err(|error| xml_error(&self.path, Some(self.row), &self.limits, &error))?;
            match event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "rPh" => reading += 1,
                    "v" | "t" => {
                        wanted = reading == 0;
                        found |= wanted;
                    }
                    _ => {}
                },
                Event::Text(words) if wanted => text.push_str(&words.xml10_content()),
                Event::CData(words) if wanted => text.push_str(&words.xml10_content()),
                Event::GeneralRef(entity) if wanted => push_entity(&entity, &mut text),
                Event::End(element) => match element.local_name().as_ref() {
                    "rPh" => reading = reading.saturating_sub(1),
                    "v" | "t" => wanted = false,
                    "c" => break,
                    _ => {}
                },
                Event::Eof => {
                    let detail = "the sheet ends in the middle of a cell; the file may have been cut off";
                    return Err(damaged(&self.path, Some(self.row), detail));
                }
                _ => {}
            }
            if text.len() > self.limits.cell_chars.saturating_mul(8) {
                return Err(self.too_large("a cell".to_owned(), self.limits.cell_chars, "characters"));
            }
        }
        if !found {
            return Ok(Cell::Empty);
        }
        self.understand(head, text)
    }

    fn understand(&mut self, head: &CellHead, text: String) -> Result<Cell, Error> {
        Ok(match head.kind.as_deref() {
            Some("s") => {
                let index = text.trim().parse().unwrap_or(usize::MAX);
                let shared = if index == usize::MAX {
                    None
                } else {
                    self.strings.get(index).map_err(|error| damaged(&self.path, Some(self.row), error))?
                };
                let Some(shared) = shared else {
                    let detail = format!("a cell names the shared string {text}, which does not exist");
                    return Err(damaged(&self.path, Some(self.row), detail));
                };
                text_cell(shared)
            }
            Some("inlineStr" | "str") => text_cell(unescape(text)),
            Some("b") => Cell::Flag(text.trim() == "1" || text.trim().eq_ignore_ascii_case("true")),
            Some("e") => Cell::Error(text),
            Some("d") => Cell::Date(text.trim().split('T').next().unwrap_or_default().to_owned()),
            _ => match text.trim().parse::<f64>() {
                Ok(number) if self.dates.get(head.style).copied().unwrap_or(false) => {
                    let days = if self.is_1904 { number + DAYS_1904 } else { number };
                    excel_day(days).map_or(Cell::Number(number), Cell::Date)
                }
                Ok(number) => Cell::Number(number),
                Err(_) => text_cell(text),
            },
        })
    }
}

fn text_cell(text: String) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

/// The day of Excel's calendar as an ISO date; below 1 there is only a time of day.
///
/// Source: ECMA-376 part 1, 18.17.4.1; the day 60 is the 29 February 1900 that never was.
pub(crate) fn excel_day(serial: f64) -> Option<String> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let whole = format!("{:.0}", serial.floor()).parse::<i64>().ok()?;
    if whole == 60 {
        return None;
    }
    // 1899-12-30 as days since 0000-03-01, the beginning of the civil calendar algorithm's era.
    let offset = if whole < 60 { 1 } else { 0 };
    let days = whole + offset + 693_899;
    Some(civil(days))
}

/// A day counted from 0000-03-01 as an ISO date.
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
fn civil(days: i64) -> String {
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// What the tag of a cell says.
struct CellHead {
    column: Option<u32>,
    style: usize,
    kind: Option<String>,
}

impl CellHead {
    fn of(element: &BytesStart<'_>) -> Self {
        let mut head = Self { column: None, style: 0, kind: None };
        for attribute in element.attributes().with_checks(false).flatten() {
            let value = attribute.value.as_ref();
            match attribute.key.local_name().as_ref() {
                "r" => head.column = parse_cell(value).map(|(_, column)| column),
                "s" => head.style = value.parse().unwrap_or(0),
                "t" => head.kind = Some(value.to_owned()),
                _ => {}
            }
        }
        head
    }
}

impl Iterator for SheetRows {
    type Item = Result<RawRow, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let next = self.read_row().transpose();
        self.done = !matches!(next, Some(Ok(_)));
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_calendar_of_excel() {
        assert_eq!(excel_day(1.0).as_deref(), Some("1900-01-01"));
        assert_eq!(excel_day(59.0).as_deref(), Some("1900-02-28"));
        assert_eq!(excel_day(60.0), None);
        assert_eq!(excel_day(61.0).as_deref(), Some("1900-03-01"));
        assert_eq!(excel_day(38_061.5).as_deref(), Some("2004-03-15"));
        assert_eq!(excel_day(45_383.0).as_deref(), Some("2024-04-01"));
        assert_eq!(excel_day(0.5), None);
        assert_eq!(excel_day(1e18), None);
    }
}
