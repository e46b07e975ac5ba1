//! Tables for terminals, aligned by the width that characters have there: East Asian ones take two columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::output::{Style, plain};

/// Columns of a cell at most.
const CELL_COLUMNS: usize = 60;

/// A table with a header.
#[derive(Debug, Default)]
pub(crate) struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    is_right: Vec<bool>,
}

impl Table {
    pub(crate) fn new(header: Vec<String>) -> Self {
        Self { header, rows: Vec::new(), is_right: Vec::new() }
    }

    /// These columns, counted from 0, hold numbers.
    pub(crate) fn right(mut self, columns: &[usize]) -> Self {
        self.is_right = (0..self.header.len()).map(|column| columns.contains(&column)).collect();
        self
    }

    pub(crate) fn push(&mut self, row: impl IntoIterator<Item = String>) {
        self.rows
            .push(row.into_iter().map(|cell| cut(&plain(&cell).replace('\n', " "), CELL_COLUMNS)).collect());
    }

    /// The lines; the header is bold where the style has colour.
    pub(crate) fn render(&self, style: Style) -> String {
        let mut widths: Vec<usize> = self.header.iter().map(|cell| cell.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let mut text = String::new();
        if self.header.iter().any(|cell| !cell.is_empty()) {
            text.push_str(&style.bold(&self.line(&self.header, &widths)));
            text.push('\n');
        }
        for row in &self.rows {
            text.push_str(&self.line(row, &widths));
            text.push('\n');
        }
        text
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for (place, (cell, width)) in row.iter().zip(widths).enumerate() {
            if place > 0 {
                line.push_str("  ");
            }
            let blank = " ".repeat(width.saturating_sub(cell.width()));
            if self.is_right.get(place).copied().unwrap_or(false) {
                line.push_str(&blank);
                line.push_str(cell);
            } else {
                line.push_str(cell);
                line.push_str(&blank);
            }
        }
        line.trim_end().to_owned()
    }
}

/// Cuts a text to a number of columns; what is cut shows `…` at its end.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut width = 1;
    for c in text.chars() {
        width += c.width().unwrap_or(0);
        if width > columns {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns() {
        let mut table = Table::new(vec!["a".into(), "数".into()]).right(&[1]);
        table.push(vec!["希少糖".into(), "1".into()]);
        table.push(vec!["ab".into(), "10".into()]);
        assert_eq!(table.render(Style::default()), "a       数\n希少糖   1\nab      10\n");
    }

    #[test]
    fn a_cut_text_fits_and_shows_it() {
        assert_eq!(cut("希少糖の量産", 7), "希少糖…");
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(cut("a\u{301}bcd", 3), "a\u{301}b…");
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let mut table = Table::new(vec![String::new()]);
        table.push(vec!["a\u{1b}[31mb\nc".into()]);
        assert_eq!(table.render(Style::default()), "a [31mb c\n");
    }
}
