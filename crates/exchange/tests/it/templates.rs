//! The empty spreadsheets: people read labels and help, import reads the machine names below them.

use enishi_exchange::{Format, open, template};
use enishi_kit::lang::Lang;

use crate::support::{Fixture, text};

#[test]
fn import_knows_every_column_of_every_template() {
    let fixture = Fixture::new();
    for kind in fixture.registry.kinds() {
        for lang in Lang::ALL {
            for format in Format::ALL {
                let bytes = template(kind, &fixture.catalogue, lang, format).unwrap();
                let path = fixture.file(&format!("t.{}", format.ending()), bytes);
                let table = fixture.open(&path, kind.name).unwrap();
                assert_eq!(
                    table.header_row,
                    if format == Format::JsonLines { 0 } else { 3 },
                    "{} {format:?}",
                    kind.name
                );
                let names: Vec<&str> = table.headers.iter().map(|header| header.text.as_str()).collect();
                assert!(names.contains(&"id") && names.contains(&"action") && names.contains(&"disclosure"));
                let read = fixture.read(&path, kind.name).unwrap();
                assert_eq!(read.problems(), Vec::<String>::new());
                assert_eq!(read.rows.len(), 0, "help is no record");
            }
        }
    }
}

#[test]
fn a_filled_csv_template_reads_with_labels_of_choices() {
    let fixture = Fixture::new();
    let bytes = template(fixture.kind("organisation"), &fixture.catalogue, Lang::Ja, Format::Csv).unwrap();
    let mut csv = String::from_utf8(bytes).unwrap();
    let header = csv.lines().last().unwrap().trim_end().to_owned();
    let label = fixture.catalogue.find(Lang::Ja, "organisation-type-university", &[]).unwrap();
    let cells: Vec<&str> = header
        .split(',')
        .map(|name| match name {
            "name[ja]" => "千葉大学",
            "organisation_type" => label.as_str(),
            "prefecture" => "千葉県",
            "sample" => "いいえ",
            _ => "",
        })
        .collect();
    csv.push_str(&cells.join(","));
    let path = fixture.file("o.csv", csv);
    let read = fixture.read(&path, "organisation").unwrap();
    assert_eq!(read.problems(), Vec::<String>::new());
    assert_eq!(text(&read.rows[0], "organisation_type"), r#""university""#);
    assert_eq!(text(&read.rows[0], "prefecture"), r#""12""#);
    assert_eq!(text(&read.rows[0], "sample"), "false");
}

#[test]
fn the_xlsx_template_has_real_lists_and_frozen_rows() {
    let fixture = Fixture::new();
    let bytes = template(fixture.kind("need"), &fixture.catalogue, Lang::En, Format::Xlsx).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut zip.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
    for part in
        ["state=\"frozen\"", "<dataValidation ", "lists!$A$1:$A$", "ADD,UPDATE,DELETE", "customWidth=\"1\""]
    {
        assert!(sheet.contains(part), "{part}");
    }
    let path = fixture.path("t.xlsx");
    std::fs::write(&path, zip.into_inner().into_inner()).unwrap();
    assert_eq!(open(&path, &fixture.options("need")).unwrap().sheets, ["needs", "lists"]);
}
