//! The ledger of erasures as files: in the data folder and beside backups, so that an older backup does not bring back
//! what was erased since it was made.

use std::io::Write;
use std::path::{Path, PathBuf};

use enishi_store::Erasure;

use crate::Error;

/// The name of the ledger, in the data folder as well as beside backups.
const NAME: &str = "enishi-erasures.jsonl";

/// The ledger in a folder.
pub(crate) fn path_in(folder: &Path) -> PathBuf {
    folder.join(NAME)
}

/// The ledger beside a backup.
pub(crate) fn path_beside(backup: &Path) -> PathBuf {
    backup.with_file_name(NAME)
}

/// The lines of a ledger; none where there is no file.
pub(crate) fn read(path: &Path) -> Result<Vec<Erasure>, Error> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(environment(path, error)),
    };
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let read = serde_json::from_str(line).map_err(|error| {
            Error::new("ledger-damaged").arg("file", path.display()).arg("line", number).caused_by(error)
        })?;
        lines.push(read);
    }
    Ok(lines)
}

/// Adds lines to a ledger; it is whole under its name at every moment. Nothing is made where there is nothing to say.
pub(crate) fn merge(path: &Path, lines: &[Erasure]) -> Result<(), Error> {
    let known = read(path)?;
    let mut all: Vec<&Erasure> = known.iter().chain(lines).collect();
    all.sort_by_key(|line| (line.at, line.record));
    all.dedup();
    if all.len() == known.len() {
        return Ok(());
    }
    let failed = |error: std::io::Error| environment(path, error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    for line in all {
        let text = serde_json::to_string(line).map_err(Error::internal)?;
        writeln!(file, "{text}").map_err(failed)?;
    }
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
}

fn environment(path: &Path, error: std::io::Error) -> Error {
    Error::new("environment").arg("detail", format!("{}: {error}", path.display())).caused_by(error)
}
