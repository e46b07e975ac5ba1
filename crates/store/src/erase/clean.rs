//! What engines keep of bytes that are no longer in any row: free pages, journals, dead rows, statistics.

use std::time::Duration;

use crate::open::SQLITE_MIGRATIONS;
use crate::sql::Pool;
use crate::{Error, Store};

/// How often the journal is asked to become empty while others read.
const TRIES: u32 = 50;
const PAUSE: Duration = Duration::from_millis(100);

/// What was cleaned, and what could not be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Steps that were done: `vacuum`, `journal`, `tables`, `statistics`, `checkpoint`.
    pub done: Vec<&'static str>,
    /// Steps that could not be done, and must be by whoever runs the database.
    pub left: Vec<&'static str>,
}

impl Store {
    /// Makes the engine give up the bytes that erasing left behind. Readers wait for moments, writers for longer.
    ///
    /// # Errors
    /// The database.
    pub async fn clean(&self) -> Result<Cleaned, Error> {
        clean(&self.pool).await
    }
}

pub(crate) async fn clean(pool: &Pool) -> Result<Cleaned, Error> {
    let mut cleaned = Cleaned::default();
    if pool.is_sqlite() {
        pool.run("PRAGMA secure_delete = ON").await?;
        pool.run("VACUUM").await?;
        cleaned.done.push("vacuum");
        for _ in 0..TRIES {
            // A reader who began before still needs the journal: 1 in the first column.
            let rows = pool.ask("PRAGMA wal_checkpoint(TRUNCATE)").await?;
            if rows.first().map_or(Ok(0), |row| row.int(0))? == 0 {
                cleaned.done.push("journal");
                return Ok(cleaned);
            }
            tokio::time::sleep(PAUSE).await;
        }
        cleaned.left.push("journal");
        return Ok(cleaned);
    }
    let mut is_waited = wait_for_readers(pool).await?;
    for line in SQLITE_MIGRATIONS.iter().flat_map(|script| script.lines()) {
        if let Some(table) =
            line.strip_prefix("CREATE TABLE ").and_then(|rest| rest.split_whitespace().next())
        {
            pool.run(&format!("VACUUM (FULL, ANALYZE) {table}")).await?;
        }
    }
    cleaned.done.push("tables");
    // The most common values of each column are kept there; the former ones are dead rows since the tables were
    // analysed just now. Who may not clean it is only warned.
    is_waited = wait_for_readers(pool).await? && is_waited;
    if !is_waited {
        cleaned.left.push("readers");
    }
    let place = "SELECT CAST(pg_relation_filenode('pg_statistic') AS BIGINT)";
    let before = pool.ask(place).await?.first().map_or(Ok(0), |row| row.int(0))?;
    pool.run("VACUUM (FULL) pg_statistic").await?;
    let after = pool.ask(place).await?.first().map_or(Ok(0), |row| row.int(0))?;
    if before == after {
        cleaned.left.push("statistics");
    } else {
        cleaned.done.push("statistics");
    }
    match pool.run("CHECKPOINT").await {
        Ok(()) => cleaned.done.push("checkpoint"),
        // 42501: not permitted. The engine does it by itself within minutes.
        Err(Error::Database(error))
            if error.as_database_error().and_then(|error| error.code()).as_deref() == Some("42501") =>
        {
            cleaned.left.push("checkpoint");
        }
        Err(error) => return Err(error),
    }
    Ok(cleaned)
}

/// Waits for whoever began before: the engine keeps for them what they may still ask for. Transactions that write in
/// other databases of the server count too, because our own view reaches back to the oldest of them. Gives whether
/// they are all done.
async fn wait_for_readers(pool: &Pool) -> Result<bool, Error> {
    let mark = "SELECT CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT)";
    let mark = pool.ask(mark).await?.first().map_or_else(|| Ok(String::new()), |row| row.text(0))?;
    let waiting = format!(
        "SELECT CASE WHEN pg_snapshot_xmin(pg_current_snapshot()) < CAST('{mark}' AS xid8) THEN 1 ELSE 0 END \
         + count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() \
         AND age(backend_xmin) > age(CAST(CAST('{mark}' AS xid8) AS xid))"
    );
    for _ in 0..TRIES {
        if pool.ask(&waiting).await?.first().map_or(Ok(0), |row| row.int(0))? == 0 {
            return Ok(true);
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(false)
}
