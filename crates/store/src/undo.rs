//! Undoing a batch: what nobody touched since goes back in one commit, the rest is listed and stays.

use std::collections::{BTreeMap, HashMap, HashSet};

use enishi_kind::{Body, KindInfo, MERGED_INTO};
use enishi_kit::ids::RecordId;
use jiff::Timestamp;
use serde_json::Value as Json;

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
    /// Of records that were edited since: the fields that stay as others made them.
    pub fields: BTreeMap<RecordId, Vec<KeptField>>,
}

/// A field that undoing leaves as somebody made it since.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptField {
    /// The field.
    pub field: String,
    /// Who made it so last.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// What it says now; none when it was emptied.
    pub value: Option<Json>,
}

/// How the batch of an undo begins.
pub const UNDO: &str = "undo-";
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
        let (mut touched, order) = self.touched_by(batch).await?;
        let standing = self.load_many(&order).await?;
        let newest = self.newest_versions(order.iter().filter(|id| !standing.contains_key(id))).await?;
        let mut befores = self.bodies_before(&touched).await?;
        let mut plan = UndoPlan::default();
        let mut fates = BTreeMap::new();
        for (id, touched) in &mut touched {
            let version = match (standing.get(id), newest.get(id)) {
                (Some(record), _) => record.version,
                (None, Some(version)) => *version,
                (None, None) => continue,
            };
            if version != touched.last && self.is_done_again(*id, touched, standing.get(id)).await? {
                touched.last = version;
            }
            let fate = match (standing.get(id), befores.remove(id)) {
                (Some(record), before) if record.version != touched.last => {
                    let (fate, fields) = self.restore_fields(*id, touched, record, before.as_ref()).await?;
                    if !fields.is_empty() {
                        plan.fields.insert(*id, fields);
                    }
                    fate
                }
                (Some(_), None) => Fate::Remove,
                (Some(_), Some(body)) => Fate::Restore(body),
                (None, _) if version != touched.last => Fate::Keep("gone"),
                (None, Some(body)) => Fate::Return(body),
                // The batch made and ended it: there is nothing to undo.
                (None, None) => continue,
            };
            fates.insert(*id, fate);
        }
        self.keep_whole(&touched, &mut fates).await?;
        // What was made last goes first, so that references never dangle.
        for id in order.into_iter().rev() {
            if let (Some(fate), Some(touched)) = (fates.remove(&id), touched.get(&id)) {
                plan.add(id, touched, fate);
            }
        }
        Ok(plan)
    }

    /// Whether a record is what the batch made of it, although it changed since: then undoing takes nothing from others.
    /// One that ended again must have done so by undoing and undoing that: who ended it otherwise meant it.
    async fn is_done_again(
        &self,
        id: RecordId,
        touched: &Touched,
        now: Option<&Record>,
    ) -> Result<bool, Error> {
        if now.is_none() {
            let sql = "SELECT count(*) FROM log_change c JOIN log_commit k ON k.seq = c.seq WHERE c.id = $1 \
                       AND c.version > $2 AND (k.batch IS NULL OR substr(k.batch, 1, 5) <> $3)";
            let args: [Arg; 3] = [id.into(), touched.last.into(), UNDO.into()];
            if self.pool.fetch(sql, &args).await?.first().map_or(Ok(0), |row| row.int(0))? > 0 {
                return Ok(false);
            }
        }
        Ok(self.body_at(id, touched.last).await?.as_ref() == now.map(|record| &record.body))
    }

    /// What becomes of a record that others changed since the batch did: each field that they left alone goes back. One
    /// that the batch made stays as a whole. Gives also the fields that stay as others made them.
    async fn restore_fields(
        &self,
        id: RecordId,
        touched: &Touched,
        now: &Record,
        before: Option<&Body>,
    ) -> Result<(Fate, Vec<KeptField>), Error> {
        let Some(made) = self.body_at(id, touched.last).await? else {
            return Ok((Fate::Keep("edited"), Vec::new()));
        };
        let mut body = now.body.clone();
        let (mut back, mut left) = (false, Vec::new());
        // Of a record that the batch made, whatever others changed in it since.
        let names = before.map_or_else(|| made.changed(&now.body), |before| before.changed(&made));
        for name in names {
            let former = before.and_then(|before| before.raw(name));
            if now.body.raw(name) == made.raw(name) {
                body.set_raw(name, former.cloned().unwrap_or_default());
                back = true;
            } else if before.is_none() || now.body.raw(name) != former {
                left.push(name);
            }
        }
        let is_whole = left.is_empty();
        let fields = self.who_changed(id, touched, now, &left).await?;
        let fate = if back && before.is_some() {
            Fate::Partly { body, version: now.version, is_whole }
        } else {
            Fate::Keep("edited")
        };
        Ok((fate, fields))
    }

    /// Who gave fields of a record what they say now.
    async fn who_changed(
        &self,
        id: RecordId,
        touched: &Touched,
        now: &Record,
        fields: &[&str],
    ) -> Result<Vec<KeptField>, Error> {
        let sql = "SELECT c.shape, c.after, k.actor, k.at FROM log_change c JOIN log_commit k ON k.seq = c.seq \
                   WHERE c.id = $1 AND c.version >= $2 ORDER BY c.version";
        let mut last: BTreeMap<&str, (String, i64)> = BTreeMap::new();
        let mut before: Option<Body> = None;
        for row in self.pool.fetch(sql, &[id.into(), touched.last.into()]).await? {
            let text = row.optional_text(1)?;
            let body = text.map(|text| read_body(touched.kind, id, row.int(0)?, &text)).transpose()?;
            let body = body.unwrap_or_default();
            if let Some(before) = &before {
                for name in fields.iter().filter(|name| before.raw(name) != body.raw(name)) {
                    last.insert(name, (row.text(2)?, row.int(3)?));
                }
            }
            before = Some(body);
        }
        let mut kept = Vec::with_capacity(last.len());
        for (name, (actor, at)) in last {
            let at = Timestamp::from_microsecond(at).map_err(|error| Error::Corrupt(error.to_string()))?;
            let value = now.body.raw(name).cloned();
            kept.push(KeptField { field: name.to_owned(), actor, at, value });
        }
        Ok(kept)
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
                let references = self.registry.project(touched.kind, *id, body).references;
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

    /// Carries out a plan and marks the batch as undone, in one commit. `others` are batches that change with it: the
    /// one that the undo itself is, and those that stand or fall with an undone undo.
    ///
    /// # Errors
    /// A conflict when somebody edited a record since the plan was made, or the database.
    pub async fn undo(
        &self,
        header: &Header,
        batch: &Batch,
        plan: &UndoPlan,
        others: &[Batch],
    ) -> Result<Committed, Error> {
        let mut transaction = self.begin(header).await?;
        // First the batches: a seal holds only as long as its batch stands.
        transaction
            .save_batch(&Batch { state: BatchState::Undone, at: self.clock.now(), ..batch.clone() })
            .await?;
        for other in others {
            transaction.save_batch(other).await?;
        }
        transaction.apply(&plan.changes).await?;
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
