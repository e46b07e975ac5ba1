//! Reading the text of a file where it can do no harm: in a process of its own, or (in tests and small tools) in a
//! thread.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use enishi_documents::{Limits, Media, Reading, Reason, read_guarded};
use tokio::io::AsyncReadExt;
use tokio::process::Command;
use tokio::sync::Semaphore;

use super::incoming::environment;
use crate::Error;

/// The word by which the program is asked to read a document from its standard input.
pub const READ_DOCUMENT: &str = "read-document";
/// Files read at once.
const AT_ONCE: usize = 2;
/// Bytes that a reading may have as JSON: two megabytes of text, at most six bytes for one of them.
const ANSWER_BYTES: u64 = 32 << 20;
/// How much longer than its own limit a reader is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where documents are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reader {
    /// In a thread of this program.
    #[default]
    Here,
    /// In a process of this program file, started with [`READ_DOCUMENT`].
    Program(PathBuf),
}

/// How files are taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSettings {
    /// Bytes of one file at most.
    pub limit_bytes: u64,
    /// Files of one record at most.
    pub per_record: usize,
    /// Where their text is read.
    pub reader: Reader,
}

impl Default for FileSettings {
    fn default() -> Self {
        Self { limit_bytes: 50 << 20, per_record: 100, reader: Reader::Here }
    }
}

/// The settings and the door through which few readings go at once.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    pub(crate) settings: Arc<FileSettings>,
    gate: Arc<Semaphore>,
}

impl Files {
    pub(crate) fn new(settings: FileSettings) -> Self {
        Self { settings: Arc::new(settings), gate: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Reads the text of a file from its beginning. Whatever is in it, there is an answer.
    pub(super) async fn read(&self, file: &File, name: &str) -> Result<Reading, Error> {
        let _turn = self.gate.acquire().await.map_err(Error::internal)?;
        let limits = Limits::default();
        match &self.settings.reader {
            Reader::Here => {
                let bytes = whole(file).await?;
                let name = name.to_owned();
                let read = move || read_guarded(bytes, &name, &limits);
                tokio::task::spawn_blocking(read).await.map_err(Error::internal)
            }
            Reader::Program(program) => {
                let mut handle = file.try_clone().map_err(environment)?;
                handle.seek(SeekFrom::Start(0)).map_err(environment)?;
                let asked = ask(program, handle, name);
                let reason = match tokio::time::timeout(limits.time + PATIENCE, asked).await {
                    Ok(Ok(Some(reading))) => return Ok(reading),
                    Ok(Ok(None)) => Reason::Damaged,
                    Ok(Err(error)) => return Err(environment(error)),
                    // The process ends with the handle to it.
                    Err(_) => Reason::Slow,
                };
                tracing::warn!(?reason, "the process that reads a file gave no answer");
                let bytes = whole(file).await?;
                let media = Media::of(&bytes, name);
                Ok(Reading::unreadable(media, reason))
            }
        }
    }
}

/// Asks another process; `None` when it died of the file.
async fn ask(program: &PathBuf, file: File, name: &str) -> std::io::Result<Option<Reading>> {
    let mut child = Command::new(program)
        .arg(READ_DOCUMENT)
        .arg("--")
        .arg(name)
        .stdin(Stdio::from(file))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let mut answer = Vec::new();
    if let Some(out) = child.stdout.take() {
        out.take(ANSWER_BYTES).read_to_end(&mut answer).await?;
    }
    let status = child.wait().await?;
    Ok(if status.success() { serde_json::from_slice(&answer).ok() } else { None })
}

async fn whole(file: &File) -> Result<Vec<u8>, Error> {
    let mut file = file.try_clone().map_err(environment)?;
    let read = move || {
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(0))?;
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    tokio::task::spawn_blocking(read).await.map_err(Error::internal)?.map_err(environment)
}
