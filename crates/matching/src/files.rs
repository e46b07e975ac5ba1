//! Reading and writing files: the only module that touches the file system.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use crate::Error;

const BUFFER_BYTES: usize = 1 << 18;

fn io(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Io { action, path, source }
}

/// Opens a file; none if it does not exist.
pub(crate) fn open(path: &Path) -> Result<Option<BufReader<File>>, Error> {
    match File::open(path) {
        Ok(file) => Ok(Some(BufReader::with_capacity(BUFFER_BYTES, file))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io("open", path)(error)),
    }
}

/// Reads a whole file; none if it does not exist.
pub(crate) fn read_all(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    let Some(mut file) = open(path)? else { return Ok(None) };
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(io("read", path))?;
    Ok(Some(bytes))
}

/// Opens a text file for reading by lines; a name that ends in `.gz` is decompressed.
pub(crate) fn open_lines(path: &Path) -> Result<Box<dyn BufRead>, Error> {
    let file = File::open(path).map_err(io("open", path))?;
    if path.extension().is_some_and(|extension| extension == "gz") {
        return Ok(Box::new(BufReader::new(flate2::read::MultiGzDecoder::new(file))));
    }
    Ok(Box::new(BufReader::new(file)))
}

/// Writes a file so that it is there wholly or not at all, and stays after a power cut.
pub(crate) fn write_whole(
    folder: &Path,
    name: &str,
    fill: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<(), Error> {
    let target = folder.join(name);
    let part = folder.join(format!("{name}.part"));
    let mut file = BufWriter::with_capacity(BUFFER_BYTES, File::create(&part).map_err(io("create", &part))?);
    fill(&mut file).and_then(|()| file.flush()).map_err(io("write", &part))?;
    file.get_ref().sync_all().map_err(io("flush", &part))?;
    drop(file);
    std::fs::rename(&part, &target).map_err(io("rename", &part))?;
    sync_folder(folder)
}

/// Makes renames in a folder last. Elsewhere than on Unix folders cannot be opened, and renames last by themselves.
fn sync_folder(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        File::open(folder).and_then(|file| file.sync_all()).map_err(io("flush", folder))?;
    }
    Ok(())
}

pub(crate) fn create_folder(folder: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(folder).map_err(io("create", folder))
}

pub(crate) fn remove(path: &Path) -> Result<(), Error> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io("remove", path)(error)),
        _ => Ok(()),
    }
}

/// The files of a folder, sorted.
pub(crate) fn list(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(io("list", folder))? {
        paths.push(entry.map_err(io("list", folder))?.path());
    }
    paths.sort_unstable();
    Ok(paths)
}
