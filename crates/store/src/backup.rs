//! Backups: one zip that neither engine owns. A manifest with counts and hashes, each table as JSON Lines, each attached
//! file under its hash. See docs/adr/0010-backup-and-erasure-ledger.md.
//!
//! What does not travel: sessions and links, mail that waits, staged imports, answers remembered for repeated requests, and the index, which
//! follows the log.

mod archive;
mod restore;
mod tables;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::Error;
pub use archive::Archive;
pub use restore::Restored;

/// The mark of a manifest.
const FORMAT: &str = "enishi-backup";
/// The version of the format that this program writes; it reads this one and every earlier one.
const VERSION: u32 = 1;
const MANIFEST: &str = "manifest.json";
/// Before the hash of an attached file.
const FILES: &str = "files/";

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `enishi-backup`.
    pub format: String,
    /// The version of the format.
    pub version: u32,
    /// The program that made it.
    pub program: String,
    /// Migrations of the store it was made of.
    pub schema: usize,
    /// The engine it was made of; it can be restored into either.
    pub engine: String,
    /// The epoch of that store; the restored one gets another.
    pub epoch: String,
    /// The last commit it holds.
    pub seq: i64,
    /// When that was, in microseconds of UTC since 1970.
    pub at: i64,
    /// When the backup was made.
    pub made_at: String,
    /// Records by kind.
    pub records: BTreeMap<String, u64>,
    /// The tables.
    pub tables: Vec<TableEntry>,
    /// Attached files.
    pub files: u64,
    /// Their bytes.
    pub file_bytes: u64,
}

/// One table in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableEntry {
    /// The table; its entry is `TABLE.jsonl`.
    pub table: String,
    /// Its rows.
    pub rows: u64,
    /// SHA-256 of its lines.
    pub sha256: String,
}

/// Why a backup cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupProblem {
    /// The file is not there, or may not be read.
    Unreadable,
    /// It is something else, or was cut off before its end.
    NotABackup,
    /// Something in it is not what its manifest says.
    Damaged,
    /// A newer program wrote it.
    Newer,
}

/// Is told how many rows and files are done and how many there are.
pub type TellBackup<'a> = &'a (dyn Fn(u64, u64) + Sync);

fn problem(path: &Path, problem: BackupProblem, detail: impl Into<String>) -> Error {
    Error::Backup { path: path.to_owned(), problem, detail: detail.into() }
}

fn file_error(path: &Path) -> impl Fn(std::io::Error) -> Error + use<> {
    let path = PathBuf::from(path);
    move |source| Error::Folder { path: path.clone(), source }
}

/// Makes what was renamed in a folder outlive a power cut.
fn sync_folder(folder: &Path) -> Result<(), Error> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    std::fs::File::open(folder).and_then(|open| open.sync_all()).map_err(file_error(folder))
}
