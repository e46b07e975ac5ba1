//! Large imports: written in parts, each a commit of its own, so that nobody else who writes waits longer than for one
//! of them.
//!
//! A part takes its rows out of the stage in the same transaction, and the batch says `applying` until the last row is
//! written. Whoever was cut off left the rest staged: the server, or whoever imports next, goes on with it. So a batch
//! is wholly there in the end. Readers see it grow meanwhile.

use enishi_policy::Action;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use enishi_store::{BatchState, Header};
use jiff::SignedDuration;
use tokio::sync::mpsc;

use super::plan::Planner;
use super::{ImportReport, Progress, ProgressStep, batch, read_report};
use crate::jobs::{JobLog, JobStart};
use crate::{App, Context, Error};

/// Rows that are written in one transaction at most; files with more are written in parts.
pub(crate) const ONE_COMMIT: u64 = 100_000;
/// How long a part may hold the head of the log. A part has as many rows as went into that time lately.
const AIM: Duration = Duration::from_millis(100);
/// Rows of the first part, and bounds of every other one.
const FIRST: u32 = 200;
const LEAST: u32 = 20;
const MOST: u32 = 2_000;
/// A batch on which nobody has worked for so long was cut off: a part takes a fraction of a second.
const CUT_OFF: SignedDuration = SignedDuration::from_mins(1);

/// How many rows the next part has. Cheap to clone: who plans reads it, who writes sets it.
#[derive(Clone, Debug)]
pub(super) struct Pace(Arc<AtomicU32>);

impl Pace {
    pub(super) fn new() -> Self {
        Self(Arc::new(AtomicU32::new(FIRST)))
    }

    /// Rows of the next part.
    pub(super) fn rows(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }

    /// So many rows held the head of the log for so long. A slow part counts at once, a quick one is believed by halves.
    fn learn(&self, rows: u64, took: Duration) {
        let took = took.as_micros().max(1);
        let fitting = u128::from(rows) * AIM.as_micros() / took;
        let fitting = u32::try_from(fitting).unwrap_or(MOST).clamp(LEAST, MOST);
        let before = self.rows();
        let next = if fitting > before { before + (fitting - before).div_ceil(2) } else { fitting };
        self.0.store(next, Ordering::Relaxed);
    }
}

impl App {
    /// The same with another number of rows that one transaction may bring.
    #[must_use]
    pub fn with_one_commit(self, rows: u64) -> Self {
        Self { one_commit: rows, ..self }
    }

    /// Goes on with every import that was cut off while it was written in parts. Gives how many are done now.
    ///
    /// # Errors
    /// The store, or a row that conflicts with somebody who writes meanwhile: the next try takes it anew.
    pub async fn finish_imports(&self) -> Result<u64, Error> {
        let mut done = 0;
        for batch in self.store.batches_under_way().await? {
            if self.now().duration_since(batch.at) < CUT_OFF {
                continue;
            }
            let report = read_report(&batch)?;
            tracing::info!(batch = report.batch, rows = report.counts.rows, "going on with an import");
            // He who began it did it, whoever finishes.
            let ctx = Context::operator(&self.store.actor_of(&report.batch).await?.unwrap_or_default());
            let start =
                JobStart { kind: "apply", action: Action::Import, slot: None, subject: report.batch.clone() };
            let own = &ctx;
            let work = |log: JobLog| async move {
                let report = self.write_parts(own, report, &log.beside(&())).await?;
                let counts = &report.counts;
                log.note("written", Some(counts.added + counts.updated + counts.deleted));
                Ok(())
            };
            self.run_job(&ctx, start, work).await?;
            done += 1;
        }
        Ok(done)
    }

    /// Looks at the whole file first: once a part is written, the others follow.
    pub(super) async fn write_in_parts(
        &self,
        ctx: &Context,
        mut report: ImportReport,
        skip_problems: bool,
        progress: &dyn Progress,
    ) -> Result<ImportReport, Error> {
        let staged = report.staged;
        let (send, mut receive) = mpsc::channel(2);
        let planner = Planner::new(self, ctx, self.kind(&report.kind)?, &report);
        let looking = tokio::spawn(planner.run(report.clone(), skip_problems, send));
        while let Some(part) = receive.recv().await {
            self.authorise(ctx, Some(Action::Import), &part.changes).await?;
            progress.step(ProgressStep::Checking(part.report.counts.rows, staged));
        }
        let looked = looking.await.map_err(Error::internal)??;
        if (!skip_problems && looked.problem_count > 0) || looked.question_count > 0 {
            return Ok(looked);
        }
        // Counted anew while it is written; problems of the header row were counted when the file was staged.
        report.counts = super::Counts::default();
        report.problems.retain(|problem| problem.row <= report.header_row);
        report.problem_count = u64::try_from(report.problems.len()).unwrap_or(u64::MAX);
        report.linked_titles.clear();
        self.write_parts(ctx, report, progress).await
    }

    async fn write_parts(
        &self,
        ctx: &Context,
        mut report: ImportReport,
        progress: &dyn Progress,
    ) -> Result<ImportReport, Error> {
        let staged = report.staged;
        BatchState::Applying.code().clone_into(&mut report.state);
        let mut planner = Planner::new(self, ctx, self.kind(&report.kind)?, &report);
        planner.go_on(self.store.changed_by(&report.batch).await?);
        let header = Header { batch: Some(report.batch.clone()), ..ctx.header("history-imported") };
        let mut written = report.counts.rows;
        let (send, mut receive) = mpsc::channel(1);
        let pace = planner.pace();
        let planning = tokio::spawn(planner.run(report, true, send));
        while let Some(part) = receive.recv().await {
            let mut transaction = self.store.begin(&header).await?;
            let began = Instant::now();
            self.authorise(ctx, Some(Action::Import), &part.changes).await?;
            transaction.apply(&part.changes).await?;
            let rows = part.report.counts.rows;
            let applying = batch(&part.report, BatchState::Applying, self.now())?;
            let brought = transaction.advance(&applying, part.through).await?;
            if brought != rows.saturating_sub(written) {
                // Somebody else goes on with it: this part is theirs.
                let state = BatchState::Applying.code();
                return Err(Error::new("batch-state").arg("batch", &applying.id).arg("state", state));
            }
            transaction.finish().await?;
            pace.learn(rows.saturating_sub(written), began.elapsed());
            written = rows;
            progress.step(ProgressStep::Writing(rows, staged));
            self.store.give_way().await?;
        }
        let mut report = planning.await.map_err(Error::internal)??;
        BatchState::Done.code().clone_into(&mut report.state);
        self.store.save_batch(&batch(&report, BatchState::Done, self.now())?).await?;
        self.forget_stage(&report).await?;
        Ok(report)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_as_many_rows_as_went_into_its_time_lately() {
        let pace = Pace::new();
        assert_eq!(pace.rows(), FIRST);
        // Twice as quick as aimed at: on towards twice as many, by halves.
        pace.learn(200, AIM / 2);
        assert_eq!(pace.rows(), 300);
        // Ten times too slow counts at once.
        pace.learn(300, AIM * 10);
        assert_eq!(pace.rows(), 30);
        pace.learn(30, AIM * 100);
        assert_eq!(pace.rows(), LEAST);
        for _ in 0..20 {
            pace.learn(u64::from(pace.rows()), Duration::ZERO);
        }
        assert_eq!(pace.rows(), MOST);
    }
}
