//! The engine's own view: the file is whole, every table and index of the migrations is there, commits are durable.

use std::collections::BTreeSet;

use super::{Finding, Verifier};
use crate::Error;
use crate::open::{POSTGRES_MIGRATIONS, SQLITE_MIGRATIONS};

/// Lines of SQLite's own check that are reported.
const LINES: usize = 10;

/// Whether the engine says that its files are damaged.
pub(super) fn is_damage(error: &sqlx::Error) -> bool {
    let Some(error) = error.as_database_error() else { return false };
    let code = error.code().unwrap_or_default();
    // SQLite: SQLITE_CORRUPT and SQLITE_NOTADB, with extended codes above 255. PostgreSQL: data or index corrupted.
    matches!(code.parse::<u32>().map(|code| code & 0xff), Ok(11 | 26)) || matches!(&*code, "XX001" | "XX002")
}

impl Verifier<'_> {
    /// Gives whether the rest can be read.
    pub(super) async fn engine(&mut self) -> Result<bool, Error> {
        if self.tx.is_sqlite() {
            let lines = self.tx.fetch(&format!("PRAGMA integrity_check({LINES})"), &[]).await?;
            for line in lines {
                let line = line.text(0)?;
                if line != "ok" {
                    self.found.add(Finding::new("file-damaged", line));
                }
            }
            if !self.found.is_clean() {
                return Ok(false);
            }
        }
        self.schema().await?;
        self.durability().await?;
        Ok(true)
    }

    async fn schema(&mut self) -> Result<(), Error> {
        let is_sqlite = self.tx.is_sqlite();
        let scripts = if is_sqlite { SQLITE_MIGRATIONS } else { POSTGRES_MIGRATIONS };
        let expected = names(scripts);
        let sql = if is_sqlite {
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite_%'"
        } else {
            // An index that is not valid is as good as none.
            "SELECT CAST(c.relname AS TEXT) FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid \
             WHERE c.relnamespace = CAST(current_schema() AS regnamespace) \
             AND c.relkind IN ('r', 'i') AND coalesce(i.indisvalid, true)"
        };
        let mut found = BTreeSet::new();
        for row in self.tx.fetch(sql, &[]).await? {
            found.insert(row.text(0)?);
        }
        for name in expected.difference(&found) {
            self.found.add(Finding::new("schema-differs", name.as_str()));
        }
        Ok(())
    }

    async fn durability(&mut self) -> Result<(), Error> {
        let wanted: &[(&str, &str)] = if self.tx.is_sqlite() {
            &[
                ("PRAGMA journal_mode", "wal"),
                ("SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous", "2"),
            ]
        } else {
            &[("SHOW full_page_writes", "on"), ("SHOW synchronous_commit", "off")]
        };
        for (sql, value) in wanted {
            let rows = self.tx.fetch(sql, &[]).await?;
            let found = rows.first().map_or(Ok(String::new()), |row| row.text(0))?;
            // Of `synchronous_commit` every value but one is safe.
            let is_safe = (found == *value) != (*value == "off");
            if !is_safe {
                self.found.add(Finding::new("durability", format!("{sql}: {found}")));
            }
        }
        Ok(())
    }
}

/// The tables and indexes that migrations leave behind.
fn names(scripts: &[&str]) -> BTreeSet<String> {
    let mut names = BTreeSet::from(["migration".to_owned()]);
    for line in scripts.iter().flat_map(|script| script.lines()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["CREATE", "TABLE" | "INDEX", name, ..] | ["CREATE", "UNIQUE", "INDEX", name, ..] => {
                names.insert((*name).to_owned());
            }
            ["DROP", "TABLE" | "INDEX", name, ..] => {
                names.remove(name.trim_end_matches(';'));
            }
            _ => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_both_engines_are_the_same_and_dropped_ones_are_made_again() {
        let names = names(SQLITE_MIGRATIONS);
        assert_eq!(names, super::names(POSTGRES_MIGRATIONS));
        assert!(names.contains("facet_value") && names.contains("record_id") && names.contains("blob_part"));
    }
}
