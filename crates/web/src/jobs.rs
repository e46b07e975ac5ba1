//! Long work that a browser started: it goes on when the person looks elsewhere, and says how far it is.
//!
//! Here jobs live in memory, for the person who waits: what they write is one transaction, so a job that ends with the
//! program has done nothing. What the store remembers of all nodes is on `page`.

pub mod page;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use enishi_app::{Error, Progress, ProgressStep};
use tokio::sync::watch;
use tracing::Instrument;

/// Jobs that are remembered.
const KEPT: usize = 50;
/// How long a request waits for its job before it shows the progress instead, when nothing else is said.
pub const PATIENCE: Duration = Duration::from_millis(1_500);

/// How a job ended.
pub type Outcome = Result<String, Arc<Error>>;

/// One piece of long work.
#[derive(Debug)]
pub struct Job {
    /// Its name.
    pub id: String,
    step: Mutex<Option<ProgressStep>>,
    began: Instant,
    done: watch::Sender<Option<Outcome>>,
}

/// The jobs of this process. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Jobs {
    table: Arc<Mutex<VecDeque<Arc<Job>>>>,
    patience: Duration,
}

impl Default for Jobs {
    fn default() -> Self {
        Self::new(PATIENCE)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What a panic can leave here is an older step.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Progress for Job {
    fn step(&self, step: ProgressStep) {
        *lock(&self.step) = Some(step);
    }
}

impl Job {
    /// How it ended, if it did.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.done.borrow().clone()
    }

    /// The last step, and how long the job has run.
    #[must_use]
    pub fn state(&self) -> (Option<ProgressStep>, Duration) {
        (*lock(&self.step), self.began.elapsed())
    }
}

impl Jobs {
    /// No jobs yet. `patience` is how long a request waits for its job.
    #[must_use]
    pub fn new(patience: Duration) -> Self {
        Self { table: Arc::default(), patience }
    }

    /// Starts work and waits a moment for it. `None` when it goes on.
    pub async fn start<F>(&self, id: String, work: impl FnOnce(Arc<Job>) -> F) -> (Arc<Job>, Option<Outcome>)
    where
        F: Future<Output = Result<String, Error>> + Send + 'static,
    {
        let (done, mut seen) = watch::channel(None);
        let job = Arc::new(Job { id, step: Mutex::new(None), began: Instant::now(), done });
        {
            let mut table = lock(&self.table);
            table.push_front(Arc::clone(&job));
            table.truncate(KEPT);
        }
        let (work, ends) = (work(Arc::clone(&job)), Arc::clone(&job));
        let ended = async move {
            let outcome = match tokio::spawn(work.in_current_span()).await {
                Ok(outcome) => outcome.map_err(Arc::new),
                Err(panic) => Err(Arc::new(Error::internal(panic))),
            };
            if let Err(error) = &outcome {
                error.log("long work failed");
            }
            ends.done.send_replace(Some(outcome));
        };
        tokio::spawn(ended.in_current_span());
        let waited = tokio::time::timeout(self.patience, seen.wait_for(Option::is_some)).await;
        let outcome = waited.ok().and_then(Result::ok).and_then(|outcome| outcome.clone());
        (job, outcome)
    }

    /// How many jobs are remembered in each state.
    #[must_use]
    pub fn counts(&self) -> [(&'static str, usize); 3] {
        let outcomes: Vec<Option<bool>> =
            lock(&self.table).iter().map(|job| job.outcome().map(|outcome| outcome.is_ok())).collect();
        let count = |wanted| outcomes.iter().filter(|found| **found == wanted).count();
        [("running", count(None)), ("done", count(Some(true))), ("failed", count(Some(false)))]
    }

    /// Waits until no job is under way.
    pub async fn all_done(&self) {
        let under_way: Vec<_> = lock(&self.table).iter().map(|job| job.done.subscribe()).collect();
        for mut job in under_way {
            // A sender that is gone has ended too.
            drop(job.wait_for(Option::is_some).await);
        }
    }

    /// Finds a job.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Arc<Job>> {
        lock(&self.table).iter().find(|job| job.id == id).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn short_work_is_waited_for_and_found_again() {
        let jobs = Jobs::default();
        let (job, outcome) = jobs
            .start("one".into(), |job| async move {
                job.step(ProgressStep::Writing(1, 2));
                Ok("/done".to_owned())
            })
            .await;
        assert!(matches!(outcome, Some(Ok(ref place)) if place == "/done"));
        assert_eq!(job.state().0, Some(ProgressStep::Writing(1, 2)));
        assert!(jobs.find("one").is_some() && jobs.find("two").is_none());
    }

    #[tokio::test]
    async fn long_work_goes_on() {
        let jobs = Jobs::new(Duration::ZERO);
        let (send, receive) = tokio::sync::oneshot::channel::<()>();
        let (job, outcome) = jobs
            .start("long".into(), |_| async move {
                receive.await.map_err(Error::internal)?;
                Ok("/done".to_owned())
            })
            .await;
        assert!(outcome.is_none() && job.outcome().is_none());
        send.send(()).unwrap();
        let mut seen = job.done.subscribe();
        seen.wait_for(Option::is_some).await.unwrap();
        assert!(matches!(job.outcome(), Some(Ok(_))));
    }
}
