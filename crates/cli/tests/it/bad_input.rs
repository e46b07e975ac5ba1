//! Bad input: each a clear error that names place and remedy, exit code 2, nothing written.

use std::io::{Cursor, Write};

use flate2::{Compression, write::GzEncoder};
use zip::write::SimpleFileOptions;

use crate::desk::Desk;

/// A register with one seed, and what it holds.
fn desk() -> (Desk, String) {
    let desk = Desk::new();
    desk.file("good.csv", "title[en],disclosure\nA good seed,public\n");
    desk.ok(&["import", "seed", "good.csv", "--apply"]);
    let content = desk.content();
    (desk, content)
}

/// Imports a file, expects exit 2, these texts, and an unchanged register.
#[track_caller]
fn refuses(desk: &Desk, before: &str, kind: &str, file: &str, content: &[u8], texts: &[&str]) {
    desk.file(file, content);
    let done =
        desk.run(&["import", kind, file, "--apply"]).expect(2).says(&["error: ", "at: ", file]).says(texts);
    assert!(!done.err.contains('⟦') && !done.err.contains("panicked"), "{}", done.err);
    assert_eq!(desk.content(), before, "{file}: something was written");
}

fn gz(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn values_that_cannot_be_right_are_named_with_their_place() {
    let (desk, before) = desk();
    let cases: [(&str, &str, &str, &[&str]); 10] = [
        (
            "date.csv",
            "seed",
            "title[en],disclosed\nA,平成32年\n",
            &["row 2", "column B (disclosed)", "平成32年"],
        ),
        ("field.csv", "seed", "title[en],organistion\nA,x\n", &["column B (organistion)", "organisation"]),
        ("code.csv", "seed", "title[en],readiness\nA,17\n", &["row 2", "column B (readiness)", "17"]),
        (
            "orcid.csv",
            "seed",
            "title[en],identifiers[orcid]\nA,0000-0002-1825-0098\n",
            &["row 2, column B", "ORCID"],
        ),
        (
            "corporate.csv",
            "organisation",
            "name[ja],identifiers[corporate-number]\n見本,1234567890123\n",
            &["row 2, column B", "1234567890123"],
        ),
        (
            "form.csv",
            "seed",
            "title[en],identifiers[orcid]\nA,orcid of A\n",
            &["row 2, column B", "orcid of A"],
        ),
        (
            "units.csv",
            "need",
            "title[ja],budget\n見本,3億円5百万ドル\n",
            &["row 2", "column B (budget)", "3億円5百万ドル"],
        ),
        ("action.csv", "seed", "title[en],action\nA,REPLACE\n", &["row 2", "REPLACE"]),
        ("update.csv", "seed", "id,action,title[en]\nseed-00000000,UPDATE,A\n", &["row 2", "seed-00000000"]),
        ("required.csv", "seed", "title[en],readiness\n,4\n", &["row 2"]),
    ];
    for (file, kind, content, texts) in cases {
        refuses(&desk, &before, kind, file, content.as_bytes(), texts);
    }
    let nul = "title[en]\nA\0B\n";
    refuses(&desk, &before, "seed", "nul.csv", nul.as_bytes(), &["NUL"]);
}

#[test]
fn files_that_are_no_spreadsheet_are_refused() {
    let (desk, before) = desk();
    let html = b"<!DOCTYPE html><html><body><table><tr><td>title</td></tr></table></body></html>";
    refuses(&desk, &before, "seed", "page.csv", html, &["HTML"]);
    refuses(&desk, &before, "seed", "latin.csv", b"title[en]\nA\xff\xfe\x80\n", &["row 2", "UTF-8"]);
    refuses(&desk, &before, "seed", "empty.csv", b"", &["empty.csv"]);
    refuses(
        &desk,
        &before,
        "seed",
        "broken.jsonl",
        b"{\"title\": {\"en\": \"A\"}}\n{\"title\": {\"en\":",
        &["2"],
    );
    let packed = gz(b"title[en]\nA\nB\n");
    refuses(&desk, &before, "seed", "cut.csv.gz", &packed[..packed.len() / 2], &["damaged"]);
    desk.ok(&["export", "seed", "-o", "whole.xlsx"]);
    let whole = std::fs::read(desk.path("whole.xlsx")).unwrap();
    refuses(&desk, &before, "seed", "cut.xlsx", &whole[..whole.len() / 2], &["cut.xlsx"]);
}

#[test]
fn things_that_are_too_large_are_refused_before_they_fill_memory() {
    let (desk, before) = desk();
    let header: Vec<String> = (0..10_000).map(|number| format!("column {number}")).collect();
    refuses(&desk, &before, "seed", "wide.csv", header.join(",").as_bytes(), &["columns"]);
    let mut cell = b"title[en]\n\"".to_vec();
    cell.resize(200 << 20, b'a');
    cell.extend(b"\"\n");
    refuses(&desk, &before, "seed", "cell.csv", &cell, &["row 2", "limit"]);
    std::fs::remove_file(desk.path("cell.csv")).unwrap();
    refuses(&desk, &before, "seed", "cell.csv.gz", &gz(&cell), &["limit"]);
    refuses(&desk, &before, "seed", "bomb.xlsx", &bomb(), &["limit"]);
}

/// A workbook whose sheet unpacks to 300 MB of blanks.
fn bomb() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    let parts = [
        (
            "[Content_Types].xml",
            r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Seeds" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
    ];
    for (name, content) in parts {
        zip.start_file(name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    zip.write_all(
        br#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
    )
    .unwrap();
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..300 {
        zip.write_all(&blanks).unwrap();
    }
    zip.write_all(b"</sheetData></worksheet>").unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn unknown_names_are_answered_with_the_nearest() {
    let (desk, before) = desk();
    desk.file("a.csv", "title[en]\nA\n");
    desk.run(&["import", "sed", "a.csv", "--apply"]).expect(2).says(&["“sed”", "“seed”"]);
    desk.run(&["list", "seed", "--filter", "readines=4"]).expect(2).says(&["readines", "readiness"]);
    desk.run(&["list", "seed", "--sort", "titel"]).expect(2).says(&["titel"]);
    desk.run(&["import", "seed", "a.csv", "--map", "kaken-title"])
        .expect(2)
        .says(&["kaken-title", "kaken-titles"]);
    desk.run(&["import", "seed", "a.csv", "--column", "title[en]=tilte[en]"])
        .expect(2)
        .says(&["tilte", "title"]);
    desk.run(&["import", "seed", "a.csv", "--sheet", "None", "--apply"]).expect(0);
    desk.run(&["undo", "import-00000000", "--yes"]).expect(2).says(&["import-00000000"]);
    for args in [["show", "seed-00000000"], ["history", "need-00000000"]] {
        desk.run(&args).expect(2).says(&[args[1]]);
    }
    desk.run(&["match", "--need", "need-00000000"]).expect(2).says(&["need-00000000"]);
    desk.run(&["match", "--text", "enzyme", "--among", "sed"]).expect(2).says(&["“seed”"]);
    assert_ne!(desk.content(), before, "the one good import was written");
}

#[test]
fn queries_without_anything_to_search_for_are_refused() {
    let (desk, _) = desk();
    for query in ["x", "", " ", "😀", "😀😀😀", "!?", "the"] {
        let done = desk.run(&["match", "--text", query]).expect(2).says(&["error: ", "hint: "]);
        assert!(!done.err.contains('⟦'), "{query}: {}", done.err);
    }
    desk.file("long.txt", "enzyme ".repeat(150_000));
    for (file, text) in [("long.txt", "100000"), ("nul.txt", "NUL"), ("latin.txt", "UTF-8")] {
        if file == "nul.txt" {
            desk.file(file, "enzyme\0reactor");
        }
        if file == "latin.txt" {
            desk.file(file, b"enzyme \xff");
        }
        let input = std::fs::File::open(desk.path(file)).unwrap();
        let done = desk.command(&["match", "--text", "-"]).stdin(input).output().unwrap();
        let err = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(2), "{file}: {err}");
        let plain = err.replace(',', "");
        assert!(plain.contains(text) && err.contains("hint: ") && err.contains("--text"), "{file}: {err}");
    }
}
