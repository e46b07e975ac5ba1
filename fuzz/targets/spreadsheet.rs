//! XLSX: the bytes as a package, or as the parts of a package that is whole around them, which gets behind the checks of
//! the archive.
#![no_main]

use std::io::{Cursor, Write as _};

use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Parts their contents are parted by: it stands in no text in UTF-8.
const PARTING: u8 = 0xff;
/// The parts that the bytes fill, and what stands in them when the bytes do not.
const PARTS: [(&str, &str); 4] = [
    ("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"),
    ("xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>"),
    ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
    (
        "xl/workbook.xml",
        "<workbook><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
    ),
];
const AROUND: [(&str, &str); 2] = [
    (
        "_rels/.rels",
        "<Relationships><Relationship Id=\"r1\" Type=\"http://x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"r2\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/>\
         <Relationship Id=\"r3\" Type=\"http://x/styles\" Target=\"styles.xml\"/></Relationships>",
    ),
];

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        enishi_fuzz::read(bytes, ".xlsx");
        return;
    }
    let mut given = bytes.split(|byte| *byte == PARTING);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut add = |name: &str, content: &[u8]| {
        zip.start_file(name, options).expect("a part");
        zip.write_all(content).expect("memory");
    };
    for (name, content) in AROUND {
        add(name, content.as_bytes());
    }
    for (name, content) in PARTS {
        let given = given.next().filter(|given| !given.is_empty());
        add(name, given.unwrap_or(content.as_bytes()));
    }
    enishi_fuzz::read(zip.finish().expect("a package").get_ref(), ".xlsx");
});
