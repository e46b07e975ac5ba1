//! The ledger of erasures: by ids alone, so that it can be kept beside backups and replayed when one of them is restored.

use enishi_kit::ids::RecordId;
use serde::{Deserialize, Serialize};

use crate::sql::{Arg, Row, Tx};
use crate::{Error, Store};

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Erasure {
    /// The record.
    pub record: RecordId,
    /// Its kind.
    pub kind: String,
    /// Its short reference.
    pub reference: String,
    /// The fields; all of them when none is named.
    pub fields: Vec<String>,
    /// Why, in words that name nobody.
    pub reason: String,
    /// When, in microseconds of UTC since 1970.
    pub at: i64,
}

impl Store {
    /// Everything that was ever erased here, or elsewhere before this store was restored.
    ///
    /// # Errors
    /// The database.
    pub async fn erasures(&self) -> Result<Vec<Erasure>, Error> {
        let rows = self.pool.fetch(SELECT, &[]).await?;
        rows.iter().map(read).collect()
    }
}

const SELECT: &str =
    "SELECT record_id, kind, reference, fields, reason, at FROM erasure ORDER BY at, record_id";

fn read(row: &Row) -> Result<Erasure, Error> {
    Ok(Erasure {
        record: row.id(0)?,
        kind: row.text(1)?,
        reference: row.text(2)?,
        fields: row.text(3)?.split_whitespace().map(str::to_owned).collect(),
        reason: row.text(4)?,
        at: row.int(5)?,
    })
}

/// The lines that a transaction sees.
pub(crate) async fn load(tx: &mut Tx) -> Result<Vec<Erasure>, Error> {
    tx.fetch(SELECT, &[]).await?.iter().map(read).collect()
}

/// Keeps a line.
pub(super) async fn save(tx: &mut Tx, line: &Erasure, seq: i64) -> Result<(), Error> {
    let sql = "INSERT INTO erasure (record_id, kind, reference, fields, reason, at, seq) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (record_id, at) DO NOTHING";
    let args: [Arg; 7] = [
        line.record.into(),
        line.kind.as_str().into(),
        line.reference.as_str().into(),
        line.fields.join(" ").into(),
        line.reason.as_str().into(),
        line.at.into(),
        seq.into(),
    ];
    tx.execute(sql, &args).await?;
    Ok(())
}
