//! The folder of a test server: made private, and taken away when its owner is gone.

use std::{
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown},
    path::{Path, PathBuf},
    process,
    time::Duration,
};

use super::programs::Account;

/// How every folder of a test server begins.
const PREFIX: &str = "enishi-pg-";
/// The file that names the process for which the server runs.
const OWNER: &str = "owner.pid";
/// A folder younger than this without an owner file is one that is being made.
const GRACE: Duration = Duration::from_secs(60);
/// The longest path of a socket is 107 bytes (Linux, `sun_path`); PostgreSQL adds `/.s.PGSQL.5432`.
const LONGEST: usize = 107 - 14;

/// Makes `enishi-pg-XXXX` in `temporary`: mode 0700, owned by the account that runs the server.
pub fn create(temporary: &Path, account: Option<&Account>) -> Result<PathBuf, String> {
    let private = fs::Permissions::from_mode(0o700);
    let folder = tempfile::Builder::new().prefix(PREFIX).permissions(private).tempdir_in(temporary);
    let folder = folder.map_err(|error| format!("{}: {error}", temporary.display()))?;
    let path = folder.path();
    if path.as_os_str().len() > LONGEST {
        return Err(format!(
            "{} is too long for a socket (at most {LONGEST} bytes): set TMPDIR=/tmp",
            path.display()
        ));
    }
    let failed = |error| format!("{}: {error}", path.display());
    fs::write(path.join(OWNER), process::id().to_string()).map_err(failed)?;
    if let Some(Account { uid, gid }) = account {
        chown(path, Some(*uid), Some(*gid)).map_err(failed)?;
    }
    // From here on the supervising shell takes the folder away, or the next start does.
    Ok(folder.keep())
}

/// Removes the folders in `temporary` whose owner and server are both gone; a folder of somebody else is left alone.
pub fn remove_stale(temporary: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(temporary).map_err(|error| format!("{}: {error}", temporary.display()))?;
    let mut removed = Vec::new();
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let named =
            path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(PREFIX));
        // Two runs may clear at once, and another account's folder cannot be read: neither is this run's trouble.
        if named && is_stale(&path) && fs::remove_dir_all(&path).is_ok() {
            removed.push(path);
        }
    }
    Ok(removed)
}

fn is_stale(path: &Path) -> bool {
    // Not through a symbolic link, which somebody else may have put there.
    let Ok(found) = fs::symlink_metadata(path) else { return false };
    if !found.is_dir() {
        return false;
    }
    let Some(owner) = first_number(&path.join(OWNER)) else {
        let age = found.modified().ok().and_then(|changed| changed.elapsed().ok());
        return found.mode() & 0o077 == 0 && age.is_some_and(|age| age > GRACE);
    };
    let server = first_number(&path.join("data/postmaster.pid"));
    !is_alive(owner) && !server.is_some_and(is_alive)
}

/// The number on the first line of a file; `postmaster.pid` and the owner file both begin so.
fn first_number(file: &Path) -> Option<u32> {
    fs::read_to_string(file).ok()?.lines().next()?.trim().parse().ok()
}

fn is_alive(pid: u32) -> bool {
    Path::new("/proc").join(pid.to_string()).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Above the highest process number of Linux (4,194,304), so no process has it.
    const NOBODY: &str = "4999999";

    fn folder(root: &Path, name: &str, owner: &str, server: Option<&str>) -> PathBuf {
        let path = root.join(name);
        fs::create_dir_all(path.join("data")).unwrap();
        fs::write(path.join(OWNER), owner).unwrap();
        if let Some(pid) = server {
            fs::write(path.join("data/postmaster.pid"), format!("{pid}\n/data\n")).unwrap();
        }
        path
    }

    #[test]
    fn only_folders_without_owner_and_server_are_removed() {
        let root = tempfile::tempdir().unwrap();
        let alive = process::id().to_string();
        let dead = folder(root.path(), "enishi-pg-dead", NOBODY, Some(NOBODY));
        let halfway = folder(root.path(), "enishi-pg-half", NOBODY, None);
        let kept = [
            folder(root.path(), "enishi-pg-owner", &alive, None),
            folder(root.path(), "enishi-pg-server", NOBODY, Some(&alive)),
            folder(root.path(), "another-folder", NOBODY, Some(NOBODY)),
        ];
        let fresh = root.path().join("enishi-pg-fresh");
        fs::create_dir(&fresh).unwrap();
        let mut removed = remove_stale(root.path()).unwrap();
        removed.sort();
        assert_eq!(removed, [dead, halfway]);
        assert!(kept.iter().all(|path| path.is_dir()), "{kept:?}");
        assert!(fresh.is_dir(), "a folder in the making is left alone");
    }

    #[test]
    fn a_folder_is_private_and_names_its_owner() {
        let root = tempfile::tempdir().unwrap();
        let made = create(root.path(), None).unwrap();
        assert_eq!(fs::metadata(&made).unwrap().mode() & 0o777, 0o700);
        assert_eq!(first_number(&made.join(OWNER)), Some(process::id()));
    }

    #[test]
    fn a_path_too_long_for_a_socket_is_refused_with_the_remedy() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("d".repeat(90));
        fs::create_dir(&deep).unwrap();
        assert!(create(&deep, None).unwrap_err().contains("TMPDIR=/tmp"));
    }
}
