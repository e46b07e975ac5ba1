//! Attempts that failed, by account and by address: how many lately, and until when the next one waits.

use jiff::Timestamp;

use super::{AccountChanges, micros, time};
use crate::{Error, Store};

/// What is remembered of a subject's attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempts {
    /// How many failed since the last success.
    pub failures: i64,
    /// When the last one failed.
    pub last_at: Timestamp,
    /// From when on the next one is looked at.
    pub free_at: Timestamp,
}

const ONE: &str = "SELECT failures, last_at, free_at FROM attempt WHERE subject = $1";

impl Store {
    /// What is remembered of a subject.
    ///
    /// # Errors
    /// The database.
    pub async fn attempts(&self, subject: &str) -> Result<Option<Attempts>, Error> {
        let rows = self.pool.fetch(ONE, &[subject.into()]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        Ok(Some(Attempts { failures: row.int(0)?, last_at: time(row.int(1)?)?, free_at: time(row.int(2)?)? }))
    }
}

impl AccountChanges {
    /// Counts a failure and gives how many there are now; those before `since` are forgotten.
    ///
    /// # Errors
    /// The database.
    pub async fn count_attempt(
        &mut self,
        subject: &str,
        at: Timestamp,
        since: Timestamp,
    ) -> Result<i64, Error> {
        self.tx.execute("DELETE FROM attempt WHERE last_at < $1", &[micros(since)]).await?;
        let sql = "INSERT INTO attempt (subject, failures, last_at, free_at) VALUES ($1, 1, $2, $2) \
                   ON CONFLICT (subject) DO UPDATE SET failures = attempt.failures + 1, \
                   last_at = excluded.last_at";
        self.tx.execute(sql, &[subject.into(), micros(at)]).await?;
        self.tx.fetch(ONE, &[subject.into()]).await?.first().map_or(Ok(1), |row| row.int(0))
    }

    /// Says from when on the next attempt is looked at.
    ///
    /// # Errors
    /// The database.
    pub async fn delay_attempts(&mut self, subject: &str, free_at: Timestamp) -> Result<(), Error> {
        let sql = "UPDATE attempt SET free_at = $2 WHERE subject = $1";
        self.tx.execute(sql, &[subject.into(), micros(free_at)]).await?;
        Ok(())
    }

    /// Takes one attempt of a subject back: it was no failure.
    ///
    /// # Errors
    /// The database.
    pub async fn take_attempt_back(&mut self, subject: &str) -> Result<(), Error> {
        let sql = "UPDATE attempt SET failures = failures - 1, free_at = last_at \
                   WHERE subject = $1 AND failures > 0";
        self.tx.execute(sql, &[subject.into()]).await?;
        Ok(())
    }

    /// Forgets the attempts of a subject.
    ///
    /// # Errors
    /// The database.
    pub async fn forget_attempts(&mut self, subject: &str) -> Result<(), Error> {
        self.tx.execute("DELETE FROM attempt WHERE subject = $1", &[subject.into()]).await?;
        Ok(())
    }
}
