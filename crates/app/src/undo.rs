//! Undoing a batch, an import or any other: a preview first, then one commit that is a batch itself and can be undone.

use enishi_kind::Problem;
use enishi_policy::Action;
use enishi_store::{Batch, BatchState, Header, KeptField, UNDO};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::batches::undone_reason;
use crate::imports::is_import;
use crate::jobs::JobStart;
use crate::rules::{Steps, questions};
use crate::{App, Context, Error, Link, merge};

/// Kept records listed one by one; beyond that only counted.
const LISTED: usize = 500;

/// What undoing does or did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UndoReport {
    /// The batch.
    pub batch: String,
    /// Records that go because the batch made them.
    pub removed: u64,
    /// Records that get their former content back.
    pub restored: u64,
    /// Records that come back because the batch deleted them.
    pub returned: u64,
    /// Records that stay, wholly or in part, because somebody changed or used them since.
    pub kept_count: u64,
    /// The first of them.
    pub kept: Vec<KeptRecord>,
    /// What a person must confirm first: what was so before would now break a rule.
    pub questions: Vec<Problem>,
    /// Whether it was done, or only worked out.
    pub is_applied: bool,
    /// The batch that this undo is: undoing it does everything again.
    pub undo: Option<String>,
}

/// A record that stays, wholly or in part.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KeptRecord {
    /// The record.
    pub record: Link,
    /// Why: `edited`, `partly`, `referred`, `gone`, `target-gone`.
    pub why: String,
    /// The fields that stay as others made them.
    pub fields: Vec<KeptValue>,
}

/// A field that stays as somebody made it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KeptValue {
    /// The field.
    pub field: String,
    /// Who made it so.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What it says; nothing when it was emptied.
    pub value: Option<Json>,
}

/// What the batch of an undo remembers.
#[derive(Serialize, Deserialize)]
struct Undoes {
    undoes: String,
}

impl App {
    /// Says what undoing a batch would do, and with `apply` does it.
    ///
    /// # Errors
    /// `unknown-batch`, `batch-state` when it is not done, `questions` when what comes back would now break a rule and
    /// that is not confirmed, `conflict` when somebody edits meanwhile.
    pub async fn undo_import(&self, ctx: &Context, batch_id: &str, apply: bool) -> Result<UndoReport, Error> {
        ctx.require_writer()?;
        let batch = self.store.batch(batch_id).await?;
        let batch = batch.ok_or_else(|| Error::new("unknown-batch").arg("found", batch_id))?;
        if batch.state != BatchState::Done {
            return Err(Error::new("batch-state").arg("batch", batch_id).arg("state", batch.state.code()));
        }
        let plan = self.store.plan_undo(batch_id).await?;
        self.authorise_undo(ctx, batch_id, &plan.changes).await?;
        // A merge whose record cannot come back must stay as it is: the winner would lose what came from it, and
        // nothing would lead to the record any more.
        if let Some(loser) = merge::loser_of(&batch)
            && let Some((_, why)) = plan.kept.iter().find(|(id, why)| *id == loser && *why != "partly")
        {
            return Err(Error::new("merge-stands").arg("batch", batch_id).arg("why", why));
        }
        // Undoing is no step and is never refused by a rule: what it gives back was there. But it asks.
        let altered = self.altered(&plan.changes).await?;
        let findings = self.findings(ctx, &altered, Steps::Free).await?;
        let asked = findings.into_iter().map(|(_, finding)| finding.problem);
        let asked: Vec<Problem> = asked.filter(|problem| !ctx.confirmed.contains(&problem.code)).collect();
        if apply && !asked.is_empty() {
            return Err(questions(asked));
        }
        let ids: Vec<_> = plan.kept.iter().map(|(id, _)| *id).take(LISTED).collect();
        let found = self.store.find_many(self.reading(ctx), &ids).await?;
        let mut kept = Vec::with_capacity(ids.len());
        for (id, why) in &plan.kept {
            if let Some(record) = found.get(id).and_then(|seen| self.link(seen)) {
                let fields = plan.fields.get(id).into_iter().flatten().map(kept_value).collect();
                kept.push(KeptRecord { record, why: (*why).to_owned(), fields });
            }
        }
        let mut report = UndoReport {
            batch: batch_id.to_owned(),
            removed: plan.removed,
            restored: plan.restored,
            returned: plan.returned,
            kept_count: u64::try_from(plan.kept.len()).unwrap_or(u64::MAX),
            kept,
            questions: asked,
            is_applied: apply,
            undo: None,
        };
        if apply {
            let undo = format!("{UNDO}{}", self.store.ids().token(8));
            let others = self.others(&batch, &undo).await?;
            let header = Header { batch: Some(undo.clone()), ..ctx.header(undone_reason(batch_id)) };
            let count = plan.removed + plan.restored + plan.returned;
            let work = self.store.undo(&header, &batch, &plan, &others);
            if is_import(batch_id) {
                let start =
                    JobStart { kind: "undo", action: Action::Undo, slot: None, subject: batch_id.to_owned() };
                self.run_job(ctx, start, |log| async move {
                    work.await?;
                    log.note("undone", Some(count));
                    Ok(())
                })
                .await?;
            } else {
                work.await?;
            }
            self.matcher.notify();
            report.undo = Some(undo);
        }
        Ok(report)
    }

    /// The batch that the undo is, and those that follow when an undo is undone: what it undid stands again, what that
    /// one undid does not, and so on.
    async fn others(&self, batch: &Batch, undo: &str) -> Result<Vec<Batch>, Error> {
        let report = serde_json::to_string(&Undoes { undoes: batch.id.clone() }).map_err(Error::internal)?;
        let now = self.store.clock().now();
        let own = Batch { id: undo.to_owned(), state: BatchState::Done, at: now, report, ..batch.clone() };
        let mut others = vec![own];
        let (mut last, mut state) = (batch.clone(), BatchState::Done);
        while last.id.starts_with(UNDO) {
            let undone: Undoes = serde_json::from_str(&last.report).map_err(Error::internal)?;
            let Some(former) = self.store.batch(&undone.undoes).await? else { break };
            others.push(Batch { state, at: now, ..former.clone() });
            state = if state == BatchState::Done { BatchState::Undone } else { BatchState::Done };
            last = former;
        }
        Ok(others)
    }
}

fn kept_value(kept: &KeptField) -> KeptValue {
    let KeptField { field, actor, at, value } = kept.clone();
    KeptValue { field, by: actor, at, value }
}
