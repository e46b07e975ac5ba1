//! The text of Office Open XML packages: paragraphs of documents, slides with their notes, words of workbooks.
//!
//! Parts stream through the XML reader; none is held whole, and a part that unpacks to too much ends the reading.

use std::io::{BufRead, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::gather::Gather;
use crate::media::Media;
use crate::reading::{Reason, Stop};

/// Bytes between two tags at most: the XML reader keeps them all.
const RUN_BYTES: usize = 16 << 20;
/// XML events between two looks at the clock.
const EVENTS: u32 = 4_096;

type Package<'a> = ZipArchive<Cursor<&'a [u8]>>;

const DAMAGED: Stop = Stop::Unreadable(Reason::Damaged);
const LARGE: Stop = Stop::Unreadable(Reason::Large);

/// Reads a package.
pub(crate) fn read(media: Media, bytes: &[u8], gather: &mut Gather<'_>) -> Result<(), Stop> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
    let parts = parts(media, &package);
    if parts.is_empty() {
        return Err(DAMAGED);
    }
    let mut pages = 0;
    for part in &parts {
        if is_page(part) {
            if pages >= gather.limits.pages {
                return Err(Stop::Enough);
            }
            pages += 1;
        }
        read_part(&mut package, part, gather)?;
        gather.end_line()?;
    }
    Ok(())
}

fn is_page(part: &str) -> bool {
    part.starts_with("ppt/slides/") || part.starts_with("xl/worksheets/")
}

/// The parts with text, in the order in which people read them.
fn parts(media: Media, package: &Package<'_>) -> Vec<String> {
    let folders: &[(&str, &str)] = match media {
        Media::Docx => &[
            ("word/document", ""),
            ("word/header", ""),
            ("word/footer", ""),
            ("word/footnotes", ""),
            ("word/endnotes", ""),
            ("word/comments", ""),
        ],
        Media::Pptx => &[("ppt/slides/slide", "ppt/notesSlides/notesSlide"), ("ppt/diagrams/data", "")],
        Media::Xlsx => &[
            ("xl/sharedStrings", ""),
            ("xl/worksheets/sheet", ""),
            ("xl/comments", ""),
            ("xl/drawings/drawing", ""),
        ],
        _ => &[],
    };
    let mut parts: Vec<(usize, u64, usize, String)> = Vec::new();
    // A name that is no text names no part that is looked for.
    for name in package.file_names().filter_map(Result::ok) {
        for (place, (first, second)) in folders.iter().enumerate() {
            for (turn, beginning) in [first, second].into_iter().enumerate() {
                let number = name.strip_prefix(beginning).and_then(|rest| rest.strip_suffix(".xml"));
                // `slide10` follows `slide9`; a part without a number is the only one.
                let is_number = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
                if let Some(number) = number.filter(is_number).filter(|_| !beginning.is_empty()) {
                    parts.push((place, number.parse().unwrap_or(0), turn, name.to_string()));
                }
            }
        }
    }
    parts.sort();
    parts.into_iter().map(|(.., name)| name).collect()
}

fn read_part(package: &mut Package<'_>, part: &str, gather: &mut Gather<'_>) -> Result<(), Stop> {
    let limit = gather.limits.part_bytes;
    let entry = package.by_name(part).map_err(|error| match error {
        ZipError::UnsupportedArchive(what) if what == ZipError::PASSWORD_REQUIRED => {
            Stop::Unreadable(Reason::Locked)
        }
        _ => DAMAGED,
    })?;
    if entry.size() > limit {
        return Err(LARGE);
    }
    // What it declares is not what it is: copying is limited too.
    let content = Limited { inner: BufReader::with_capacity(64 << 10, entry), left: limit, run: 0 };
    let mut reader = Reader::from_reader(content);
    let mut walk = Walk::default();
    let mut buffer = Vec::new();
    let mut events: u32 = 0;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| stop_of(&error))?;
        events = events.wrapping_add(1);
        if events.is_multiple_of(EVENTS) {
            gather.check_time()?;
        }
        if matches!(event, Event::Eof) {
            return Ok(());
        }
        walk.take(&event, gather)?;
    }
}

/// Where the walk through a part is.
#[derive(Default)]
struct Walk {
    /// Within how many elements whose text is not the document's.
    hidden: u32,
    in_text: bool,
    /// Whether the value of this cell is words that a formula gave, and no number or place in the table of strings.
    is_formula: bool,
}

impl Walk {
    fn take(&mut self, event: &Event<'_>, gather: &mut Gather<'_>) -> Result<(), Stop> {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                name if is_hidden(name) => self.hidden += 1,
                "c" => {
                    let kind = element.try_get_attribute("t").ok().flatten();
                    self.is_formula = kind.is_some_and(|kind| kind.value.as_ref() == "str");
                }
                "t" => self.in_text = self.hidden == 0,
                "v" => self.in_text = self.is_formula,
                _ => {}
            },
            Event::Empty(element) if self.hidden == 0 => match element.local_name().as_ref() {
                "tab" => gather.push("\t")?,
                "br" | "cr" => gather.end_line()?,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                name if is_hidden(name) => self.hidden = self.hidden.saturating_sub(1),
                "t" => self.in_text = false,
                "v" => {
                    self.in_text = false;
                    if self.is_formula {
                        gather.end_line()?;
                    }
                }
                // Paragraphs, shared strings, and cells with words of their own.
                "p" | "si" | "is" | "row" | "comment" => gather.end_line()?,
                "tc" => gather.push("\t")?,
                _ => {}
            },
            Event::Text(words) if self.in_text => gather.push(&words.xml10_content())?,
            Event::CData(words) if self.in_text => gather.push(&words.xml10_content())?,
            Event::GeneralRef(entity) if self.in_text => push_entity(entity, gather)?,
            _ => {}
        }
        Ok(())
    }
}

/// Readings beside Chinese characters (`rPh`, `rt`), what was deleted, and the second telling of a drawing for old
/// programs.
fn is_hidden(name: &str) -> bool {
    matches!(name, "rPh" | "rt" | "del" | "moveFrom" | "Fallback" | "delText" | "instrText")
}

fn push_entity(entity: &BytesRef<'_>, gather: &mut Gather<'_>) -> Result<(), Stop> {
    if let Some(known) = resolve_xml_entity(entity.as_ref()) {
        return gather.push(known);
    }
    match entity.resolve_char_ref() {
        Ok(Some(char)) => gather.push(char.encode_utf8(&mut [0; 4])),
        _ => Ok(()),
    }
}

/// What the error of [`Limited`] says, by which it is recognised.
const TOO_MUCH: &str = "the part unpacks to too much";

fn stop_of(error: &quick_xml::Error) -> Stop {
    if error.to_string().contains(TOO_MUCH) { LARGE } else { DAMAGED }
}

/// A reader that fails where there is too much in all, or too much between two tags.
struct Limited<R> {
    inner: R,
    left: u64,
    run: usize,
}

impl<R: BufRead> Read for Limited<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..count), available.get(..count)) {
            to.copy_from_slice(from);
        }
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Limited<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.left == 0 || self.run > RUN_BYTES {
            return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, TOO_MUCH));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        if let Ok(buffer) = self.inner.fill_buf() {
            let used = buffer.get(..count).unwrap_or(buffer);
            self.run = match used.iter().rposition(|byte| *byte == b'<') {
                Some(at) => used.len() - at,
                None => self.run.saturating_add(used.len()),
            };
        }
        self.left = self.left.saturating_sub(u64::try_from(count).unwrap_or(u64::MAX));
        self.inner.consume(count);
    }
}
