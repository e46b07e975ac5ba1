//! Merging: two records that mean the same become one, in one changeset. The one that goes keeps its body and says
//! where it went; every reference to it leads to the one that stays. One batch each, which can be undone.

mod compose;
mod repoint;

use enishi_policy::Action;
use std::collections::{BTreeMap, HashMap};

use enishi_kind::{Body, KindInfo, MERGED_INTO, Problem};
use enishi_kit::ids::RecordId;
use enishi_store::{Batch, BatchState, Change as StoreChange, Header, Record, Seen};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

pub use compose::{Keep, MergeField};

use crate::records::{sealed, unknown_record};
use crate::rules::{Steps, questions};
use crate::{App, Change, Context, Error, Link, Meant, etag};

/// How the names of merges begin.
const BATCH: &str = "merge-";
/// Steps from a merged record to the one that stands, at most; merging shortens such ways itself.
const STEPS: usize = 16;

/// What the person who merges decided.
#[derive(Clone, Debug, Default)]
pub struct MergeRequest {
    /// What the record that stays keeps of each field; what is not named follows the default.
    pub keeps: BTreeMap<String, Keep>,
    /// The mark of the record that goes, as the person saw it.
    pub loser_on: Option<String>,
    /// The mark of the record that stays, as the person saw it.
    pub winner_on: Option<String>,
}

/// References of one field of one kind that will lead to the record that stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MergeReferences {
    /// The kind that refers.
    pub kind: &'static str,
    /// The field, or `FIELD.COLUMN`.
    pub field: String,
    /// How many records of the kind refer by it.
    pub count: u64,
}

/// What merging two records would do.
#[derive(Clone, Debug)]
pub struct MergePlan {
    /// The kind of both.
    pub kind: &'static KindInfo,
    /// The record that goes, as it stands.
    pub loser: Seen,
    /// The record that stays, as it stands.
    pub winner: Seen,
    /// The record that stays, as it will be.
    pub result: Seen,
    /// Whether the record that goes is more closed than the one that stays: then nothing of it is kept unasked.
    pub is_closer: bool,
    /// The fields in which the two differ.
    pub fields: Vec<MergeField>,
    /// The references that will lead elsewhere.
    pub references: Vec<MergeReferences>,
    /// Records that refer and will be changed.
    pub records: u64,
    /// What a person must confirm before it is done.
    pub questions: Vec<Problem>,
    /// Links to what the two refer to.
    pub links: HashMap<RecordId, Link>,
    changes: Vec<StoreChange>,
}

/// A merge that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The batch by which it can be undone.
    pub batch: String,
    /// The reference of the record that went.
    pub loser: String,
    /// The record that stays, after the change.
    pub winner: Change,
    /// Records whose references lead elsewhere now.
    pub records: u64,
}

/// A merge as lists show it.
#[derive(Clone, Debug)]
pub struct MergeDone {
    /// The batch.
    pub batch: String,
    /// `done` or `undone`.
    pub state: &'static str,
    /// When.
    pub at: Timestamp,
    /// The record that went, as far as the viewer may see it.
    pub loser: Option<Link>,
    /// The record that stayed.
    pub winner: Option<Link>,
    /// Records whose references were changed.
    pub records: u64,
}

/// What a batch remembers of a merge.
#[derive(Serialize, Deserialize)]
struct Report {
    loser: RecordId,
    winner: RecordId,
    records: u64,
}

/// The record that went by a merge, where the batch is one.
pub(crate) fn loser_of(batch: &Batch) -> Option<RecordId> {
    let is_merge = batch.id.strip_prefix(BATCH).is_some();
    let report: Option<Report> = is_merge.then(|| serde_json::from_str(&batch.report).ok()).flatten();
    report.map(|report| report.loser)
}

/// Where a body says that its record went.
pub(crate) fn merged_into(body: &Body) -> Option<RecordId> {
    body.raw(MERGED_INTO)?.as_str()?.parse().ok()
}

impl App {
    /// Says what merging `loser` into `into` would do. Nothing is written.
    ///
    /// # Errors
    /// `unknown-record`, `merge-self`, `merged` when one of the two went elsewhere already, `unknown-field`, `invalid`
    /// when the result would not be a lawful record, `not-permitted`, or the store.
    pub async fn merge_plan(
        &self,
        ctx: &Context,
        kind: &str,
        loser: &str,
        into: &str,
        keeps: &BTreeMap<String, Keep>,
    ) -> Result<MergePlan, Error> {
        ctx.require_writer()?;
        let kind = self.kind(kind)?;
        let loser = self.mergeable(ctx, kind, loser).await?;
        let winner = self.mergeable(ctx, kind, into).await?;
        if loser.id == winner.id {
            return Err(Error::new("merge-self").arg("reference", &loser.reference));
        }
        if let Some(name) = keeps.keys().find(|name| kind.field(name).is_none()) {
            let known = kind.fields().map(|field| field.name);
            return Err(Error::new("unknown-field").arg("found", name).near(name, known));
        }
        let (fields, body, is_closer) = compose::compose(self.registry(), kind, &winner, &loser, keeps);
        let problems = body.problems(kind);
        if !problems.is_empty() {
            return Err(Error::new("invalid").arg("count", problems.len()).with_problems(problems));
        }
        let seen = async |record: &Record| {
            let seen = self.store.seen(&ctx.viewer, record).await?;
            seen.ok_or_else(|| unknown_record(&record.reference))
        };
        let (loser_seen, winner_seen) = (seen(&loser).await?, seen(&winner).await?);
        let mut composed = winner.clone();
        composed.body = body.clone();
        let result = seen(&composed).await?;
        let (mut changes, references, records) = self.repoint_all(&loser, &winner).await?;
        if body != winner.body {
            changes.push(StoreChange::Update { id: winner.id, expected: winner.version, body });
        }
        let mut gone = loser.body.clone();
        gone.set_raw(MERGED_INTO, Json::String(winner.id.to_string()));
        changes.push(StoreChange::Update { id: loser.id, expected: loser.version, body: gone });
        // Before anything is counted: who may not change all that names it learns no more than that.
        self.authorise(ctx, Some(Action::Merge), &changes).await?;
        let questions = match self.judge(ctx, &changes, Steps::Free).await {
            Err(error) if error.code == "questions" => error.problems,
            judged => judged.map(|()| Vec::new())?,
        };
        let links = self.links(ctx, &[&loser_seen, &winner_seen]).await?;
        Ok(MergePlan {
            kind,
            loser: loser_seen,
            winner: winner_seen,
            result,
            is_closer,
            fields,
            references,
            records,
            questions,
            links,
            changes,
        })
    }

    /// The changes of everything that names the record that goes, except the two themselves.
    async fn repoint_all(
        &self,
        loser: &Record,
        winner: &Record,
    ) -> Result<(Vec<StoreChange>, Vec<MergeReferences>, u64), Error> {
        let mut changes = Vec::new();
        let mut counts: BTreeMap<(usize, String), u64> = BTreeMap::new();
        let kinds: Vec<&'static str> = self.registry().kinds().map(|kind| kind.name).collect();
        for record in self.store.load_naming(loser.id).await? {
            // What went elsewhere before is not touched but for where it went.
            let is_gone = merged_into(&record.body).is_some();
            if record.id == loser.id || record.id == winner.id {
                continue;
            }
            let mut body = record.body.clone();
            let places = if is_gone {
                repoint::repoint_successor(&mut body, loser.id, winner.id)
            } else {
                repoint::repoint(record.kind, &mut body, loser.id, winner.id)
            };
            if body == record.body {
                continue;
            }
            let place = kinds.iter().position(|kind| *kind == record.kind.name).unwrap_or_default();
            for name in places {
                *counts.entry((place, name)).or_default() += 1;
            }
            changes.push(StoreChange::Update { id: record.id, expected: record.version, body });
        }
        let references = counts
            .into_iter()
            .filter_map(|((place, field), count)| {
                Some(MergeReferences { kind: kinds.get(place)?, field, count })
            })
            .collect();
        let records = u64::try_from(changes.len()).unwrap_or(u64::MAX);
        Ok((changes, references, records))
    }

    /// Merges `loser` into `into`, in one changeset.
    ///
    /// # Errors
    /// As [`App::merge_plan`], `questions` when something must be confirmed first, and `conflict` when one of the two is no longer as the person saw it.
    pub async fn merge(
        &self,
        ctx: &Context,
        kind: &str,
        loser: &str,
        into: &str,
        request: &MergeRequest,
    ) -> Result<Merged, Error> {
        ctx.require_writer()?;
        let id = format!("{BATCH}{}", self.store.ids().token(8));
        let header = Header { batch: Some(id.clone()), ..ctx.header("history-merged") };
        // The head of the log is held from here on: no reference can begin or end while the plan is made.
        let mut transaction = self.store.begin(&header).await?;
        let plan = self.merge_plan(ctx, kind, loser, into, &request.keeps).await?;
        for (seen, on) in [(&plan.loser, &request.loser_on), (&plan.winner, &request.winner_on)] {
            if on.as_ref().is_some_and(|on| *on != etag(seen)) {
                return Err(Error::new("conflict").arg("reference", &seen.reference));
            }
        }
        if !plan.questions.is_empty() {
            return Err(questions(plan.questions));
        }
        transaction.apply(&plan.changes).await?;
        let report = Report { loser: plan.loser.id, winner: plan.winner.id, records: plan.records };
        let batch = Batch {
            id: id.clone(),
            kind: plan.kind.name.to_owned(),
            title: format!("{} → {}", plan.loser.reference, plan.winner.reference),
            state: BatchState::Done,
            at: self.now(),
            report: serde_json::to_string(&report).map_err(Error::internal)?,
        };
        transaction.save_batch(&batch).await?;
        let committed = transaction.finish().await?;
        self.matcher.notify();
        Ok(Merged {
            batch: id.clone(),
            loser: plan.loser.reference,
            winner: Change {
                reference: plan.result.reference.clone(),
                etag: etag(&plan.result),
                seq: committed.seq,
                is_changed: plan.result.body != plan.winner.body,
                batch: Some(id),
            },
            records: plan.records,
        })
    }

    /// The newest merges of a kind.
    ///
    /// # Errors
    /// `unknown-kind`, `not-permitted`, or the store.
    pub async fn merges(&self, ctx: &Context, kind: &str, limit: u32) -> Result<Vec<MergeDone>, Error> {
        self.require_ever(ctx, Action::Merge)?;
        let kind = self.kind(kind)?;
        let mut done = Vec::new();
        let batches = self.store.batches_of(BATCH, kind.name, limit).await?;
        let mut reports = Vec::new();
        for batch in batches {
            let report: Report = serde_json::from_str(&batch.report).map_err(Error::internal)?;
            reports.push((batch, report));
        }
        let ids: Vec<RecordId> =
            reports.iter().flat_map(|(_, report)| [report.loser, report.winner]).collect();
        let links = self.links_to(ctx, &ids).await?;
        for (batch, report) in reports {
            done.push(MergeDone {
                batch: batch.id,
                state: batch.state.code(),
                at: batch.at,
                loser: links.get(&report.loser).cloned(),
                winner: links.get(&report.winner).cloned(),
                records: report.records,
            });
        }
        Ok(done)
    }

    /// The batch of the merge by which a record went, while it can be undone.
    ///
    /// # Errors
    /// `not-permitted`, or the store.
    pub async fn merge_of(&self, ctx: &Context, loser: RecordId) -> Result<Option<String>, Error> {
        self.require_ever(ctx, Action::Merge)?;
        for batch in self.store.batches(BATCH, 10_000).await? {
            let report: Report = serde_json::from_str(&batch.report).map_err(Error::internal)?;
            if report.loser == loser && batch.state == BatchState::Done {
                return Ok(Some(batch.id));
            }
        }
        Ok(None)
    }

    /// A record that may be merged: it stands, and did not go elsewhere already.
    async fn mergeable(&self, ctx: &Context, kind: &'static KindInfo, text: &str) -> Result<Record, Error> {
        let reference = self.whole_reference(kind, text);
        let seen = self.store.find(self.reading(ctx), &reference).await?;
        let id = match seen.filter(|seen| seen.kind == kind.name) {
            Some(seen) => seen.id,
            None => match self.resolve(ctx, kind, &[text.to_owned()]).await?.remove(text) {
                Some(Meant::Record(id)) => id,
                Some(Meant::Several(ids)) => {
                    let problem = Problem::new("ambiguous")
                        .arg("found", text)
                        .arg("kind", kind.name)
                        .arg("count", ids.len());
                    return Err(Error::new("invalid").arg("count", 1).with_problems(vec![problem]));
                }
                _ => return Err(unknown_record(text)),
            },
        };
        let record = self.store.load(id).await?.ok_or_else(|| unknown_record(text))?;
        self.require_open(&record).await?;
        Ok(record)
    }

    /// Refuses a record that is not edited any more, as it went into another, or not at all, as it is sealed.
    ///
    /// # Errors
    /// `merged`, `sealed`, or the store.
    pub(crate) async fn require_open(&self, record: &Record) -> Result<(), Error> {
        if merged_into(&record.body).is_none() {
            return match self.store.seals(&[record.id]).await?.get(&record.id) {
                Some(batch) => Err(sealed(&record.reference, batch)),
                None => Ok(()),
            };
        }
        let reference = record.reference.clone();
        let winner = self.follow(record.clone()).await?;
        Err(Error::new("merged").arg("reference", reference).arg("into", winner.reference))
    }

    /// The record that stands for this one: itself, or the one into which it went.
    pub(crate) async fn follow(&self, mut record: Record) -> Result<Record, Error> {
        for _ in 0..STEPS {
            let Some(next) = merged_into(&record.body) else { break };
            let Some(next) = self.store.load(next).await? else { break };
            record = next;
        }
        Ok(record)
    }

    /// The same as this viewer sees it: `None` when he may not see where it went.
    pub(crate) async fn follow_seen(&self, ctx: &Context, mut seen: Seen) -> Result<Option<Seen>, Error> {
        for _ in 0..STEPS {
            let Some(next) = merged_into(&seen.body) else { break };
            let mut found = self.store.find_many(self.reading(ctx), &[next]).await?;
            let Some(next) = found.remove(&next) else { return Ok(None) };
            seen = next;
        }
        Ok(Some(seen))
    }
}
