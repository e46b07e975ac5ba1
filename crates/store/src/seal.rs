//! Seals: a batch may be sealed when it is made. The records that it made are read only as long as the batch stands; they
//! go with it as a whole, by undoing it. Nothing takes a seal away.

use std::collections::HashMap;

use enishi_kit::ids::RecordId;

use crate::read::Record;
use crate::sql::{Arg, Row, places};
use crate::{Error, Store, Transaction};

/// Ids of one statement.
const CHUNK: usize = 400;

impl Store {
    /// Of these records those that are sealed, each with the batch that made it.
    ///
    /// Cost: one statement for 400 records, by keys alone.
    ///
    /// # Errors
    /// The database.
    pub async fn seals(&self, ids: &[RecordId]) -> Result<HashMap<RecordId, String>, Error> {
        let mut sealed = HashMap::new();
        for chunk in ids.chunks(CHUNK) {
            let (sql, args) = sealed_among(chunk);
            sealed.extend(read(&self.pool.fetch(&sql, &args).await?)?);
        }
        Ok(sealed)
    }
}

impl Transaction<'_> {
    /// Seals a batch, from this transaction on.
    ///
    /// # Errors
    /// The database.
    pub async fn seal(&mut self, batch: &str) -> Result<(), Error> {
        self.tx.insert("seal", &["batch"], vec![vec![batch.into()]]).await
    }

    /// Refuses to change or end a record that is sealed. Undoing a batch marks it as undone first, which opens its seal.
    pub(crate) async fn check_seals(&mut self, records: &HashMap<RecordId, Record>) -> Result<(), Error> {
        let ids: Vec<RecordId> = records.keys().copied().collect();
        for chunk in ids.chunks(CHUNK) {
            let (sql, args) = sealed_among(chunk);
            let sealed = read(&self.tx.fetch(&sql, &args).await?)?;
            if let Some((record, batch)) =
                sealed.iter().find_map(|(id, batch)| Some((records.get(id)?, batch)))
            {
                return Err(Error::Sealed { reference: record.reference.clone(), batch: batch.clone() });
            }
        }
        Ok(())
    }
}

/// A record belongs to the batch that made it first; one that came back after an undo still does.
fn sealed_among(ids: &[RecordId]) -> (String, Vec<Arg>) {
    let sql = format!(
        "SELECT c.id, k.batch FROM log_change c JOIN log_commit k ON k.seq = c.seq \
         JOIN seal s ON s.batch = k.batch JOIN batch b ON b.id = k.batch \
         WHERE c.id IN ({}) AND c.version = 1 AND b.state = 'done'",
        places(1, ids.len())
    );
    (sql, ids.iter().map(|id| (*id).into()).collect())
}

fn read(rows: &[Row]) -> Result<HashMap<RecordId, String>, Error> {
    rows.iter().map(|row| Ok((row.id(0)?, row.text(1)?))).collect()
}
