//! Small tables put together from numbered columns or taken from one cell.

use std::collections::BTreeMap;

use enishi_kind::Field;

use super::{At, Builder, Entry};
use crate::columns::Part;
use crate::parse::table;
use crate::{Cell, Parsed};

/// One cell of a small table that a numbered column gives.
struct Numbered<'e, 'a> {
    column: &'static Field,
    part: Part,
    entry: &'e Entry<'a>,
}

impl<'a> Builder<'a> {
    /// The small tables that numbered columns give, with the place of the first cell of each.
    pub(super) fn numbered_rows(
        &mut self,
        slots: &[Vec<Entry<'a>>],
    ) -> Vec<(&'static Field, Parsed, At<'a>)> {
        let parser = self.parser;
        // By field, then by row: the cells that say something.
        let mut tables: Vec<(&'static Field, BTreeMap<usize, Vec<Numbered<'_, 'a>>>)> = Vec::new();
        for (slot, entries) in parser.plan.slots.iter().zip(slots) {
            let (Some((row, column, part)), Some(entry)) = (slot.cell, entries.first()) else { continue };
            let at =
                tables.iter().position(|(field, _)| field.name == slot.field.name).unwrap_or_else(|| {
                    tables.push((slot.field, BTreeMap::new()));
                    tables.len() - 1
                });
            if let Some((_, rows)) = tables.get_mut(at) {
                rows.entry(row).or_default().push(Numbered { column, part, entry });
            }
        }
        let mut out = Vec::new();
        for (field, rows) in tables {
            let Some(place) = rows.values().flatten().next().map(|cell| cell.entry.at.clone()) else {
                continue;
            };
            let (mut parsed, mut is_good) = (Vec::new(), true);
            for (number, cells) in rows {
                let given: Vec<_> = cells
                    .iter()
                    .filter(|cell| !cell.entry.dash && !cell.entry.text.is_empty())
                    .map(|cell| (cell.column, cell.part, cell.entry.text.clone()))
                    .collect();
                match table::from_cells(field, number, &given, &parser.labels) {
                    Ok(row) if row.is_empty() => {}
                    Ok(row) => parsed.push(row),
                    Err(problems) => {
                        is_good = false;
                        for problem in problems {
                            let name = problem.field.as_deref().and_then(|at| at.rsplit('.').next());
                            let cell = cells.iter().find(|cell| Some(cell.column.name) == name);
                            if let Some(cell) = cell.or(cells.first()) {
                                self.problem(&cell.entry.at, &cell.entry.text, problem);
                            }
                        }
                    }
                }
            }
            if is_good {
                let parsed = if parsed.is_empty() { Parsed::Clear } else { Parsed::Rows(parsed) };
                out.push((field, parsed, place));
            }
        }
        out
    }

    pub(super) fn understand_rows(&mut self, field: &'static Field, given: &[&Entry<'a>]) -> Option<Parsed> {
        self.one_only(given)?;
        let entry = given.first()?;
        let found = match entry.cell.as_ref() {
            Cell::Json(json) => table::from_json(json, field),
            _ => table::from_lines(&entry.text, field, &self.parser.labels, self.parser.trim),
        };
        match found {
            Ok(rows) if rows.is_empty() => None,
            Ok(rows) => Some(Parsed::Rows(rows)),
            Err(problems) => {
                for problem in problems {
                    self.problem(&entry.at, &entry.text, problem);
                }
                None
            }
        }
    }
}
