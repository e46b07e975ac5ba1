//! Counts without counting: bitmaps of the standing rows of every kind, which follow the log. Whoever serves many
//! readers keeps them; whoever asks once lets the database count. Both give the same numbers.
//!
//! A question is answered from the bitmaps only at the head of the log. Behind it they catch up first, unless too much
//! has happened: then the database counts until [`Store::keep_counts`] has caught up.

mod bitmaps;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use enishi_kind::KindInfo;
use enishi_kit::ids::RecordId;
use jiff::civil::Date;
use tokio::sync::Mutex;

use crate::sql::{Arg, Row, places};
use crate::{Error, FacetCounts, Filter, Head, Reading, Store};
use bitmaps::{Bitmaps, FacetRow};

/// Records whose rows a question waits for; more are left to whoever keeps the counts.
const PATIENCE: usize = 500;
/// Records whose rows are fetched by one statement.
const CHUNK: usize = 400;
/// Records whose rows are fetched at a time while bitmaps are built: some fifteen rows of half a kilobyte each.
const BUILD: u32 = 200;

/// The bitmaps of a store, once somebody keeps them. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    kept: Arc<RwLock<Option<Kept>>>,
    /// One catches up at a time.
    turn: Arc<Mutex<()>>,
}

#[derive(Debug)]
struct Kept {
    head: Head,
    kinds: HashMap<&'static str, Bitmaps>,
}

impl Counts {
    /// Asks the bitmaps, if they are at this head.
    fn ask<T>(&self, head: &Head, kind: &KindInfo, question: impl FnOnce(&Bitmaps) -> T) -> Option<T> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.as_ref().filter(|kept| is_same(&kept.head, head))?;
        kept.kinds.get(kind.name).map(question)
    }

    fn head(&self) -> Option<Head> {
        self.kept.read().unwrap_or_else(PoisonError::into_inner).as_ref().map(|kept| kept.head.clone())
    }

    fn set(&self, kept: Kept) {
        *self.kept.write().unwrap_or_else(PoisonError::into_inner) = Some(kept);
    }

    /// Takes the rows of changed records in, of the state at a head.
    fn take(&self, head: Head, changed: Vec<(&'static str, RecordId, Vec<FacetRow>)>) {
        if let Some(kept) = self.kept.write().unwrap_or_else(PoisonError::into_inner).as_mut() {
            for (kind, id, rows) in changed {
                kept.kinds.entry(kind).or_default().replace(id, &rows);
            }
            kept.head = head;
        }
    }
}

fn is_same(one: &Head, other: &Head) -> bool {
    one.seq == other.seq && one.epoch == other.epoch
}

impl Store {
    /// Brings the bitmaps of counts to the head of the log, building them where there are none. From then on counts of
    /// the present are answered by them.
    ///
    /// Cost: once all standing facet rows, then the rows of what changed. Memory: about 100 bytes for a record.
    ///
    /// # Errors
    /// The database.
    pub async fn keep_counts(&self) -> Result<(), Error> {
        let _turn = self.counts.turn.lock().await;
        let head = self.head().await?;
        match self.counts.head() {
            Some(at) if at.epoch == head.epoch && at.seq <= head.seq => {}
            _ => {
                let kept = self.build(head).await?;
                self.counts.set(kept);
            }
        }
        while !self.catch_up(usize::MAX).await? {}
        Ok(())
    }

    /// Answers from the bitmaps where they are kept and the question is about the present.
    async fn ask_bitmaps<T>(
        &self,
        reading: Reading<'_>,
        kind: &KindInfo,
        question: impl Fn(&Bitmaps) -> T,
    ) -> Result<Option<T>, Error> {
        if reading.moment.known_at.is_some() || self.counts.head().is_none() {
            return Ok(None);
        }
        let head = self.head().await?;
        if let Some(answer) = self.counts.ask(&head, kind, &question) {
            return Ok(Some(answer));
        }
        // Somebody who builds or catches up is not waited for.
        let Ok(_turn) = self.counts.turn.try_lock() else { return Ok(None) };
        if !self.catch_up(PATIENCE).await? {
            return Ok(None);
        }
        let Some(at) = self.counts.head() else { return Ok(None) };
        Ok(self.counts.ask(&at, kind, &question))
    }

    /// Takes in what the log has beyond the bitmaps; says whether they then were at its head. Only for whoever has the
    /// turn.
    async fn catch_up(&self, patience: usize) -> Result<bool, Error> {
        let (Some(at), head) = (self.counts.head(), self.head().await?) else { return Ok(false) };
        if is_same(&at, &head) {
            return Ok(true);
        }
        if at.epoch != head.epoch || at.seq > head.seq {
            return Ok(false);
        }
        let changed = self.changed_between(at.seq, head.seq, patience).await?;
        if changed.len() > patience {
            return Ok(false);
        }
        let mut taken = Vec::with_capacity(changed.len());
        for chunk in changed.chunks(CHUNK) {
            let ids: Vec<Arg> = chunk.iter().map(|(_, id)| (*id).into()).collect();
            let sql = format!("{ROWS} WHERE id IN ({}) AND to_seq IS NULL{COUNTED}", places(1, ids.len()));
            let mut rows: HashMap<RecordId, Vec<FacetRow>> = HashMap::new();
            for row in self.pool.fetch(&sql, &ids).await? {
                let (row, _) = facet_row(&row)?;
                rows.entry(row.id).or_default().push(row);
            }
            taken.extend(chunk.iter().map(|(kind, id)| (*kind, *id, rows.remove(id).unwrap_or_default())));
        }
        // What was committed while the rows were read is read again: its rows may be among these.
        let is_still = is_same(&self.head().await?, &head);
        if is_still {
            self.counts.take(head, taken);
        }
        Ok(is_still)
    }

    /// The records that commits between two places of the log touched, at most one more than `most`.
    async fn changed_between(
        &self,
        after: i64,
        until: i64,
        most: usize,
    ) -> Result<Vec<(&'static str, RecordId)>, Error> {
        let limit = most.saturating_add(1).min(usize::try_from(i64::MAX).unwrap_or(usize::MAX));
        let sql =
            format!("SELECT DISTINCT kind, id FROM log_change WHERE seq > $1 AND seq <= $2 LIMIT {limit}");
        let mut changed = Vec::new();
        for row in self.pool.fetch(&sql, &[after.into(), until.into()]).await? {
            if let Some(kind) = self.registry.kind(&row.text(0)?) {
                changed.push((kind.name, row.id(1)?));
            }
        }
        Ok(changed)
    }

    /// Bitmaps of everything that stands, at a head or shortly after it: what was committed while they were built is
    /// taken in next.
    async fn build(&self, head: Head) -> Result<Kept, Error> {
        let mut kinds: HashMap<&'static str, Bitmaps> =
            self.registry.kinds().map(|kind| (kind.name, Bitmaps::default())).collect();
        let mut after = RecordId::from_bytes([0; 16]);
        loop {
            let sql = format!("SELECT id FROM record WHERE id > $1 ORDER BY id LIMIT {BUILD}");
            let ids = self.pool.fetch(&sql, &[after.into()]).await?;
            let Some(last) = ids.last() else { return Ok(Kept { head, kinds }) };
            let last = last.id(0)?;
            let sql = format!("{ROWS} WHERE id > $1 AND id <= $2 AND to_seq IS NULL{COUNTED} ORDER BY id");
            let mut own: Vec<FacetRow> = Vec::new();
            let mut of = "";
            for row in self.pool.fetch(&sql, &[after.into(), last.into()]).await? {
                let (row, kind) = facet_row(&row)?;
                if own.first().is_some_and(|first| first.id != row.id) {
                    put(&mut kinds, of, &own);
                    own.clear();
                }
                of = self.registry.kind(&kind).map_or("", |kind| kind.name);
                own.push(row);
            }
            put(&mut kinds, of, &own);
            after = last;
        }
    }

    pub(crate) async fn count_by_bitmaps(
        &self,
        reading: Reading<'_>,
        kind: &KindInfo,
        filters: &[Filter],
        undated: bool,
    ) -> Result<Option<u64>, Error> {
        if !are_counted(kind, filters.iter().map(|filter| filter.name.as_str())) {
            return Ok(None);
        }
        self.ask_bitmaps(reading, kind, |bitmaps| bitmaps.count(reading, filters, undated)).await
    }

    pub(crate) async fn values_by_bitmaps(
        &self,
        reading: Reading<'_>,
        kind: &KindInfo,
        name: &str,
        filters: &[Filter],
        limit: u32,
    ) -> Result<Option<FacetCounts>, Error> {
        if !are_counted(kind, filters.iter().map(|filter| filter.name.as_str()).chain([name])) {
            return Ok(None);
        }
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        self.ask_bitmaps(reading, kind, |bitmaps| bitmaps.values(reading, name, filters, limit)).await
    }
}

fn put(kinds: &mut HashMap<&'static str, Bitmaps>, kind: &str, rows: &[FacetRow]) {
    if let (Some(bitmaps), Some(first)) = (kinds.get_mut(kind), rows.first()) {
        bitmaps.replace(first.id, rows);
    }
}

const ROWS: &str = "SELECT id, kind, name, value, clearance, since, until FROM facet";
/// Rows that counts are about: those with a value, and the one by which lists find the record; not those by which
/// records are found by name and identifier, of which every record has its own.
const COUNTED: &str =
    " AND (value IS NOT NULL OR name = 'created') AND name <> 'folded' AND name <> 'identifier'";

fn facet_row(row: &Row) -> Result<(FacetRow, String), Error> {
    let day = |column| -> Result<Option<Date>, Error> {
        let text = row.optional_text(column)?;
        let day = text.map(|text| text.parse().map_err(|_| Error::Corrupt(format!("`{text}` is no day"))));
        day.transpose()
    };
    let facet = FacetRow {
        id: row.id(0)?,
        name: row.text(2)?,
        value: row.optional_text(3)?.unwrap_or_default(),
        clearance: row.text(4)?,
        since: day(5)?,
        until: day(6)?,
    };
    Ok((facet, row.text(1)?))
}

/// Whether bitmaps know the facets that a question names.
fn are_counted<'n>(kind: &KindInfo, names: impl IntoIterator<Item = &'n str>) -> bool {
    names.into_iter().all(|name| kind.place(name).is_some_and(|place| place.inner().facet))
}
