//! What the doctor looks at, one function each.

use std::path::Path;

use enishi_app::App;
use enishi_app::parts::Service;
use jiff::{SignedDuration, Timestamp};

use super::Check;
use crate::failure::Failure;
use crate::held;
use crate::place::{FileSystem, file_system, free_bytes, open_to_others};
use crate::session::{Register, Session};

/// Less room than this is told: an import of a hundred thousand rows writes about as much.
const LEAST_FREE_BYTES: u64 = 1 << 30;
/// A nightly backup that is older than this did not run.
const OLDEST_BACKUP: SignedDuration = SignedDuration::from_hours(26);
/// What clocks of two machines may differ by.
const CLOCK_SLACK: SignedDuration = SignedDuration::from_secs(5);

/// What each connection to SQLite must promise.
const SQLITE: [(&str, &[&str]); 2] = [("journal_mode", &["wal"]), ("synchronous", &["2"])];
/// What each connection to PostgreSQL must promise.
const POSTGRES: [(&str, &[&str]); 3] = [
    ("fsync", &["on"]),
    ("full_page_writes", &["on"]),
    ("synchronous_commit", &["on", "local", "remote_write", "remote_apply"]),
];

/// Everything, in the order in which a person would look.
pub(super) async fn all(session: &Session) -> Result<Vec<Check>, Failure> {
    let folder = session.settings.folder()?;
    let mut checks = vec![settings(session), folder_state(&folder), place(&folder)];
    checks.push(space(&folder)?);
    match session.open(Register::MustExist).await {
        Ok(app) => {
            checks.push(versions(&app).await?);
            checks.push(promises(&app).await?);
            let condition = app.condition().await?;
            checks.push(clock(session, condition.last_commit));
            let holder = held::holder(&folder);
            checks.push(match &holder {
                Some((pid, since)) => {
                    Check::ok("server", vec![("pid", pid.clone()), ("since", since.clone())])
                }
                None => Check::ok("server", Vec::new()).seen_as("none"),
            });
            checks.push(index(condition.behind, holder.is_some()));
            app.close().await;
        }
        Err(failure) => {
            let args = vec![("detail", failure.sentence(&session.words))];
            checks.push(Check::finding("store", "closed", args));
        }
    }
    checks.push(sign_in_service(session).await);
    checks.push(backup(session));
    checks.push(fonts());
    Ok(checks)
}

fn settings(session: &Session) -> Check {
    if let Some((place, by)) = session.settings.idle_database() {
        let args = vec![("place", place.to_owned()), ("by", by.to_owned())];
        return Check::finding("settings", "database", args);
    }
    match &session.settings.file {
        Some(file) => Check::ok("settings", vec![("file", file.display().to_string())]),
        None => Check::ok("settings", Vec::new()).seen_as("none"),
    }
}

fn folder_state(folder: &Path) -> Check {
    let named = ("folder", folder.display().to_string());
    match open_to_others(folder) {
        Ok(None) if is_writable(folder) => Check::ok("folder", vec![named]),
        Ok(None) => Check::finding("folder", "read-only", vec![named]),
        Ok(Some(mode)) => Check::finding("folder", "open", vec![named, ("mode", mode)]),
        Err(error) => Check::finding("folder", "missing", vec![named, ("detail", error.to_string())]),
    }
}

/// Whether a file can be made there; it is gone at once.
fn is_writable(folder: &Path) -> bool {
    tempfile::tempfile_in(folder).is_ok()
}

fn place(folder: &Path) -> Check {
    match file_system(folder) {
        Ok(FileSystem::Local) => Check::ok("place", Vec::new()),
        Ok(FileSystem::Unknown) => Check::ok("place", Vec::new()).seen_as("unknown"),
        Ok(FileSystem::Memory) => Check::finding("place", "memory", Vec::new()),
        Ok(FileSystem::Remote(name)) => Check::finding("place", "network", vec![("found", name.to_owned())]),
        Err(error) => Check::finding("place", "unreadable", vec![("detail", error.to_string())]),
    }
}

fn space(folder: &Path) -> Result<Check, Failure> {
    let free = free_bytes(folder).map_err(|error| Failure::file(folder, &error))?;
    let Some(free) = free else { return Ok(Check::ok("space", Vec::new()).seen_as("unknown")) };
    let args = vec![("free", enishi_app::megabytes(free))];
    Ok(if free < LEAST_FREE_BYTES { Check::finding("space", "low", args) } else { Check::ok("space", args) })
}

async fn versions(app: &App) -> Result<Check, Failure> {
    let software = app.software().await?;
    let args = vec![
        ("program", env!("CARGO_PKG_VERSION").to_owned()),
        ("engine", software.engine),
        ("schema", software.schema.to_string()),
    ];
    Ok(Check::ok("versions", args))
}

/// Whether every connection keeps an acknowledged commit through a power failure.
async fn promises(app: &App) -> Result<Check, Failure> {
    let connections = app.connections().await?;
    let wanted: &[(&str, &[&str])] = if app.engine() == "sqlite" { &SQLITE } else { &POSTGRES };
    for connection in &connections {
        for (name, good) in wanted {
            let found = connection.settings.iter().find(|(found, _)| found == name);
            let found = found.map(|(_, value)| value.as_str()).unwrap_or_default();
            if !good.contains(&found) {
                let args = vec![
                    ("name", (*name).to_owned()),
                    ("found", found.to_owned()),
                    ("expected", good.first().copied().unwrap_or_default().to_owned()),
                ];
                return Ok(Check::finding("promises", "weak", args));
            }
        }
    }
    let said: Vec<String> = wanted
        .iter()
        .map(|(name, good)| format!("{name}={}", good.first().copied().unwrap_or_default()))
        .collect();
    Ok(Check::ok("promises", vec![("count", connections.len().to_string()), ("settings", said.join(", "))]))
}

fn clock(session: &Session, last: Option<Timestamp>) -> Check {
    let now = Timestamp::now();
    let shown =
        ("now", format!("{} {}", session.local(now), session.settings.zone.name().unwrap_or_default()));
    match last {
        Some(last) if last.duration_since(now) > CLOCK_SLACK => {
            Check::finding("clock", "back", vec![shown, ("last", session.local(last))])
        }
        _ => Check::ok("clock", vec![shown]),
    }
}

fn index(behind: i64, is_served: bool) -> Check {
    let args = vec![("count", behind.to_string())];
    match (behind, is_served) {
        (0, _) => Check::ok("index", args),
        (_, false) => Check::ok("index", args).seen_as("waiting"),
        (_, true) => Check::finding("index", "behind", args),
    }
}

/// Whether the sign-in service answers, and says of itself what is needed.
async fn sign_in_service(session: &Session) -> Check {
    let Some(settings) = session.settings.service.clone() else {
        return Check::ok("service", Vec::new()).seen_as("none");
    };
    let issuer = ("issuer", settings.issuer.as_str().to_owned());
    let back = format!("{}sign-in/service/back", session.base());
    let service = Service::new(settings, back.clone());
    match service.check().await {
        Ok(()) => Check::ok("service", vec![issuer, ("back", back)]),
        Err(error) => Check::finding("service", "closed", vec![issuer, ("detail", error.to_string())]),
    }
}

fn backup(session: &Session) -> Check {
    let settings = &session.settings.backup;
    let Some(folder) = &settings.folder else { return Check::finding("backup", "unset", Vec::new()) };
    let named = ("folder", folder.display().to_string());
    if folder.is_dir() && !is_writable(folder) {
        return Check::finding("backup", "read-only", vec![named]);
    }
    let newest = match enishi_app::newest_backup(folder) {
        Ok(newest) => newest,
        Err(error) => {
            return Check::finding("backup", "unreadable", vec![named, ("detail", error.to_string())]);
        }
    };
    let Some(newest) = newest else {
        return Check::finding("backup", "none", vec![named]);
    };
    let args = vec![
        named,
        ("at", session.local(newest)),
        ("time", settings.at.strftime("%H:%M").to_string()),
        ("keep", settings.keep.to_string()),
    ];
    let is_old = Timestamp::now().duration_since(newest) > OLDEST_BACKUP;
    if is_old { Check::finding("backup", "old", args) } else { Check::ok("backup", args) }
}

fn fonts() -> Check {
    let count = enishi_assets::paths().filter(|path| path.ends_with(".woff2")).count();
    let args = vec![("count", count.to_string())];
    if count == 0 { Check::finding("fonts", "none", args) } else { Check::ok("fonts", args) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lag_is_a_finding_only_while_a_server_should_follow() {
        assert!(!index(0, true).is_finding && !index(3, false).is_finding && index(3, true).is_finding);
    }
}
