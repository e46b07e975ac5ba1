//! What condition the store is in: for whoever runs it, not for readers.

use jiff::Timestamp;

use crate::open::{POSTGRES_MIGRATIONS, SQLITE_MIGRATIONS};
use crate::{Error, Store};

/// The end of the log, and the size of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The last commit; 0 before the first.
    pub seq: i64,
    /// When it was made.
    pub last_commit: Option<Timestamp>,
    /// Bytes of the database.
    pub bytes: i64,
}

/// What the engine promises on one connection of the pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// `write` or `read`.
    pub role: &'static str,
    /// Settings of the engine by name.
    pub settings: Vec<(&'static str, String)>,
}

/// Which versions meet here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Software {
    /// Of the engine, as it says itself.
    pub engine: String,
    /// Migrations that the store has.
    pub schema: i64,
    /// Migrations that this program knows.
    pub known: usize,
}

/// What decides whether an acknowledged commit survives, and for how long a writer waits.
const SQLITE_SETTINGS: [&str; 4] = ["journal_mode", "synchronous", "busy_timeout", "query_only"];
const POSTGRES_SETTINGS: [&str; 5] =
    ["fsync", "full_page_writes", "synchronous_commit", "lock_timeout", "statement_timeout"];

impl Store {
    /// The end of the log and the size of the store.
    ///
    /// # Errors
    /// The database.
    pub async fn condition(&self) -> Result<Condition, Error> {
        let size = if self.pool.is_sqlite() {
            "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        } else {
            "SELECT pg_database_size(current_database())"
        };
        let sizes = self.pool.fetch(size, &[]).await?;
        let rows = self.pool.fetch("SELECT seq, at FROM log_head WHERE one = 1", &[]).await?;
        let row = rows.first().ok_or_else(|| Error::Corrupt("the log has no head".into()))?;
        let (seq, at) = (row.int(0)?, row.int(1)?);
        let at = Timestamp::from_microsecond(at).map_err(|error| Error::Corrupt(error.to_string()))?;
        Ok(Condition {
            seq,
            last_commit: (seq > 0).then_some(at),
            bytes: sizes.first().map_or(Ok(0), |row| row.int(0))?,
        })
    }

    /// Asks every connection of the pools what the engine promises on it.
    ///
    /// Cost: opens the connections that are not open yet, and waits for those in use.
    ///
    /// # Errors
    /// The database.
    pub async fn connections(&self) -> Result<Vec<Connection>, Error> {
        let (names, word) = if self.pool.is_sqlite() {
            (&SQLITE_SETTINGS[..], "PRAGMA")
        } else {
            (&POSTGRES_SETTINGS[..], "SHOW")
        };
        let asked: Vec<String> = names.iter().map(|name| format!("{word} {name}")).collect();
        let answers = self.pool.ask_every_connection(&asked).await?;
        let connections = answers
            .into_iter()
            .map(|(role, values)| Connection { role, settings: names.iter().copied().zip(values).collect() });
        Ok(connections.collect())
    }

    /// The versions of engine and schema.
    ///
    /// # Errors
    /// The database.
    pub async fn software(&self) -> Result<Software, Error> {
        let (sql, known) = if self.pool.is_sqlite() {
            ("SELECT 'SQLite ' || sqlite_version()", SQLITE_MIGRATIONS.len())
        } else {
            ("SELECT 'PostgreSQL ' || current_setting('server_version')", POSTGRES_MIGRATIONS.len())
        };
        let engine = self.pool.fetch(sql, &[]).await?.first().map(|row| row.text(0)).transpose()?;
        let rows = self.pool.fetch("SELECT count(*) FROM migration", &[]).await?;
        let schema = rows.first().map_or(Ok(0), |row| row.int(0))?;
        Ok(Software { engine: engine.unwrap_or_default(), schema, known })
    }
}
