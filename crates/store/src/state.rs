//! Small things that the program remembers beside the records: settings, answered requests.

use enishi_kit::ids::RecordId;

use crate::sql::Arg;
use crate::{Error, Store, Transaction};

/// A writing request that was answered; the same key gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnsweredRequest {
    /// The key that the client chose.
    pub key: String,
    /// A hash of what was asked.
    pub fingerprint: String,
    /// The record that was made.
    pub record: Option<RecordId>,
}

impl Store {
    /// A remembered value.
    ///
    /// # Errors
    /// The database.
    pub async fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        let rows = self.pool.fetch("SELECT value FROM setting WHERE name = $1", &[name.into()]).await?;
        rows.first().map(|row| row.text(0)).transpose()
    }

    /// Remembers a value.
    ///
    /// # Errors
    /// The database.
    pub async fn save_setting(&self, name: &str, value: &str) -> Result<(), Error> {
        let sql = "INSERT INTO setting (name, value) VALUES ($1, $2) \
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.write(sql, &[name.into(), value.into()]).await?;
        Ok(())
    }

    /// Remembered values whose names begin like this, by name.
    ///
    /// # Errors
    /// The database.
    pub async fn settings(&self, beginning: &str) -> Result<Vec<(String, String)>, Error> {
        let length = i64::try_from(beginning.chars().count()).unwrap_or(i64::MAX);
        let sql =
            "SELECT name, value FROM setting WHERE substr(name, 1, CAST($1 AS INTEGER)) = $2 ORDER BY name";
        let rows = self.pool.fetch(sql, &[length.into(), beginning.into()]).await?;
        rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
    }

    /// Forgets a value; `true` when there was one.
    ///
    /// # Errors
    /// The database.
    pub async fn forget_setting(&self, name: &str) -> Result<bool, Error> {
        Ok(self.write("DELETE FROM setting WHERE name = $1", &[name.into()]).await? > 0)
    }

    /// Finds the answer that a request key already got.
    ///
    /// # Errors
    /// The database.
    pub async fn answered(&self, key: &str) -> Result<Option<AnsweredRequest>, Error> {
        let sql = "SELECT request_key, fingerprint, record_id FROM answered_request WHERE request_key = $1";
        let rows = self.pool.fetch(sql, &[key.into()]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let record = row.optional_bytes(2)?.and_then(|bytes| bytes.try_into().ok()).map(RecordId::from_bytes);
        Ok(Some(AnsweredRequest { key: row.text(0)?, fingerprint: row.text(1)?, record }))
    }

    pub(crate) async fn write(&self, sql: &str, args: &[Arg]) -> Result<u64, Error> {
        let mut tx = self.pool.begin().await?;
        let rows = tx.execute(sql, args).await?;
        tx.commit().await?;
        Ok(rows)
    }
}

impl Transaction<'_> {
    /// Remembers the answer to a request within its own transaction. Under the head lock a repeated key fails here.
    ///
    /// # Errors
    /// The key was answered in the meantime, or the database.
    pub async fn save_answer(&mut self, request: &AnsweredRequest) -> Result<(), Error> {
        let sql = "INSERT INTO answered_request (request_key, fingerprint, at, seq, record_id) \
                   VALUES ($1, $2, $3, $4, $5) ON CONFLICT (request_key) DO NOTHING";
        let args: [Arg; 5] = [
            request.key.as_str().into(),
            request.fingerprint.as_str().into(),
            self.store.clock.now().as_microsecond().into(),
            self.seq().into(),
            request.record.map(|id| id.bytes().to_vec()).into(),
        ];
        if self.tx.execute(sql, &args).await? == 0 {
            return Err(Error::RequestKeyReused(request.key.clone()));
        }
        Ok(())
    }
}
