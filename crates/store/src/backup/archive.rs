//! Reading a backup: everything is checked against the manifest before any of it is used.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::tables::{TABLES, Table};
use super::{BackupProblem, FILES, FORMAT, MANIFEST, Manifest, TellBackup, VERSION, problem};
use crate::Error;
use crate::open::SQLITE_MIGRATIONS;

/// Bytes of a manifest at most.
const MANIFEST_BYTES: u64 = 1 << 20;
/// Bytes read at a time.
const PART: usize = 1 << 20;

/// A backup that can be read.
pub struct Archive {
    path: PathBuf,
    zip: ZipArchive<BufReader<File>>,
    manifest: Manifest,
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Archive {
    /// Opens a backup and reads its manifest.
    ///
    /// # Errors
    /// The file cannot be read, is no backup, or was written by a newer program.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let file =
            File::open(path).map_err(|error| problem(path, BackupProblem::Unreadable, error.to_string()))?;
        let not = |detail: String| problem(path, BackupProblem::NotABackup, detail);
        // The list of entries stands at the end: a backup that was cut off has none.
        let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|error| not(error.to_string()))?;
        let mut text = Vec::new();
        {
            let entry = zip.by_name(MANIFEST).map_err(|_| not(MANIFEST.to_owned()))?;
            entry.take(MANIFEST_BYTES).read_to_end(&mut text).map_err(|error| not(error.to_string()))?;
        }
        // The version is read first: a newer manifest may say things that this program cannot read.
        let head: serde_json::Value =
            serde_json::from_slice(&text).map_err(|error| not(error.to_string()))?;
        if head.get("format").and_then(serde_json::Value::as_str) != Some(FORMAT) {
            return Err(not(MANIFEST.to_owned()));
        }
        let number = |name: &str| head.get(name).and_then(serde_json::Value::as_u64).unwrap_or(u64::MAX);
        let known = u64::try_from(SQLITE_MIGRATIONS.len()).unwrap_or(u64::MAX);
        if number("version") > u64::from(VERSION) || number("schema") > known {
            let detail = format!("{} / {}", number("version"), number("schema"));
            return Err(problem(path, BackupProblem::Newer, detail));
        }
        let manifest = serde_json::from_value(head)
            .map_err(|error| problem(path, BackupProblem::Damaged, error.to_string()))?;
        Ok(Self { path: path.to_owned(), zip, manifest })
    }

    /// What it says of itself.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Reads everything and compares it with the manifest. Blocks for as long as reading takes.
    ///
    /// # Errors
    /// [`BackupProblem::Damaged`], with the name of the entry.
    pub fn check(&mut self, tell: TellBackup<'_>) -> Result<(), Error> {
        let all = self.all();
        let mut done = 0;
        for table in self.tables() {
            let expected = self.manifest.tables.iter().find(|entry| entry.table == table.name).cloned();
            let Some(expected) = expected else { return Err(self.damaged(table.name)) };
            let (sha256, rows) = self.digest(&table.entry(), true)?;
            if sha256 != expected.sha256 || rows != expected.rows {
                return Err(self.damaged(&table.entry()));
            }
            done += rows;
            tell(done, all);
        }
        let hashes = self.hashes()?;
        if u64::try_from(hashes.len()).ok() != Some(self.manifest.files) {
            return Err(self.damaged(FILES));
        }
        for (hash, size) in hashes {
            let entry = format!("{FILES}{hash}");
            let (sha256, bytes) = self.digest(&entry, false)?;
            if sha256 != hash || bytes != size {
                return Err(self.damaged(&entry));
            }
            done += 1;
            tell(done, all);
        }
        Ok(())
    }

    /// Rows and files.
    pub(super) fn all(&self) -> u64 {
        self.manifest.tables.iter().map(|entry| entry.rows).sum::<u64>() + self.manifest.files
    }

    /// The tables that there were when it was made.
    pub(super) fn tables(&self) -> Vec<&'static Table> {
        TABLES.iter().filter(|table| table.since <= self.manifest.schema).collect()
    }

    /// The attached files with their sizes.
    pub(super) fn hashes(&mut self) -> Result<BTreeMap<String, u64>, Error> {
        let mut hashes = BTreeMap::new();
        if self.tables().iter().any(|table| table.name == "blob") {
            self.lines("blob.jsonl", |line| {
                let row: serde_json::Value = serde_json::from_str(line).ok()?;
                hashes.insert(row.get("hash")?.as_str()?.to_owned(), row.get("size")?.as_u64()?);
                Some(())
            })?;
        }
        Ok(hashes)
    }

    /// Gives each line of an entry; a line that gives nothing back is damage.
    pub(super) fn lines(
        &mut self,
        name: &str,
        mut take: impl FnMut(&str) -> Option<()>,
    ) -> Result<(), Error> {
        let damaged = self.damaged(name);
        let Ok(entry) = self.zip.by_name(name) else { return Err(damaged) };
        for line in BufReader::with_capacity(PART, entry).lines() {
            if line.ok().and_then(|line| take(&line)).is_none() {
                return Err(damaged);
            }
        }
        Ok(())
    }

    /// Gives the bytes of an attached file in parts of this size.
    pub(super) fn parts(
        &mut self,
        hash: &str,
        size: usize,
        mut take: impl FnMut(Vec<u8>) -> Option<()>,
    ) -> Result<(), Error> {
        let name = format!("{FILES}{hash}");
        let damaged = self.damaged(&name);
        let Ok(mut entry) = self.zip.by_name(&name) else { return Err(damaged) };
        loop {
            let mut part = Vec::with_capacity(size);
            let limit = u64::try_from(size).unwrap_or(u64::MAX);
            let read = Read::by_ref(&mut entry).take(limit).read_to_end(&mut part);
            match read {
                Ok(0) => return Ok(()),
                Ok(_) if take(part).is_some() => {}
                _ => return Err(damaged),
            }
        }
    }

    /// The hash of an entry with its lines, or with its bytes.
    fn digest(&mut self, name: &str, is_lines: bool) -> Result<(String, u64), Error> {
        let damaged = self.damaged(name);
        let Ok(entry) = self.zip.by_name(name) else { return Err(damaged) };
        digest(entry, is_lines).map_err(|_| damaged)
    }

    pub(super) fn damaged(&self, entry: &str) -> Error {
        problem(&self.path, BackupProblem::Damaged, entry)
    }
}

fn digest(mut entry: ZipFile<'_, BufReader<File>>, is_lines: bool) -> std::io::Result<(String, u64)> {
    let (mut digest, mut count) = (Sha256::new(), 0_u64);
    let mut part = vec![0; PART];
    loop {
        let read = entry.read(&mut part)?;
        let Some(bytes) = part.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        digest.update(bytes);
        let more = if is_lines { bytes.iter().filter(|byte| **byte == b'\n').count() } else { read };
        count += u64::try_from(more).unwrap_or(u64::MAX);
    }
    Ok((hex::encode(digest.finalize()), count))
}
