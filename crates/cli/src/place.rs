//! What kind of place a folder is: which file system, how much room, who may look into it.

use std::path::Path;

use crate::failure::{Exit, Failure};

/// A file system, as far as it matters to a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileSystem {
    /// On a disk of this machine.
    Local,
    /// On another machine, or behind a program: locks and flushes may be promises that nobody keeps.
    Remote(&'static str),
    /// In memory: gone when the machine is restarted.
    Memory,
    /// This program cannot tell on this system.
    #[cfg_attr(target_os = "linux", expect(dead_code, reason = "only other systems do not tell"))]
    Unknown,
}

/// File systems that are known to be remote.
///
/// Source: Linux, include/uapi/linux/magic.h and statfs(2).
const REMOTE: [(u64, &str); 15] = [
    (0x6969, "NFS"),
    (0x517b, "SMB"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB2"),
    (0x6573_5546, "FUSE"),
    (0x0102_1997, "9P"),
    (0x00c3_6400, "Ceph"),
    (0x5346_414f, "AFS"),
    (0x6b41_4653, "AFS"),
    (0x7375_7245, "Coda"),
    (0x564c, "NCP"),
    (0x0bd0_0bd0, "Lustre"),
    (0x0116_1970, "GFS2"),
    (0x7461_636f, "OCFS2"),
    (0x786f_4256, "VirtualBox"),
];
/// tmpfs and ramfs.
const MEMORY: [u64; 2] = [0x0102_1994, 0x8584_58f6];

/// What a magic number of the system means.
fn of_magic(magic: u64) -> FileSystem {
    if MEMORY.contains(&magic) {
        return FileSystem::Memory;
    }
    let remote = REMOTE.iter().find(|(known, _)| *known == magic);
    remote.map_or(FileSystem::Local, |(_, name)| FileSystem::Remote(name))
}

/// The folder, or the nearest one above it that is there.
fn standing(folder: &Path) -> &Path {
    folder.ancestors().find(|path| path.exists()).unwrap_or(Path::new("."))
}

/// The file system of a folder, or of where it would be made.
#[cfg(target_os = "linux")]
pub(crate) fn file_system(folder: &Path) -> std::io::Result<FileSystem> {
    let found = rustix::fs::statfs(standing(folder))?;
    // Some systems give 32 bits with their sign.
    Ok(of_magic(u64::from(u32::from_ne_bytes(low_bytes(found.f_type)))))
}

#[cfg(target_os = "linux")]
fn low_bytes(magic: impl Into<i64>) -> [u8; 4] {
    let [a, b, c, d, ..] = magic.into().to_le_bytes();
    if cfg!(target_endian = "little") { [a, b, c, d] } else { [d, c, b, a] }
}

/// Elsewhere nobody tells.
#[cfg(not(target_os = "linux"))]
pub(crate) fn file_system(_: &Path) -> std::io::Result<FileSystem> {
    Ok(FileSystem::Unknown)
}

/// Bytes that this user may still write there.
#[cfg(unix)]
pub(crate) fn free_bytes(folder: &Path) -> std::io::Result<Option<u64>> {
    let found = rustix::fs::statvfs(standing(folder))?;
    Ok(Some(found.f_bavail.saturating_mul(found.f_frsize)))
}

/// Elsewhere nobody tells.
#[cfg(not(unix))]
pub(crate) fn free_bytes(_: &Path) -> std::io::Result<Option<u64>> {
    Ok(None)
}

/// The permissions of a folder that let others look into it or write there.
#[cfg(unix)]
pub(crate) fn open_to_others(folder: &Path) -> std::io::Result<Option<String>> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(folder)?.permissions().mode() & 0o777;
    Ok((mode & 0o077 != 0).then(|| format!("{mode:03o}")))
}

/// Elsewhere nobody tells.
#[cfg(not(unix))]
pub(crate) fn open_to_others(_: &Path) -> std::io::Result<Option<String>> {
    Ok(None)
}

/// Refuses a folder on a network file system, unless somebody says that he knows better.
pub(crate) fn check_file_system(folder: &Path, is_allowed: bool) -> Result<(), Failure> {
    let found = file_system(folder).map_err(|error| Failure::file(folder, &error))?;
    match found {
        FileSystem::Remote(name) if !is_allowed => {
            Err(Failure::new(Exit::Refused, "cli-error-network-folder")
                .arg("found", name)
                .at(folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_file_systems_are_known_by_their_number() {
        assert_eq!(of_magic(0x6969), FileSystem::Remote("NFS"));
        assert_eq!(of_magic(0xff53_4d42), FileSystem::Remote("CIFS"));
        assert_eq!(of_magic(0x6573_5546), FileSystem::Remote("FUSE"));
        assert_eq!(of_magic(0x0102_1994), FileSystem::Memory);
        // ext4, btrfs, xfs, overlayfs, zfs.
        for local in [0xef53, 0x9123_683e, 0x5846_5342, 0x794c_7630, 0x2fc1_2fc1] {
            assert_eq!(of_magic(local), FileSystem::Local, "{local:x}");
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn numbers_come_with_and_without_sign() {
        let of = |found: i64| u32::from_ne_bytes(low_bytes(found));
        assert_eq!((of(0xff53_4d42), of(-0x00ac_b2be)), (0xff53_4d42, 0xff53_4d42));
    }

    #[test]
    fn a_folder_that_is_not_there_yet_is_judged_by_the_one_above() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("a/b/c");
        assert_eq!(file_system(&inside).unwrap(), file_system(folder.path()).unwrap());
        assert!(free_bytes(&inside).unwrap().is_none_or(|bytes| bytes > 0));
        assert!(check_file_system(&inside, true).is_ok());
    }
}
