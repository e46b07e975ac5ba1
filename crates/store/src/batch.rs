//! Batches: what an import staged, what it wrote, and how it is undone.

use std::collections::{BTreeMap, HashMap, HashSet};

use enishi_kind::Body;
use enishi_kit::ids::RecordId;
use jiff::Timestamp;

use crate::sql::{Arg, places};
use crate::{Change, Committed, Error, Header, Record, Store};

/// How far a batch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchState {
    /// Rows are staged; nothing is written.
    Staged,
    /// Its commit stands.
    Done,
    /// It was undone.
    Undone,
}

impl BatchState {
    /// The word in the store and in catalogues.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Staged => "staged",
            Self::Done => "done",
            Self::Undone => "undone",
        }
    }

    fn parse(code: &str) -> Result<Self, Error> {
        [Self::Staged, Self::Done, Self::Undone]
            .into_iter()
            .find(|state| state.code() == code)
            .ok_or_else(|| Error::Corrupt(format!("a batch is in the unknown state `{code}`")))
    }
}

/// An import: staged rows or a finished commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its name, `import-` and random characters.
    pub id: String,
    /// The kind that the rows are of.
    pub kind: String,
    /// The file's name, for people.
    pub title: String,
    /// How far it is.
    pub state: BatchState,
    /// When it was staged, done or undone.
    pub at: Timestamp,
    /// Counts and problems as JSON, written by the use case.
    pub report: String,
}

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
    /// Records that others changed since: id and reason (`edited`, `referred`, `gone`). They stay as they are.
    pub kept: Vec<(RecordId, &'static str)>,
}

impl Store {
    /// Writes a batch's state and report, making it if needed.
    ///
    /// # Errors
    /// The database.
    pub async fn save_batch(&self, batch: &Batch) -> Result<(), Error> {
        let mut tx = self.pool.begin().await?;
        save(&mut tx, batch).await?;
        tx.commit().await
    }

    /// Finds a batch.
    ///
    /// # Errors
    /// The database.
    pub async fn batch(&self, id: &str) -> Result<Option<Batch>, Error> {
        let sql = "SELECT id, kind, title, state, at, report FROM batch WHERE id = $1";
        let rows = self.pool.fetch(sql, &[id.into()]).await?;
        rows.first().map(read_batch).transpose()
    }

    /// The newest batches.
    ///
    /// # Errors
    /// The database.
    pub async fn batches(&self, limit: u32) -> Result<Vec<Batch>, Error> {
        let sql = format!("SELECT id, kind, title, state, at, report FROM batch ORDER BY at DESC, id LIMIT {limit}");
        self.pool.fetch(&sql, &[]).await?.iter().map(read_batch).collect()
    }

    /// Stages rows of a batch; `first` is the ordinal of the first of them.
    ///
    /// # Errors
    /// The database.
    pub async fn stage(&self, batch: &str, first: u64, rows: &[String]) -> Result<(), Error> {
        let mut tx = self.pool.begin().await?;
        let rows: Vec<Vec<Arg>> = rows
            .iter()
            .zip(first..)
            .map(|(content, ordinal)| {
                vec![batch.into(), i64::try_from(ordinal).unwrap_or(i64::MAX).into(), content.as_str().into()]
            })
            .collect();
        tx.insert("import_stage", &["batch", "ordinal", "content"], &rows).await?;
        tx.commit().await
    }

    /// Reads staged rows that follow an ordinal (-1 for the beginning), in order.
    ///
    /// # Errors
    /// The database.
    pub async fn staged(&self, batch: &str, after: i64, limit: u32) -> Result<Vec<(i64, String)>, Error> {
        let sql = format!(
            "SELECT ordinal, content FROM import_stage WHERE batch = $1 AND ordinal > $2 ORDER BY ordinal LIMIT {limit}"
        );
        let mut rows = Vec::new();
        for row in self.pool.fetch(&sql, &[batch.into(), after.into()]).await? {
            rows.push((row.int(0)?, row.text(1)?));
        }
        Ok(rows)
    }

    /// Forgets staged rows, and batches that never got further than staging, older than `before`.
    ///
    /// # Errors
    /// The database.
    pub async fn clear_stages(&self, before: Timestamp) -> Result<(), Error> {
        let mut tx = self.pool.begin().await?;
        let args: [Arg; 1] = [before.as_microsecond().into()];
        let old = "SELECT id FROM batch WHERE state = 'staged' AND at < $1";
        tx.execute(&format!("DELETE FROM import_stage WHERE batch IN ({old})"), &args).await?;
        tx.execute("DELETE FROM batch WHERE state = 'staged' AND at < $1", &args).await?;
        tx.commit().await
    }

    /// Works out how to undo a batch: what nobody touched since goes back, the rest is listed.
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn plan_undo(&self, batch: &str) -> Result<UndoPlan, Error> {
        let sql = "SELECT c.kind, c.id, c.version, c.reference FROM log_change c JOIN log_commit k ON k.seq = c.seq \
                   WHERE k.batch = $1 ORDER BY c.seq, c.ordinal";
        let mut touched: BTreeMap<RecordId, Touched> = BTreeMap::new();
        let mut order = Vec::new();
        for row in self.pool.fetch(sql, &[batch.into()]).await? {
            let id = row.id(1)?;
            let version = row.int(2)?;
            let (kind, reference) = (row.text(0)?, row.text(3)?);
            touched.entry(id).and_modify(|touched| touched.last = version).or_insert_with(|| {
                order.push(id);
                Touched { kind, reference, first: version, last: version }
            });
        }
        let standing = self.load_many(&order).await?;
        let befores = self.bodies_before(&touched).await?;
        let mut plan = UndoPlan::default();
        let going: HashSet<RecordId> = touched
            .iter()
            .filter(|(id, touched)| touched.first == 1 && standing.get(id).is_some_and(|r| r.version == touched.last))
            .map(|(id, _)| *id)
            .collect();
        let referred = self.referred_from_outside(&going).await?;
        // What was made last goes first, so that references never dangle.
        for id in order.iter().rev() {
            let Some(touched) = touched.get(id) else { continue };
            self.plan_one(&mut plan, *id, touched, standing.get(id), befores.get(id), &referred)?;
        }
        Ok(plan)
    }

    fn plan_one(
        &self,
        plan: &mut UndoPlan,
        id: RecordId,
        touched: &Touched,
        standing: Option<&Record>,
        before: Option<&Body>,
        referred: &HashSet<RecordId>,
    ) -> Result<(), Error> {
        match (standing, before) {
            (Some(record), _) if record.version != touched.last => plan.kept.push((id, "edited")),
            (Some(_), None) if referred.contains(&id) => plan.kept.push((id, "referred")),
            (Some(record), None) => {
                plan.removed += 1;
                plan.changes.push(Change::Delete { id, expected: record.version });
            }
            (Some(record), Some(body)) => {
                plan.restored += 1;
                plan.changes.push(Change::Update { id, expected: record.version, body: body.clone() });
            }
            (None, Some(body)) => {
                let kind = self.registry.kind(&touched.kind).ok_or_else(|| Error::UnknownKind(touched.kind.clone()))?;
                plan.returned += 1;
                let (reference, body) = (touched.reference.clone(), body.clone());
                plan.changes.push(Change::Return { id, kind, reference, ended: touched.last, body });
            }
            (None, None) => plan.kept.push((id, "gone")),
        }
        Ok(())
    }

    async fn bodies_before(&self, touched: &BTreeMap<RecordId, Touched>) -> Result<HashMap<RecordId, Body>, Error> {
        let wanted: Vec<(RecordId, i64)> = touched
            .iter()
            .filter(|(_, touched)| touched.first > 1)
            .map(|(id, touched)| (*id, touched.first - 1))
            .collect();
        let mut bodies = HashMap::new();
        for (id, version) in wanted {
            if let Some(body) = self.body_at(id, version).await? {
                bodies.insert(id, body);
            }
        }
        Ok(bodies)
    }

    /// Those of these records that records outside the set refer to.
    async fn referred_from_outside(&self, going: &HashSet<RecordId>) -> Result<HashSet<RecordId>, Error> {
        let ids: Vec<RecordId> = going.iter().copied().collect();
        let mut referred = HashSet::new();
        for chunk in ids.chunks(400) {
            let args: Vec<Arg> = chunk.iter().map(|id| (*id).into()).collect();
            let sql = format!(
                "SELECT DISTINCT to_id, from_id FROM reference WHERE to_id IN ({}) AND to_seq IS NULL",
                places(1, chunk.len())
            );
            for row in self.pool.fetch(&sql, &args).await? {
                if !going.contains(&row.id(1)?) {
                    referred.insert(row.id(0)?);
                }
            }
        }
        Ok(referred)
    }

    /// Carries out a plan and marks the batch as undone, in one commit.
    ///
    /// # Errors
    /// A conflict when somebody edited a record since the plan was made, or the database.
    pub async fn undo(&self, header: &Header, batch: &Batch, plan: &UndoPlan) -> Result<Committed, Error> {
        let mut transaction = self.begin(header).await?;
        transaction.apply(&plan.changes).await?;
        transaction.save_batch(&Batch { state: BatchState::Undone, ..batch.clone() }).await?;
        transaction.finish().await
    }
}

struct Touched {
    kind: String,
    reference: String,
    first: i64,
    last: i64,
}

impl crate::Transaction<'_> {
    /// Writes a batch's state and report within this transaction and forgets its staged rows.
    ///
    /// # Errors
    /// The database.
    pub async fn save_batch(&mut self, batch: &Batch) -> Result<(), Error> {
        save(&mut self.tx, batch).await?;
        if batch.state != BatchState::Staged {
            self.tx.execute("DELETE FROM import_stage WHERE batch = $1", &[batch.id.as_str().into()]).await?;
        }
        Ok(())
    }

    /// Reads staged rows within this transaction.
    ///
    /// # Errors
    /// The database.
    pub async fn staged(&mut self, batch: &str, after: i64, limit: u32) -> Result<Vec<(i64, String)>, Error> {
        let sql = format!(
            "SELECT ordinal, content FROM import_stage WHERE batch = $1 AND ordinal > $2 ORDER BY ordinal LIMIT {limit}"
        );
        let mut rows = Vec::new();
        for row in self.tx.fetch(&sql, &[batch.into(), after.into()]).await? {
            rows.push((row.int(0)?, row.text(1)?));
        }
        Ok(rows)
    }
}

async fn save(tx: &mut crate::sql::Tx, batch: &Batch) -> Result<(), Error> {
    let args: [Arg; 6] = [
        batch.id.as_str().into(),
        batch.kind.as_str().into(),
        batch.title.as_str().into(),
        batch.state.code().into(),
        batch.at.as_microsecond().into(),
        batch.report.as_str().into(),
    ];
    let sql = "INSERT INTO batch (id, kind, title, state, at, report) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (id) DO UPDATE SET state = excluded.state, at = excluded.at, report = excluded.report";
    tx.execute(sql, &args).await?;
    Ok(())
}

fn read_batch(row: &crate::sql::Row) -> Result<Batch, Error> {
    Ok(Batch {
        id: row.text(0)?,
        kind: row.text(1)?,
        title: row.text(2)?,
        state: BatchState::parse(&row.text(3)?)?,
        at: Timestamp::from_microsecond(row.int(4)?).map_err(|error| Error::Corrupt(error.to_string()))?,
        report: row.text(5)?,
    })
}
