//! Opening a file: which format it really has, where its header is, and the rows after it as a stream.

mod csv;
mod head;
mod jsonl;
mod source;
mod text;
mod xlsx;

use std::collections::BTreeSet;
use std::io::BufRead;
use std::path::Path;

use enishi_kind::{Catalogue, KindInfo};

use crate::{Error, Format, Header, RawRow, column_letter, known_headers};
use csv::{CsvRows, tell_delimiter};
use head::{find_header, headers};
use jsonl::JsonRows;
use source::{io, open_source};
use text::open_text;
pub(crate) use xlsx::excel_day;
use xlsx::open_sheet;

/// How large things may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Characters of a cell.
    pub cell_chars: usize,
    /// Columns of a sheet.
    pub columns: usize,
    /// Bytes of one row or line.
    pub row_bytes: usize,
    /// Bytes of the unpacked content of XLSX and .gz files.
    pub unpacked_bytes: u64,
    /// How many times larger than the packed file the unpacked content may be, beyond the first 16 MiB.
    pub unpacked_ratio: u64,
    /// Rows among which the header is looked for.
    pub header_rows: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            cell_chars: 1 << 20,
            columns: 1_000,
            row_bytes: 16 << 20,
            unpacked_bytes: 512 << 20,
            unpacked_ratio: 200,
            header_rows: 30,
        }
    }
}

/// What the reader is told besides the path.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The sheet of an XLSX file; without it the first visible one.
    pub sheet: Option<String>,
    /// The header row, from 1; without it the row is found.
    pub header_row: Option<u32>,
    /// How large things may be.
    pub limits: Limits,
    /// Folded header texts that are known, which tell the header row from title rows.
    pub known: BTreeSet<String>,
}

impl ReadOptions {
    /// Options for files with records of this kind.
    #[must_use]
    pub fn of_kind(kind: &KindInfo, catalogue: &Catalogue) -> Self {
        Self { known: known_headers(kind, catalogue), ..Self::default() }
    }
}

/// An opened file: its header, and its rows as an iterator that streams.
pub struct Table {
    /// The format that the content has.
    pub format: Format,
    /// The columns.
    pub headers: Vec<Header>,
    /// The sheet, where the format has sheets.
    pub sheet: Option<String>,
    /// All sheets of the file.
    pub sheets: Vec<String>,
    /// The header's row, from 1; 0 in JSON Lines, which has none.
    pub header_row: u32,
    /// About how many rows follow the header, where that is known without reading them.
    pub rows_total_hint: Option<u64>,
    /// The encoding of the text: `UTF-8`, `UTF-8 with byte order mark`, `CP932`, `UTF-16`.
    pub encoding: &'static str,
    rows: Rows,
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table")
            .field("headers", &self.headers)
            .field("sheet", &self.sheet)
            .finish_non_exhaustive()
    }
}

impl Iterator for Table {
    type Item = Result<RawRow, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rows.next()
    }
}

/// Opens a file. The content decides about the format, the name only where the content does not.
///
/// # Errors
/// A file that cannot be read, is no spreadsheet, is damaged or beyond the limits; an unknown sheet.
///
/// # Cost
/// Text files are read once before for their encoding; rows stream after that in bounded memory.
pub fn open(path: &Path, options: &ReadOptions) -> Result<Table, Error> {
    let limits = options.limits;
    let source = open_source(path, &limits)?;
    match source.format {
        Format::Xlsx => {
            let opened =
                open_sheet(path, source.file, source.packed_bytes, options.sheet.as_deref(), limits)?;
            let mut table = with_header(path, Box::new(opened.rows), options)?;
            table.format = Format::Xlsx;
            table.encoding = "UTF-8";
            table.sheet = Some(opened.name);
            table.sheets = opened.sheets;
            table.rows_total_hint =
                opened.rows_hint.map(|rows| rows.saturating_sub(u64::from(table.header_row)));
            Ok(table)
        }
        Format::Csv => {
            let mut text = open_text(path, source.file)?;
            let sample = text.reader.fill_buf().map_err(|source| io(path, source))?.to_vec();
            let delimiter = tell_delimiter(path, &sample, limits);
            let rows = CsvRows::new(path, text.reader, delimiter, limits);
            let mut table = with_header(path, Box::new(rows), options)?;
            table.encoding = text.encoding;
            table.rows_total_hint = Some(text.lines.saturating_sub(u64::from(table.header_row)));
            Ok(table)
        }
        Format::JsonLines => {
            let text = open_text(path, source.file)?;
            let (rows, count) = JsonRows::open(path, text.reader, limits)?;
            let headers = rows
                .names()
                .iter()
                .enumerate()
                .map(|(index, name)| Header { text: name.clone(), column_letter: column_letter(index) })
                .collect();
            Ok(Table {
                format: Format::JsonLines,
                headers,
                sheet: None,
                sheets: Vec::new(),
                header_row: 0,
                rows_total_hint: Some(count),
                encoding: text.encoding,
                rows: Box::new(rows),
            })
        }
    }
}

type Rows = Box<dyn Iterator<Item = Result<RawRow, Error>> + Send>;

/// Finds the header among the first rows; the rows after it stream.
fn with_header(path: &Path, mut rows: Rows, options: &ReadOptions) -> Result<Table, Error> {
    let mut first: Vec<RawRow> = Vec::new();
    while first.len() < options.limits.header_rows {
        let Some(row) = rows.next().transpose()? else { break };
        match options.header_row {
            Some(wanted) if row.row < wanted => {}
            Some(_) => {
                first.push(row);
                break;
            }
            None => first.push(row),
        }
    }
    let at = match options.header_row {
        Some(wanted) => first.iter().position(|row| row.row == wanted),
        None => find_header(&first, &options.known),
    };
    let no_header = || Error::NoHeader { path: path.to_owned() };
    let mut after = first.split_off(at.ok_or_else(no_header)?).into_iter();
    let header = after.next().ok_or_else(no_header)?;
    Ok(Table {
        format: Format::Csv,
        headers: headers(&header),
        sheet: None,
        sheets: Vec::new(),
        header_row: header.row,
        rows_total_hint: None,
        encoding: "UTF-8",
        rows: Box::new(after.map(Ok).chain(rows)),
    })
}
