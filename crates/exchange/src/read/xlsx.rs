//! Rows of an XLSX sheet as a stream.
//!
//! The parts of the package are unpacked into files without a name, so that the limits hold before anything is in
//! memory, and so that shared strings need an index only.
//!
//! Source: ECMA-376 (Office Open XML), part 1, SpreadsheetML.

mod merge;
mod package;
mod sheet;
mod strings;
mod xml;

use std::fs::File;
use std::path::Path;

use super::Limits;
use crate::Error;
use merge::Merges;
use package::Package;
pub(super) use sheet::SheetRows;
pub(crate) use sheet::excel_day;

/// An opened sheet.
#[derive(Debug)]
pub(super) struct OpenedSheet {
    pub(super) name: String,
    pub(super) sheets: Vec<String>,
    pub(super) rows: SheetRows,
    pub(super) rows_hint: Option<u64>,
}

/// Opens the named sheet, or the first one that is shown.
pub(super) fn open_sheet(
    path: &Path,
    file: File,
    packed_bytes: u64,
    wanted: Option<&str>,
    limits: Limits,
) -> Result<OpenedSheet, Error> {
    let mut package = Package::open(path, file, packed_bytes, limits)?;
    let book = package.workbook()?;
    let sheets: Vec<String> = book.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let chosen = match wanted {
        Some(wanted) => book.sheets.iter().find(|sheet| sheet.name == wanted),
        None => book.sheets.iter().find(|sheet| !sheet.hidden).or(book.sheets.first()),
    };
    let Some(chosen) = chosen else {
        return Err(Error::UnknownSheet {
            path: path.to_owned(),
            found: wanted.unwrap_or("the first sheet").to_owned(),
            known: sheets,
        });
    };
    let dates = package.date_styles(&book)?;
    let strings = package.strings(&book)?;
    let (part, tail) = package.sheet(&chosen.part)?;
    let merges = Merges::parse(path, &tail)?;
    let name = chosen.name.clone();
    let (rows, rows_hint) = SheetRows::open(path, part, &name, strings, dates, book.is_1904, merges, limits)?;
    Ok(OpenedSheet { name, sheets, rows, rows_hint })
}
