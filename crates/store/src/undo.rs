//! Undoing a batch: what nobody touched since goes back in one commit, the rest is listed and stays.

use std::collections::{BTreeMap, HashMap, HashSet};

use enishi_kind::{Body, KindInfo, MERGED_INTO};
use enishi_kit::ids::RecordId;

use crate::read::read_body;
use crate::sql::{Arg, places};
use crate::{Batch, BatchState, Change, Committed, Error, Header, Record, Store};

/// What undoing a batch does, and what it leaves alone.
#[derive(Debug, Default)]
pub struct UndoPlan {
    /// Changes that restore what was there.
    pub changes: Vec<Change>,
    /// Records that go because the batch made them.
    pub removed: u64,
    /// Records that get their former body back.
    pub restored: u64,
    /// Records that come back because the batch deleted them.
    pub returned: u64,
    /// Records that others changed since: id and reason (`edited`, `referred`, `gone`, `partly`: the fields that nobody
    /// touched go back, the others stay; `target-gone`: what its former body referred to is no longer there, or went
    /// into another record). But for `partly` they stay as they are.
    pub kept: Vec<(RecordId, &'static str)>,
}

/// Ids of one statement.
const CHUNK: usize = 400;

/// A record that the batch changed.
struct Touched {
    kind: &'static KindInfo,
    reference: String,
    /// The version that the batch made first.
    first: i64,
    /// The version that the batch made last.
    last: i64,
}

/// What is to become of a touched record.
enum Fate {
    Keep(&'static str),
    Remove,
    Restore(Body),
    /// Others changed it since, at this version: what they left alone goes back.
    Partly {
        body: Body,
        version: i64,
        is_whole: bool,
    },
    Return(Body),
}

impl Store {
    /// Works out how to undo a batch: what nobody touched since goes back, the rest is listed.
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn plan_undo(&self, batch: &str) -> Result<UndoPlan, Error> {
        let (touched, order) = self.touched_by(batch).await?;
        let standing = self.load_many(&order).await?;
        let newest = self.newest_versions(order.iter().filter(|id| !standing.contains_key(id))).await?;
        let mut befores = self.bodies_before(&touched).await?;
        let mut fates = BTreeMap::new();
        for (id, touched) in &touched {
            let fate = match (standing.get(id), befores.remove(id)) {
                (Some(record), Some(before)) if record.version != touched.last => {
                    self.restore_fields(*id, touched, record, &before).await?
                }
                (Some(record), None) if record.version != touched.last => Fate::Keep("edited"),
                (Some(_), None) => Fate::Remove,
                (Some(_), Some(body)) => Fate::Restore(body),
                (None, _) if newest.get(id) != Some(&touched.last) => Fate::Keep("gone"),
                (None, Some(body)) => Fate::Return(body),
                // The batch made and ended it: there is nothing to undo.
                (None, None) => continue,
            };
            fates.insert(*id, fate);
        }
        self.keep_whole(&touched, &mut fates).await?;
        // What was made last goes first, so that references never dangle.
        let mut plan = UndoPlan::default();
        for id in order.into_iter().rev() {
            if let (Some(fate), Some(touched)) = (fates.remove(&id), touched.get(&id)) {
                plan.add(id, touched, fate);
            }
        }
        Ok(plan)
    }

    /// What becomes of a record that others changed since the batch did: each field that they left alone goes back.
    async fn restore_fields(
        &self,
        id: RecordId,
        touched: &Touched,
        now: &Record,
        before: &Body,
    ) -> Result<Fate, Error> {
        let Some(made) = self.body_at(id, touched.last).await? else { return Ok(Fate::Keep("edited")) };
        let mut body = now.body.clone();
        let (mut back, mut is_whole) = (false, true);
        for name in before.changed(&made) {
            if now.body.raw(name) == made.raw(name) {
                body.set_raw(name, before.raw(name).cloned().unwrap_or_default());
                back = true;
            } else if now.body.raw(name) != before.raw(name) {
                is_whole = false;
            }
        }
        Ok(if back { Fate::Partly { body, version: now.version, is_whole } } else { Fate::Keep("edited") })
    }

    /// The records that a batch changed, and the order in which it did so first.
    async fn touched_by(&self, batch: &str) -> Result<(BTreeMap<RecordId, Touched>, Vec<RecordId>), Error> {
        let sql = "SELECT c.kind, c.id, c.version, c.reference FROM log_change c JOIN log_commit k ON k.seq = c.seq \
                   WHERE k.batch = $1 ORDER BY c.seq, c.ordinal";
        let mut touched: BTreeMap<RecordId, Touched> = BTreeMap::new();
        let mut order = Vec::new();
        for row in self.pool.fetch(sql, &[batch.into()]).await? {
            let (kind, id, version) = (row.text(0)?, row.id(1)?, row.int(2)?);
            if let Some(touched) = touched.get_mut(&id) {
                touched.last = version;
                continue;
            }
            let kind = self.registry.kind(&kind).ok_or(Error::UnknownKind(kind))?;
            order.push(id);
            touched.insert(id, Touched { kind, reference: row.text(3)?, first: version, last: version });
        }
        Ok((touched, order))
    }

    /// The last version that the log has of each of these records.
    async fn newest_versions(
        &self,
        ids: impl Iterator<Item = &RecordId>,
    ) -> Result<HashMap<RecordId, i64>, Error> {
        let ids: Vec<Arg> = ids.map(|id| (*id).into()).collect();
        let mut newest = HashMap::new();
        for chunk in ids.chunks(CHUNK) {
            let ids = places(1, chunk.len());
            let sql = format!("SELECT id, max(version) FROM log_change WHERE id IN ({ids}) GROUP BY id");
            for row in self.pool.fetch(&sql, chunk).await? {
                newest.insert(row.id(0)?, row.int(1)?);
            }
        }
        Ok(newest)
    }

    /// The bodies that stood before the batch; none for a record that it made or brought back.
    async fn bodies_before(
        &self,
        touched: &BTreeMap<RecordId, Touched>,
    ) -> Result<HashMap<RecordId, Body>, Error> {
        let wanted: Vec<(RecordId, &Touched)> = touched
            .iter()
            .filter(|(_, touched)| touched.first > 1)
            .map(|(id, touched)| (*id, touched))
            .collect();
        let mut bodies = HashMap::new();
        for chunk in wanted.chunks(CHUNK) {
            let pairs: Vec<String> =
                (0..chunk.len()).map(|at| format!("({})", places(2 * at + 1, 2))).collect();
            let args: Vec<Arg> =
                chunk.iter().flat_map(|(id, touched)| [(*id).into(), (touched.first - 1).into()]).collect();
            let sql = format!(
                "SELECT id, shape, after FROM log_change WHERE (id, version) IN (VALUES {})",
                pairs.join(", ")
            );
            for row in self.pool.fetch(&sql, &args).await? {
                let id = row.id(0)?;
                if let (Some(text), Some(touched)) = (row.optional_text(2)?, touched.get(&id)) {
                    bodies.insert(id, read_body(touched.kind, id, row.int(1)?, &text)?);
                }
            }
        }
        Ok(bodies)
    }

    /// Keeps what cannot go without leaving a reference that leads nowhere. Each record kept may keep others.
    async fn keep_whole(
        &self,
        touched: &BTreeMap<RecordId, Touched>,
        fates: &mut BTreeMap<RecordId, Fate>,
    ) -> Result<(), Error> {
        let removed: Vec<RecordId> =
            fates.iter().filter(|(_, fate)| matches!(fate, Fate::Remove)).map(|(id, _)| *id).collect();
        let referrers = self.references_to(&removed).await?;
        let mut former: BTreeMap<RecordId, HashSet<RecordId>> = BTreeMap::new();
        for (id, fate) in fates.iter() {
            if let (Some(body), Some(touched)) = (fate.body(), touched.get(id)) {
                let references = self.registry.project(touched.kind, body).references;
                former.insert(*id, references.into_iter().map(|row| row.to).collect());
            }
        }
        let targets: HashSet<RecordId> = former.values().flatten().copied().collect();
        let there = self.those_there(&targets.into_iter().collect::<Vec<_>>()).await?;
        loop {
            let refers =
                |from: &RecordId, to: &RecordId| former.get(from).is_some_and(|known| known.contains(to));
            let referred = referrers.iter().filter(|(to, from)| {
                matches!(fates.get(to), Some(Fate::Remove))
                    && match fates.get(from) {
                        Some(Fate::Remove) => false,
                        Some(Fate::Restore(_) | Fate::Partly { .. }) => refers(from, to),
                        _ => true,
                    }
            });
            let mut kept: Vec<(RecordId, &'static str)> = referred.map(|(to, _)| (*to, "referred")).collect();
            let stays = |to: &RecordId| match fates.get(to) {
                Some(Fate::Remove) => false,
                // A record that went into another is no target, one that comes out of it again is.
                Some(Fate::Restore(body) | Fate::Partly { body, .. } | Fate::Return(body)) => {
                    body.raw(MERGED_INTO).is_none()
                }
                _ => there.contains(to),
            };
            for (from, targets) in &former {
                let goes = fates.get(from).is_some_and(|fate| fate.body().is_some());
                if goes && !targets.iter().all(stays) {
                    kept.push((*from, "target-gone"));
                }
            }
            if kept.is_empty() {
                return Ok(());
            }
            fates.extend(kept.into_iter().map(|(id, reason)| (id, Fate::Keep(reason))));
        }
    }

    /// Standing references to these records: to and from.
    async fn references_to(&self, ids: &[RecordId]) -> Result<Vec<(RecordId, RecordId)>, Error> {
        let mut pairs = Vec::new();
        for chunk in ids.chunks(CHUNK) {
            let args: Vec<Arg> = chunk.iter().map(|id| (*id).into()).collect();
            let sql = format!(
                "SELECT DISTINCT to_id, from_id FROM reference WHERE to_id IN ({}) AND to_seq IS NULL",
                places(1, chunk.len())
            );
            for row in self.pool.fetch(&sql, &args).await? {
                pairs.push((row.id(0)?, row.id(1)?));
            }
        }
        Ok(pairs)
    }

    /// Those of these records that stand by themselves: neither gone nor merged into another.
    async fn those_there(&self, ids: &[RecordId]) -> Result<HashSet<RecordId>, Error> {
        let mut there = HashSet::new();
        for chunk in ids.chunks(CHUNK) {
            let args: Vec<Arg> = chunk.iter().map(|id| (*id).into()).collect();
            let wanted = places(1, chunk.len());
            let sql = format!(
                "SELECT id FROM record WHERE id IN ({wanted}) AND id NOT IN (SELECT from_id FROM reference \
                 WHERE from_id IN ({wanted}) AND field = '{MERGED_INTO}' AND to_seq IS NULL)"
            );
            for row in self.pool.fetch(&sql, &args).await? {
                there.insert(row.id(0)?);
            }
        }
        Ok(there)
    }

    /// Carries out a plan and marks the batch as undone, in one commit.
    ///
    /// # Errors
    /// A conflict when somebody edited a record since the plan was made, or the database.
    pub async fn undo(&self, header: &Header, batch: &Batch, plan: &UndoPlan) -> Result<Committed, Error> {
        let mut transaction = self.begin(header).await?;
        transaction.apply(&plan.changes).await?;
        transaction
            .save_batch(&Batch { state: BatchState::Undone, at: self.clock.now(), ..batch.clone() })
            .await?;
        transaction.finish().await
    }
}

impl Fate {
    /// The body that the record gets, if it gets one.
    const fn body(&self) -> Option<&Body> {
        match self {
            Self::Restore(body) | Self::Partly { body, .. } | Self::Return(body) => Some(body),
            Self::Keep(_) | Self::Remove => None,
        }
    }
}

impl UndoPlan {
    fn add(&mut self, id: RecordId, touched: &Touched, fate: Fate) {
        let Touched { kind, reference, last, .. } = touched;
        match fate {
            Fate::Keep(reason) => self.kept.push((id, reason)),
            Fate::Remove => {
                self.removed += 1;
                self.changes.push(Change::Delete { id, expected: *last });
            }
            Fate::Restore(body) => {
                self.restored += 1;
                self.changes.push(Change::Update { id, expected: *last, body });
            }
            Fate::Partly { body, version, is_whole } => {
                if is_whole {
                    self.restored += 1;
                } else {
                    self.kept.push((id, "partly"));
                }
                self.changes.push(Change::Update { id, expected: version, body });
            }
            Fate::Return(body) => {
                self.returned += 1;
                self.changes.push(Change::Return {
                    id,
                    kind,
                    reference: reference.clone(),
                    ended: *last,
                    body,
                });
            }
        }
    }
}
