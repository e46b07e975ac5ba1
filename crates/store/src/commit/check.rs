//! The last look before a commit, under the lock: references lead somewhere, nobody refers to what is gone.

use std::collections::{HashMap, HashSet};

use enishi_kind::MERGED_INTO;
use enishi_kit::ids::RecordId;

use super::{CHUNK, Target, Transaction};
use crate::Error;
use crate::sql::{Arg, Tx, places};

impl Transaction<'_> {
    /// Every record referred to is there and of the right kind; and no reference begins that leads to a record which
    /// went into another: whoever writes it read the register before the two were merged.
    pub(super) async fn check_targets(&mut self) -> Result<(), Error> {
        let targets = std::mem::take(&mut self.targets);
        let mut asked = HashSet::new();
        let wanted: Vec<(RecordId, &Target)> = targets
            .iter()
            .flat_map(|(from, targets)| targets.iter().map(|target| (*from, target)))
            .filter(|(_, target)| asked.insert((target.to, target.kind, target.is_new)))
            .collect();
        for chunk in wanted.chunks(CHUNK) {
            let found = standing(&mut self.tx, chunk.iter().map(|(_, target)| target.to)).await?;
            for (from, Target { field, to, kind, is_new }) in chunk {
                let Some(Standing { is_merged, .. }) = found.get(to).filter(|found| found.kind == *kind)
                else {
                    let expected = (*kind).to_owned();
                    return Err(Error::MissingTarget {
                        from: *from,
                        field: field.clone(),
                        to: *to,
                        expected,
                    });
                };
                if *is_new && *is_merged {
                    return Err(Error::MergedTarget { from: *from, field: field.clone(), to: *to });
                }
            }
        }
        Ok(())
    }

    /// No deleted record is still referred to.
    pub(super) async fn check_deletions(&mut self) -> Result<(), Error> {
        let deleted: Vec<RecordId> = self.deleted.iter().copied().collect();
        for chunk in deleted.chunks(CHUNK) {
            let ids: Vec<Arg> = chunk.iter().map(|id| (*id).into()).collect();
            let sql = format!(
                "SELECT to_id, count(*) FROM reference WHERE to_id IN ({}) AND to_seq IS NULL \
                 GROUP BY to_id ORDER BY to_id LIMIT 1",
                places(1, ids.len())
            );
            if let Some(row) = self.tx.fetch(&sql, &ids).await?.first() {
                return Err(Error::Referred { id: row.id(0)?, referrers: row.int(1)?.unsigned_abs() });
            }
        }
        Ok(())
    }
}

/// What a record that is there is.
struct Standing {
    kind: String,
    /// Whether it went into another.
    is_merged: bool,
}

async fn standing(
    tx: &mut Tx,
    ids: impl Iterator<Item = RecordId>,
) -> Result<HashMap<RecordId, Standing>, Error> {
    let mut args = vec![MERGED_INTO.into()];
    args.extend(ids.map(Arg::from));
    let sql = format!(
        "SELECT id, kind, (SELECT count(*) FROM reference WHERE from_id = record.id AND field = $1 \
         AND to_seq IS NULL) FROM record WHERE id IN ({})",
        places(2, args.len() - 1)
    );
    let rows = tx.fetch(&sql, &args).await?;
    rows.iter()
        .map(|row| Ok((row.id(0)?, Standing { kind: row.text(1)?, is_merged: row.int(2)? > 0 })))
        .collect()
}
