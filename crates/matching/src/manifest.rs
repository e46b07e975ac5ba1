//! The list of what belongs to a committed index: segments, their dead documents, and the cursor of the source.
//! One file, replaced whole, so that segments and cursor never disagree.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::analyse::ANALYSIS;
use crate::document::Schema;
use crate::{Error, files};

/// Another number, another layout of the list.
const FORMAT: u32 = 1;

/// The name of the list in the folder.
pub(crate) const FILE: &str = "index.json";

/// How far an index has followed its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Which life of the source: it changes when the source is restored from a backup.
    pub epoch: String,
    /// The last change taken in.
    pub seq: u64,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    format: u32,
    analysis: u32,
    names: Vec<String>,
    pub(crate) cursor: Option<Cursor>,
    /// The number the next segment file gets.
    pub(crate) next_file: u64,
    pub(crate) segments: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) file: String,
    pub(crate) dead: Vec<u32>,
}

/// Only the part that never changes its place: read first.
#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

impl Manifest {
    pub(crate) fn new(schema: &Schema, cursor: Option<Cursor>, next_file: u64, segments: Vec<Entry>) -> Self {
        Self { format: FORMAT, analysis: ANALYSIS, names: schema.names(), cursor, next_file, segments }
    }

    /// Writes the list: one line with the CRC-32 of the rest, then JSON.
    pub(crate) fn save(&self, folder: &Path) -> Result<(), Error> {
        files::write_whole(folder, FILE, |file| {
            use std::io::Write;
            let body = serde_json::to_vec(self)?;
            writeln!(file, "{:08x}", checksum(&body))?;
            file.write_all(&body)
        })
    }

    /// Reads the list; none if the folder has none.
    pub(crate) fn load(folder: &Path, schema: &Schema) -> Result<Option<Self>, Error> {
        let path = folder.join(FILE);
        let Some(bytes) = files::read_all(&path)? else { return Ok(None) };
        let damaged = |what: String| Error::Damaged { path: path.clone(), what };
        let (sum, body) = bytes.split_at_checked(9).ok_or_else(|| damaged("it ends too early".to_owned()))?;
        let expected = format!("{:08x}\n", checksum(body));
        if sum != expected.as_bytes() {
            return Err(damaged("its checksum does not fit".to_owned()));
        }
        let FormatOnly { format } =
            serde_json::from_slice(body).map_err(|error| damaged(error.to_string()))?;
        if format != FORMAT {
            return Err(Error::OtherFormat { path, found: format, expected: FORMAT });
        }
        let manifest: Self = serde_json::from_slice(body).map_err(|error| damaged(error.to_string()))?;
        if manifest.analysis != ANALYSIS || manifest.names != schema.names() {
            return Err(Error::OtherSchema { path: folder.to_owned() });
        }
        Ok(Some(manifest))
    }
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}
