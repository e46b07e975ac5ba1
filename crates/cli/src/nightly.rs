//! The nightly backup: when it is due, how its file is called, which old ones go.
//!
//! No table remembers it: the newest file in the folder says when the last one was made, so a backup that was missed while
//! the server stood still is made when it starts again.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use enishi_app::{App, Context};
use enishi_kit::clock::Zone;
use jiff::Timestamp;
use jiff::civil::{DateTime, Time};

use crate::settings::BackupSettings;

/// How the names of our backups begin and end; others in the folder are not touched.
const BEGINNING: &str = "enishi-";
const ENDING: &str = "zip";
/// How often the clock is looked at; it may be set at any time.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// How long after a backup that failed the next one is tried.
const REST: Duration = Duration::from_secs(3_600);

/// Makes backups while the server runs.
pub(crate) async fn keep_making(app: App, folder: PathBuf, settings: BackupSettings, zone: Zone) {
    loop {
        let wait = match make_if_due(&app, &folder, &settings, &zone).await {
            Ok(()) => LOOK_EVERY,
            Err(error) => {
                error.log("the nightly backup was not made; it is tried again in an hour");
                REST
            }
        };
        tokio::time::sleep(wait).await;
    }
}

async fn make_if_due(
    app: &App,
    folder: &Path,
    settings: &BackupSettings,
    zone: &Zone,
) -> Result<(), enishi_app::Error> {
    let failed = |error: io::Error| enishi_app::Error::new("environment").arg("detail", "").caused_by(error);
    enishi_store::make_folder(folder).map_err(failed)?;
    let now = app.now();
    let newest = newest(folder).map_err(failed)?.map(|at| zone.local(at));
    if !is_due(newest, zone.local(now), settings.at) {
        return Ok(());
    }
    let made = app.backup(&Context::operator("backup"), &file_for(folder, zone, now), &|_, _| ()).await?;
    let removed = prune(folder, settings.keep).map_err(failed)?;
    tracing::info!(bytes = made.bytes, removed, "the nightly backup was made");
    Ok(())
}

/// Whether the newest backup is older than the last time when one was wanted.
fn is_due(newest: Option<DateTime>, now: DateTime, at: Time) -> bool {
    let today = now.date().to_datetime(at);
    let wanted = if now < today { today.saturating_sub(jiff::Span::new().days(1)) } else { today };
    newest.is_none_or(|newest| newest < wanted)
}

/// The file for a backup that is made now.
pub(crate) fn file_for(folder: &Path, zone: &Zone, now: Timestamp) -> PathBuf {
    let local = zone.local(now);
    folder.join(format!("{BEGINNING}{}.{ENDING}", local.strftime("%Y-%m-%d-%H%M%S")))
}

/// When the newest backup in a folder was made.
pub(crate) fn newest(folder: &Path) -> io::Result<Option<Timestamp>> {
    let mut newest = None;
    for path in backups(folder)? {
        let at = Timestamp::try_from(std::fs::metadata(path)?.modified()?).map_err(io::Error::other)?;
        newest = newest.max(Some(at));
    }
    Ok(newest)
}

/// Removes the oldest of our backups beyond how many are kept; gives how many went.
pub(crate) fn prune(folder: &Path, keep: u16) -> io::Result<usize> {
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
        assert!(newest(folder.path()).unwrap().is_some());
    }
}
