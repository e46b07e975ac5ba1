//! Writing records: one row each, with the machine names of the columns as header so that the file reads back.

pub(crate) mod cells;
mod joined;
mod xlsx;

use std::io::Write;

use enishi_kind::{Body, Catalogue, Claim, KindInfo, Problem, Value};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use serde_json::Value as Json;

use crate::{Column, Error, claims, columns};
use cells::CellText;
pub use joined::{JoinedCell, JoinedColumn, JoinedTable, lines, write_joined};
pub use xlsx::write_xlsx;
pub(crate) use xlsx::{Look, fixed_properties, width};

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

/// Gives what a source of records gives, or its error as ours.
fn next_record<E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    record: Result<Exported, E>,
) -> Result<Exported, Error> {
    record.map_err(|error| Error::Records(error.into()))
}

fn unwritable(reference: &str, problem: &Problem) -> Error {
    Error::Unwritable {
        reference: reference.to_owned(),
        column: problem.field.clone().unwrap_or_default(),
        detail: problem.to_string(),
    }
}

/// The claims of a record.
fn claims_of(record: &Exported, kind: &KindInfo) -> Result<Vec<Claim>, Error> {
    let Some(json) = record.body.raw("claims") else { return Ok(Vec::new()) };
    let Some(field) = kind.field("claims") else { return Ok(Vec::new()) };
    match Value::from_json(field, json) {
        Ok(Value::Claims(claims)) => Ok(claims),
        Ok(_) => Ok(Vec::new()),
        Err(problem) => Err(unwritable(&record.reference, &problem.on("claims"))),
    }
}

/// Writes CSV (UTF-8 with byte order mark, as Excel needs it); claims go to a second file, which stays empty where
/// there are none. Gives the number of records.
///
/// # Errors
/// What the outputs or the source of records refuse; claims where there is no second file for them.
pub fn write_csv<E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    out: impl Write,
    claims_out: Option<&mut dyn Write>,
    options: &WriteOptions<'_>,
    records: impl IntoIterator<Item = Result<Exported, E>>,
) -> Result<u64, Error> {
    let columns = columns(options.kind);
    let mut csv = csv_writer(out)?;
    let names = std::iter::once("id".to_owned()).chain(columns.iter().map(Column::name));
    csv.write_record(names).map_err(csv_error)?;
    let mut claims_csv: Option<csv::Writer<&mut dyn Write>> = None;
    let mut waiting = claims_out;
    let mut count = 0;
    for record in records {
        let record = next_record(record)?;
        let cells = cells::record_cells(&record.body, options.kind, &columns, options.resolve)
            .map_err(|problem| unwritable(&record.reference, &problem))?;
        let flat = std::iter::once(record.reference.clone()).chain(cells.iter().map(CellText::flat));
        csv.write_record(flat).map_err(csv_error)?;
        for claim in claims_of(&record, options.kind)? {
            if claims_csv.is_none() {
                let Some(out) = waiting.take() else {
                    let problem = Problem::new("claims-without-file").on("claims");
                    return Err(unwritable(&record.reference, &problem));
                };
                let mut writer = csv_writer(out)?;
                writer.write_record(claims::COLUMNS).map_err(csv_error)?;
                claims_csv = Some(writer);
            }
            let cells = claims::claim_cells(&record.reference, &claim, options.kind, options.resolve)
                .map_err(|problem| unwritable(&record.reference, &problem))?;
            if let Some(writer) = &mut claims_csv {
                writer.write_record(cells.iter().map(CellText::flat)).map_err(csv_error)?;
            }
        }
        count += 1;
    }
    csv.flush()?;
    if let Some(writer) = &mut claims_csv {
        writer.flush()?;
    }
    Ok(count)
}

pub(crate) fn csv_writer<W: Write>(mut out: W) -> Result<csv::Writer<W>, Error> {
    out.write_all("\u{feff}".as_bytes())?;
    Ok(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(false).from_writer(out))
}

pub(crate) fn csv_error(error: csv::Error) -> Error {
    Error::Output(std::io::Error::other(error))
}

/// Writes JSON Lines: one object a record with the machine names as keys; what is not given is left out. Gives the
/// number of records.
///
/// # Errors
/// What the output or the source of records refuses.
pub fn write_jsonl<E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    out: impl Write,
    options: &WriteOptions<'_>,
    records: impl IntoIterator<Item = Result<Exported, E>>,
) -> Result<u64, Error> {
    let mut out = std::io::BufWriter::new(out);
    let columns = columns(options.kind);
    let names: Vec<String> = columns.iter().map(Column::name).collect();
    let mut count = 0;
    for record in records {
        let record = next_record(record)?;
        let cells = cells::record_cells(&record.body, options.kind, &columns, options.resolve)
            .map_err(|problem| unwritable(&record.reference, &problem))?;
        let claims = claims_of(&record, options.kind)?;
        write!(out, "{{\"id\":{}", Json::String(record.reference.clone()))?;
        for (name, cell) in names.iter().zip(&cells) {
            if let Some(json) = cell.json() {
                write!(out, ",{}:{json}", Json::String(name.clone()))?;
            }
        }
        let managed = cells::managed_json(&record.body, options.kind, options.resolve)
            .map_err(|problem| unwritable(&record.reference, &problem))?;
        for (name, json) in managed {
            write!(out, ",{}:{json}", Json::String(name.to_owned()))?;
        }
        if !claims.is_empty() {
            let json = claims::claims_json(&claims, options.kind, options.resolve)
                .map_err(|problem| unwritable(&record.reference, &problem))?;
            write!(out, ",\"claims\":{json}")?;
        }
        out.write_all(b"}\n")?;
        count += 1;
    }
    out.flush()?;
    Ok(count)
}
