//! Small helpers over the XML reader: text of entities, attributes, and a limit on text between two tags.

use std::io::{BufRead, Read};
use std::path::Path;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart};

use crate::Error;

/// A reader that fails where more than so many bytes stand between two `<`: the XML reader would keep them all.
#[derive(Debug)]
pub(super) struct RunLimited<R> {
    inner: R,
    run: usize,
    limit: usize,
}

impl<R> RunLimited<R> {
    pub(super) const fn new(inner: R, limit: usize) -> Self {
        Self { inner, run: 0, limit }
    }
}

/// What the error of [`RunLimited`] says, by which it is recognised.
pub(super) const RUN_TOO_LONG: &str = "one text of the sheet is too long";

impl<R: BufRead> Read for RunLimited<R> {
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

impl<R: BufRead> BufRead for RunLimited<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.run > self.limit {
            return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, RUN_TOO_LONG));
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
        self.inner.consume(count);
    }
}

/// The error of a part that is no good XML.
pub(super) fn damaged(path: &Path, row: Option<u32>, detail: impl std::fmt::Display) -> Error {
    Error::Damaged { path: path.to_owned(), row, detail: detail.to_string() }
}

/// The value of an attribute by its local name, entities resolved.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    for attribute in element.attributes().with_checks(false).flatten() {
        if attribute.key.local_name().as_ref() == name {
            return attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .ok()
                .map(|value| value.into_owned());
        }
    }
    None
}

/// Adds what an entity such as `&amp;` or `&#10;` stands for; unknown ones stay as they are written.
pub(super) fn push_entity(entity: &BytesRef<'_>, out: &mut String) {
    let name = entity.as_ref();
    if let Some(known) = resolve_xml_entity(name) {
        out.push_str(known);
    } else if let Ok(Some(char)) = entity.resolve_char_ref() {
        out.push(char);
    } else {
        out.push('&');
        out.push_str(name);
        out.push(';');
    }
}

/// The text with Excel's own escapes resolved: `_x000D_` is a carriage return, `_x005F_` protects an underscore.
pub(super) fn unescape(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    let mut units: Vec<u16> = Vec::new();
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        if !before.is_empty() {
            flush(&mut units, &mut out);
            out.push_str(before);
        }
        let unit = from.get(2..6).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match unit.and_then(|hex| u16::from_str_radix(hex, 16).ok()).filter(|_| from.get(6..7) == Some("_")) {
            Some(unit) => {
                units.push(unit);
                rest = from.get(7..).unwrap_or_default();
            }
            None => {
                flush(&mut units, &mut out);
                out.push('_');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    flush(&mut units, &mut out);
    out.push_str(rest);
    out
}

fn flush(units: &mut Vec<u16>, out: &mut String) {
    out.extend(char::decode_utf16(units.drain(..)).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_excel_are_resolved() {
        let of = |text: &str| unescape(text.to_owned());
        assert_eq!(of("a_x000D_b"), "a\rb");
        assert_eq!(of("_x005F_x000D_"), "_x000D_");
        assert_eq!(of("_x00"), "_x00");
        assert_eq!(of("a_xyz_"), "a_xyz_");
        assert_eq!(of("_xD83D__xDCF7_"), "📷");
    }

    #[test]
    fn a_long_text_stops_the_reader() {
        let text = format!("<a>{}</a>", "x".repeat(5_000));
        let mut out = String::new();
        let mut limited = RunLimited::new(std::io::BufReader::with_capacity(64, text.as_bytes()), 1_000);
        let error = limited.read_to_string(&mut out).unwrap_err();
        assert_eq!(error.to_string(), RUN_TOO_LONG);
        let mut limited = RunLimited::new(std::io::BufReader::with_capacity(64, text.as_bytes()), 6_000);
        assert!(limited.read_to_string(&mut out).is_ok());
    }
}
