//! Imports: a file is read and staged, shown as a preview, applied as one batch, and can be undone.
//!
//! Staging writes rows beside the records, never records. Applying is one transaction: wholly there or wholly absent. A
//! file too large for that is written in parts (`parts`), which are gone on with until it is wholly there.

mod parts;
mod plan;
mod report;
mod stage;

use enishi_exchange::{Mapping, ParsedRow};
use enishi_kind::KindInfo;
use enishi_policy::Action;
use enishi_store::{Batch, BatchState, Header};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc;

pub(crate) use parts::ONE_COMMIT;
pub use report::{Counts, ImportReport, MappingView, RowProblem};
pub use stage::{ImportRequest, MappingChoice};

use crate::jobs::JobStart;
use crate::rules::questions;
use crate::{App, Context, Error};
pub(crate) use plan::Adopted;
use plan::Planner;

/// Rows planned and written at a time.
const CHUNK: u32 = 1_000;
/// How the names of imports begin.
const BATCH: &str = "import-";
/// How long staged rows wait for somebody to apply them.
const STAGE_KEPT: SignedDuration = SignedDuration::from_hours(48);

/// One step of long work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgressStep {
    /// Reading the file: rows read, and how many there may be.
    Reading(u64, Option<u64>),
    /// Checking rows against the records: done, all.
    Checking(u64, u64),
    /// Writing: rows done, all.
    Writing(u64, u64),
}

/// Is told how far long work is.
pub trait Progress: Send + Sync {
    /// A step was made.
    fn step(&self, step: ProgressStep);
}

impl Progress for () {
    fn step(&self, _: ProgressStep) {}
}

/// Batches through which a filter looks.
const SEARCHED: u32 = 1_000;

/// Which imports are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportFilter {
    /// The kind of record.
    pub kind: Option<String>,
    /// `staged`, `applying`, `done` or `undone`.
    pub state: Option<String>,
    /// Part of the file's name; capital letters count as small ones.
    pub text: String,
}

impl ImportFilter {
    fn holds(&self, report: &ImportReport) -> bool {
        self.kind.as_ref().is_none_or(|kind| *kind == report.kind)
            && self.state.as_ref().is_none_or(|state| *state == report.state)
            && report.file.to_lowercase().contains(&self.text.trim().to_lowercase())
    }
}

impl App {
    /// Reads a file, stages its rows and says what applying it would do. No record is written.
    ///
    /// # Errors
    /// `file` when it cannot be read, `unknown-kind`, `unknown-map`, `not-permitted`, or the store.
    pub async fn stage_import(
        &self,
        ctx: &Context,
        request: ImportRequest,
        progress: &dyn Progress,
    ) -> Result<ImportReport, Error> {
        let (kind, now) = self.begin_import(ctx, &request).await?;
        let start = JobStart { kind: "stage", action: Action::Import, slot: None, subject: String::new() };
        self.run_job(ctx, start, |log| async move {
            let report = self.preview(ctx, kind, now, request, &log.beside(progress)).await?;
            log.note_some("problems", report.problem_count);
            Ok(report)
        })
        .await
    }

    async fn preview(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        now: Timestamp,
        request: ImportRequest,
        progress: &dyn Progress,
    ) -> Result<ImportReport, Error> {
        let report = self.stage_rows(ctx, kind, request, progress).await?;
        let staged = report.staged;
        let (send, mut receive) = mpsc::channel(2);
        let planner = Planner::new(self, ctx, kind, &report);
        let planning = tokio::spawn(planner.run(report, true, send));
        while let Some(part) = receive.recv().await {
            progress.step(ProgressStep::Checking(part.report.counts.rows, staged));
        }
        let report = planning.await.map_err(Error::internal)??;
        self.store.save_batch(&batch(&report, BatchState::Staged, now)?).await?;
        Ok(report)
    }

    /// Writes a staged batch: one transaction. With `skip_problems` the good rows are written and the others left.
    ///
    /// # Errors
    /// `import-problems` when rows have problems and are not to be skipped, `questions` when something must be confirmed
    /// first (nothing is written then), `batch-state`, `unknown-batch`, `referred`, or the store.
    pub async fn apply_import(
        &self,
        ctx: &Context,
        batch_id: &str,
        skip_problems: bool,
        progress: &dyn Progress,
    ) -> Result<ImportReport, Error> {
        ctx.require_writer()?;
        self.require_ever(ctx, Action::Import)?;
        let report = self.staged_report(ctx, batch_id).await?;
        if !skip_problems && report.problem_count > 0 {
            return Err(problems_error(&report));
        }
        let report = self.apply_as_job(ctx, report, skip_problems, progress).await?;
        if report.state == BatchState::Done.code() {
            return Ok(report);
        }
        // The records may have changed since the preview: it is to say what is so now.
        self.store.save_batch(&batch(&report, BatchState::Staged, self.now())?).await?;
        if !skip_problems && report.problem_count > 0 {
            return Err(problems_error(&report));
        }
        Err(questions(report.questions.into_iter().map(|question| question.problem).collect()))
    }

    /// Reads a file and writes it as one batch at once, without a preview. Where rows have problems that are not to
    /// be skipped, or something must be confirmed first, nothing is written: the report then says `staged` and names
    /// them.
    ///
    /// # Errors
    /// As [`App::stage_import`] and [`App::apply_import`].
    pub async fn import_file(
        &self,
        ctx: &Context,
        request: ImportRequest,
        skip_problems: bool,
        progress: &dyn Progress,
    ) -> Result<ImportReport, Error> {
        let (kind, now) = self.begin_import(ctx, &request).await?;
        let report = self.stage_rows(ctx, kind, request, progress).await?;
        let report = self.apply_as_job(ctx, report, skip_problems, progress).await?;
        if report.state != BatchState::Done.code() {
            self.store.save_batch(&batch(&report, BatchState::Staged, now)?).await?;
        }
        Ok(report)
    }

    /// What every import begins with: the right to do it, a known kind, what was cut off finished, and old stages cleared
    /// away.
    async fn begin_import(
        &self,
        ctx: &Context,
        request: &ImportRequest,
    ) -> Result<(&'static KindInfo, Timestamp), Error> {
        ctx.require_writer()?;
        self.require_ever(ctx, Action::Import)?;
        let kind = self.kind(&request.kind)?;
        self.finish_imports().await?;
        let now = self.store.clock().now();
        self.store.clear_stages(now.saturating_sub(STAGE_KEPT).map_err(Error::internal)?).await?;
        Ok((kind, now))
    }

    async fn apply_as_job(
        &self,
        ctx: &Context,
        report: ImportReport,
        skip_problems: bool,
        progress: &dyn Progress,
    ) -> Result<ImportReport, Error> {
        let start =
            JobStart { kind: "apply", action: Action::Import, slot: None, subject: report.batch.clone() };
        self.run_job(ctx, start, |log| async move {
            let report = self.write_batch(ctx, report, skip_problems, &log.beside(progress)).await?;
            let counts = &report.counts;
            let is_done = report.state == BatchState::Done.code();
            log.note(
                if is_done { "written" } else { "nothing-written" },
                Some(counts.added + counts.updated + counts.deleted),
            );
            Ok(report)
        })
        .await
    }

    /// Plans and writes a staged batch in one transaction. Planning the next rows and writing the last ones overlap.
    async fn write_batch(
        &self,
        ctx: &Context,
        report: ImportReport,
        skip_problems: bool,
        progress: &dyn Progress,
    ) -> Result<ImportReport, Error> {
        let kind = self.kind(&report.kind)?;
        let staged = report.staged;
        let planner = Planner::new(self, ctx, kind, &report);
        if staged > self.one_commit && !planner.is_whole() {
            return self.write_in_parts(ctx, report, skip_problems, progress).await;
        }
        let header = Header { batch: Some(report.batch.clone()), ..ctx.header("history-imported") };
        let mut transaction = self.store.begin(&header).await?;
        // Under the head of the log: somebody may have applied the same batch while this one waited for it.
        if let Some(batch) = self.store.batch(&report.batch).await?
            && batch.state != BatchState::Staged
        {
            return Err(Error::new("batch-state").arg("batch", &batch.id).arg("state", batch.state.code()));
        }
        // Two chunks at most wait between the planner and the writer.
        let (send, mut receive) = mpsc::channel(2);
        let planning = tokio::spawn(planner.run(report, skip_problems, send));
        while let Some(part) = receive.recv().await {
            self.authorise(ctx, Some(Action::Import), &part.changes).await?;
            transaction.apply(&part.changes).await?;
            progress.step(ProgressStep::Writing(part.report.counts.rows, staged));
        }
        let mut report = planning.await.map_err(Error::internal)??;
        if (!skip_problems && report.problem_count > 0) || report.question_count > 0 {
            return Ok(report);
        }
        if report.counts.rows != staged {
            let found = format!("{} of {staged} staged rows were left", report.counts.rows);
            return Err(Error::internal(found));
        }
        BatchState::Done.code().clone_into(&mut report.state);
        let now = self.store.clock().now();
        transaction.save_batch(&batch(&report, BatchState::Done, now)?).await?;
        transaction.finish().await?;
        self.forget_stage(&report).await?;
        Ok(report)
    }

    /// What follows when a batch is done: readers hear of it, its mapping is kept, its file goes.
    async fn forget_stage(&self, report: &ImportReport) -> Result<(), Error> {
        self.matcher.notify();
        self.save_mapping(report).await?;
        self.forget_upload(&report.batch);
        Ok(())
    }

    /// What is known about a batch.
    ///
    /// # Errors
    /// `unknown-batch`, `not-permitted`, or the store.
    pub async fn import_report(&self, ctx: &Context, batch_id: &str) -> Result<ImportReport, Error> {
        ctx.require_signed_in()?;
        let batch = self.store.batch(batch_id).await?;
        let batch = batch.filter(|batch| batch.id.starts_with(BATCH));
        let report = batch.as_ref().map(read_report).transpose()?;
        // What others bring may name what he may not see.
        let report = report.filter(|report| ctx.is_operator() || report.by == ctx.actor);
        report.ok_or_else(|| Error::new("unknown-batch").arg("found", batch_id))
    }

    /// Forgets a staged batch: its rows, its preview and the uploaded file.
    ///
    /// # Errors
    /// `unknown-batch`, `batch-state` when it was applied, `not-permitted`, or the store.
    pub async fn discard_import(&self, ctx: &Context, batch_id: &str) -> Result<(), Error> {
        ctx.require_writer()?;
        let report = self.staged_report(ctx, batch_id).await?;
        if !self.store.discard_batch(&report.batch).await? {
            // Somebody applied or discarded it meanwhile.
            return Err(Error::new("unknown-batch").arg("found", batch_id));
        }
        self.forget_upload(&report.batch);
        Ok(())
    }

    async fn staged_report(&self, ctx: &Context, batch_id: &str) -> Result<ImportReport, Error> {
        let report = self.import_report(ctx, batch_id).await?;
        if report.state == BatchState::Staged.code() {
            Ok(report)
        } else {
            Err(Error::new("batch-state").arg("batch", batch_id).arg("state", &report.state))
        }
    }

    /// The newest batches: of the last thousand those that are asked for, of somebody his own.
    ///
    /// # Errors
    /// `not-permitted`, or the store.
    pub async fn imports(
        &self,
        ctx: &Context,
        filter: &ImportFilter,
        limit: u32,
    ) -> Result<Vec<ImportReport>, Error> {
        ctx.require_signed_in()?;
        let is_plain = ctx.is_operator() && *filter == ImportFilter::default();
        let batches = self.store.batches(BATCH, if is_plain { limit } else { SEARCHED }).await?;
        let mut found = Vec::new();
        for batch in &batches {
            let report = read_report(batch)?;
            if (ctx.is_operator() || report.by == ctx.actor) && filter.holds(&report) {
                found.push(report);
            }
        }
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found)
    }

    /// Remembers what the columns of this file mean, so that the next file of the same form needs no mapping.
    async fn save_mapping(&self, report: &ImportReport) -> Result<(), Error> {
        let name = format!("mapping:{}:{}", report.kind, report.fingerprint);
        Ok(self.store.save_setting(&name, &report.mapping).await?)
    }

    pub(crate) async fn saved_mapping(
        &self,
        kind: &str,
        fingerprint: &str,
    ) -> Result<Option<Mapping>, Error> {
        let saved = self.store.setting(&format!("mapping:{kind}:{fingerprint}")).await?;
        Ok(saved.map(|text| Mapping::parse(&text)).transpose()?)
    }
}

/// Whether a batch is an import, not a single change of a person.
pub(crate) fn is_import(batch: &str) -> bool {
    batch.starts_with(BATCH)
}

fn problems_error(report: &ImportReport) -> Error {
    Error::new("import-problems")
        .arg("batch", &report.batch)
        .arg("rows", report.counts.rejected)
        .arg("count", report.problem_count)
}

fn read_rows(rows: &[(i64, String)]) -> Result<Vec<ParsedRow>, Error> {
    rows.iter().map(|(_, content)| serde_json::from_str(content).map_err(Error::internal)).collect()
}

fn to_json(report: &ImportReport) -> Result<String, Error> {
    serde_json::to_string(report).map_err(Error::internal)
}

fn read_report(batch: &Batch) -> Result<ImportReport, Error> {
    let mut report: ImportReport = serde_json::from_str(&batch.report).map_err(Error::internal)?;
    batch.state.code().clone_into(&mut report.state);
    report.at = Some(batch.at);
    Ok(report)
}

fn batch(report: &ImportReport, state: BatchState, at: Timestamp) -> Result<Batch, Error> {
    Ok(Batch {
        id: report.batch.clone(),
        kind: report.kind.clone(),
        title: report.file.clone(),
        state,
        at,
        report: to_json(report)?,
    })
}
