//! What somebody sees names other records; those that he may not see are taken out of it here, for every reader alike:
//! neither an id nor how many there are, nor a mark over them, tells of what is hidden.

use std::collections::{BTreeSet, HashSet};

use enishi_kind::{Clearance, KindInfo, Viewer};
use enishi_kit::ids::RecordId;

use crate::history::Entry;
use crate::sql::{Arg, places};
use crate::{Error, Record, Seen, Store};

/// Records asked for by one statement.
const CHUNK: usize = 400;

impl Store {
    /// What a viewer sees of a whole record; `None` when not even that it exists.
    ///
    /// # Errors
    /// The database.
    pub async fn seen(&self, viewer: &Viewer, record: &Record) -> Result<Option<Seen>, Error> {
        Ok(self.seen_of(viewer, std::slice::from_ref(record)).await?.pop())
    }

    /// What a viewer sees of whole records; the others are not in the answer.
    ///
    /// # Errors
    /// The database.
    pub async fn seen_of(&self, viewer: &Viewer, records: &[Record]) -> Result<Vec<Seen>, Error> {
        let mut seen: Vec<Seen> =
            records.iter().filter_map(|record| record.seen_by(&self.registry, viewer)).collect();
        self.leave_unseen_out(viewer, seen.iter_mut()).await?;
        Ok(seen)
    }

    /// Takes out of what a viewer sees the names of records that he does not see.
    ///
    /// Cost: one statement for some hundred names; none for who sees everything.
    pub(crate) async fn leave_unseen_out<'s>(
        &self,
        viewer: &Viewer,
        seen: impl Iterator<Item = &'s mut Seen>,
    ) -> Result<(), Error> {
        if viewer.sees_everything() {
            return Ok(());
        }
        let seen: Vec<(&'static KindInfo, &mut Seen)> =
            seen.filter_map(|one| Some((self.registry.kind(one.kind)?, one))).collect();
        let named: BTreeSet<RecordId> =
            seen.iter().flat_map(|(kind, one)| kind.named_in(&one.body)).collect();
        let unseen = self.unseen(viewer, &named).await?;
        if !unseen.is_empty() {
            for (kind, one) in seen {
                one.body = kind.body_without(&one.body, &unseen);
            }
        }
        Ok(())
    }

    /// The same in the entries of a history: a change from one hidden record to another is none.
    pub(crate) async fn leave_unseen_out_of_history(
        &self,
        viewer: &Viewer,
        kind: &KindInfo,
        entries: &mut [Entry],
    ) -> Result<(), Error> {
        if viewer.sees_everything() {
            return Ok(());
        }
        let mut named = BTreeSet::new();
        for change in entries.iter().flat_map(|entry| &entry.changes) {
            if let Some(field) = kind.field(change.field) {
                let values = [&change.before, &change.after].into_iter().flatten();
                values.for_each(|value| kind.add_named(field, value, &mut named));
            }
        }
        let unseen = self.unseen(viewer, &named).await?;
        if unseen.is_empty() {
            return Ok(());
        }
        for entry in entries {
            for change in &mut entry.changes {
                let Some(field) = kind.field(change.field) else { continue };
                for value in [&mut change.before, &mut change.after] {
                    *value = value.take().and_then(|value| kind.without(field, &value, &unseen));
                }
            }
            entry.changes.retain(|change| change.before != change.after);
        }
        Ok(())
    }

    /// Those of these records that a viewer may not see; of a record that ended, as it last stood.
    ///
    /// # Errors
    /// The database.
    pub async fn unseen(
        &self,
        viewer: &Viewer,
        ids: &BTreeSet<RecordId>,
    ) -> Result<HashSet<RecordId>, Error> {
        let mut unseen: HashSet<RecordId> = ids.iter().copied().collect();
        if viewer.sees_everything() {
            return Ok(HashSet::new());
        }
        for table in ["record", "ended"] {
            let asked: Vec<RecordId> = ids.iter().filter(|id| unseen.contains(id)).copied().collect();
            for chunk in asked.chunks(CHUNK) {
                let args: Vec<Arg> = chunk.iter().map(|id| (*id).into()).collect();
                let sql =
                    format!("SELECT id, clearance FROM {table} WHERE id IN ({})", places(1, args.len()));
                for row in self.pool.fetch(&sql, &args).await? {
                    if viewer.sees(&Clearance::stored(&row.text(1)?)) {
                        unseen.remove(&row.id(0)?);
                    }
                }
            }
        }
        Ok(unseen)
    }
}
