//! What a file is, by its first bytes and, for packages, by the names of its parts.

use std::io::Cursor;

use zip::ZipArchive;

/// A type of file that is told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// Portable Document Format.
    Pdf,
    /// A text document of Office Open XML.
    Docx,
    /// A presentation of Office Open XML.
    Pptx,
    /// A workbook of Office Open XML.
    Xlsx,
    /// Plain text.
    Text,
    /// A table as comma-separated values.
    Csv,
    /// A page of HTML.
    Html,
    /// A drawing of SVG.
    Svg,
    /// Other XML.
    Xml,
    /// An image.
    Png,
    /// An image.
    Jpeg,
    /// An image.
    Gif,
    /// An image.
    Webp,
    /// A ZIP archive.
    Zip,
    /// A document of Office before 2007.
    OldOffice,
    /// An Office document that is locked by a password.
    Locked,
    /// Anything else.
    Unknown,
}

impl Media {
    /// Tells what these bytes are. The name decides between plain text and a table only.
    #[must_use]
    pub fn of(bytes: &[u8], name: &str) -> Self {
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        // Readers of PDF accept bytes before the mark (ISO 32000-1, annex H.3.4.1).
        if find(head, b"%PDF-").is_some() {
            return Self::Pdf;
        }
        match head {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return package(bytes),
            [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => return compound(bytes),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => return Self::Png,
            [0xff, 0xd8, 0xff, ..] => return Self::Jpeg,
            [b'G', b'I', b'F', b'8', ..] => return Self::Gif,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => return Self::Webp,
            _ => {}
        }
        text_like(head, bytes, name)
    }

    /// The media type (IANA registry).
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Text => "text/plain",
            Self::Csv => "text/csv",
            Self::Html => "text/html",
            Self::Svg => "image/svg+xml",
            Self::Xml => "application/xml",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Zip => "application/zip",
            Self::OldOffice | Self::Locked => "application/x-ole-storage",
            Self::Unknown => "application/octet-stream",
        }
    }
}

/// Whether a browser may be told this type: it runs nothing, even where it is opened in spite of everything.
#[must_use]
pub fn is_inline_safe(media_type: &str) -> bool {
    use Media as M;
    let safe = [M::Pdf, M::Docx, M::Pptx, M::Xlsx, M::Text, M::Csv, M::Png, M::Jpeg, M::Gif, M::Webp, M::Zip];
    safe.iter().any(|media| media.media_type() == media_type)
}

fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).position(|window| window == mark)
}

fn package(bytes: &[u8]) -> Media {
    let Ok(zip) = ZipArchive::new(Cursor::new(bytes)) else { return Media::Zip };
    let has = |part: &str| zip.index_for_name(part).is_some();
    if !has("[Content_Types].xml") {
        return Media::Zip;
    }
    match () {
        () if has("word/document.xml") => Media::Docx,
        () if has("ppt/presentation.xml") => Media::Pptx,
        () if has("xl/workbook.xml") => Media::Xlsx,
        () => Media::Zip,
    }
}

/// A compound file: old Office, or the shell of a locked new one, whose directory names a stream `EncryptedPackage`
/// (MS-OFFCRYPTO 2.3.4.4) in UTF-16.
fn compound(bytes: &[u8]) -> Media {
    let mark: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if find(bytes, &mark).is_some() { Media::Locked } else { Media::OldOffice }
}

fn text_like(head: &[u8], bytes: &[u8], name: &str) -> Media {
    let is_utf16 = matches!(head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 11 | 14..=26 | 28..=31 | 127);
    if bytes.is_empty() || (!is_utf16 && head.iter().any(is_control)) {
        return Media::Unknown;
    }
    let shown = String::from_utf8_lossy(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head)).to_lowercase();
    // A browser that guesses would look through the beginning of the file (WHATWG MIME Sniffing, 7.1).
    let html =
        ["<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<table", "<style", "<meta"];
    let start = shown.trim_start();
    if html.iter().any(|tag| start.starts_with(tag)) || (start.starts_with('<') && shown.contains("<html")) {
        return Media::Html;
    }
    if start.starts_with('<') && shown.contains("<svg") {
        return Media::Svg;
    }
    if start.starts_with("<?xml") {
        return Media::Xml;
    }
    if name.to_lowercase().ends_with(".csv") { Media::Csv } else { Media::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_the_name_does_not() {
        assert_eq!(Media::of(b"<!DOCTYPE html><script>alert(1)</script>", "leaflet.pdf"), Media::Html);
        assert_eq!(
            Media::of(b"  \n<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "a.png"),
            Media::Svg
        );
        assert_eq!(Media::of(b"%PDF-1.7\n", "a.html"), Media::Pdf);
        assert_eq!(Media::of("希少糖".as_bytes(), "a.pdf"), Media::Text);
        assert_eq!(Media::of(b"a,b\n1,2\n", "A.CSV"), Media::Csv);
        assert_eq!(Media::of(b"", "a.txt"), Media::Unknown);
        assert_eq!(Media::of(&[0, 1, 2, 3], "a.txt"), Media::Unknown);
        assert_eq!(Media::of(b"PK\x03\x04 and no directory", "a.docx"), Media::Zip);
    }

    #[test]
    fn what_could_run_is_never_named_to_a_browser() {
        for media in [Media::Html, Media::Svg, Media::Xml, Media::Unknown, Media::Locked] {
            assert!(!is_inline_safe(media.media_type()), "{media:?}");
        }
        assert!(is_inline_safe("application/pdf"));
    }
}
