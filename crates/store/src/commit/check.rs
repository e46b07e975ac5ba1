//! The last look before a commit, under the lock: references lead somewhere, nobody refers to what is gone.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use enishi_kind::MERGED_INTO;
use enishi_kit::ids::RecordId;

use super::{CHUNK, Target, Transaction};
use crate::Error;
use crate::sql::{Arg, Tx, places};

impl Transaction<'_> {
    /// Every record referred to is there and of the right kind.
    pub(super) async fn check_targets(&mut self) -> Result<(), Error> {
        let targets = std::mem::take(&mut self.targets);
        let mut asked = HashSet::new();
        let wanted: Vec<(RecordId, &Target)> = targets
            .iter()
            .flat_map(|(from, targets)| targets.iter().map(|target| (*from, target)))
            .filter(|(_, target)| self.created.get(&target.to) != Some(&target.kind))
            .filter(|(_, target)| asked.insert((target.to, target.kind)))
            .collect();
        for chunk in wanted.chunks(CHUNK) {
            let ids: Vec<Arg> = chunk.iter().map(|(_, target)| target.to.into()).collect();
            let sql = format!("SELECT id, kind FROM record WHERE id IN ({})", places(1, ids.len()));
            let mut found = HashMap::new();
            for row in self.tx.fetch(&sql, &ids).await? {
                found.insert(row.id(0)?, row.text(1)?);
            }
            for (from, Target { field, to, kind, .. }) in chunk {
                if found.get(to).map(String::as_str) != Some(kind) {
                    let expected = (*kind).to_owned();
                    return Err(Error::MissingTarget {
                        from: *from,
                        field: field.clone(),
                        to: *to,
                        expected,
                    });
                }
            }
        }
        self.check_merged(&targets).await
    }

    /// No reference begins that leads to a record which went into another: whoever writes it read the register before
    /// the two were merged.
    async fn check_merged(&mut self, targets: &BTreeMap<RecordId, Vec<Target>>) -> Result<(), Error> {
        let begun: BTreeSet<RecordId> =
            targets.values().flatten().filter(|target| target.is_new).map(|target| target.to).collect();
        let begun: Vec<RecordId> = begun.into_iter().collect();
        for chunk in begun.chunks(CHUNK) {
            let merged = merged_among(&mut self.tx, chunk).await?;
            let refers = targets
                .iter()
                .flat_map(|(from, targets)| targets.iter().map(|target| (*from, target)))
                .find(|(_, target)| target.is_new && merged.contains(&target.to));
            if let Some((from, Target { field, to, .. })) = refers {
                return Err(Error::MergedTarget { from, field: field.clone(), to: *to });
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

/// Which of these records went into another.
async fn merged_among(tx: &mut Tx, ids: &[RecordId]) -> Result<HashSet<RecordId>, Error> {
    let mut args: Vec<Arg> = ids.iter().map(|id| (*id).into()).collect();
    let wanted = places(1, args.len());
    args.push(MERGED_INTO.into());
    let field = args.len();
    let sql = format!(
        "SELECT from_id FROM reference WHERE from_id IN ({wanted}) AND field = ${field} AND to_seq IS NULL"
    );
    tx.fetch(&sql, &args).await?.iter().map(|row| row.id(0)).collect()
}
