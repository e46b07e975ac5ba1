//! Files made to harm, broken files, and files that are not what their name says: always an answer, never a crash.

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use enishi_documents::{Limits, Reading, Reason, State, read_guarded};
use enishi_testkit::papers;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn read(bytes: &[u8], name: &str) -> Reading {
    read_guarded(bytes.to_vec(), name, &Limits::default())
}

fn reason(bytes: &[u8], name: &str) -> Reason {
    let reading = read(bytes, name);
    assert_eq!((reading.state, reading.text.as_str()), (State::Unreadable, ""), "{name}");
    reading.reason.unwrap()
}

#[test]
fn what_is_cut_off_is_damaged() {
    let pdf = papers::pdf(&["希少糖"]);
    assert_eq!(reason(b"%PDF-1.7\nnothing", "a.pdf"), Reason::Damaged);
    assert_eq!(reason(&pdf[..40], "a.pdf"), Reason::Damaged);
    assert_eq!(
        reason(&papers::package(&[("word/document.xml", "<w:p><w:t>a</w:p>")]), "a.docx"),
        Reason::Damaged
    );
}

#[test]
fn a_package_that_unpacks_to_too_much_is_left_unread() {
    let limits = Limits { part_bytes: 1 << 20, ..Limits::default() };
    for filling in [b' ', b'<'] {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("[Content_Types].xml", SimpleFileOptions::default()).unwrap();
        zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
        zip.write_all(b"<w:document><w:p>").unwrap();
        for _ in 0..64 {
            zip.write_all(&vec![filling; 1 << 20]).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        assert!(bytes.len() < 1 << 20, "it is a bomb: {} bytes", bytes.len());
        let reading = read_guarded(bytes, "bomb.docx", &limits);
        assert_eq!((reading.state, reading.reason), (State::Unreadable, Some(Reason::Large)));
    }
}

#[test]
fn a_package_that_lies_about_its_size_is_stopped_while_it_unpacks() {
    let text = format!("<w:document><w:p><w:t>{}</w:t></w:p></w:document>", "x".repeat(4 << 20));
    let mut bytes = papers::package(&[("word/document.xml", &text)]);
    // Both headers of the part: the size as it says it is.
    let size = u32::try_from(text.len()).unwrap().to_le_bytes();
    while let Some(at) = bytes.windows(4).position(|window| window == size) {
        bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    let limits = Limits { part_bytes: 1 << 20, ..Limits::default() };
    let reading = read_guarded(bytes, "liar.docx", &limits);
    assert_eq!(reading.state, State::Unreadable, "{:?}", reading.reason);
}

#[test]
fn the_clock_ends_what_would_not_end() {
    let page = "希少糖の連続生産 ".repeat(2_000);
    let pages = vec![page.as_str(); 100];
    let limits = Limits { time: Duration::from_millis(1), ..Limits::default() };
    let began = Instant::now();
    let reading = read_guarded(papers::pdf(&pages), "a.pdf", &limits);
    assert!(began.elapsed() < Duration::from_secs(6), "{:?}", began.elapsed());
    assert!(matches!(reading.state, State::Cut | State::Unreadable), "{:?}", reading.state);
}

#[test]
fn a_pdf_that_leads_in_circles_is_damaged_or_empty() {
    let circles = [
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 9 /Kids [2 0 R] >>\nendobj\ntrailer << /Root 1 0 R >>",
        "%PDF-1.7\n1 0 obj\n1 0 R\nendobj\ntrailer << /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF",
    ];
    for text in circles {
        let reading = read(text.as_bytes(), "a.pdf");
        assert_ne!(reading.state, State::Whole, "{reading:?}");
    }
}

#[test]
fn locked_documents_say_so() {
    let mut office = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    office.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(reason(&office, "a.docx"), Reason::Locked);
    assert_eq!(reason(&papers::locked_pdf(), "a.pdf"), Reason::Locked);
}

#[test]
fn what_is_no_text_is_not_guessed_at() {
    assert_eq!(reason(&[b'a', 0x81, 0x20, 0xff, 0xfe, b'\n'], "a.txt"), Reason::Encoding);
    for (bytes, media) in [
        (&b"<!doctype html><p>text</p>"[..], "text/html"),
        (&b"\x89PNG\r\n\x1a\n"[..], "image/png"),
        (&b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"[..], "application/zip"),
        (&b""[..], "application/octet-stream"),
    ] {
        let reading = read(bytes, "seeds.pdf");
        assert_eq!((reading.state, reading.media_type.as_str()), (State::Unread, media));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_of_every_kind_get_an_answer(
        which in 0_usize..4,
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = match which {
            0 => papers::pdf(&["希少糖の連続生産\n固定化酵素", "二"]),
            1 => papers::docx(&["希少糖の連続生産"]),
            2 => papers::pptx(&["希少糖", "二"]),
            _ => papers::xlsx(&["希少糖"]),
        };
        for (place, byte) in damage {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let reading = read(&bytes, "a");
        prop_assert_eq!(reading.state == State::Unreadable, reading.reason.is_some());
        prop_assert!(reading.text.len() <= 2 << 20 && !reading.text.contains('\0'));
    }
}
