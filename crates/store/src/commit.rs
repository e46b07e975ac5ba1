//! The one door: a transaction that holds the head of the log, so that commit order is log order.

mod change;
mod check;
mod raise;
mod rows;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use enishi_kind::{Body, Clearance, Field, KindInfo, Projection, ReferenceRow, Registry};
use enishi_kit::ids::{RecordId, reference};
use jiff::Timestamp;

use crate::derived::Guard;
use crate::read::{Record, read_record};
use crate::sql::{Arg, Tx, places};
use crate::{Error, Store};
pub use change::{Change, Committed, Header};
pub(crate) use rows::LOG_CHANGE;
use rows::{Logged, New, Rows, created_row, facet_row, reference_row};

/// An open transaction on the store. Dropped without `finish`, nothing happened.
pub struct Transaction<'a> {
    pub(crate) store: &'a Store,
    pub(crate) tx: Tx,
    seq: i64,
    at: i64,
    /// The row of the commit itself, until it is written beside the first others.
    head: Option<Vec<Arg>>,
    ordinal: i64,
    deleted: BTreeSet<RecordId>,
    /// By the record that refers, so that a later change of the same record replaces what it asks for.
    targets: BTreeMap<RecordId, Vec<Target>>,
    /// Files named anew, and by which record.
    pub(crate) blobs: BTreeMap<String, RecordId>,
}

/// A record that must be there at the end, and of which kind.
struct Target {
    field: Cow<'static, str>,
    to: RecordId,
    kind: &'static str,
    /// Whether the reference begins with this commit: then it may not lead to a record that went into another.
    is_new: bool,
}

/// Records fetched or checked by one statement.
const CHUNK: usize = 400;

impl Store {
    /// Commits changes: all or nothing.
    ///
    /// # Errors
    /// A conflict of versions, a sealed record, a reference that does not resolve, a deletion with referrers, or the
    /// database.
    pub async fn commit(&self, header: &Header, changes: &[Change]) -> Result<Committed, Error> {
        let mut transaction = self.begin(header).await?;
        transaction.apply(changes).await?;
        transaction.finish().await
    }

    /// Begins a transaction for changes that come in parts. It holds the head of the log until it ends.
    ///
    /// # Errors
    /// The database.
    pub async fn begin(&self, header: &Header) -> Result<Transaction<'_>, Error> {
        let mut tx = self.pool.begin().await?;
        // Moving the head locks it: that makes commit order log order. A time names one place of the log, whatever the
        // clock does.
        const MOVE: &str = "UPDATE log_head SET seq = seq + 1, at = CASE WHEN at < $1 THEN $1 ELSE at + 1 END \
                            WHERE one = 1 RETURNING seq, at";
        let head = tx.fetch(MOVE, &[self.clock.now().as_microsecond().into()]).await?;
        let head = head.first().ok_or_else(|| Error::Corrupt("the log has no head".into()))?;
        let (seq, at) = (head.int(0)?, head.int(1)?);
        let head = vec![
            seq.into(),
            at.into(),
            header.actor.as_str().into(),
            header.batch.clone().into(),
            header.reason.as_str().into(),
        ];
        Ok(Transaction {
            store: self,
            tx,
            seq,
            at,
            head: Some(head),
            ordinal: 0,
            deleted: BTreeSet::new(),
            targets: BTreeMap::new(),
            blobs: BTreeMap::new(),
        })
    }
}

impl Transaction<'_> {
    /// The place in the log that this transaction will have.
    #[must_use]
    pub const fn seq(&self) -> i64 {
        self.seq
    }

    /// When it will have been, in microseconds of UTC since 1970.
    pub(crate) const fn at(&self) -> i64 {
        self.at
    }

    /// Applies changes in order. May be called again with more.
    ///
    /// # Errors
    /// A conflict of versions, a sealed record, or the database. The transaction is then to be dropped.
    pub async fn apply(&mut self, changes: &[Change]) -> Result<(), Error> {
        let mut rest = changes;
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at(independent(rest));
            self.apply_chunk(chunk).await?;
            rest = after;
        }
        Ok(())
    }

    async fn apply_chunk(&mut self, changes: &[Change]) -> Result<(), Error> {
        let standing: Vec<RecordId> = changes
            .iter()
            .filter(|change| matches!(change, Change::Update { .. } | Change::Delete { .. }))
            .map(Change::id)
            .collect();
        let before = self.load(&standing).await?;
        self.check_seals(&before).await?;
        let names = self.free_references(changes).await?;
        let mut names = names.into_iter();
        let mut rows = Rows { commit: self.head.take().into_iter().collect(), ..Rows::default() };
        for change in changes {
            match change {
                Change::Create { id, kind, body } => {
                    let name =
                        names.next().ok_or_else(|| Error::Corrupt("a new record has no reference".into()))?;
                    self.create(&mut rows, New { id: *id, kind, body, version: 1, reference: name });
                }
                Change::Return { id, kind, reference, ended, body } => {
                    let reference = reference.clone();
                    self.tx.execute("DELETE FROM ended WHERE id = $1", &[(*id).into()]).await?;
                    self.create(&mut rows, New { id: *id, kind, body, version: ended + 1, reference });
                }
                Change::Update { id, expected, body } => {
                    let record = standing_at(&before, *id, *expected)?;
                    self.update(&mut rows, record, body).await?;
                }
                Change::Delete { id, expected } => {
                    let record = standing_at(&before, *id, *expected)?;
                    self.delete(&mut rows, record).await?;
                }
            }
        }
        rows.write(&mut self.tx).await
    }

    async fn load(&mut self, ids: &[RecordId]) -> Result<HashMap<RecordId, Record>, Error> {
        let mut records = HashMap::new();
        if ids.is_empty() {
            return Ok(records);
        }
        let sql = format!("{} WHERE id IN ({})", crate::read::COLUMNS, places(1, ids.len()));
        let args: Vec<Arg> = ids.iter().map(|id| (*id).into()).collect();
        for row in self.tx.fetch(&sql, &args).await? {
            let record = read_record(&self.store.registry, &row)?;
            records.insert(record.id, record);
        }
        Ok(records)
    }

    /// Short references that no record has, one for each creation. 40 random bits collide about once in a million
    /// records; under the head lock a check is enough.
    async fn free_references(&mut self, changes: &[Change]) -> Result<Vec<String>, Error> {
        let kinds: Vec<&'static KindInfo> = changes
            .iter()
            .filter_map(|change| if let Change::Create { kind, .. } = change { Some(*kind) } else { None })
            .collect();
        if kinds.is_empty() {
            return Ok(Vec::new());
        }
        loop {
            let names: Vec<String> =
                kinds.iter().map(|kind| reference(kind.name, &self.store.ids.token(8))).collect();
            let distinct: BTreeSet<&String> = names.iter().collect();
            let sql = format!("SELECT count(*) FROM record WHERE reference IN ({})", places(1, names.len()));
            let args: Vec<Arg> = names.iter().map(|name| name.as_str().into()).collect();
            let taken = self.tx.fetch(&sql, &args).await?.first().map_or(Ok(0), |row| row.int(0))?;
            if taken == 0 && distinct.len() == names.len() {
                return Ok(names);
            }
        }
    }

    fn create(&mut self, rows: &mut Rows, new: New<'_>) {
        let New { id, kind, body, version, reference } = new;
        let projection = self.store.registry.project(kind, id, body);
        let guard = Guard::of(&self.store.registry, &projection, id, body);
        self.deleted.remove(&id);
        self.expect_targets(kind, id, &projection.references, &[]);
        self.expect_blobs(id, &Body::new(), body);
        let text = body.canonical();
        let clearances = touched(&self.store.registry, kind, id, [&Body::new(), body]);
        let after = Some(text.clone());
        self.log(
            rows,
            Logged { kind, id, reference: &reference, version, operation: "create", after, clearances },
        );
        rows.records.push(vec![
            id.into(),
            kind.name.into(),
            reference.into(),
            version.into(),
            i64::from(kind.shape).into(),
            text.into(),
            guard.clearance.into(),
            self.seq.into(),
            self.seq.into(),
            guard.holder.into(),
        ]);
        if !projection.is_merged {
            rows.facets.push(created_row(id, kind, self.seq, &projection, self.seq));
        }
        for facet in &projection.facets {
            rows.facets.push(facet_row(id, kind, facet, self.seq));
        }
        for row in &projection.references {
            rows.references.push(reference_row(id, kind, row, self.seq));
        }
    }

    async fn update(&mut self, rows: &mut Rows, record: &Record, body: &Body) -> Result<(), Error> {
        let (id, kind) = (record.id, record.kind);
        let old = self.store.registry.project(kind, id, &record.body);
        let new = self.store.registry.project(kind, id, body);
        let guard = Guard::of(&self.store.registry, &new, id, body);
        self.expect_targets(kind, id, &new.references, &old.references);
        self.expect_blobs(id, &record.body, body);
        let text = body.canonical();
        let clearances = touched(&self.store.registry, kind, id, [&record.body, body]);
        let version = record.version + 1;
        let (reference, after) = (record.reference.as_str(), Some(text.clone()));
        self.log(rows, Logged { kind, id, reference, version, operation: "update", after, clearances });
        let updated = self
            .tx
            .execute(
                "UPDATE record SET version = $1, shape = $2, body = $3, clearance = $4, changed_seq = $5, holder = $6 \
                 WHERE id = $7 AND version = $8",
                &[
                    version.into(),
                    i64::from(kind.shape).into(),
                    text.into(),
                    guard.clearance.into(),
                    self.seq.into(),
                    guard.holder.into(),
                    id.into(),
                    record.version.into(),
                ],
            )
            .await?;
        if updated != 1 {
            return Err(Error::Conflict { id, expected: record.version, found: 0 });
        }
        self.replace_rows(rows, record, &old, &new).await
    }

    /// Ends the facets and references that no longer follow from the body, begins those that do now.
    async fn replace_rows(
        &mut self,
        rows: &mut Rows,
        record: &Record,
        old: &Projection,
        new: &Projection,
    ) -> Result<(), Error> {
        let (id, kind) = (record.id, record.kind);
        if record.is_raised {
            return self.replace_all(rows, record, new).await;
        }
        let ended: BTreeSet<&str> =
            old.facets.iter().filter(|facet| !new.facets.contains(facet)).map(|facet| &*facet.name).collect();
        let begun: BTreeSet<&str> =
            new.facets.iter().filter(|facet| !old.facets.contains(facet)).map(|facet| &*facet.name).collect();
        // All rows of a touched facet name are rewritten: names have few rows, and the statement stays simple.
        let touched: BTreeSet<&str> = ended.union(&begun).copied().collect();
        for name in &touched {
            let args = [self.seq.into(), id.into(), (*name).into()];
            self.tx
                .execute("UPDATE facet SET to_seq = $1 WHERE id = $2 AND name = $3 AND to_seq IS NULL", &args)
                .await?;
        }
        for facet in new.facets.iter().filter(|facet| touched.contains(&*facet.name)) {
            rows.facets.push(facet_row(id, kind, facet, self.seq));
        }
        let listed = |of: &Projection| (of.clearance.clone(), of.is_merged, of.since, of.until);
        if listed(old) != listed(new) {
            let args = [self.seq.into(), id.into()];
            let sql = "UPDATE facet SET to_seq = $1 WHERE id = $2 AND name = 'created' AND to_seq IS NULL";
            self.tx.execute(sql, &args).await?;
            if !new.is_merged {
                rows.facets.push(created_row(id, kind, record.created_seq, new, self.seq));
            }
        }
        // References that differ in nothing but the days they hold are ended and begun together.
        let same = |row: &ReferenceRow| (row.field.clone(), row.to, row.clearance.clone());
        let differs = |rows: &[ReferenceRow], others: &[ReferenceRow]| -> BTreeSet<_> {
            rows.iter().filter(|row| !others.contains(row)).map(same).collect()
        };
        let ended = differs(&old.references, &new.references);
        let begun = differs(&new.references, &old.references);
        let touched: BTreeSet<_> = ended.union(&begun).collect();
        for (field, to, clearance) in &touched {
            let args =
                [self.seq.into(), id.into(), (&**field).into(), (*to).into(), clearance.as_str().into()];
            let sql = "UPDATE reference SET to_seq = $1 \
                       WHERE from_id = $2 AND field = $3 AND to_id = $4 AND clearance = $5 AND to_seq IS NULL";
            self.tx.execute(sql, &args).await?;
        }
        for row in new.references.iter().filter(|row| touched.contains(&same(row))) {
            rows.references.push(reference_row(id, kind, row, self.seq));
        }
        Ok(())
    }

    /// The rows of a record that was stored in a former shape followed from a body that nobody sees any more.
    async fn replace_all(&mut self, rows: &mut Rows, record: &Record, new: &Projection) -> Result<(), Error> {
        let (id, kind) = (record.id, record.kind);
        self.end_rows(id).await?;
        if !new.is_merged {
            rows.facets.push(created_row(id, kind, record.created_seq, new, self.seq));
        }
        rows.facets.extend(new.facets.iter().map(|facet| facet_row(id, kind, facet, self.seq)));
        rows.references.extend(new.references.iter().map(|row| reference_row(id, kind, row, self.seq)));
        Ok(())
    }

    async fn end_rows(&mut self, id: RecordId) -> Result<(), Error> {
        let args = [self.seq.into(), id.into()];
        self.tx.execute("UPDATE facet SET to_seq = $1 WHERE id = $2 AND to_seq IS NULL", &args).await?;
        self.tx
            .execute("UPDATE reference SET to_seq = $1 WHERE from_id = $2 AND to_seq IS NULL", &args)
            .await?;
        Ok(())
    }

    async fn delete(&mut self, rows: &mut Rows, record: &Record) -> Result<(), Error> {
        let (id, kind) = (record.id, record.kind);
        self.deleted.insert(id);
        self.targets.remove(&id);
        let clearances = touched(&self.store.registry, kind, id, [&record.body, &Body::new()]);
        rows.ended.push(Guard::of_body(&self.store.registry, kind, id, &record.body).row(id));
        let version = record.version + 1;
        let reference = record.reference.as_str();
        self.log(rows, Logged { kind, id, reference, version, operation: "delete", after: None, clearances });
        let deleted = self
            .tx
            .execute("DELETE FROM record WHERE id = $1 AND version = $2", &[id.into(), record.version.into()])
            .await?;
        if deleted != 1 {
            return Err(Error::Conflict { id, expected: record.version, found: 0 });
        }
        self.end_rows(id).await
    }

    fn expect_targets(
        &mut self,
        kind: &'static KindInfo,
        from: RecordId,
        references: &[ReferenceRow],
        before: &[ReferenceRow],
    ) {
        let target = |row: &ReferenceRow| {
            let place = kind.place(&row.field);
            let kind = place.and_then(|place| kind.target(place.inner())).unwrap_or("source");
            let is_new = !before.iter().any(|old| old.field == row.field && old.to == row.to);
            Target { field: row.field.clone(), to: row.to, kind, is_new }
        };
        self.targets.insert(from, references.iter().map(target).collect());
    }

    fn log(&mut self, rows: &mut Rows, logged: Logged<'_>) {
        let clearances: Vec<&str> = logged.clearances.iter().map(Clearance::as_str).collect();
        rows.log.push(vec![
            self.seq.into(),
            self.ordinal.into(),
            logged.kind.name.into(),
            logged.id.into(),
            logged.reference.into(),
            logged.version.into(),
            i64::from(logged.kind.shape).into(),
            logged.operation.into(),
            logged.after.into(),
            clearances.join(" ").into(),
        ]);
        self.ordinal += 1;
    }

    /// Checks references and deletions, and commits. When this returns, the changes are durable.
    ///
    /// # Errors
    /// A reference that does not resolve, a deletion with referrers, or the database.
    pub async fn finish(mut self) -> Result<Committed, Error> {
        if let Some(head) = self.head.take() {
            Rows { commit: vec![head], ..Rows::default() }.write(&mut self.tx).await?;
        }
        self.check_targets().await?;
        self.check_blobs().await?;
        self.check_deletions().await?;
        let at = Timestamp::from_microsecond(self.at).map_err(|error| Error::Corrupt(error.to_string()))?;
        let seq = self.seq;
        self.tx.commit().await?;
        // It stands. What follows is housekeeping: the next commit tries again.
        if let Err(error) = self.store.trim().await {
            tracing::warn!(%error, "the log of pages was not ended");
        }
        Ok(Committed { seq, at })
    }
}

/// The clearances of every field that differs: who may know that something changed.
pub(crate) fn touched(
    registry: &Registry,
    kind: &KindInfo,
    id: RecordId,
    [before, after]: [&Body; 2],
) -> BTreeSet<Clearance> {
    let plain = |field: &Field, body: &Body| registry.token(registry.layer(field, body), id, body);
    let mut tokens = BTreeSet::new();
    for name in before.changed(after) {
        let Some(field) = kind.field(name) else { continue };
        for (body, other) in [(before, after), (after, before)] {
            if field.of.has_entries() {
                // A claim is as hidden as what it is about, a file as it says itself.
                let stays = entries(other, field.name);
                for entry in entries(body, field.name).iter().filter(|entry| !stays.contains(entry)) {
                    let clearance = registry.entry_clearance(kind, field, (id, body), entry);
                    tokens.insert(clearance.unwrap_or_else(|| plain(field, body)));
                }
            } else if body.raw(name).is_some() {
                tokens.insert(plain(field, body));
            }
        }
    }
    tokens
}

fn entries<'a>(body: &'a Body, name: &str) -> &'a [serde_json::Value] {
    body.raw(name).and_then(serde_json::Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// How many changes from the beginning make a chunk: a chunk reads all its records before it writes, so none of them
/// may come twice.
fn independent(changes: &[Change]) -> usize {
    let mut ids = HashSet::new();
    changes.iter().take(CHUNK).take_while(|change| ids.insert(change.id())).count()
}

fn standing_at(before: &HashMap<RecordId, Record>, id: RecordId, expected: i64) -> Result<&Record, Error> {
    match before.get(&id) {
        Some(record) if record.version == expected => Ok(record),
        Some(record) => Err(Error::Conflict { id, expected, found: record.version }),
        None => Err(Error::Conflict { id, expected, found: 0 }),
    }
}
