//! Small documents made in the test itself: PDF, Word, PowerPoint, Excel, with the words that the test gives.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A PDF of one page for each text. The font is not embedded; a table says what its codes mean, as browsers and Office
/// write it.
#[must_use]
pub fn pdf(pages: &[&str]) -> Vec<u8> {
    let to_unicode = stream(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def \
         1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange \
         endcmap end end",
    );
    pdf_with("/Encoding /Identity-H /ToUnicode 5 0 R", "Identity", &to_unicode, pages, |text| {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    })
}

/// A PDF as Japanese programs of the 1990s wrote them: codes of CP932, nothing embedded, no table.
#[must_use]
pub fn cp932_pdf(bytes: &[u8]) -> Vec<u8> {
    let empty = stream("");
    pdf_with("/Encoding /90ms-RKSJ-H", "Japan1", &empty, &[""], |_| bytes.to_vec())
}

fn pdf_with(
    font: &str,
    ordering: &str,
    table: &str,
    pages: &[&str],
    encode: impl Fn(&str) -> Vec<u8>,
) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        format!("<< /Type /Font /Subtype /Type0 /BaseFont /MS-Gothic {font} /DescendantFonts [4 0 R] >>"),
        format!(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /MS-Gothic /DW 1000 \
             /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> >>"
        ),
        table.to_owned(),
    ];
    let mut kids = Vec::new();
    for page in pages {
        let mut drawn = String::from("BT /F1 10 Tf 1 0 0 1 50 800 Tm 14 TL\n");
        for line in page.lines().chain(page.is_empty().then_some("")) {
            let hex: String = encode(line).iter().map(|byte| format!("{byte:02X}")).collect();
            drawn.push_str(&format!("<{hex}> Tj T*\n"));
        }
        drawn.push_str("ET");
        objects.push(stream(&drawn));
        let content = objects.len();
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>"
        ));
        kids.push(format!("{} 0 R", objects.len()));
    }
    if let Some(tree) = objects.get_mut(1) {
        *tree = format!("<< /Type /Pages /Count {} /Kids [{}] >>", kids.len(), kids.join(" "));
    }
    assemble(&objects, "")
}

/// A PDF that is locked by a password: what it says of the lock is lawful, and no password fits.
#[must_use]
pub fn locked_pdf() -> Vec<u8> {
    let key = "01234567890123456789012345678901";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned(),
        format!("<< /Filter /Standard /V 1 /R 2 /O ({key}) /U ({key}) /P -4 >>"),
    ];
    assemble(&objects, "/Encrypt 4 0 R /ID [(0123456789012345) (0123456789012345)] ")
}

fn stream(content: &str) -> String {
    format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len())
}

fn assemble(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(out.len());
        out.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let table = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        out.push_str(&format!("{place:010} 00000 n \n"));
    }
    let size = objects.len() + 1;
    out.push_str(&format!("trailer\n<< /Size {size} /Root 1 0 R {trailer}>>\nstartxref\n{table}\n%%EOF\n"));
    out.into_bytes()
}

/// A Word document of these paragraphs.
#[must_use]
pub fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let body: String =
        paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", escape(text))).collect();
    let document = format!("<w:document xmlns:w=\"urn:w\"><w:body>{body}</w:body></w:document>");
    package(&[("word/document.xml", &document)])
}

/// A presentation of these slides.
#[must_use]
pub fn pptx(slides: &[&str]) -> Vec<u8> {
    let mut parts =
        vec![("ppt/presentation.xml".to_owned(), "<p:presentation xmlns:p=\"urn:p\"/>".to_owned())];
    for (number, text) in (1..).zip(slides) {
        let slide = format!(
            "<p:sld xmlns:p=\"urn:p\" xmlns:a=\"urn:a\"><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:sld>",
            escape(text)
        );
        parts.push((format!("ppt/slides/slide{number}.xml"), slide));
    }
    package(&parts)
}

/// A workbook of one sheet with these shared strings.
#[must_use]
pub fn xlsx(strings: &[&str]) -> Vec<u8> {
    let items: String = strings
        .iter()
        .map(|text| format!("<si><t>{}</t><rPh><t>ヨミ</t></rPh></si>", escape(text)))
        .collect();
    package(&[
        ("xl/workbook.xml", "<workbook/>".to_owned()),
        ("xl/sharedStrings.xml", format!("<sst>{items}</sst>")),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"str\"><f>A1</f><v>式の答え</v></c><c><v>12345</v></c></row></sheetData></worksheet>".to_owned()),
    ])
}

/// A package of these parts, as Office writes them.
#[must_use]
pub fn package(parts: &[(impl AsRef<str>, impl AsRef<str>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let all = std::iter::once(("[Content_Types].xml", "<Types/>"));
    for (name, content) in all.chain(parts.iter().map(|(name, content)| (name.as_ref(), content.as_ref()))) {
        let written = zip.start_file(name, SimpleFileOptions::default());
        written.unwrap_or_else(|error| panic!("the part {name} cannot be written: {error}"));
        let written = zip.write_all(content.as_bytes());
        written.unwrap_or_else(|error| panic!("the part {name} cannot be written: {error}"));
    }
    zip.finish().unwrap_or_else(|error| panic!("the package cannot be written: {error}")).into_inner()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
