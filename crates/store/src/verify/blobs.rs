//! Attached files: their bytes give the hash they are found by, whatever a body names is there, nothing is there that
//! no body ever named.

use sha2::{Digest, Sha256};

use super::{Finding, Verifier, VerifyStep};
use crate::Error;
use crate::sql::Arg;

/// Files read at a time; of their bytes one part.
const CHUNK: usize = 200;

impl Verifier<'_> {
    pub(super) async fn blobs(&mut self) -> Result<(), Error> {
        let all = self.count("SELECT count(*) FROM blob").await?;
        let mut after = String::new();
        loop {
            let sql = format!("SELECT hash, size FROM blob WHERE hash > $1 ORDER BY hash LIMIT {CHUNK}");
            let rows = self.tx.fetch(&sql, &[after.as_str().into()]).await?;
            let Some(last) = rows.last() else { break };
            after = last.text(0)?;
            for row in &rows {
                let (hash, size) = (row.text(0)?, row.int(1)?.unsigned_abs());
                self.blob(&hash, size).await?;
            }
            (self.tell)(VerifyStep::Blobs, self.found.blobs, all);
        }
        for (hash, id) in std::mem::take(&mut self.named) {
            let from = self.reference_of(id).await?;
            self.found.add(Finding { reference: Some(from), ..Finding::new("blob-missing", hash) });
        }
        let alone = "SELECT DISTINCT hash FROM blob_part WHERE hash NOT IN (SELECT hash FROM blob) \
                     ORDER BY hash LIMIT 50";
        for row in self.tx.fetch(alone, &[]).await? {
            self.found.add(Finding::new("blob-part-alone", row.text(0)?));
        }
        Ok(())
    }

    async fn blob(&mut self, hash: &str, size: u64) -> Result<(), Error> {
        let (mut digest, mut bytes, mut ordinal) = (Sha256::new(), 0, 0_i64);
        loop {
            let sql = "SELECT content FROM blob_part WHERE hash = $1 AND ordinal = $2";
            let args: [Arg; 2] = [hash.into(), ordinal.into()];
            let rows = self.tx.fetch(sql, &args).await?;
            let Some(row) = rows.first() else { break };
            let content = row.bytes(0)?;
            bytes += u64::try_from(content.len()).unwrap_or(u64::MAX);
            digest.update(&content);
            ordinal += 1;
        }
        self.found.blobs += 1;
        self.found.blob_bytes += bytes;
        if bytes != size || hex::encode(digest.finalize()) != hash {
            self.found.add(Finding::new("blob-differs", hash));
        }
        if self.named.remove(hash).is_none() {
            self.found.add(Finding::new("blob-unnamed", hash));
        }
        Ok(())
    }
}
