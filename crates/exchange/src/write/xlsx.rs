//! XLSX in constant memory: labels above the machine names, both frozen; claims in a second sheet.

use std::io::{Seek, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

use super::cells::{CellText, record_cells};
use super::{Exported, WriteOptions, claims_of, next_record, unwritable};
use crate::{Column, Error, Part, claims, columns};

/// UTF-16 units that a cell of XLSX holds.
///
/// Source: Excel specifications and limits, "Total number of characters that a cell can contain".
const CELL_UNITS: usize = 32_767;

/// The greatest whole number that a cell of XLSX holds exactly (2^53).
const EXACT: i64 = 1 << 53;

/// The looks of cells.
#[derive(Debug)]
pub(crate) struct Look {
    /// Labels for people.
    pub(crate) label: Format,
    /// Machine names.
    pub(crate) name: Format,
    /// Help.
    pub(crate) help: Format,
    /// Values as text, so that a program leaves `00123` alone.
    pub(crate) text: Format,
}

impl Look {
    pub(crate) fn new() -> Self {
        Self {
            label: Format::new().set_bold().set_num_format("@"),
            name: Format::new().set_font_color("666666").set_font_size(9).set_num_format("@"),
            help: Format::new()
                .set_font_color("666666")
                .set_font_size(9)
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_num_format("@"),
            text: Format::new().set_num_format("@").set_align(FormatAlign::Top),
        }
    }
}

/// Properties without the time of day: the same records give the same bytes.
pub(crate) fn fixed_properties() -> Result<DocProperties, Error> {
    Ok(DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?))
}

/// The width of a column in characters.
pub(crate) fn width(column: &Column) -> f64 {
    match (column.part, column.field.of.is_words()) {
        (Part::Translation, _) => 14.0,
        (_, true) if column.field.char_limit() > 1_000 => 60.0,
        (_, true) => 36.0,
        _ => 20.0,
    }
}

/// Writes XLSX in constant memory. Gives the number of records.
///
/// # Errors
/// What the output or the source of records refuses; text longer than a cell of XLSX holds; more rows than a sheet.
pub fn write_xlsx<E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    out: impl Write + Seek + Send,
    options: &WriteOptions<'_>,
    records: impl IntoIterator<Item = Result<Exported, E>>,
) -> Result<u64, Error> {
    let columns = columns(options.kind);
    let look = Look::new();
    let mut workbook = Workbook::new();
    workbook.set_properties(&fixed_properties()?);
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(options.kind.plural)?;
    sheet.set_freeze_panes(2, 1)?;
    sheet.set_column_width(0, 18)?;
    for (at, column) in (1..).zip(&columns) {
        sheet.set_column_width(at, width(column))?;
    }
    sheet.write_string_with_format(0, 0, "id", &look.label)?;
    for (at, column) in (1..).zip(&columns) {
        let label = column.label(options.catalogue, options.lang, options.kind);
        sheet.write_string_with_format(0, at, label, &look.label)?;
    }
    sheet.write_string_with_format(1, 0, "id", &look.name)?;
    for (at, column) in (1..).zip(&columns) {
        sheet.write_string_with_format(1, at, column.name(), &look.name)?;
    }
    let claims_sheet = workbook.add_worksheet_with_constant_memory()?;
    claims_sheet.set_name(claims::SHEET)?;
    claims_sheet.set_freeze_panes(1, 0)?;
    for (at, name) in (0..).zip(claims::COLUMNS) {
        claims_sheet.write_string_with_format(0, at, name, &look.name)?;
    }
    let (mut row, mut claim_row, mut count) = (2, 1, 0);
    for record in records {
        let record = next_record(record)?;
        let cells = record_cells(&record.body, options.kind, &columns, options.resolve)
            .map_err(|problem| unwritable(&record.reference, &problem))?;
        let sheet = workbook.worksheet_from_index(0)?;
        sheet.write_string_with_format(row, 0, &record.reference, &look.text)?;
        for (index, (at, cell)) in (1..).zip(&cells).enumerate() {
            let name = || columns.get(index).map(Column::name).unwrap_or_default();
            write_cell(sheet, row, at, cell, &look, &record.reference, name)?;
        }
        row += 1;
        let claims = claims_of(&record, options.kind)?;
        let sheet = workbook.worksheet_from_index(1)?;
        for claim in claims {
            let cells = claims::claim_cells(&record.reference, &claim, options.kind, options.resolve)
                .map_err(|problem| unwritable(&record.reference, &problem))?;
            for (at, cell) in (0..).zip(&cells) {
                write_cell(sheet, claim_row, at, cell, &look, &record.reference, || {
                    format!("claims, {}", claim.field)
                })?;
            }
            claim_row += 1;
        }
        count += 1;
    }
    workbook.save_to_writer(out)?;
    Ok(count)
}

/// Whether a number of a spreadsheet holds a decimal exactly: 15 digits count there.
fn is_exact(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() <= 15
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &CellText,
    look: &Look,
    reference: &str,
    name: impl Fn() -> String,
) -> Result<(), Error> {
    match cell {
        CellText::Empty => {}
        CellText::Number(number) if number.abs() <= EXACT => {
            // The conversion is exact up to 2^53, which the guard ensures.
            let exact: f64 = number.to_string().parse().unwrap_or_default();
            sheet.write_number(row, column, exact)?;
        }
        CellText::Decimal(text) if is_exact(text) => {
            sheet.write_number(row, column, text.parse::<f64>().unwrap_or_default())?;
        }
        CellText::Flag(flag) => {
            sheet.write_boolean(row, column, *flag)?;
        }
        other => {
            let text = other.flat();
            let units = if text.len() > CELL_UNITS { text.encode_utf16().count() } else { 0 };
            if units > CELL_UNITS {
                return Err(Error::Unwritable {
                    reference: reference.to_owned(),
                    column: name(),
                    detail: format!(
                        "the text has {units} characters and a cell of XLSX holds {CELL_UNITS}: export as csv or jsonl"
                    ),
                });
            }
            sheet.write_string_with_format(row, column, text, &look.text)?;
        }
    }
    Ok(())
}
