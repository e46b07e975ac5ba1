//! The tables themselves, past the store: what both engines must hold alike, and what nobody may see.

use enishi_store::Location;
use sqlx::{AssertSqlSafe, PgPool, Row as _, SqlitePool};

/// A connection of its own.
pub enum Raw {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// The tables that hold records and their log, with their columns; those in angle brackets are bytes.
const TABLES: [(&str, &[&str]); 5] = [
    (
        "record",
        &[
            "<id>",
            "kind",
            "reference",
            "version",
            "shape",
            "body",
            "clearance",
            "created_seq",
            "changed_seq",
            "holder",
        ],
    ),
    (
        "reference",
        &["<from_id>", "from_kind", "field", "<to_id>", "since", "until", "clearance", "from_seq", "to_seq"],
    ),
    (
        "facet",
        &["<id>", "kind", "name", "value", "<sort_key>", "clearance", "since", "until", "from_seq", "to_seq"],
    ),
    ("log_commit", &["seq", "at", "actor", "batch", "reason"]),
    (
        "log_change",
        &[
            "seq",
            "ordinal",
            "kind",
            "<id>",
            "reference",
            "version",
            "shape",
            "operation",
            "after",
            "clearances",
        ],
    ),
];

impl Raw {
    pub async fn open(location: &Location) -> Self {
        match location {
            Location::Folder(folder) => {
                let url = format!("sqlite://{}", folder.join("enishi.sqlite").display());
                Self::Sqlite(SqlitePool::connect(&url).await.unwrap())
            }
            Location::Postgres(url) => Self::Postgres(PgPool::connect(url).await.unwrap()),
        }
    }

    /// The rows of a statement that gives one text.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(pool) => {
                sqlx::query(sql).fetch_all(pool).await.unwrap().iter().map(|row| row.get(0)).collect()
            }
            Self::Postgres(pool) => {
                sqlx::query(sql).fetch_all(pool).await.unwrap().iter().map(|row| row.get(0)).collect()
            }
        }
    }

    /// Runs a statement for its effect.
    pub async fn execute(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(pool) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
            Self::Postgres(pool) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
        }
    }

    /// A column as text, bytes as hexadecimal digits, NULL as a dash.
    pub fn column(&self, name: &str) -> String {
        let shown = match (name.strip_prefix('<').and_then(|name| name.strip_suffix('>')), self) {
            (None, _) => format!("CAST({name} AS TEXT)"),
            (Some(name), Self::Sqlite(_)) => format!("lower(hex({name}))"),
            (Some(name), Self::Postgres(_)) => format!("encode({name}, 'hex')"),
        };
        // SQLite's hex() gives an empty text for NULL; the two are told apart by the store never writing empty bytes.
        format!("coalesce(nullif({shown}, ''), '-')")
    }

    /// Rows of a table under a condition, one text each, sorted.
    pub async fn rows(&self, table: &str, columns: &[&str], condition: &str) -> Vec<String> {
        let shown: Vec<String> = columns.iter().map(|name| self.column(name)).collect();
        let sql = format!("SELECT {} FROM {table} WHERE {condition}", shown.join(" || '|' || "));
        let mut rows = self.texts(&sql).await;
        rows.sort_unstable();
        rows
    }

    /// Everything the store holds of records and their log, line by line.
    pub async fn dump(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (table, columns) in TABLES {
            let rows = self.rows(table, columns, "1 = 1").await;
            lines.extend(rows.into_iter().map(|row| format!("{table}: {row}")));
        }
        lines
    }
}
