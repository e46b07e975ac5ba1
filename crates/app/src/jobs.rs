//! Long work, written down while it runs: who asked, what it said, how it ended. The page of jobs shows it.
//!
//! Not here: what the work is. A use case that takes long runs inside [`App::run_job`].

mod node;

use enishi_policy::{Action, Subject as Judged};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use enishi_store::{Job, JobState};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{App, Context, Error, Progress, ProgressStep};

/// How long a process that says nothing is believed to live. An import on SQLite holds the only writer, and cannot say
/// anything before it ends.
const LEASE: SignedDuration = SignedDuration::from_mins(30);
/// How often it says that it lives.
const SAY_EVERY: Duration = Duration::from_secs(20);

/// Who does what nobody asked for: the history shows the same name where records are raised to a newer shape.
const PROGRAM: &str = "enishi";

/// Jobs of this process, for their names.
static BEGUN: AtomicU64 = AtomicU64::new(0);

/// What is to be written down of a job.
#[derive(Clone, Debug)]
pub(crate) struct JobStart {
    /// What it does.
    pub(crate) kind: &'static str,
    /// For what: whoever begins it must be permitted that with some record at least.
    pub(crate) action: Action,
    /// What only one running job may hold, on whichever node.
    pub(crate) slot: Option<&'static str>,
    /// The batch or backup concerned; never a title or a name.
    pub(crate) subject: String,
}

/// One line of what a job said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobLine {
    /// When.
    pub at: Timestamp,
    /// What, by a key: `job-line-WHAT` in the catalogue.
    pub what: String,
    /// How many.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub count: Option<u64>,
}

/// Jobs through which a filter looks.
const SEARCHED: u32 = 1_000;

/// Which jobs are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobFilter {
    /// What they do.
    pub kind: Option<String>,
    /// `running`, `done`, `failed` or `interrupted`.
    pub state: Option<String>,
}

impl JobFilter {
    fn holds(&self, job: &JobView) -> bool {
        self.kind.as_ref().is_none_or(|kind| *kind == job.kind)
            && self.state.as_ref().is_none_or(|state| state == job.state)
    }
}

/// A job as it is shown.
#[derive(Clone, Debug)]
pub struct JobView {
    /// Its name.
    pub id: String,
    /// What it does.
    pub kind: String,
    /// The batch or backup concerned.
    pub subject: String,
    /// Which process does it.
    pub node: String,
    /// Who asked for it.
    pub actor: String,
    /// `running`, `done`, `failed` or `interrupted`.
    pub state: &'static str,
    /// When it began.
    pub began_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// What it said.
    pub lines: Vec<JobLine>,
}

/// What a job says while it runs. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct JobLog {
    app: App,
    lines: Arc<Mutex<Vec<JobLine>>>,
}

impl JobLog {
    /// Adds a line.
    pub(crate) fn note(&self, what: &str, count: Option<u64>) {
        self.lines().push(JobLine { at: self.app.now(), what: what.to_owned(), count });
    }

    /// Adds a line where there is anything to count.
    pub(crate) fn note_some(&self, what: &str, count: u64) {
        if count > 0 {
            self.note(what, Some(count));
        }
    }

    fn lines(&self) -> MutexGuard<'_, Vec<JobLine>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn written(&self) -> String {
        let lines = self.lines();
        lines.iter().filter_map(|line| serde_json::to_string(line).ok()).map(|line| line + "\n").collect()
    }

    /// Progress that says each new stage in the log too.
    pub(crate) fn beside<'a>(&'a self, progress: &'a dyn Progress) -> Noted<'a> {
        Noted { log: self, progress, stage: Mutex::new("") }
    }
}

/// Progress that is told to somebody and noted.
pub(crate) struct Noted<'a> {
    log: &'a JobLog,
    progress: &'a dyn Progress,
    stage: Mutex<&'static str>,
}

impl Progress for Noted<'_> {
    fn step(&self, step: ProgressStep) {
        let (stage, all) = match step {
            ProgressStep::Reading(_, all) => ("reading", all),
            ProgressStep::Checking(_, all) => ("checking", Some(all)),
            ProgressStep::Writing(_, all) => ("writing", Some(all)),
        };
        let mut last = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        if *last != stage {
            *last = stage;
            self.log.note(stage, all);
        }
        drop(last);
        self.progress.step(step);
    }
}

impl App {
    /// Does long work and writes it down. Where it cannot be written down (a full disk, a store that only reads) it is
    /// done all the same, unless it needs its slot.
    ///
    /// # Errors
    /// `job-running` while another job holds the slot; whatever the work says.
    pub(crate) async fn run_job<T, F>(
        &self,
        ctx: &Context,
        start: JobStart,
        work: impl FnOnce(JobLog) -> F + Send,
    ) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>> + Send,
    {
        self.require_ever(ctx, start.action)?;
        let log = JobLog { app: self.clone(), lines: Arc::default() };
        let job = self.new_job(ctx, &start)?;
        match self.begin_job(&job).await {
            Ok(true) => {}
            Ok(false) => return Err(Error::new("job-running").arg("kind", start.kind)),
            Err(error) if start.slot.is_some() => return Err(error),
            Err(error) => {
                error.log("long work is done without being written down");
                return work(log).await;
            }
        }
        // In a task of its own: the work may hold the only writer.
        let saying = tokio::spawn(keep_saying(self.clone(), job.id.clone(), log.clone()));
        let done = work(log.clone()).await;
        saying.abort();
        let state = match &done {
            Ok(_) => JobState::Done,
            Err(error) => {
                log.note(&format!("failed-{}", error.code), None);
                JobState::Failed
            }
        };
        if let Err(error) = self.store.end_job(&job.id, state, self.now(), &log.written()).await {
            Error::from(error).log("the end of long work could not be written down");
        }
        done
    }

    fn new_job(&self, ctx: &Context, start: &JobStart) -> Result<Job, Error> {
        let began_at = self.now();
        let number = BEGUN.fetch_add(1, Ordering::Relaxed);
        Ok(Job {
            id: format!("job-{:x}-{:x}-{number:x}", began_at.as_microsecond(), std::process::id()),
            kind: start.kind.to_owned(),
            slot: start.slot.map(str::to_owned),
            subject: start.subject.clone(),
            node: node::own().to_owned(),
            actor: ctx.actor.clone(),
            state: JobState::Running,
            began_at,
            lease_until: began_at.checked_add(LEASE).map_err(Error::internal)?,
            ended_at: None,
            log: String::new(),
        })
    }

    async fn begin_job(&self, job: &Job) -> Result<bool, Error> {
        if job.slot.is_some() {
            self.interrupt_gone().await?;
        }
        Ok(self.store.begin_job(job).await?)
    }

    /// Interrupts the jobs of processes of this machine that died.
    async fn interrupt_gone(&self) -> Result<(), Error> {
        let jobs = self.store.jobs(u32::MAX >> 1).await?;
        for job in jobs.iter().filter(|job| job.state == JobState::Running && node::is_gone(&job.node)) {
            self.store.release_jobs(&job.node, self.now()).await?;
        }
        Ok(())
    }

    /// Says of what this process still has under way that it was interrupted: it ends now.
    ///
    /// # Errors
    /// The store.
    pub async fn release_jobs(&self) -> Result<u64, Error> {
        Ok(self.store.release_jobs(node::own(), self.now()).await?)
    }

    /// The newest jobs, newest first: of the last thousand those that are asked for.
    ///
    /// # Errors
    /// `not-permitted`, or the store.
    pub async fn jobs(&self, ctx: &Context, filter: &JobFilter, limit: u32) -> Result<Vec<JobView>, Error> {
        self.require(ctx, Action::Administer, &Judged::Installation)?;
        let now = self.now();
        let jobs = self.store.jobs(if *filter == JobFilter::default() { limit } else { SEARCHED }).await?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        // What became of a job whose process died follows from the time: the store does not know it yet.
        let jobs = jobs.into_iter().map(|job| view(job, now)).filter(|job| filter.holds(job));
        Ok(jobs.take(limit).collect())
    }

    /// The same for work that follows the log and is over in a moment most of the time: it is written down once it has lasted
    /// for so long.
    pub(crate) async fn run_job_if_it_lasts<T: Send>(
        &self,
        after: Duration,
        start: JobStart,
        work: impl Future<Output = Result<T, Error>> + Send,
    ) -> Result<T, Error> {
        let mut work = Box::pin(work);
        match tokio::time::timeout(after, &mut work).await {
            Ok(done) => done,
            Err(_) => self.run_job(&Context::operator(PROGRAM), start, |_| work).await,
        }
    }

    /// Verifies the register as a job, one at a time.
    ///
    /// # Errors
    /// As [`App::verify`]; `job-running`.
    pub async fn verify_as_job(&self, ctx: &Context) -> Result<crate::Verification, Error> {
        self.verify_in(Some("verify"), ctx, &|_, _, _| ()).await
    }

    /// Verifies the register and writes that down where it can be written: a damaged register or a full disk is what
    /// verifying is for.
    ///
    /// # Errors
    /// As [`App::verify`].
    pub async fn verify_noted(
        &self,
        ctx: &Context,
        tell: enishi_store::Tell<'_>,
    ) -> Result<crate::Verification, Error> {
        self.verify_in(None, ctx, tell).await
    }

    async fn verify_in(
        &self,
        slot: Option<&'static str>,
        ctx: &Context,
        tell: enishi_store::Tell<'_>,
    ) -> Result<crate::Verification, Error> {
        self.require(ctx, Action::Administer, &Judged::Installation)?;
        let start = JobStart { kind: "verify", action: Action::Administer, slot, subject: String::new() };
        self.run_job(ctx, start, |log| async move {
            let found = self.verify(ctx, tell).await?;
            for (name, count) in &found.counts {
                log.note(&format!("finding-{name}"), Some(*count));
            }
            log.note("verified", Some(found.changes));
            Ok(found)
        })
        .await
    }

    /// Builds the match index again from nothing.
    ///
    /// # Errors
    /// `not-permitted`, `index-busy` when another process owns the folder, or the store.
    pub async fn rebuild_index(
        &self,
        ctx: &Context,
        progress: impl Fn(i64, i64) + Send + Sync,
    ) -> Result<(), Error> {
        self.require(ctx, Action::Administer, &Judged::Installation)?;
        let start = JobStart { kind: "index", action: Action::See, slot: None, subject: String::new() };
        self.run_job(ctx, start, |log| async move {
            self.matcher.rebuild(progress).await?;
            log.note("indexed", u64::try_from(self.matcher.place().1).ok());
            Ok(())
        })
        .await
    }
}

async fn keep_saying(app: App, id: String, log: JobLog) {
    loop {
        tokio::time::sleep(SAY_EVERY).await;
        let said = match app.now().checked_add(LEASE) {
            Ok(until) => app.store.renew_job(&id, until, &log.written()).await,
            Err(_) => return,
        };
        if let Err(error) = said {
            tracing::warn!(%error, "a job could not say that it goes on");
        }
    }
}

fn view(job: Job, now: Timestamp) -> JobView {
    let is_over = job.state == JobState::Running && (job.lease_until <= now || node::is_gone(&job.node));
    let state = if is_over { JobState::Interrupted } else { job.state };
    JobView {
        id: job.id,
        kind: job.kind,
        subject: job.subject,
        node: node::shown(&job.node),
        actor: job.actor,
        state: state.code(),
        began_at: job.began_at,
        ended_at: job.ended_at,
        lines: job.log.lines().filter_map(|line| serde_json::from_str(line).ok()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use enishi_kit::clock::{SystemClock, Zone};
    use enishi_kit::ids::SystemIds;
    use enishi_store::Location;

    use super::*;
    use crate::FileSettings;

    #[tokio::test]
    async fn what_follows_the_log_is_written_down_once_it_lasts() {
        let folder = tempfile::tempdir().unwrap();
        let registry = Arc::new(enishi_model::registry());
        let app = App::open(crate::Settings {
            location: Location::Folder(folder.path().to_owned()),
            folder: folder.path().to_owned(),
            catalogue: crate::catalogue(&registry, &[]).unwrap(),
            registry,
            clock: Arc::new(SystemClock),
            ids: Arc::new(SystemIds::default()),
            zone: Zone::from_name("UTC").unwrap(),
            files: FileSettings::default(),
        })
        .await
        .unwrap();
        let ctx = Context::operator("test");
        let start = || JobStart { kind: "index", action: Action::See, slot: None, subject: String::new() };
        app.run_job_if_it_lasts(LEASE.unsigned_abs(), start(), async { Ok(()) }).await.unwrap();
        assert!(
            app.jobs(&ctx, &JobFilter::default(), 9).await.unwrap().is_empty(),
            "it was over in a moment"
        );
        let (end, ended) = tokio::sync::oneshot::channel::<()>();
        let lasting = {
            let app = app.clone();
            let work = async { ended.await.map_err(Error::internal) };
            tokio::spawn(async move { app.run_job_if_it_lasts(Duration::ZERO, start(), work).await })
        };
        let running = loop {
            if let Some(job) = app.jobs(&ctx, &JobFilter::default(), 9).await.unwrap().pop() {
                break job;
            }
            tokio::task::yield_now().await;
        };
        assert_eq!((&*running.kind, &*running.actor, running.state), ("index", PROGRAM, "running"));
        end.send(()).unwrap();
        lasting.await.unwrap().unwrap();
        assert_eq!(app.jobs(&ctx, &JobFilter::default(), 9).await.unwrap().pop().unwrap().state, "done");
    }
}
