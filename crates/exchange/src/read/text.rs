//! Text files as UTF-8: the encoding is told from the whole file, other encodings are decoded into a file without name.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use encoding_rs::{CoderResult, Encoding, SHIFT_JIS, UTF_16BE, UTF_16LE};

use super::source::io;
use crate::Error;

const CHUNK: usize = 64 << 10;

/// Text as UTF-8 without byte order mark.
#[derive(Debug)]
pub(super) struct TextFile {
    pub(super) reader: BufReader<File>,
    pub(super) encoding: &'static str,
    /// Line feeds in it.
    pub(super) lines: u64,
}

/// Tells the encoding of a file and gives its text.
pub(super) fn open_text(path: &Path, mut file: File) -> Result<TextFile, Error> {
    let mut mark = Vec::new();
    Read::by_ref(&mut file).take(3).read_to_end(&mut mark).map_err(|source| io(path, source))?;
    let utf16 = match mark.as_slice() {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = utf16 {
        rewind(path, &mut file, 2)?;
        let (reader, lines) = decode(path, file, encoding)?.ok_or_else(|| Error::Damaged {
            path: path.to_owned(),
            row: None,
            detail: "the text is marked as UTF-16 but is not".to_owned(),
        })?;
        return Ok(TextFile { reader, encoding: "UTF-16", lines });
    }
    let marked = mark == [0xef, 0xbb, 0xbf];
    let start = if marked { 3 } else { 0 };
    rewind(path, &mut file, start)?;
    let scan = Scan::of(path, &mut file)?;
    rewind(path, &mut file, start)?;
    let Some((line, byte)) = scan.first_error else {
        let encoding = if marked { "UTF-8 with byte order mark" } else { "UTF-8" };
        return Ok(TextFile { reader: BufReader::with_capacity(CHUNK, file), encoding, lines: scan.lines });
    };
    let wrong = || Error::Encoding { path: path.to_owned(), line, byte };
    // A file that is UTF-8 for the most part has been damaged; read as CP932 it would become nonsense.
    if marked || scan.valid > scan.errors || scan.western > scan.errors / 2 {
        return Err(wrong());
    }
    let (reader, lines) = decode(path, file, SHIFT_JIS)?.ok_or_else(wrong)?;
    Ok(TextFile { reader, encoding: "CP932", lines })
}

fn rewind(path: &Path, file: &mut File, to: u64) -> Result<(), Error> {
    file.seek(SeekFrom::Start(to)).map(|_| ()).map_err(|source| io(path, source))
}

/// What one pass over the bytes tells.
#[derive(Debug, Default)]
struct Scan {
    lines: u64,
    /// Characters of several bytes that are right UTF-8.
    valid: u64,
    /// Places that are not UTF-8.
    errors: u64,
    /// Those of them that stand between two ASCII letters, as é does in Western encodings.
    western: u64,
    first_error: Option<(u32, u8)>,
}

impl Scan {
    fn of(path: &Path, file: &mut File) -> Result<Self, Error> {
        let mut scan = Self::default();
        let mut buffer = vec![0; CHUNK];
        let mut kept = 0;
        loop {
            let space = buffer.get_mut(kept..).unwrap_or_default();
            let count = file.read(space).map_err(|source| io(path, source))?;
            let filled = kept + count;
            let done = count == 0;
            let used = scan.take(buffer.get(..filled).unwrap_or_default(), done);
            if done {
                return Ok(scan);
            }
            buffer.copy_within(used..filled, 0);
            kept = filled - used;
        }
    }

    /// Takes bytes in; gives how many were used. The rest is the beginning of a character.
    fn take(&mut self, bytes: &[u8], last: bool) -> usize {
        let mut at = 0;
        while let Some(rest) = bytes.get(at..) {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.good(text);
                    return bytes.len();
                }
                Err(error) => {
                    let good = error.valid_up_to();
                    if let Some(text) = rest.get(..good).and_then(|good| std::str::from_utf8(good).ok()) {
                        self.good(text);
                    }
                    at += good;
                    let Some(wrong) = error.error_len() else {
                        if !last {
                            return at;
                        }
                        self.wrong(bytes, at);
                        return bytes.len();
                    };
                    self.wrong(bytes, at);
                    at += wrong;
                }
            }
        }
        bytes.len()
    }

    fn good(&mut self, text: &str) {
        let lines = text.bytes().filter(|byte| *byte == b'\n').count();
        self.lines += u64::try_from(lines).unwrap_or(0);
        if !text.is_ascii() {
            let wide = text.chars().filter(|c| !c.is_ascii()).count();
            self.valid += u64::try_from(wide).unwrap_or(0);
        }
    }

    fn wrong(&mut self, bytes: &[u8], at: usize) {
        self.errors += 1;
        let letter = |index: Option<usize>| {
            index.and_then(|index| bytes.get(index)).is_some_and(u8::is_ascii_alphabetic)
        };
        if letter(at.checked_sub(1)) && letter(at.checked_add(1)) {
            self.western += 1;
        }
        if self.first_error.is_none() {
            let line = u32::try_from(self.lines).unwrap_or(u32::MAX).saturating_add(1);
            self.first_error = Some((line, bytes.get(at).copied().unwrap_or(0)));
        }
    }
}

/// Decodes the rest of a file; `None` where it is not in that encoding.
fn decode(
    path: &Path,
    mut file: File,
    encoding: &'static Encoding,
) -> Result<Option<(BufReader<File>, u64)>, Error> {
    let mut out = BufWriter::new(tempfile::tempfile()?);
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = vec![0; CHUNK];
    let mut text = vec![0; CHUNK * 4];
    let mut lines: u64 = 0;
    loop {
        let count = file.read(&mut buffer).map_err(|source| io(path, source))?;
        let mut rest = buffer.get(..count).unwrap_or_default();
        loop {
            let (result, read, written, errors) = decoder.decode_to_utf8(rest, &mut text, count == 0);
            if errors {
                return Ok(None);
            }
            let decoded = text.get(..written).unwrap_or_default();
            lines += u64::try_from(decoded.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(0);
            out.write_all(decoded)?;
            rest = rest.get(read..).unwrap_or_default();
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        if count == 0 {
            let mut decoded = out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            decoded.seek(SeekFrom::Start(0))?;
            return Ok(Some((BufReader::with_capacity(CHUNK, decoded), lines)));
        }
    }
}
