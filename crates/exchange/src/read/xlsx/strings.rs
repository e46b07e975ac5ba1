//! Shared strings on disk with an index in memory: eight bytes a string, however long the strings are.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::Limits;
use super::xml::{RUN_TOO_LONG, RunLimited, damaged, push_entity, unescape};
use crate::Error;

/// The shared strings of a workbook.
#[derive(Debug)]
pub(super) struct Strings {
    file: BufReader<File>,
    /// Where each string begins; one more for the end of the last.
    starts: Vec<u64>,
    position: u64,
}

impl Strings {
    /// No strings at all.
    pub(super) fn none() -> Result<Self, Error> {
        Ok(Self { file: BufReader::new(tempfile::tempfile()?), starts: vec![0], position: 0 })
    }

    /// Reads the part; readings in kana (`rPh`) that stand beside the text are passed over.
    pub(super) fn read(path: &Path, part: File, limits: &Limits) -> Result<Self, Error> {
        let run = limits.cell_chars.saturating_mul(8);
        let mut reader = Reader::from_reader(RunLimited::new(BufReader::with_capacity(64 << 10, part), run));
        let mut out = BufWriter::new(tempfile::tempfile()?);
        let mut starts = vec![0];
        let mut buffer = Vec::new();
        let mut text = String::new();
        let (mut depth_reading, mut in_text) = (0_u32, false);
        let mut end: u64 = 0;
        loop {
            buffer.clear();
            let event =
                reader.read_event_into(&mut buffer).map_err(|error| xml_error(path, None, limits, &error))?;
            match event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "si" => text.clear(),
                    "rPh" => depth_reading += 1,
                    "t" => in_text = depth_reading == 0,
                    _ => {}
                },
                Event::Empty(element) if element.local_name().as_ref() == "si" => starts.push(end),
                Event::Text(words) if in_text => text.push_str(&words.xml10_content()),
                Event::CData(words) if in_text => text.push_str(&words.xml10_content()),
                Event::GeneralRef(entity) if in_text => push_entity(&entity, &mut text),
                Event::End(element) => match element.local_name().as_ref() {
                    "rPh" => depth_reading = depth_reading.saturating_sub(1),
                    "t" => in_text = false,
                    "si" => {
                        let written = unescape(std::mem::take(&mut text));
                        out.write_all(written.as_bytes())?;
                        end += u64::try_from(written.len()).unwrap_or(0);
                        starts.push(end);
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        let mut file = out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(Self { file: BufReader::with_capacity(64 << 10, file), starts, position: 0 })
    }

    /// The string of an index.
    pub(super) fn get(&mut self, index: usize) -> Result<Option<String>, std::io::Error> {
        let (Some(start), Some(end)) = (self.starts.get(index).copied(), self.starts.get(index + 1).copied())
        else {
            return Ok(None);
        };
        // Strings are mostly asked for in order: a relative move keeps the buffer.
        let forward = i64::try_from(start).unwrap_or(0) - i64::try_from(self.position).unwrap_or(0);
        self.file.seek_relative(forward)?;
        let mut bytes = vec![0; usize::try_from(end - start).unwrap_or(0)];
        self.file.read_exact(&mut bytes)?;
        self.position = end;
        String::from_utf8(bytes)
            .map(Some)
            .map_err(|error| std::io::Error::new(std::io::ErrorKind::InvalidData, error))
    }
}

/// The error of an XML part: too long a text, or damage.
pub(super) fn xml_error(path: &Path, row: Option<u32>, limits: &Limits, error: &quick_xml::Error) -> Error {
    if error.to_string().contains(RUN_TOO_LONG) {
        return Error::TooLarge {
            path: path.to_owned(),
            row,
            what: "a cell".to_owned(),
            limit: u64::try_from(limits.cell_chars).unwrap_or(u64::MAX),
            unit: "characters",
        };
    }
    damaged(path, row, error)
}
