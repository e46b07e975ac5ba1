//! A file on its way in: its bytes lie in a file without a name, which goes with the last handle whatever happens,
//! so that nothing half-uploaded is ever found by anybody.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};

use enishi_kind::Layer;
use sha2::{Digest, Sha256};

use crate::{App, Error};

/// A file of which not all bytes have come.
#[derive(Debug)]
pub struct Incoming {
    file: File,
    hash: Sha256,
    size: u64,
    limit: u64,
}

/// A file that is to be attached to a record.
#[derive(Debug)]
pub struct Upload {
    /// Its name at the sender's.
    pub name: String,
    /// What it is, in a line.
    pub title: Option<String>,
    /// Who may see it at least.
    pub layer: Layer,
    pub(super) file: File,
    pub(super) hash: String,
    pub(super) size: u64,
}

impl App {
    /// Begins to take a file in.
    ///
    /// # Errors
    /// `environment` when the machine has no room for it.
    pub fn begin_upload(&self) -> Result<Incoming, Error> {
        let file = tempfile::tempfile().map_err(environment)?;
        Ok(Incoming { file, hash: Sha256::new(), size: 0, limit: self.files.settings.limit_bytes })
    }
}

impl Incoming {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// `too-large` beyond the limit of a file, `environment` when the machine has no room.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.size = self.size.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if self.size > self.limit {
            return Err(Error::new("file-too-large").arg("limit", megabytes(self.limit)));
        }
        self.hash.update(bytes);
        self.file.write_all(bytes).map_err(environment)
    }

    /// All bytes have come.
    ///
    /// # Errors
    /// `environment` when what was written cannot be read again.
    pub fn finish(mut self, name: &str, layer: Layer, title: Option<String>) -> Result<Upload, Error> {
        self.file.seek(SeekFrom::Start(0)).map_err(environment)?;
        let hash = hex::encode(self.hash.finalize());
        Ok(Upload { name: name.to_owned(), title, layer, file: self.file, hash, size: self.size })
    }
}

/// A number of bytes as people write a limit.
#[must_use]
pub fn megabytes(bytes: u64) -> String {
    if bytes >= 1 << 20 { format!("{} MB", bytes >> 20) } else { format!("{bytes} B") }
}

pub(super) fn environment(error: std::io::Error) -> Error {
    Error::new("environment").arg("detail", "uploads").caused_by(error)
}
