//! Seals: no record of a sealed batch was changed past the door while its batch stood.

use super::{Finding, Verifier};
use crate::Error;
use crate::undo::UNDO;

impl Verifier<'_> {
    /// Looks at what came before the first undo after the sealed commit. From then on the batch may have stood or not,
    /// which the log alone does not say.
    pub(super) async fn seals(&mut self) -> Result<(), Error> {
        let sql = "SELECT c.kind, c.reference, c.seq, k.batch FROM seal s JOIN log_commit k ON k.batch = s.batch \
                   JOIN log_change m ON m.seq = k.seq AND m.version = 1 \
                   JOIN log_change c ON c.id = m.id AND c.version > 1 AND c.operation IN ('update', 'delete') \
                   WHERE NOT EXISTS (SELECT 1 FROM log_commit u WHERE u.seq > k.seq AND u.seq <= c.seq \
                   AND substr(u.batch, 1, 5) = $1) ORDER BY c.seq, c.ordinal LIMIT 1000";
        for row in self.tx.fetch(sql, &[UNDO.into()]).await? {
            let finding = Finding::new("seal-broken", row.text(3)?).at(row.int(2)?);
            self.found.add(finding.of(&row.text(0)?, &row.text(1)?));
        }
        // A seal on nothing is one that somebody wrote, or the rest of a batch that somebody took away.
        let alone =
            "SELECT batch FROM seal WHERE batch NOT IN (SELECT id FROM batch) ORDER BY batch LIMIT 50";
        for row in self.tx.fetch(alone, &[]).await? {
            self.found.add(Finding::new("seal-broken", row.text(0)?));
        }
        Ok(())
    }
}
