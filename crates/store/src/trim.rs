//! Keeping the write-ahead log of SQLite short.
//!
//! After each commit SQLite copies the log into the database, as far as no reader still needs the former pages, and begins the
//! log anew only when nobody reads at all. Beside a server that always reads, the log of a long import grew to gigabytes, and
//! every reader looks through all of it. Whoever writes much therefore ends the log himself: he copies what can be copied,
//! keeps others from beginning to write, waits for those who read, a moment at most, and cuts it off.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::sql::Pool;
use crate::{Error, Store};

/// Bytes of the log after which long work ends it between two of its transactions: half a second of an import.
const LONG_WORK: u64 = 32 << 20;
/// Bytes after which any commit does.
const ANYBODY: u64 = 256 << 20;
/// How long it waits for those who read. Those who write wait as long.
const PATIENCE_MS: u32 = 100;
/// Somebody reads for long, a backup for instance: after this it is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// The log of one database, for one process.
#[derive(Clone, Debug)]
pub(crate) struct Trim {
    path: PathBuf,
    /// Not tried before.
    again: Arc<Mutex<Option<Instant>>>,
}

impl Trim {
    /// The log of a database.
    pub(crate) fn of(database: &Path) -> Self {
        let mut path = database.as_os_str().to_owned();
        path.push("-wal");
        Self { path: path.into(), again: Arc::default() }
    }

    fn is_due(&self, most: u64) -> bool {
        // Without a log there is nothing to end.
        let length = std::fs::metadata(&self.path).map_or(0, |found| found.len());
        let again = self.again.lock().unwrap_or_else(PoisonError::into_inner);
        length > most && again.is_none_or(|again| again <= Instant::now())
    }

    fn put_off(&self, until: Option<Instant>) {
        *self.again.lock().unwrap_or_else(PoisonError::into_inner) = until;
    }
}

impl Store {
    /// Ends the log between two transactions of long work, if it has grown.
    pub(crate) async fn trim_long_work(&self) -> Result<(), Error> {
        self.pool.trim(LONG_WORK).await.map(drop)
    }

    /// Ends the log after a commit, if it has grown beyond measure.
    pub(crate) async fn trim(&self) -> Result<(), Error> {
        self.pool.trim(ANYBODY).await.map(drop)
    }
}

impl Pool {
    /// Ends the log if it is longer than so many bytes. Gives whether it was.
    async fn trim(&self, most: u64) -> Result<bool, Error> {
        let Self::Sqlite { write, turns, trim, .. } = self else { return Ok(false) };
        if !trim.is_due(most) {
            return Ok(false);
        }
        let (write, turns, trim) = (write.clone(), turns.clone(), trim.clone());
        // Whoever asked may go away meanwhile: the connection gets its patience back all the same.
        let ending = tokio::spawn(async move {
            let mut connection = write.acquire().await?;
            // Most of the work is done while others write.
            sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(&mut *connection).await?;
            let turn = turns.take().await?;
            let patience = async |milliseconds: u32, connection: &mut sqlx::SqliteConnection| {
                let sql = format!("PRAGMA busy_timeout = {milliseconds}");
                sqlx::query(sqlx::AssertSqlSafe(sql)).execute(connection).await
            };
            patience(PATIENCE_MS, &mut connection).await?;
            let ended =
                sqlx::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await;
            patience(crate::sql::BUSY_MS, &mut connection).await?;
            drop(turn);
            let is_busy: i64 = ended?;
            trim.put_off((is_busy != 0).then(|| Instant::now() + AGAIN));
            Ok::<_, Error>(is_busy == 0)
        });
        ending.await.map_err(|ended| Error::Corrupt(ended.to_string()))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_log_that_grew_is_ended_unless_somebody_reads() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("enishi.sqlite");
        let pool = Pool::sqlite(&path).await.unwrap();
        let run = async |sql: &str| {
            let mut tx = pool.begin().await.unwrap();
            tx.script(sql).await.unwrap();
            tx.commit().await.unwrap();
        };
        run("CREATE TABLE row (text TEXT); INSERT INTO row VALUES ('one')").await;
        let length = || std::fs::metadata(folder.path().join("enishi.sqlite-wal")).unwrap().len();
        assert!(length() > 0);
        assert!(!pool.trim(length()).await.unwrap(), "not longer than that");
        let mut reading = pool.snapshot().await.unwrap();
        let count = "SELECT count(*) FROM row";
        assert_eq!(reading.fetch(count, &[]).await.unwrap()[0].int(0).unwrap(), 1);
        run("INSERT INTO row VALUES ('two')").await;
        assert!(!pool.trim(0).await.unwrap(), "somebody reads");
        assert!(length() > 0);
        reading.end().await.unwrap();
        assert!(!pool.trim(0).await.unwrap(), "it was tried a moment ago");
        let Pool::Sqlite { trim, .. } = &pool else { panic!("SQLite") };
        trim.put_off(None);
        assert!(pool.trim(0).await.unwrap());
        assert_eq!(length(), 0);
        run("INSERT INTO row VALUES ('three')").await;
        let asked = pool.ask("PRAGMA busy_timeout").await.unwrap()[0].int(0).unwrap();
        assert_eq!(asked, i64::from(crate::sql::BUSY_MS), "writers have their patience again");
    }
}
