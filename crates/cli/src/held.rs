//! One server on one folder: who serves it says so in a file there, and holds it for as long as he runs.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use crate::failure::{Exit, Failure};
use crate::session::Session;

/// The file, which tells the process and since when.
const NAME: &str = "serving.lock";

/// The folder is this process's to serve until this is dropped. The system lets go of it when the process ends,
/// however it ends.
#[derive(Debug)]
pub(crate) struct Held {
    _file: File,
}

/// Takes the folder, which is made if there is none.
///
/// # Errors
/// Another process serves it.
pub(crate) fn hold(folder: &Path, session: &Session) -> Result<Held, Failure> {
    let failed = |error: std::io::Error| Failure::file(&folder.join(NAME), &error);
    enishi_store::make_folder(folder).map_err(|error| Failure::file(folder, &error))?;
    let mut file = File::options()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(folder.join(NAME))
        .map_err(failed)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(held_by_another(&mut file, folder)),
        Err(TryLockError::Error(error)) => return Err(failed(error)),
    }
    let since = session.local(jiff::Timestamp::now());
    let said = format!("{}\n{since}\n", std::process::id());
    file.set_len(0).and_then(|()| file.rewind()).map_err(failed)?;
    file.write_all(said.as_bytes()).map_err(failed)?;
    Ok(Held { _file: file })
}

/// The process that serves a folder, and since when.
pub(crate) fn holder(folder: &Path) -> Option<(String, String)> {
    let mut file = File::open(folder.join(NAME)).ok()?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Some(said_of(&mut file)),
        Ok(()) | Err(TryLockError::Error(_)) => None,
    }
}

fn held_by_another(file: &mut File, folder: &Path) -> Failure {
    let (pid, since) = said_of(file);
    Failure::new(Exit::Refused, "cli-error-held").arg("pid", pid).arg("since", since).at(folder.display())
}

/// Process and time as the holder wrote them.
fn said_of(file: &mut File) -> (String, String) {
    let mut said = String::new();
    // What cannot be read is told as unknown: that somebody serves the folder matters more than who.
    let read = file.read_to_string(&mut said);
    let mut lines = said.lines().filter(|_| read.is_ok());
    let mut next = || lines.next().unwrap_or("?").to_owned();
    (next(), next())
}
