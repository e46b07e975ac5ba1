//! Backups into the folder of the settings: when one is due, how its file is called, which old ones go, and the nightly one.
//!
//! The newest file in the folder and the jobs of the store say when the last one was made, so a backup that was missed
//! while the server stood still is made when it starts again, and of several nodes one makes it.

use enishi_policy::{Action, Subject as Judged};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use enishi_kit::clock::Zone;
use jiff::Timestamp;
use jiff::civil::{DateTime, Time};

use crate::jobs::JobStart;
use crate::{App, BackupMade, Context, Error};

/// How the names of our backups begin and end; others in the folder are not touched.
const BEGINNING: &str = "enishi-";
const ENDING: &str = "zip";
/// The slot of backups into the folder: one at a time, whichever node makes it.
const SLOT: &str = "backup";
/// How often the clock is looked at; it may be set at any time.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// How long after a backup that failed the next one is tried.
const REST: Duration = Duration::from_secs(3_600);

/// Where backups go and how long they are kept.
#[derive(Clone, Debug)]
pub struct BackupPlan {
    /// The folder.
    pub folder: PathBuf,
    /// When the nightly one begins, in the zone of the installation.
    pub at: Time,
    /// How many are kept.
    pub keep: u16,
}

impl App {
    /// The program with a folder for backups.
    #[must_use]
    pub fn with_backups(self, plan: Option<BackupPlan>) -> Self {
        Self { backups: plan, ..self }
    }

    /// Where backups go, if the settings say so.
    #[must_use]
    pub const fn backup_plan(&self) -> Option<&BackupPlan> {
        self.backups.as_ref()
    }

    /// When the last backup in the folder was made, by any node.
    ///
    /// # Errors
    /// The folder cannot be read, or the store.
    pub async fn last_backup(&self) -> Result<Option<Timestamp>, Error> {
        let done = self.store.last_done(SLOT).await?;
        let Some(plan) = &self.backups else { return Ok(done) };
        let newest =
            if plan.folder.is_dir() { newest_backup(&plan.folder).map_err(environment)? } else { None };
        Ok(newest.max(done))
    }

    /// Makes a backup in the folder of the settings now, and removes the oldest beyond how many are kept.
    ///
    /// # Errors
    /// `backup-nowhere` without a folder, `job-running` while another one is made; as [`App::backup`].
    pub async fn backup_now(
        &self,
        ctx: &Context,
        tell: enishi_store::TellBackup<'_>,
    ) -> Result<BackupMade, Error> {
        let made = self.backup_in_folder(ctx, |_| true, tell).await?;
        made.ok_or_else(|| Error::internal("a backup that was asked for was not due"))
    }

    /// Makes one if `is_wanted` of the last one still says so when the slot is held.
    async fn backup_in_folder(
        &self,
        ctx: &Context,
        is_wanted: impl FnOnce(Option<Timestamp>) -> bool + Send,
        tell: enishi_store::TellBackup<'_>,
    ) -> Result<Option<BackupMade>, Error> {
        self.require(ctx, Action::Administer, &Judged::Installation)?;
        let plan = self.backups.as_ref().ok_or_else(|| Error::new("backup-nowhere"))?;
        enishi_store::make_folder(&plan.folder).map_err(environment)?;
        let file = plan.folder.join(name_at(&self.zone, self.now()));
        let subject = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let start = JobStart { kind: "backup", action: Action::Administer, slot: Some(SLOT), subject };
        self.run_job(ctx, start, |log| async move {
            if !is_wanted(self.last_backup().await?) {
                log.note("not-due", None);
                return Ok(None);
            }
            let made = self.write_backup(&file, tell).await?;
            log.note("backup-bytes", Some(made.bytes));
            let removed = prune(&plan.folder, plan.keep).map_err(environment)?;
            log.note_some("backup-removed", u64::try_from(removed).unwrap_or(u64::MAX));
            Ok(Some(made))
        })
        .await
    }

    /// Makes backups every night, until the program ends.
    pub async fn keep_backups(&self) {
        let Some(plan) = self.backups.clone() else { return };
        loop {
            let wait = match self.backup_if_due(&plan).await {
                Ok(()) => LOOK_EVERY,
                // Another node is at it.
                Err(error) if error.code == "job-running" => LOOK_EVERY,
                Err(error) => {
                    error.log("the nightly backup was not made; it is tried again in an hour");
                    REST
                }
            };
            tokio::time::sleep(wait).await;
        }
    }

    async fn backup_if_due(&self, plan: &BackupPlan) -> Result<(), Error> {
        let (now, at) = (self.zone.local(self.now()), plan.at);
        let is_wanted = |last: Option<Timestamp>| is_due(last.map(|last| self.zone.local(last)), now, at);
        if !is_wanted(self.last_backup().await?) {
            return Ok(());
        }
        if let Some(made) = self.backup_in_folder(&Context::operator("backup"), is_wanted, &|_, _| ()).await?
        {
            tracing::info!(bytes = made.bytes, "the nightly backup was made");
        }
        Ok(())
    }
}

pub(crate) fn environment(error: io::Error) -> Error {
    Error::new("environment").arg("detail", "").caused_by(error)
}

/// Whether the newest backup is older than the last time when one was wanted.
fn is_due(newest: Option<DateTime>, now: DateTime, at: Time) -> bool {
    let today = now.date().to_datetime(at);
    let wanted = if now < today { today.saturating_sub(jiff::Span::new().days(1)) } else { today };
    newest.is_none_or(|newest| newest < wanted)
}

fn name_at(zone: &Zone, now: Timestamp) -> String {
    format!("{BEGINNING}{}.{ENDING}", zone.local(now).strftime("%Y-%m-%d-%H%M%S"))
}

/// When the newest backup in a folder was made.
///
/// # Errors
/// The folder cannot be read.
pub fn newest_backup(folder: &Path) -> io::Result<Option<Timestamp>> {
    let mut newest = None;
    for path in backups(folder)? {
        let at = Timestamp::try_from(std::fs::metadata(path)?.modified()?).map_err(io::Error::other)?;
        newest = newest.max(Some(at));
    }
    Ok(newest)
}

/// Removes the oldest of our backups beyond how many are kept; gives how many went.
fn prune(folder: &Path, keep: u16) -> io::Result<usize> {
    let mut ours = backups(folder)?;
    // The name is the time.
    ours.sort_unstable();
    let count = ours.len().saturating_sub(usize::from(keep));
    for old in ours.iter().take(count) {
        std::fs::remove_file(old)?;
    }
    Ok(count)
}

fn backups(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_ours = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(BEGINNING))
            && path.extension().is_some_and(|ending| ending == ENDING);
        if is_ours {
            found.push(path);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{datetime, time};

    use super::*;

    #[test]
    fn a_backup_is_due_once_a_night_and_when_one_was_missed() {
        let at = time(2, 30, 0, 0);
        let on = |day, hour, minute| datetime(2026, 4, day, hour, minute, 0, 0);
        assert!(is_due(None, on(1, 12, 0), at));
        assert!(!is_due(Some(on(1, 2, 30)), on(1, 12, 0), at));
        assert!(!is_due(Some(on(1, 2, 31)), on(2, 2, 29), at));
        assert!(is_due(Some(on(1, 2, 31)), on(2, 2, 30), at));
        // The server stood still for three days.
        assert!(is_due(Some(on(1, 2, 31)), on(4, 1, 0), at));
    }

    #[test]
    fn the_oldest_go_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for name in
            ["enishi-2026-04-01-023000.zip", "enishi-2026-04-02-023000.zip", "enishi-2026-04-03-023000.zip"]
        {
            std::fs::write(folder.path().join(name), name).unwrap();
        }
        for other in ["enishi-erasures.jsonl", "before-the-move.zip"] {
            std::fs::write(folder.path().join(other), other).unwrap();
        }
        assert_eq!(prune(folder.path(), 2).unwrap(), 1);
        let mut left: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left.len(), 4);
        assert!(!left.contains(&"enishi-2026-04-01-023000.zip".into()), "{left:?}");
        assert!(newest_backup(folder.path()).unwrap().is_some());
    }
}
