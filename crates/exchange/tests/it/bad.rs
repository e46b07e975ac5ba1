//! Bad input: a clear error that names place and remedy; nothing panics, nothing fills the memory.

use std::io::{Cursor, Write};

use enishi_exchange::{Error, Limits, ReadOptions, Table, open};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::Fixture;

fn drain(table: Result<Table, Error>) -> Result<usize, Error> {
    let mut count = 0;
    for row in table? {
        row?;
        count += 1;
    }
    Ok(count)
}

/// What the file is refused with: code and sentence.
fn refusal(fixture: &Fixture, name: &str, content: impl AsRef<[u8]>) -> (&'static str, String) {
    let path = fixture.file(name, content);
    match drain(open(&path, &ReadOptions::default())) {
        Ok(count) => panic!("{name} was read: {count} rows"),
        Err(error) => {
            let said = error.to_string();
            assert!(said.contains(name), "the file is named: {said}");
            (error.code(), said)
        }
    }
}

/// A package of these parts around one sheet.
fn xlsx(sheet: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"http://x/{kind}\" Target=\"{target}\"/>")
    };
    let parts: [(&str, Vec<u8>); 4] = [
        (
            "_rels/.rels",
            format!("<Relationships>{}</Relationships>", relation("r1", "officeDocument", "xl/workbook.xml"))
                .into(),
        ),
        (
            "xl/workbook.xml",
            b"<workbook><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>".to_vec(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships>{}</Relationships>",
                relation("r1", "worksheet", "worksheets/sheet1.xml")
            )
            .into(),
        ),
        ("xl/worksheets/sheet1.xml", sheet.to_vec()),
    ];
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_spreadsheet_is_called_by_its_name() {
    let fixture = Fixture::new();
    let html = refusal(
        &fixture,
        "page.csv",
        "\n<!DOCTYPE html>\n<html><body><table><tr><td>a</td></tr></table></body></html>",
    );
    assert_eq!(html.0, "file-not-a-spreadsheet");
    assert!(html.1.contains("HTML"), "{}", html.1);
    let old = refusal(&fixture, "old.xls", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
    assert!(old.1.contains(".xls") && old.1.contains("save it as"), "{}", old.1);
    for (name, content, word) in [
        ("a.pdf", &b"%PDF-1.7"[..], "PDF"),
        ("empty.csv", b"", "empty"),
        ("array.json", b"[{\"a\":1}]", "JSON array"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\0\0\0\0\0\x01\x02", "binary"),
    ] {
        let (code, said) = refusal(&fixture, name, content);
        assert_eq!(code, "file-not-a-spreadsheet", "{said}");
        assert!(said.contains(word), "{said}");
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("readme.txt", SimpleFileOptions::default()).unwrap();
    let (code, said) = refusal(&fixture, "other.xlsx", zip.finish().unwrap().into_inner());
    assert_eq!(code, "file-not-a-spreadsheet", "{said}");
    let error = open(&fixture.path("absent.csv"), &ReadOptions::default()).unwrap_err();
    assert_eq!(error.code(), "file-io");
}

#[test]
fn invalid_text_names_the_line() {
    let fixture = Fixture::new();
    let mut bytes = "名称,題\n株式会社,あいう\n".as_bytes().to_vec();
    bytes.extend_from_slice(b"abc,\xff\xfe\n");
    let (code, said) = refusal(&fixture, "broken.csv", &bytes);
    assert_eq!(code, "file-encoding");
    assert!(said.contains("line 3") && said.contains("0xFF"), "{said}");
    let (code, said) = refusal(&fixture, "latin1.csv", b"name,city\nUniversit\xe9 de Gen\xe8ve,Gen\xe8ve\n");
    assert_eq!(code, "file-encoding", "{said}");
    assert!(said.contains("line 2"), "{said}");
}

#[test]
fn truncated_files_are_not_taken_for_whole_ones() {
    let fixture = Fixture::new();
    let (code, said) = refusal(&fixture, "cut.csv", "a,b\n1,2\n3,\"cut of");
    assert_eq!(code, "file-damaged");
    assert!(said.contains("row 3"), "{said}");
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..200 {
        sheet.write_string(row, 0, format!("text {row}")).unwrap();
    }
    let whole = workbook.save_to_buffer().unwrap();
    for share in [2, 3, 10] {
        let (code, said) = refusal(&fixture, "cut.xlsx", &whole[..whole.len() / share]);
        assert_eq!(code, "file-damaged", "{said}");
    }
    let cut =
        b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>2";
    let (code, said) = refusal(&fixture, "sheet.xlsx", xlsx(cut));
    assert_eq!(code, "file-damaged", "{said}");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&b"a,b\n1,2\n".repeat(500)).unwrap();
    let packed = packed.finish().unwrap();
    let (code, said) = refusal(&fixture, "cut.csv.gz", &packed[..packed.len() - 12]);
    assert_eq!(code, "file-damaged", "{said}");
    let (code, said) = refusal(&fixture, "cut.jsonl", "{\"a\":1}\n{\"a\":");
    assert_eq!(code, "file-damaged");
    assert!(said.contains("row 2"), "{said}");
}

#[test]
fn bombs_are_refused_before_they_unpack() {
    let fixture = Fixture::new();
    let bomb = xlsx(&vec![b' '; 300 << 20]);
    assert!(bomb.len() < 2 << 20);
    let (code, said) = refusal(&fixture, "bomb.xlsx", &bomb);
    assert_eq!(code, "file-too-large", "{said}");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..100 {
        packed.write_all(&vec![b'a'; 1 << 20]).unwrap();
    }
    let (code, said) = refusal(&fixture, "bomb.csv.gz", packed.finish().unwrap());
    assert_eq!(code, "file-too-large", "{said}");
}

#[test]
fn cells_beyond_the_limit_stop_the_reader_at_their_place() {
    let fixture = Fixture::new();
    let mut csv = b"a,b\n1,2\n3,".to_vec();
    csv.resize(200 << 20, b'x');
    let (code, said) = refusal(&fixture, "cell.csv", &csv);
    assert_eq!(code, "file-too-large");
    assert!(said.contains("row 3") && said.contains("column B") && said.contains("1048576"), "{said}");
    let mut lines = b"{\"a\":\"".to_vec();
    lines.resize(40 << 20, b'x');
    let (code, said) = refusal(&fixture, "cell.jsonl", &lines);
    assert_eq!(code, "file-too-large", "{said}");
    let text: String =
        (0..2_000_000).map(|at| char::from(b'a' + u8::try_from(at * 7 % 25).unwrap())).collect();
    let sheet = format!(
        "<worksheet><sheetData><row r=\"7\"><c r=\"C7\" t=\"inlineStr\"><is><t>{text}</t></is></c></row></sheetData></worksheet>"
    );
    let options = ReadOptions { header_row: Some(1), ..ReadOptions::default() };
    let path = fixture.file("cell.xlsx", xlsx(sheet.as_bytes()));
    let error = drain(open(&path, &options)).unwrap_err();
    assert_eq!(error.code(), "file-too-large", "{error}");
    assert!(error.to_string().contains("row 7"), "{error}");
}

#[test]
fn ten_thousand_columns_are_refused() {
    let fixture = Fixture::new();
    let header: Vec<String> = (0..10_000).map(|at| format!("c{at}")).collect();
    let (code, said) = refusal(&fixture, "wide.csv", header.join(","));
    assert_eq!(code, "file-too-large");
    assert!(said.contains("1000 columns"), "{said}");
    let keys: Vec<String> = header.iter().map(|name| format!("\"{name}\":1")).collect();
    let (code, _) = refusal(&fixture, "wide.jsonl", format!("{{{}}}", keys.join(",")));
    assert_eq!(code, "file-too-large");
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (at, name) in (0..).zip(&header) {
        sheet.write_string(0, at, name).unwrap();
    }
    let (code, said) = refusal(&fixture, "wide.xlsx", workbook.save_to_buffer().unwrap());
    assert_eq!(code, "file-too-large", "{said}");
}

#[test]
fn nul_and_formula_errors_are_problems_of_their_cells() {
    let fixture = Fixture::new();
    let path = fixture.file("nul.csv", "title[ja],number\n名\0,1\n");
    let read = fixture.read(&path, "seed").unwrap();
    let problem = &read.rows[0].problems[0];
    assert_eq!((problem.row, problem.column.as_str(), problem.problem.code.as_str()), (2, "A", "nul"));
    let sheet = "<worksheet><sheetData><row><c t=\"str\"><v>title[ja]</v></c><c t=\"str\"><v>number</v></c></row>\
        <row><c t=\"str\"><v>A</v></c><c t=\"e\"><v>#REF!</v></c></row></sheetData></worksheet>";
    let path = fixture.file("error.xlsx", xlsx(sheet.as_bytes()));
    let read = fixture.read(&path, "seed").unwrap();
    let problem = &read.rows[0].problems[0];
    assert_eq!(
        (problem.row, problem.column.as_str(), problem.problem.code.as_str()),
        (2, "B", "formula-error")
    );
}

#[test]
fn an_unknown_sheet_lists_the_known_ones() {
    let fixture = Fixture::new();
    let path = fixture.file("book.xlsx", xlsx(b"<worksheet><sheetData/></worksheet>"));
    let options = ReadOptions { sheet: Some("T".to_owned()), ..ReadOptions::default() };
    let error = open(&path, &options).unwrap_err();
    assert_eq!(error.code(), "file-unknown-sheet");
    assert!(error.to_string().contains("there are S"), "{error}");
    assert_eq!(open(&path, &ReadOptions::default()).unwrap_err().code(), "file-no-header");
}

#[test]
fn limits_can_be_set() {
    let fixture = Fixture::new();
    let path = fixture.file("x.csv", "a,b,c\n1,2,3\n");
    let limits = Limits { columns: 2, ..Limits::default() };
    let error = drain(open(&path, &ReadOptions { limits, ..ReadOptions::default() })).unwrap_err();
    assert_eq!(error.code(), "file-too-large");
}

proptest::proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400), name in 0..4_usize) {
        let fixture = tempfile::tempdir().unwrap();
        let path = fixture.path().join(["a.csv", "a.xlsx", "a.jsonl", "a.csv.gz"][name]);
        std::fs::write(&path, &bytes).unwrap();
        let _ = drain(open(&path, &ReadOptions::default()));
    }

    #[test]
    fn a_flipped_byte_never_panics(at in 0..3_000_usize, bit in 0..8_u8) {
        let sheet = b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>";
        let mut bytes = xlsx(sheet);
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        let fixture = tempfile::tempdir().unwrap();
        let path = fixture.path().join("a.xlsx");
        std::fs::write(&path, &bytes).unwrap();
        let _ = drain(open(&path, &ReadOptions::default()));
    }
}
