//! Small tables in files: lines of one cell as people write them, and numbered columns.

use enishi_exchange::{Mapping, ParsedRow, Parser, ReadOptions, open};
use enishi_kind::{Catalogue, Kind};
use enishi_testkit::kinds::{LOCALES, Specimen, registry};
use serde_json::{Value as Json, json};

fn catalogue() -> Catalogue {
    let registry = registry();
    Catalogue::new(registry.kinds().map(|kind| &kind.locales).chain([&LOCALES])).unwrap()
}

fn read(csv: &str) -> ParsedRow {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.csv");
    std::fs::write(&path, csv).unwrap();
    let (registry, catalogue) = (registry(), catalogue());
    let table = open(&path, &ReadOptions::of_kind(Specimen::INFO, &catalogue)).unwrap();
    let (mapping, notes) = Mapping::guess(Specimen::INFO, &registry, &table.headers, &catalogue);
    assert!(notes.iter().all(|note| note.target.is_some()), "{notes:?}");
    let parser = Parser::new(&mapping, &table, Specimen::INFO, &registry, &catalogue).unwrap();
    let mut rows = parser.rows(table);
    let row = rows.next().unwrap().unwrap();
    assert!(rows.next().is_none());
    row
}

fn stays(row: &ParsedRow) -> Json {
    serde_json::to_value(row.field("stays")).unwrap()
}

#[test]
fn lines_of_a_cell_are_rows_and_labels_are_codes() {
    let row = read(
        "title[ja],stays\n石,\"平成16年4月 |  | 棚A |  | 良 | 青；緑 | 2004年度\n\n2006 | - | 棚B\n\"\n",
    );
    assert_eq!(row.problems, []);
    assert_eq!(
        stays(&row),
        json!({"rows": [
            [
                ["since", {"value": "2004-04"}], ["shelf", {"refer": ["棚A"]}], ["grade", {"value": "good"}],
                ["colours", {"value": ["blue", "green"]}], ["counted", {"value": 2004}],
            ],
            [["since", {"value": "2006"}], ["shelf", {"refer": ["棚B"]}]],
        ]})
    );
}

#[test]
fn numbered_columns_make_the_same_rows() {
    let row = read(
        "title[ja],stays.1.since,stays.1.weight,stays.1.note[en],stays.3.since,stays.3.note,stays.2.since\n\
         石,2004,\"1,234.50\",Moved,2006,移した,\n",
    );
    assert_eq!(row.problems, []);
    let text = |original: &str, words: &str| json!({"original": original, original: words});
    assert_eq!(
        stays(&row),
        json!({"rows": [
            [["since", {"value": "2004"}], ["weight", {"value": "1234.5"}], ["note", {"value": text("en", "Moved")}]],
            [["since", {"value": "2006"}], ["note", {"value": text("ja", "移した")}]],
        ]})
    );
}

#[test]
fn what_is_wrong_names_row_and_column() {
    let problem = |csv: &str| {
        let row = read(csv);
        let found = row
            .problems
            .iter()
            .map(|one| format!("{} {}", one.problem.code, one.problem.field.as_deref().unwrap_or_default()));
        found.collect::<Vec<_>>()
    };
    assert_eq!(problem("title[ja],stays\n石,2004 | 2005 | | | 最高\n"), ["code-near stays.1.grade"]);
    let wide = format!("title[ja],stays\n石,2004{}\n", " | x".repeat(30));
    assert_eq!(problem(&wide), ["row-too-wide stays.1"]);
    assert_eq!(problem("title[ja],stays.2.weight\n石,12kg\n"), ["decimal stays.2.weight"]);
    assert_eq!(problem("title[ja],stays,stays.1.since\n石,2004,2005\n"), ["rows-twice stays"]);
}

#[test]
fn a_column_that_there_is_not_is_said_with_the_nearest() {
    let (registry, catalogue) = (registry(), catalogue());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.csv");
    std::fs::write(&path, "title[ja],stays.1.shelff\n石,棚\n").unwrap();
    let table = open(&path, &ReadOptions::of_kind(Specimen::INFO, &catalogue)).unwrap();
    let mapping = Mapping::new("specimen").with_assignments(&["stays.1.shelff=stays.1.shelff"], &[]).unwrap();
    let error = Parser::new(&mapping, &table, Specimen::INFO, &registry, &catalogue).unwrap_err().to_string();
    assert!(error.contains("did you mean `shelf`?"), "{error}");
}
