//! A table for people as XLSX: a title above the header, cells that hold for several rows joined. The reader gives the
//! value of a joined cell to each of its rows, so the file comes back in as it went out.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook};

use super::{Look, fixed_properties};
use crate::Error;
use crate::guard::protect;
use crate::parse::words;

/// A table with joined cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JoinedTable {
    /// The name of the sheet.
    pub sheet: String,
    /// What stands above the header.
    pub title: String,
    /// The columns.
    pub columns: Vec<JoinedColumn>,
    /// The rows; each has a cell for each column.
    pub rows: Vec<Vec<JoinedCell>>,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JoinedColumn {
    /// Its header.
    pub header: String,
    /// Its width in characters.
    pub width: f64,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JoinedCell {
    /// What stands in it.
    pub text: String,
    /// Over how many rows it reaches; 0 where the cell of a row above holds.
    pub span: usize,
}

/// Several names in one cell, one a line, written so that the reader gives them back.
#[must_use]
pub fn lines(names: &[String]) -> String {
    names.iter().map(|name| words::join(std::slice::from_ref(name))).collect::<Vec<_>>().join("\n")
}

/// Writes a table with joined cells as XLSX.
///
/// # Errors
/// What the format cannot hold.
pub fn write_joined(table: &JoinedTable) -> Result<Vec<u8>, Error> {
    let look = Look::new();
    let line = |format: Format| format.set_border(FormatBorder::Thin).set_border_color("AAAAAA");
    let cell = line(look.text.clone().set_text_wrap().set_align(FormatAlign::Top));
    let header = line(look.label.clone().set_text_wrap().set_background_color("F5F6F8"));
    let mut workbook = Workbook::new();
    workbook.set_properties(&fixed_properties()?);
    let sheet = workbook.add_worksheet();
    sheet.set_name(&table.sheet)?;
    sheet.set_freeze_panes(2, 0)?;
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    if last > 0 {
        sheet.merge_range(0, 0, 0, last, &protect(&table.title), &look.label)?;
    } else {
        sheet.write_string_with_format(0, 0, protect(&table.title), &look.label)?;
    }
    for (at, column) in (0..).zip(&table.columns) {
        sheet.set_column_width(at, column.width)?;
        sheet.write_string_with_format(1, at, &column.header, &header)?;
    }
    for (row, cells) in (2_u32..).zip(&table.rows) {
        for (at, one) in (0_u16..).zip(cells) {
            let text = protect_filled(&one.text);
            match u32::try_from(one.span).unwrap_or(1) {
                0 => {}
                1 => {
                    sheet.write_string_with_format(row, at, text, &cell)?;
                }
                span => {
                    sheet.merge_range(row, at, row + span - 1, at, &text, &cell)?;
                }
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// An empty cell says nothing and needs no protection.
fn protect_filled(text: &str) -> String {
    if text.is_empty() { String::new() } else { protect(text) }
}
