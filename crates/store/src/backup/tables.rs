//! The tables that travel, and their rows as lines of JSON: ids as UUIDs, bytes as hexadecimal digits.

use enishi_kit::ids::RecordId;
use serde_json::{Map, Value as Json};

use crate::Error;
use crate::sql::{Arg, Row};

/// How a column is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Id(&'static str),
    Int(&'static str),
    Text(&'static str),
    Bytes(&'static str),
}

/// A table that travels.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [Column],
    /// Which rows, and in which order where the engine has an index for one.
    pub(super) rest: &'static str,
    /// The migration that made it.
    pub(super) since: usize,
    /// Columns that a later migration added.
    pub(super) later: &'static [(usize, Column)],
}

/// The schema of this program.
const NEWEST: usize = usize::MAX;

use Column::{Bytes, Id, Int, Text};

/// In the order in which they are written and read.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "log_commit",
        columns: &[Int("seq"), Int("at"), Text("actor"), Text("batch"), Text("reason")],
        rest: "ORDER BY seq",
        since: 1,
        later: &[],
    },
    Table {
        name: "log_change",
        columns: &[
            Int("seq"),
            Int("ordinal"),
            Text("kind"),
            Id("id"),
            Text("reference"),
            Int("version"),
            Int("shape"),
            Text("operation"),
            Text("after"),
            Text("clearances"),
        ],
        rest: "ORDER BY seq, ordinal",
        since: 1,
        later: &[],
    },
    Table {
        name: "record",
        columns: &[
            Id("id"),
            Text("kind"),
            Text("reference"),
            Int("version"),
            Int("shape"),
            Text("body"),
            Text("clearance"),
            Int("created_seq"),
            Int("changed_seq"),
        ],
        rest: "ORDER BY id",
        since: 1,
        later: &[(9, Text("holder"))],
    },
    Table {
        name: "reference",
        columns: &[
            Id("from_id"),
            Text("from_kind"),
            Text("field"),
            Id("to_id"),
            Text("since"),
            Text("until"),
            Text("clearance"),
            Int("from_seq"),
            Int("to_seq"),
        ],
        rest: "",
        since: 1,
        later: &[],
    },
    Table {
        name: "facet",
        columns: &[
            Id("id"),
            Text("kind"),
            Text("name"),
            Text("value"),
            Bytes("sort_key"),
            Text("since"),
            Text("until"),
            Text("clearance"),
            Int("from_seq"),
            Int("to_seq"),
        ],
        rest: "",
        since: 1,
        later: &[],
    },
    Table {
        name: "ended",
        columns: &[Id("id"), Text("clearance"), Text("holder")],
        rest: "ORDER BY id",
        since: 9,
        later: &[],
    },
    // What was staged waits for nobody elsewhere.
    Table {
        name: "batch",
        columns: &[Text("id"), Text("kind"), Text("title"), Text("state"), Int("at"), Text("report")],
        rest: "WHERE state <> 'staged' ORDER BY id",
        since: 1,
        later: &[],
    },
    Table {
        name: "setting",
        columns: &[Text("name"), Text("value")],
        rest: "ORDER BY name",
        since: 1,
        later: &[],
    },
    Table {
        name: "blob",
        columns: &[
            Text("hash"),
            Int("size"),
            Text("media_type"),
            Text("state"),
            Text("reason"),
            Int("at"),
            Text("words"),
        ],
        rest: "ORDER BY hash",
        since: 3,
        later: &[],
    },
    Table {
        name: "erasure",
        columns: &[
            Id("record_id"),
            Text("kind"),
            Text("reference"),
            Text("fields"),
            Text("reason"),
            Int("at"),
            Int("seq"),
        ],
        rest: "ORDER BY record_id, at",
        since: 4,
        later: &[],
    },
    Table { name: "seal", columns: &[Text("batch")], rest: "ORDER BY batch", since: 5, later: &[] },
    // A restored register lets its people in. A browser's session, a link and the mail with it are of one moment.
    Table {
        name: "account",
        columns: &[
            Id("id"),
            Text("email"),
            Text("folded"),
            Text("name"),
            Bytes("person"),
            Int("is_admin"),
            Text("state"),
            Text("language"),
            Text("passphrase"),
            Text("totp_secret"),
            Int("totp_step"),
            Int("created_at"),
            Int("signed_in_at"),
        ],
        rest: "ORDER BY id",
        since: 7,
        later: &[],
    },
    Table {
        name: "recovery_code",
        columns: &[Id("account"), Text("hash"), Int("used_at")],
        rest: "ORDER BY account, hash",
        since: 7,
        later: &[],
    },
    Table {
        name: "account_event",
        columns: &[Id("id"), Int("at"), Text("actor"), Text("what"), Bytes("account"), Text("detail")],
        rest: "ORDER BY id",
        since: 7,
        later: &[],
    },
    Table {
        name: "api_key",
        columns: &[
            Text("id"),
            Text("hash"),
            Id("account"),
            Text("title"),
            Text("scope"),
            Int("created_at"),
            Int("expires_at"),
            Int("used_at"),
            Int("revoked_at"),
        ],
        rest: "ORDER BY id",
        since: 7,
        later: &[],
    },
    Table {
        name: "identity",
        columns: &[Text("issuer"), Text("subject"), Id("account"), Int("made_at"), Int("used_at")],
        rest: "ORDER BY issuer, subject",
        since: 8,
        later: &[],
    },
];

/// Tables that stay behind. The head of the log is in the manifest, the parts of files are entries of their own, jobs
/// are what processes of this store did.
#[cfg(test)]
const LEFT: &[&str] = &[
    "migration",
    "log_head",
    "import_stage",
    "session",
    "answered_request",
    "blob_part",
    "job",
    "link",
    "attempt",
    "mail",
    "errand",
];

impl Column {
    pub(super) const fn name(self) -> &'static str {
        let (Id(name) | Int(name) | Text(name) | Bytes(name)) = self;
        name
    }
}

impl Table {
    pub(super) fn entry(&self) -> String {
        format!("{}.jsonl", self.name)
    }

    /// The columns that the table has in a schema.
    fn columns_in(&self, schema: usize) -> impl Iterator<Item = Column> {
        let later = self.later.iter().filter(move |(since, _)| *since <= schema);
        self.columns.iter().copied().chain(later.map(|(_, column)| *column))
    }

    pub(super) fn names(&self, schema: usize) -> Vec<&'static str> {
        self.columns_in(schema).map(Column::name).collect()
    }

    pub(super) fn select(&self) -> String {
        format!("SELECT {} FROM {} {}", self.names(NEWEST).join(", "), self.name, self.rest)
    }

    pub(super) fn count(&self) -> String {
        let rest = self.rest.split("ORDER BY").next().unwrap_or_default();
        format!("SELECT count(*) FROM {} {rest}", self.name)
    }

    /// A row as a line, without its end.
    pub(super) fn line(&self, row: &Row) -> Result<String, Error> {
        let mut line = Map::new();
        for (at, column) in self.columns_in(NEWEST).enumerate() {
            let value = match column {
                Id(_) => row.id(at)?.to_string().into(),
                Int(_) => row.optional_int(at)?.into(),
                Text(_) => row.optional_text(at)?.into(),
                Bytes(_) => row.optional_bytes(at)?.map(hex::encode).into(),
            };
            line.insert(column.name().to_owned(), value);
        }
        Ok(Json::Object(line).to_string())
    }

    /// The arguments of a line written in a schema; `None` when it is no row of this table.
    pub(super) fn args(&self, line: &str, schema: usize) -> Option<Vec<Arg>> {
        let line: Map<String, Json> = serde_json::from_str(line).ok()?;
        self.columns_in(schema).map(|column| column.arg(line.get(column.name())?)).collect()
    }
}

impl Column {
    fn arg(self, value: &Json) -> Option<Arg> {
        Some(match self {
            Id(_) => value.as_str()?.parse::<RecordId>().ok()?.into(),
            Int(_) if value.is_null() => Arg::Int(None),
            Int(_) => value.as_i64()?.into(),
            Text(_) if value.is_null() => Arg::Text(None),
            Text(_) => value.as_str()?.into(),
            Bytes(_) if value.is_null() => Arg::Bytes(None),
            Bytes(_) => hex::decode(value.as_str()?).ok()?.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::open::SQLITE_MIGRATIONS;

    #[test]
    fn every_table_travels_with_every_column_or_stays_behind_by_name() {
        let mut known: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut table = "";
        for line in SQLITE_MIGRATIONS.iter().flat_map(|script| script.lines()) {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                ["CREATE", "TABLE", name, ..] => table = name,
                ["ALTER", "TABLE", name, "ADD", "COLUMN", column, ..] => {
                    known.get_mut(name).unwrap().insert(column);
                }
                [first, ..] if line.starts_with("    ") && !first.starts_with("PRIMARY") => {
                    known.entry(table).or_default().insert(first);
                }
                _ => {}
            }
        }
        for table in TABLES {
            assert_eq!(
                known.remove(table.name),
                Some(table.names(NEWEST).into_iter().collect()),
                "{}",
                table.name
            );
        }
        let left: BTreeSet<&str> = LEFT.iter().copied().filter(|name| *name != "migration").collect();
        assert_eq!(known.into_keys().collect::<BTreeSet<_>>(), left);
    }
}
