//! What a file really is, told by its first bytes, and its content as an ordinary file of text.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use super::Limits;
use crate::{Error, Format};

/// Bytes that are looked at to tell what a file is.
const SNIFF: usize = 8 << 10;

/// A file whose format is known.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) file: File,
    pub(super) format: Format,
    /// Bytes of the file as it was given.
    pub(super) packed_bytes: u64,
}

/// Opens a file and tells its format by its content.
pub(super) fn open_source(path: &Path, limits: &Limits) -> Result<Source, Error> {
    let mut file = File::open(path).map_err(|source| io(path, source))?;
    let metadata = file.metadata().map_err(|source| io(path, source))?;
    if metadata.is_dir() {
        return Err(not(path, "folder", "a folder", "name a file"));
    }
    let packed_bytes = metadata.len();
    let mut head = sniff(path, &mut file)?;
    if head.starts_with(&[0x1f, 0x8b]) {
        file = unpack(path, file, packed_bytes, limits)?;
        head = sniff(path, &mut file)?;
    }
    let format = tell_format(path, &head)?;
    Ok(Source { file, format, packed_bytes })
}

pub(super) fn io(path: &Path, source: std::io::Error) -> Error {
    Error::Io { path: path.to_owned(), source }
}

fn not(path: &Path, is: &'static str, found: &str, remedy: &'static str) -> Error {
    Error::NotASpreadsheet { path: path.to_owned(), is, found: found.to_owned(), remedy }
}

fn sniff(path: &Path, file: &mut File) -> Result<Vec<u8>, Error> {
    let mut head = Vec::with_capacity(SNIFF);
    let limit = u64::try_from(SNIFF).unwrap_or(u64::MAX);
    Read::by_ref(file).take(limit).read_to_end(&mut head).map_err(|source| io(path, source))?;
    file.seek(SeekFrom::Start(0)).map_err(|source| io(path, source))?;
    Ok(head)
}

fn tell_format(path: &Path, head: &[u8]) -> Result<Format, Error> {
    const SAVE_AS: &str = "open it in a spreadsheet program and save it as .xlsx or as CSV UTF-8";
    if head.is_empty() {
        return Err(not(path, "empty", "an empty file", "check that it was saved or sent completely"));
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(Format::Xlsx);
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(not(
            path,
            "old-excel",
            "an old Excel workbook (.xls) or one locked by a password",
            SAVE_AS,
        ));
    }
    if head.starts_with(b"%PDF") {
        return Err(not(path, "pdf", "a PDF document", "ask for the table as .xlsx or CSV"));
    }
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return Ok(Format::Csv);
    }
    let text = head.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(head).trim_ascii_start();
    let begins =
        |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()));
    if ["<!doctype html", "<html", "<head", "<table", "<script", "<meta", "<!--"]
        .iter()
        .any(|word| begins(word))
    {
        return Err(not(
            path,
            "html",
            "an HTML page",
            "the download gave a web page, such as a sign-in or error page; download the file again",
        ));
    }
    if begins("<?xml") || begins("<workbook") {
        return Err(not(path, "xml", "an XML document", SAVE_AS));
    }
    let control =
        head.iter().filter(|byte| **byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c)).count();
    if control * 10 > head.len() {
        return Err(not(path, "binary", "binary data", SAVE_AS));
    }
    if text.starts_with(b"[") && Format::of_path(path) == Some(Format::JsonLines) {
        return Err(not(
            path,
            "json-array",
            "one JSON array",
            "write one object a line (JSON Lines), without brackets and commas around",
        ));
    }
    let object = text.starts_with(b"{")
        && text.get(1..).is_some_and(|rest| matches!(rest.trim_ascii_start(), [b'"' | b'}', ..]));
    if object || (text.is_empty() && Format::of_path(path) == Some(Format::JsonLines)) {
        return Ok(Format::JsonLines);
    }
    if Format::of_path(path) == Some(Format::JsonLines) {
        return Err(not(
            path,
            "no-json",
            "text that does not begin with a JSON object",
            "write one JSON object a line",
        ));
    }
    Ok(Format::Csv)
}

/// Unpacks gzip into a file without a name, within the limits.
fn unpack(path: &Path, file: File, packed: u64, limits: &Limits) -> Result<File, Error> {
    let mut out = tempfile::tempfile()?;
    let mut reader = MultiGzDecoder::new(BufReader::new(file));
    copy_limited(path, &mut reader, &mut out, packed, limits)?;
    out.seek(SeekFrom::Start(0))?;
    Ok(out)
}

/// Bytes up to which a high ratio is no sign of an attack.
const FREE: u64 = 16 << 20;

/// The most bytes that content packed in so many bytes may unpack to.
pub(super) fn unpacked_limit(packed: u64, limits: &Limits) -> u64 {
    limits.unpacked_bytes.min(packed.saturating_mul(limits.unpacked_ratio).max(FREE))
}

/// Copies packed content, stopping at the limits. Gives the number of bytes.
pub(super) fn copy_limited(
    path: &Path,
    from: &mut impl Read,
    to: &mut impl Write,
    packed: u64,
    limits: &Limits,
) -> Result<u64, Error> {
    let limit = unpacked_limit(packed, limits);
    let mut buffer = vec![0; 64 << 10];
    let mut total: u64 = 0;
    loop {
        let count = match from.read(&mut buffer) {
            Ok(0) => return Ok(total),
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => {
                return Err(Error::Damaged {
                    path: path.to_owned(),
                    row: None,
                    detail: format!("cannot unpack: {error}"),
                });
            }
        };
        total = total.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        if total > limit {
            return Err(Error::TooLarge {
                path: path.to_owned(),
                row: None,
                what: format!("the unpacked content of {packed} packed bytes"),
                limit,
                unit: "bytes",
            });
        }
        to.write_all(buffer.get(..count).unwrap_or_default())?;
    }
}
