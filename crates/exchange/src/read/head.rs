//! Finding the header among title rows, help rows and data.

use std::collections::{BTreeSet, HashSet};

use crate::header::fold_header;
use crate::{Cell, Header, RawRow, column_letter};

/// The place of the header in the first rows of a table.
pub(super) fn find_header(rows: &[RawRow], known: &BTreeSet<String>) -> Option<usize> {
    let hits: Vec<(usize, usize)> = rows.iter().map(|row| recognised(row, known)).collect();
    // `max_by_key` would give the last of equals; the first is meant.
    let mut best: Option<(usize, usize)> = None;
    for (index, (count, weight)) in hits.iter().enumerate() {
        let cells = rows.get(index).map_or(0, distinct);
        let enough = *count >= 2 || (*count == 1 && cells <= 2);
        if enough && best.is_none_or(|(_, most)| *weight > most) {
            best = Some((index, *weight));
        }
    }
    if let Some((index, _)) = best {
        return Some(index);
    }
    let most = rows.iter().map(distinct).max()?;
    if most == 0 {
        return None;
    }
    // A title row has one or two cells; a header has nearly as many as the fullest row.
    rows.iter().position(|row| distinct(row) * 10 >= most * 7)
}

/// How many cells are known headers, and the same with machine names counted double: they stand below the labels.
fn recognised(row: &RawRow, known: &BTreeSet<String>) -> (usize, usize) {
    let mut seen = HashSet::new();
    let mut count = 0;
    let mut weight = 0;
    for cell in &row.cells {
        let Cell::Text(text) = cell else { continue };
        let folded = fold_header(text);
        if known.contains(&folded) && seen.insert(folded) {
            count += 1;
            let machine = text.is_ascii() && !text.contains([' ', '(']) && text.to_ascii_lowercase() == *text;
            weight += if machine { 2 } else { 1 };
        }
    }
    (count, weight)
}

fn distinct(row: &RawRow) -> usize {
    let texts: HashSet<&str> = row
        .cells
        .iter()
        .filter_map(|cell| match cell {
            Cell::Text(text) if !text.trim().is_empty() && text.chars().count() <= 100 => Some(text.trim()),
            _ => None,
        })
        .collect();
    texts.len()
}

/// The columns that a header row names; empty cells at the end are left out.
pub(super) fn headers(row: &RawRow) -> Vec<Header> {
    let last = row.cells.iter().rposition(|cell| !cell.text().trim().is_empty());
    row.cells
        .iter()
        .take(last.map_or(0, |last| last + 1))
        .enumerate()
        .map(|(index, cell)| Header {
            text: cell.text().split_whitespace().collect::<Vec<_>>().join(" "),
            column_letter: column_letter(index),
        })
        .collect()
}
