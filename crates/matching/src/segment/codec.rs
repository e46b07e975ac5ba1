//! A segment as bytes: magic, format, a JSON header with the small tables, arrays of 32-bit numbers (little endian), a
//! CRC-32 over everything before it. Not here: files.

use std::io::{Read, Write};

use flate2::Crc;
use serde::{Deserialize, Serialize};

use super::{Length, Posting, Run, Segment, Strings, TermTable, Zone};
use crate::numbers;

const MAGIC: &[u8; 8] = b"ENISHIMX";

/// Another number, another layout.
pub(crate) const FORMAT: u32 = 1;

/// Numbers are read and written in pieces of so many, so that memory stays in proportion to what is really there.
const PIECE: usize = 1 << 14;

#[derive(Serialize, Deserialize)]
struct Header {
    zones: Vec<Zone>,
    tokens: Vec<String>,
}

/// Why bytes are no segment.
#[derive(Debug)]
pub(crate) enum Flaw {
    /// Written in another format.
    Format(u32),
    /// Not what was written.
    Damage(String),
    /// The system refused.
    Io(std::io::Error),
}

impl From<std::io::Error> for Flaw {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::UnexpectedEof => Self::Damage("it ends too early".to_owned()),
            _ => Self::Io(error),
        }
    }
}

/// Writes a segment.
pub(crate) fn write(segment: &Segment, to: impl Write) -> std::io::Result<()> {
    let mut to = Summed { inner: to, crc: Crc::new() };
    to.write_all(MAGIC)?;
    to.write_all(&FORMAT.to_le_bytes())?;
    let header = Header { zones: segment.zones.clone(), tokens: segment.tokens.clone() };
    write_bytes(&mut to, &serde_json::to_vec(&header)?)?;
    write_strings(&mut to, &segment.keys)?;
    write_numbers(&mut to, segment.levels.iter().copied())?;
    write_numbers(&mut to, segment.level_tokens.iter().copied())?;
    write_numbers(&mut to, segment.length_ends.iter().copied())?;
    write_numbers(&mut to, segment.lengths.iter().map(|length| length.doc))?;
    write_numbers(&mut to, segment.lengths.iter().map(|length| length.tokens))?;
    write_strings(&mut to, &segment.terms.names)?;
    write_numbers(&mut to, segment.run_ends.iter().copied())?;
    write_numbers(&mut to, segment.runs.iter().map(|run| run.zone))?;
    write_numbers(&mut to, segment.runs.iter().map(|run| run.end))?;
    write_numbers(&mut to, segment.postings.iter().map(|posting| posting.0))?;
    let sum = to.crc.sum();
    to.inner.write_all(&sum.to_le_bytes())?;
    to.inner.flush()
}

/// Reads a segment.
pub(crate) fn read(from: impl Read) -> Result<Segment, Flaw> {
    let mut from = Summed { inner: from, crc: Crc::new() };
    let mut magic = [0; 8];
    from.read_exact(&mut magic)?;
    if &magic != MAGIC {
        return Err(Flaw::Damage("it does not begin like an index segment".to_owned()));
    }
    let format = read_number(&mut from)?;
    if format != FORMAT {
        return Err(Flaw::Format(format));
    }
    let header: Header = serde_json::from_slice(&read_bytes(&mut from)?)
        .map_err(|error| Flaw::Damage(format!("header: {error}")))?;
    let mut segment = Segment { zones: header.zones, tokens: header.tokens, ..Segment::default() };
    segment.keys = read_strings(&mut from)?;
    segment.levels = read_numbers(&mut from)?;
    segment.level_tokens = read_numbers(&mut from)?;
    segment.length_ends = read_numbers(&mut from)?;
    let docs = read_numbers(&mut from)?;
    let tokens = read_numbers(&mut from)?;
    segment.lengths = docs.into_iter().zip(tokens).map(|(doc, tokens)| Length { doc, tokens }).collect();
    segment.terms = TermTable::new(read_strings(&mut from)?);
    segment.run_ends = read_numbers(&mut from)?;
    let zones = read_numbers(&mut from)?;
    let ends = read_numbers(&mut from)?;
    segment.runs = zones.into_iter().zip(ends).map(|(zone, end)| Run { zone, end }).collect();
    segment.postings = read_postings(&mut from)?;
    let sum = from.crc.sum();
    let mut stored = [0; 4];
    from.inner.read_exact(&mut stored)?;
    if u32::from_le_bytes(stored) != sum {
        let found = u32::from_le_bytes(stored);
        return Err(Flaw::Damage(format!("checksum {found:08x} stored, {sum:08x} computed")));
    }
    if from.inner.read(&mut [0])? != 0 {
        return Err(Flaw::Damage("it goes on after its end".to_owned()));
    }
    Ok(segment)
}

/// A stream that sums what passes.
struct Summed<S> {
    inner: S,
    crc: Crc,
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.crc.update(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

impl<R: Read> Read for Summed<R> {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(bytes)?;
        self.crc.update(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }
}

fn write_numbers(to: &mut impl Write, list: impl ExactSizeIterator<Item = u32>) -> std::io::Result<()> {
    to.write_all(&numbers::narrow(list.len()).to_le_bytes())?;
    let mut piece = Vec::with_capacity(PIECE * 4);
    for number in list {
        piece.extend_from_slice(&number.to_le_bytes());
        if piece.len() == PIECE * 4 {
            to.write_all(&piece)?;
            piece.clear();
        }
    }
    to.write_all(&piece)
}

fn write_bytes(to: &mut impl Write, bytes: &[u8]) -> std::io::Result<()> {
    to.write_all(&numbers::narrow(bytes.len()).to_le_bytes())?;
    to.write_all(bytes)
}

fn write_strings(to: &mut impl Write, strings: &Strings) -> std::io::Result<()> {
    write_bytes(to, strings.text.as_bytes())?;
    write_numbers(to, strings.ends.iter().copied())
}

fn read_number(from: &mut impl Read) -> Result<u32, Flaw> {
    let mut bytes = [0; 4];
    from.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}

/// Reads a counted list in pieces: a damaged count ends at the end of the file, not in a huge allocation.
fn read_counted<T>(
    from: &mut impl Read,
    width: usize,
    mut item: impl FnMut(&[u8]) -> T,
) -> Result<Vec<T>, Flaw> {
    let mut left = numbers::index(read_number(from)?);
    let mut list = Vec::with_capacity(left.min(PIECE));
    let mut buffer = vec![0; PIECE * width];
    while left > 0 {
        let count = left.min(PIECE);
        let piece = buffer.get_mut(..count * width).unwrap_or_default();
        from.read_exact(piece)?;
        if list.capacity() < list.len() + count {
            list.reserve_exact(left.min(list.len().max(PIECE)));
        }
        list.extend(piece.chunks_exact(width).map(&mut item));
        left -= count;
    }
    Ok(list)
}

fn little_endian(bytes: &[u8]) -> u32 {
    bytes.try_into().map_or(0, u32::from_le_bytes)
}

fn read_numbers(from: &mut impl Read) -> Result<Vec<u32>, Flaw> {
    read_counted(from, 4, little_endian)
}

fn read_postings(from: &mut impl Read) -> Result<Vec<Posting>, Flaw> {
    read_counted(from, 4, |bytes| Posting(little_endian(bytes)))
}

fn read_bytes(from: &mut impl Read) -> Result<Vec<u8>, Flaw> {
    read_counted(from, 1, |bytes| bytes.first().copied().unwrap_or_default())
}

fn read_strings(from: &mut impl Read) -> Result<Strings, Flaw> {
    let text =
        String::from_utf8(read_bytes(from)?).map_err(|error| Flaw::Damage(format!("text: {error}")))?;
    Ok(Strings { text, ends: read_numbers(from)? })
}
