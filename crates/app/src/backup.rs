//! Backups of the register, and restoring one: acts of whoever runs the program, from the shell.

use enishi_policy::{Action, Subject as Judged};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use enishi_kind::Registry;
use enishi_kit::ids::IdSource;
use enishi_store::{Archive, Location, Manifest, Restored, Store, TellBackup};
use serde::Serialize;

use crate::erase::ledger;
use crate::jobs::JobStart;
use crate::{App, Context, Error, Verification};

/// The version of the program that backups name.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// A backup that was made, or looked at.
#[derive(Clone, Debug, Serialize)]
pub struct BackupMade {
    /// The file.
    pub file: String,
    /// Its size.
    pub bytes: u64,
    /// What it says of itself.
    #[serde(flatten)]
    pub manifest: Manifest,
}

/// What is to be restored, and where to.
#[derive(Clone, Debug)]
pub struct Restore {
    /// The backup.
    pub file: PathBuf,
    /// Ledgers of erasures beside the one that stands in the backup's folder.
    pub ledgers: Vec<PathBuf>,
    /// The empty place.
    pub location: Location,
    /// The folder for the index.
    pub folder: PathBuf,
    /// The kinds.
    pub registry: Arc<Registry>,
    /// Where the new epoch comes from.
    pub ids: Arc<dyn IdSource>,
}

/// What a restore did.
#[derive(Clone, Debug, Serialize)]
pub struct RestoreDone {
    /// The backup.
    pub backup: BackupMade,
    /// Records of which something was erased since the backup was made, and is erased again.
    pub erased: Vec<String>,
    /// What verifying says of the restored register.
    pub verification: Verification,
}

impl App {
    /// Writes a backup of the register as it is at this moment; others go on reading and writing.
    ///
    /// # Errors
    /// `not-permitted`, `file-exists`, `cannot-write`, `environment` when the disk refuses, or the store.
    pub async fn backup(
        &self,
        ctx: &Context,
        file: &Path,
        tell: TellBackup<'_>,
    ) -> Result<BackupMade, Error> {
        self.require(ctx, Action::Administer, &Judged::Installation)?;
        let start =
            JobStart { kind: "backup", action: Action::Administer, slot: None, subject: String::new() };
        self.run_job(ctx, start, |log| async move {
            let made = self.write_backup(file, tell).await?;
            log.note("backup-bytes", Some(made.bytes));
            Ok(made)
        })
        .await
    }

    pub(crate) async fn write_backup(&self, file: &Path, tell: TellBackup<'_>) -> Result<BackupMade, Error> {
        if file.exists() {
            return Err(Error::new("file-exists").arg("file", file.display()));
        }
        check_place(file)?;
        let manifest = self.store.backup(file, PROGRAM, tell).await?;
        // Earlier backups in the same folder must not bring back what was erased since.
        ledger::merge(&ledger::path_beside(file), &self.store.erasures().await?)?;
        made(file, manifest)
    }
}

impl Restore {
    /// Reads the whole backup and compares it with what it says of itself; nothing is written.
    ///
    /// # Errors
    /// `backup-unreadable`, `backup-not-a-backup`, `backup-damaged`, `backup-newer`.
    pub fn check(&self, tell: TellBackup<'_>) -> Result<BackupMade, Error> {
        let mut archive = Archive::open(&self.file)?;
        archive.check(tell)?;
        made(&self.file, archive.manifest().clone())
    }

    /// Checks the backup, then restores it into the empty place and verifies it: all or nothing.
    ///
    /// # Errors
    /// As [`Self::check`]; `restore-occupied` where there are records, `restore-busy` while a program uses the place.
    pub async fn run(&self, tell: TellBackup<'_>) -> Result<RestoreDone, Error> {
        let backup = self.check(tell)?;
        let mut ledger = ledger::read(&ledger::path_beside(&self.file))?;
        ledger.extend(ledger::read(&ledger::path_in(&self.folder))?);
        for path in &self.ledgers {
            if !path.is_file() {
                return Err(Error::new("no-ledger").arg("file", path.display()));
            }
            ledger.extend(ledger::read(path)?);
        }
        let archive = Archive::open(&self.file)?;
        let environment = |error: std::io::Error| {
            let detail = format!("{}: {error}", self.folder.display());
            Error::new("environment").arg("detail", detail).caused_by(error)
        };
        enishi_store::make_folder(&self.folder).map_err(environment)?;
        // Whoever holds the index serves the register that would be put in its place.
        let lock =
            File::options().create(true).truncate(false).write(true).open(self.folder.join("index.lock"));
        let lock = lock.map_err(environment)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Error::new("restore-busy").arg("folder", self.folder.display()));
            }
            Err(TryLockError::Error(error)) => return Err(environment(error)),
        }
        let Self { location, registry, ids, .. } = self;
        let Restored { verified, erased, .. } =
            Store::restore(location, archive, Arc::clone(registry), &**ids, &ledger, tell).await?;
        let engine = if matches!(location, Location::Folder(_)) { "sqlite" } else { "postgresql" };
        drop(lock);
        let erased = erased.into_iter().map(|line| line.reference).collect();
        Ok(RestoreDone { backup, erased, verification: Verification::of(engine, verified) })
    }
}

/// Whether a file can be made beside this name: said before the work is done.
pub(crate) fn check_place(file: &Path) -> Result<(), Error> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match tempfile::tempfile_in(folder) {
        Ok(_) => Ok(()),
        Err(error) => Err(Error::new("cannot-write").arg("file", file.display()).caused_by(error)),
    }
}

fn made(file: &Path, manifest: Manifest) -> Result<BackupMade, Error> {
    let size = std::fs::metadata(file).map_err(|error| {
        Error::new("environment").arg("detail", format!("{}: {error}", file.display())).caused_by(error)
    })?;
    Ok(BackupMade { file: file.display().to_string(), bytes: size.len(), manifest })
}
