//! Long work as the store remembers it: who does it, until when he has said that he lives, how it ended.
//!
//! A job is leased: whoever does it says again and again that he goes on. A lease that ran out means that its process
//! died, and the job counts as interrupted. A slot is held by one running job at a time, on whichever node.

use jiff::Timestamp;

use crate::sql::{Arg, Row};
use crate::{Error, Store};

/// Jobs that are remembered.
const KEPT: i64 = 500;

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// Under way.
    Running,
    /// It did what it was to do.
    Done,
    /// It ended with an error.
    Failed,
    /// Whoever did it died or was told to stop.
    Interrupted,
}

impl JobState {
    /// Its name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Interrupted => "interrupted",
        }
    }

    fn from_code(code: &str) -> Result<Self, Error> {
        [Self::Running, Self::Done, Self::Failed, Self::Interrupted]
            .into_iter()
            .find(|state| state.code() == code)
            .ok_or_else(|| Error::Corrupt(format!("a job in the state `{code}`")))
    }
}

/// A piece of long work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its name.
    pub id: String,
    /// What it does.
    pub kind: String,
    /// What only one running job may hold.
    pub slot: Option<String>,
    /// The batch or the backup concerned.
    pub subject: String,
    /// Which process does it.
    pub node: String,
    /// Who asked for it.
    pub actor: String,
    /// How far it is.
    pub state: JobState,
    /// When it began.
    pub began_at: Timestamp,
    /// Until when its process has said that it lives.
    pub lease_until: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// What it said, one line of JSON each.
    pub log: String,
}

const COLUMNS: &str = "id, kind, slot, subject, node, actor, state, began_at, lease_until, ended_at, log";

fn time(micros: i64) -> Result<Timestamp, Error> {
    Timestamp::from_microsecond(micros).map_err(|error| Error::Corrupt(error.to_string()))
}

fn job(row: &Row) -> Result<Job, Error> {
    Ok(Job {
        id: row.text(0)?,
        kind: row.text(1)?,
        slot: row.optional_text(2)?,
        subject: row.text(3)?,
        node: row.text(4)?,
        actor: row.text(5)?,
        state: JobState::from_code(&row.text(6)?)?,
        began_at: time(row.int(7)?)?,
        lease_until: time(row.int(8)?)?,
        ended_at: row.optional_int(9)?.map(time).transpose()?,
        log: row.text(10)?,
    })
}

impl Store {
    /// Begins a job; `false` when another one holds its slot. Jobs whose lease ran out are interrupted first.
    ///
    /// # Errors
    /// The database.
    pub async fn begin_job(&self, job: &Job) -> Result<bool, Error> {
        let mut tx = self.pool.begin().await?;
        let sql = "UPDATE job SET state = 'interrupted', ended_at = lease_until \
                   WHERE state = 'running' AND lease_until <= $1";
        tx.execute(sql, &[job.began_at.as_microsecond().into()]).await?;
        let sql = "INSERT INTO job (id, kind, slot, subject, node, actor, state, began_at, lease_until, log) \
                   VALUES ($1, $2, $3, $4, $5, $6, 'running', $7, $8, $9) ON CONFLICT DO NOTHING";
        let args: [Arg; 9] = [
            job.id.as_str().into(),
            job.kind.as_str().into(),
            job.slot.clone().into(),
            job.subject.as_str().into(),
            job.node.as_str().into(),
            job.actor.as_str().into(),
            job.began_at.as_microsecond().into(),
            job.lease_until.as_microsecond().into(),
            job.log.as_str().into(),
        ];
        let is_begun = tx.execute(sql, &args).await? == 1;
        let sql = "DELETE FROM job WHERE state <> 'running' AND began_at < \
                   (SELECT min(began_at) FROM (SELECT began_at FROM job ORDER BY began_at DESC LIMIT $1) newest)";
        tx.execute(sql, &[KEPT.into()]).await?;
        tx.commit().await?;
        Ok(is_begun)
    }

    /// Says that a job goes on, and what it has said so far; `false` when it no longer runs.
    ///
    /// # Errors
    /// The database.
    pub async fn renew_job(&self, id: &str, lease_until: Timestamp, log: &str) -> Result<bool, Error> {
        let sql = "UPDATE job SET lease_until = $1, log = $2 WHERE id = $3 AND state = 'running'";
        Ok(self.write(sql, &[lease_until.as_microsecond().into(), log.into(), id.into()]).await? > 0)
    }

    /// Ends a job. One that was taken for interrupted meanwhile has ended after all.
    ///
    /// # Errors
    /// The database.
    pub async fn end_job(&self, id: &str, state: JobState, at: Timestamp, log: &str) -> Result<(), Error> {
        let sql = "UPDATE job SET state = $1, ended_at = $2, log = $3 WHERE id = $4";
        let args: [Arg; 4] = [state.code().into(), at.as_microsecond().into(), log.into(), id.into()];
        self.write(sql, &args).await?;
        Ok(())
    }

    /// Interrupts what a process still has under way; gives how many jobs that were.
    ///
    /// # Errors
    /// The database.
    pub async fn release_jobs(&self, node: &str, at: Timestamp) -> Result<u64, Error> {
        let sql = "UPDATE job SET state = 'interrupted', ended_at = $1 WHERE state = 'running' AND node = $2";
        self.write(sql, &[at.as_microsecond().into(), node.into()]).await
    }

    /// The newest jobs.
    ///
    /// # Errors
    /// The database.
    pub async fn jobs(&self, limit: u32) -> Result<Vec<Job>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM job ORDER BY began_at DESC, id DESC LIMIT $1");
        self.pool.fetch(&sql, &[i64::from(limit).into()]).await?.iter().map(job).collect()
    }

    /// When the last job in a slot began that was done.
    ///
    /// # Errors
    /// The database.
    pub async fn last_done(&self, slot: &str) -> Result<Option<Timestamp>, Error> {
        let sql = "SELECT max(began_at) FROM job WHERE slot = $1 AND state = 'done'";
        let rows = self.pool.fetch(sql, &[slot.into()]).await?;
        rows.first().map_or(Ok(None), |row| row.optional_int(0))?.map(time).transpose()
    }
}
