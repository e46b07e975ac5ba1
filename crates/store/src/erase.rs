//! Erasing what a record says of a person: from the record, every version of it in the log, what lists ask, files,
//! reports of imports. What stays is a husk that references lead to, and a line of the ledger, by ids alone.
//!
//! Invariant: after an erasure the log still gives what stands. The epoch changes, so that every follower begins anew.

mod clean;
mod ledger;
mod scrub;
mod traces;

use std::collections::BTreeSet;

use enishi_kind::{Body, KindInfo, Registry};
use enishi_kit::ids::RecordId;

use crate::blob::blobs_of;
use crate::commit::LOG_CHANGE;
use crate::commit::touched;
use crate::derived::rewrite;
use crate::read::read_body;
use crate::sql::{Arg, Tx};
use crate::{Committed, Error, Header, Store};
pub use clean::Cleaned;
pub(crate) use clean::clean;
pub use ledger::Erasure;
pub(crate) use ledger::load as ledger_of;
use scrub::{scrub, words};

/// What is to be erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erase {
    /// The record.
    pub id: RecordId,
    /// The fields; all of them when none is named.
    pub fields: Vec<String>,
    /// Why, in words that name nobody: they stay.
    pub reason: String,
}

/// Where something is erased, or would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErasePlan {
    /// The record's kind.
    pub kind: String,
    /// The record's short reference.
    pub reference: String,
    /// Whether the record still stands.
    pub stands: bool,
    /// Versions in the log that lose something.
    pub versions: u64,
    /// Sentences of commits that are no key of the catalogue.
    pub reasons: u64,
    /// Reports of batches that hold one of its words.
    pub batches: u64,
    /// Batches that are only staged; all of them go.
    pub staged: u64,
    /// Remembered mappings of imports that hold one of its words.
    pub settings: u64,
    /// Answers remembered for repeated requests.
    pub answers: u64,
    /// Accounts of the person, which end with the record.
    pub accounts: u64,
    /// Files that go with it.
    pub files: Vec<String>,
    /// Files that stay because other records name them: the hash and one of those records.
    pub files_kept: Vec<(String, String)>,
    /// Other records that hold one of its names or identifiers: reference and field; settings as `setting` and name, accounts as
    /// `account` and id.
    /// They stay as they are.
    pub elsewhere: Vec<(String, String)>,
    /// Whether accounts of the person end: the whole record is erased.
    closes_accounts: bool,
    /// Whether the reason itself holds one of its words.
    pub reason_names: bool,
}

/// Other records listed at most.
const ELSEWHERE: usize = 200;

/// A version of the record.
struct Version {
    seq: i64,
    version: i64,
    operation: String,
    body: Option<Body>,
    is_same: bool,
}

/// The record as its log tells it.
struct Subject {
    id: RecordId,
    kind: &'static KindInfo,
    reference: String,
    versions: Vec<Version>,
    /// What was said in what goes.
    words: BTreeSet<String>,
    /// Of these the names and identifiers.
    names: BTreeSet<String>,
    files: BTreeSet<String>,
}

impl Store {
    /// The id and kind of a record that stands or stood, by its short reference.
    ///
    /// # Errors
    /// The database.
    pub async fn find_ever(&self, reference: &str) -> Result<Option<(RecordId, &'static KindInfo)>, Error> {
        let sql = "SELECT id, kind FROM log_change WHERE reference = $1 LIMIT 1";
        let rows = self.pool.fetch(sql, &[reference.into()]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let kind = row.text(1)?;
        Ok(Some((row.id(0)?, self.registry.kind(&kind).ok_or(Error::UnknownKind(kind))?)))
    }

    /// What erasing would take away; nothing is changed.
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn plan_erase(&self, erase: &Erase) -> Result<Option<ErasePlan>, Error> {
        let mut tx = self.pool.snapshot().await?;
        let Some(subject) = load(&mut tx, &self.registry, erase).await? else { return Ok(None) };
        let plan = plan(&mut tx, &subject, erase).await?;
        tx.end().await?;
        Ok(Some(plan))
    }

    /// Erases, in one commit under a new epoch. What the engine still keeps of the former bytes goes with
    /// [`Store::clean`].
    ///
    /// # Errors
    /// The database, or a body that cannot be read.
    pub async fn erase(
        &self,
        header: &Header,
        erase: &Erase,
    ) -> Result<Option<(ErasePlan, Committed)>, Error> {
        let mut transaction = self.begin(header).await?;
        let seq = transaction.seq();
        let Some(subject) = load(&mut transaction.tx, &self.registry, erase).await? else { return Ok(None) };
        let plan = plan(&mut transaction.tx, &subject, erase).await?;
        carry_out(&mut transaction.tx, &self.registry, &subject, &plan, (seq, 0)).await?;
        let line = Erasure {
            record: erase.id,
            kind: plan.kind.clone(),
            reference: plan.reference.clone(),
            fields: erase.fields.clone(),
            reason: erase.reason.clone(),
            at: transaction.at(),
        };
        ledger::save(&mut transaction.tx, &line, seq).await?;
        let epoch: [Arg; 1] = [self.ids.token(16).into()];
        transaction.tx.execute("UPDATE log_head SET epoch = $1 WHERE one = 1", &epoch).await?;
        let committed = transaction.finish().await?;
        Ok(Some((plan, committed)))
    }
}

/// Applies lines of a ledger to a store that does not know them yet, as one commit. Gives the records that were there.
pub(crate) async fn replay(
    tx: &mut Tx,
    registry: &Registry,
    lines: &[Erasure],
    (seq, at): (i64, i64),
) -> Result<Vec<Erasure>, Error> {
    let mut applied = Vec::new();
    for line in lines {
        let erase = Erase { id: line.record, fields: line.fields.clone(), reason: line.reason.clone() };
        let Some(subject) = load(tx, registry, &erase).await? else { continue };
        if applied.is_empty() {
            let commit =
                "INSERT INTO log_commit (seq, at, actor, reason) VALUES ($1, $2, 'enishi', 'history-erased')";
            tx.execute(commit, &[seq.into(), at.into()]).await?;
        }
        let plan = plan(tx, &subject, &erase).await?;
        let ordinal = i64::try_from(applied.len()).unwrap_or(i64::MAX);
        carry_out(tx, registry, &subject, &plan, (seq, ordinal)).await?;
        applied.push(line.clone());
    }
    for line in lines {
        // Also of records that this backup never had: another one may.
        ledger::save(tx, line, seq).await?;
    }
    if !applied.is_empty() {
        let sql = "UPDATE log_head SET seq = $1, at = $2 WHERE one = 1";
        tx.execute(sql, &[seq.into(), at.into()]).await?;
    }
    Ok(applied)
}

/// Reads every version and what goes from it.
async fn load(tx: &mut Tx, registry: &Registry, erase: &Erase) -> Result<Option<Subject>, Error> {
    let sql = "SELECT seq, version, operation, shape, after, kind, reference FROM log_change WHERE id = $1 \
               ORDER BY version";
    let mut subject: Option<Subject> = None;
    for row in tx.fetch(sql, &[erase.id.into()]).await? {
        let name = row.text(5)?;
        let kind = registry.kind(&name).ok_or(Error::UnknownKind(name))?;
        let reference = row.text(6)?;
        let subject = subject.get_or_insert_with(|| Subject {
            id: erase.id,
            kind,
            reference,
            versions: Vec::new(),
            words: BTreeSet::new(),
            names: BTreeSet::new(),
            files: BTreeSet::new(),
        });
        let shape = row.int(3)?;
        let text = row.optional_text(4)?;
        let body = text.as_deref().map(|text| read_body(kind, erase.id, shape, text)).transpose()?;
        let mut is_same = true;
        let body = body.map(|body| {
            let husk = scrub(&body, &erase.fields);
            is_same = text.as_ref().is_some_and(|text| husk.canonical() == *text);
            let (said, named) = words(kind, &body, &husk);
            subject.words.extend(said);
            subject.names.extend(named);
            let left = blobs_of(&husk);
            subject.files.extend(blobs_of(&body).into_iter().filter(|hash| !left.contains(hash)));
            husk
        });
        let (seq, version, operation) = (row.int(0)?, row.int(1)?, row.text(2)?);
        subject.versions.push(Version { seq, version, operation, body, is_same });
    }
    Ok(subject)
}

async fn plan(tx: &mut Tx, subject: &Subject, erase: &Erase) -> Result<ErasePlan, Error> {
    let mut plan = ErasePlan {
        kind: subject.kind.name.to_owned(),
        reference: subject.reference.clone(),
        stands: subject.versions.last().is_some_and(|last| last.body.is_some()),
        versions: count(subject.versions.iter().filter(|version| !version.is_same)),
        reason_names: subject.words.iter().any(|word| erase.reason.contains(word.as_str())),
        ..ErasePlan::default()
    };
    plan.closes_accounts = erase.fields.is_empty();
    traces::count(tx, subject, &mut plan).await?;
    Ok(plan)
}

fn count<T>(items: impl Iterator<Item = T>) -> u64 {
    u64::try_from(items.count()).unwrap_or(u64::MAX)
}

/// Takes everything away and writes the change that says so.
async fn carry_out(
    tx: &mut Tx,
    registry: &Registry,
    subject: &Subject,
    plan: &ErasePlan,
    (seq, ordinal): (i64, i64),
) -> Result<(), Error> {
    let Subject { id, kind, .. } = subject;
    let shape = i64::from(kind.shape);
    let empty = Body::new();
    let mut before = &empty;
    for version in &subject.versions {
        let after = version.body.as_ref().unwrap_or(&empty);
        let clearances: Vec<String> =
            touched(registry, kind, *id, [before, after]).iter().map(ToString::to_string).collect();
        // Who may know that something was erased before does not change.
        if version.operation != "erase" {
            let sql = "UPDATE log_change SET clearances = $1 WHERE id = $2 AND version = $3";
            let args: [Arg; 3] = [clearances.join(" ").into(), (*id).into(), version.version.into()];
            tx.execute(sql, &args).await?;
        }
        if let Some(body) = &version.body {
            let sql = "UPDATE log_change SET after = $1, shape = $2 WHERE id = $3 AND version = $4";
            let args: [Arg; 4] =
                [body.canonical().into(), shape.into(), (*id).into(), version.version.into()];
            tx.execute(sql, &args).await?;
        }
        before = after;
    }
    let Some(last) = subject.versions.last() else { return Ok(()) };
    let version = last.version + 1;
    let after = last.body.as_ref().map(Body::canonical);
    let clearance = last.body.as_ref().map(|body| registry.record_clearance(*id, body).to_string());
    let row: Vec<Arg> = vec![
        seq.into(),
        ordinal.into(),
        kind.name.into(),
        (*id).into(),
        subject.reference.as_str().into(),
        version.into(),
        shape.into(),
        "erase".into(),
        after.clone().into(),
        clearance.unwrap_or_default().into(),
    ];
    tx.insert("log_change", LOG_CHANGE, vec![row]).await?;
    if let Some(after) = after {
        let sql = "UPDATE record SET version = $1, shape = $2, body = $3, changed_seq = $4 WHERE id = $5";
        let args: [Arg; 5] = [version.into(), shape.into(), after.into(), seq.into(), (*id).into()];
        tx.execute(sql, &args).await?;
    }
    rewrite(tx, registry, *id).await?;
    traces::remove(tx, subject, plan).await
}
