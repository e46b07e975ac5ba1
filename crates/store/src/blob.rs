//! Attached files: their bytes by hash, and what is known of them. Whether somebody may see one is decided by the
//! record that names it; nothing here asks who reads.

use std::collections::{BTreeSet, HashMap};

use enishi_kind::Body;
use enishi_kit::ids::RecordId;
use jiff::Timestamp;

use crate::sql::{Arg, places};
use crate::{Error, Store, Transaction};

/// What is known of a file beside its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// SHA-256 of the bytes in lower-case hexadecimal.
    pub hash: String,
    /// How many bytes.
    pub size: u64,
    /// The media type that the content shows.
    pub media_type: String,
    /// How far its text is known, in the words of who read it.
    pub state: String,
    /// Why its text is not known.
    pub reason: Option<String>,
    /// When it came in.
    pub at: Timestamp,
}

/// Files asked for by one statement.
const CHUNK: usize = 400;

impl Store {
    /// Bytes of a part: small enough that writing and reading a file of any size needs little memory.
    pub const PART_BYTES: usize = 1 << 20;

    /// What is known of these files, by hash.
    ///
    /// # Errors
    /// The database.
    pub async fn blobs(&self, hashes: &[String]) -> Result<HashMap<String, Blob>, Error> {
        let mut found = HashMap::new();
        for chunk in hashes.chunks(CHUNK) {
            let args: Vec<Arg> = chunk.iter().map(|hash| hash.as_str().into()).collect();
            let sql = format!(
                "SELECT hash, size, media_type, state, reason, at FROM blob WHERE hash IN ({})",
                places(1, chunk.len())
            );
            for row in self.pool.fetch(&sql, &args).await? {
                let at = Timestamp::from_microsecond(row.int(5)?)
                    .map_err(|error| Error::Corrupt(error.to_string()))?;
                let blob = Blob {
                    hash: row.text(0)?,
                    size: row.int(1)?.unsigned_abs(),
                    media_type: row.text(2)?,
                    state: row.text(3)?,
                    reason: row.optional_text(4)?,
                    at,
                };
                found.insert(blob.hash.clone(), blob);
            }
        }
        Ok(found)
    }

    /// One part of a file's bytes, counted from 0; `None` after the last.
    ///
    /// # Errors
    /// The database.
    pub async fn blob_part(&self, hash: &str, ordinal: i64) -> Result<Option<Vec<u8>>, Error> {
        let sql = "SELECT content FROM blob_part WHERE hash = $1 AND ordinal = $2";
        let rows = self.pool.fetch(sql, &[hash.into(), ordinal.into()]).await?;
        rows.first().map(|row| row.bytes(0)).transpose()
    }

    /// The text of a file, where it is known.
    ///
    /// # Errors
    /// The database.
    pub async fn blob_words(&self, hash: &str) -> Result<Option<String>, Error> {
        let rows = self.pool.fetch("SELECT words FROM blob WHERE hash = $1", &[hash.into()]).await?;
        rows.first().map_or(Ok(None), |row| row.optional_text(0))
    }
}

impl Transaction<'_> {
    /// Begins a file; `false` when its bytes are there already. Its parts follow in the same transaction.
    ///
    /// # Errors
    /// The database.
    pub async fn begin_blob(&mut self, blob: &Blob, words: Option<&str>) -> Result<bool, Error> {
        let sql = "INSERT INTO blob (hash, size, media_type, state, reason, at, words) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (hash) DO NOTHING";
        let args: [Arg; 7] = [
            blob.hash.as_str().into(),
            i64::try_from(blob.size).unwrap_or(i64::MAX).into(),
            blob.media_type.as_str().into(),
            blob.state.as_str().into(),
            blob.reason.clone().into(),
            blob.at.as_microsecond().into(),
            words.map(str::to_owned).into(),
        ];
        Ok(self.tx.execute(sql, &args).await? > 0)
    }

    /// Adds the next part of a file.
    ///
    /// # Errors
    /// The database.
    pub async fn add_part(&mut self, hash: &str, ordinal: i64, content: Vec<u8>) -> Result<(), Error> {
        let row = vec![hash.into(), ordinal.into(), content.into()];
        self.tx.insert("blob_part", &["hash", "ordinal", "content"], vec![row]).await
    }

    /// Remembers the files that a body names anew, to be looked for at the end.
    pub(crate) fn expect_blobs(&mut self, id: RecordId, before: &Body, after: &Body) {
        let known = blobs_of(before);
        let new = blobs_of(after).difference(&known).map(|hash| (hash.clone(), id)).collect::<Vec<_>>();
        self.blobs.extend(new);
    }

    /// Every file named is there with all its bytes.
    pub(crate) async fn check_blobs(&mut self) -> Result<(), Error> {
        let wanted: Vec<(String, RecordId)> = std::mem::take(&mut self.blobs).into_iter().collect();
        for chunk in wanted.chunks(CHUNK) {
            let args: Vec<Arg> = chunk.iter().map(|(hash, _)| hash.as_str().into()).collect();
            let sql = format!(
                "SELECT hash FROM blob WHERE hash IN ({}) AND size = \
                 (SELECT coalesce(sum(length(content)), 0) FROM blob_part WHERE blob_part.hash = blob.hash)",
                places(1, chunk.len())
            );
            let mut found = BTreeSet::new();
            for row in self.tx.fetch(&sql, &args).await? {
                found.insert(row.text(0)?);
            }
            if let Some((hash, from)) = chunk.iter().find(|(hash, _)| !found.contains(hash)) {
                return Err(Error::MissingBlob { from: *from, hash: hash.clone() });
            }
        }
        Ok(())
    }
}

/// The hashes that the files of a body name.
pub(crate) fn blobs_of(body: &Body) -> BTreeSet<String> {
    let entries = body.raw("files").and_then(serde_json::Value::as_array).map(Vec::as_slice);
    let hash = |entry: &serde_json::Value| Some(entry.get("blob")?.as_str()?.to_owned());
    entries.unwrap_or_default().iter().filter_map(hash).collect()
}
