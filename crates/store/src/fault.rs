//! What the world around the store does to it, told apart by what a person can do about it.

use crate::Error;

/// A fault that is not the program's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No room: the disk is full, or a limit of size was reached.
    Full,
    /// The store may be read and not written, or not even opened.
    ReadOnly,
    /// Nobody answers, or not in time.
    Unreachable,
    /// Another writer holds the store for too long.
    Busy,
    /// The disk gives errors.
    Disk,
    /// The file is no store any more.
    Damaged,
}

impl Error {
    /// The fault behind the error, if it is one.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        match self {
            Self::Folder { source, .. } => of_io(source),
            Self::Database(sqlx::Error::Database(error)) => of_code(&error.code()?),
            Self::Database(
                sqlx::Error::Io(_)
                | sqlx::Error::Tls(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::WorkerCrashed
                | sqlx::Error::Protocol(_),
            ) => Some(Fault::Unreachable),
            _ => None,
        }
    }
}

fn of_io(error: &std::io::Error) -> Option<Fault> {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Some(Fault::Full),
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Some(Fault::ReadOnly),
        _ => None,
    }
}

/// SQLite's codes are numbers, those of PostgreSQL have five characters.
///
/// Source: sqlite.org/rescode.html; PostgreSQL documentation, appendix A.
fn of_code(code: &str) -> Option<Fault> {
    /// What remains of an extended code of SQLite.
    const PRIMARY: i32 = 0xff;
    if code.len() < 5 {
        let code: i32 = code.parse().ok()?;
        // A write, a cut and the shared memory fail for want of room: SQLITE_IOERR_WRITE, _TRUNCATE, _SHMSIZE.
        if [778, 1546, 4874].contains(&code) {
            return Some(Fault::Full);
        }
        return match code & PRIMARY {
            13 => Some(Fault::Full),
            3 | 8 | 14 | 23 => Some(Fault::ReadOnly),
            5 | 6 => Some(Fault::Busy),
            10 => Some(Fault::Disk),
            11 | 26 => Some(Fault::Damaged),
            _ => None,
        };
    }
    match code {
        "53100" | "53200" | "54000" => Some(Fault::Full),
        "25006" | "42501" => Some(Fault::ReadOnly),
        "55P03" | "57014" => Some(Fault::Busy),
        "58030" => Some(Fault::Disk),
        "XX001" | "XX002" => Some(Fault::Damaged),
        "3D000" | "53300" => Some(Fault::Unreachable),
        _ if code.starts_with("08") || code.starts_with("57P") || code.starts_with("28") => {
            Some(Fault::Unreachable)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_both_engines_are_told_apart() {
        for (code, fault) in [
            ("13", Some(Fault::Full)),
            ("778", Some(Fault::Full)),
            ("1032", Some(Fault::ReadOnly)),
            ("14", Some(Fault::ReadOnly)),
            ("5", Some(Fault::Busy)),
            ("266", Some(Fault::Disk)),
            ("26", Some(Fault::Damaged)),
            ("1", None),
            ("53100", Some(Fault::Full)),
            ("25006", Some(Fault::ReadOnly)),
            ("57P01", Some(Fault::Unreachable)),
            ("28P01", Some(Fault::Unreachable)),
            ("23505", None),
        ] {
            assert_eq!(of_code(code), fault, "{code}");
        }
    }
}
