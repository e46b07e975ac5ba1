//! The founders' files, imported with the shipped mappings; runs where the environment names their folder.

use serde_json::Value as Json;

use crate::desk::{Desk, founders_data, text};

/// A file with what importing it must give.
struct Expected {
    kind: &'static str,
    file: &'static str,
    map: &'static str,
    /// Records read: rows, or groups of rows.
    rows: u64,
    added: u64,
    /// Rows that name a record which an earlier row has brought.
    repeated: u64,
    /// Proposed merges of organisations after this file: names that fold to the same, merged by nobody.
    merges: usize,
}

const fn expect(
    kind: &'static str,
    file: &'static str,
    map: &'static str,
    [rows, added, repeated]: [u64; 3],
    merges: usize,
) -> Expected {
    Expected { kind, file, map, rows, added, repeated, merges }
}

/// In this order into one register. The names of the Research Organization Registry are 7,688 rows of 2,849
/// organisations; the 11,734 participations are of 6,243 organisations by name and country.
const EXPECTED: [Expected; 6] = [
    expect("need", "matching/sbir/topics.csv.gz", "sbir-topics", [7_933, 7_933, 0], 0),
    expect("seed", "matching/sbir/corpus.jsonl.gz", "sbir-awards", [12_649, 12_649, 0], 0),
    expect("seed", "cordis/he_projects.csv", "cordis-projects", [1_022, 1_022, 0], 0),
    expect("seed", "kaken/chiba_univ_kaken_2010_2020.tsv", "kaken-titles", [3_365, 3_365, 0], 0),
    expect("organisation", "cordis/he_organizations.csv", "cordis-organisations", [11_734, 6_243, 5_491], 77),
    expect("organisation", "organisations/ror_japan_names.tsv", "ror-names", [2_849, 2_849, 0], 101),
];

#[test]
fn the_founders_files_import_with_the_counts_written_down_here() {
    let Some(folder) = founders_data() else { return };
    let desk = Desk::new();
    for expected in &EXPECTED {
        let path = folder.join(expected.file);
        let args: &[&str] =
            &["import", expected.kind, text(&path), "--map", expected.map, "--apply", "--format", "json"];
        let first = counts(&desk.json(args));
        let found = [first("rows"), first("added"), first("repeated"), first("rejected")];
        let wanted = [expected.rows, expected.added, expected.repeated, 0];
        assert_eq!(found, wanted, "{}: rows, added, repeated, rejected", expected.file);
        let again = counts(&desk.json(args));
        let found = [again("rows"), again("unchanged"), again("repeated")];
        assert_eq!(found, [expected.rows, expected.added, expected.repeated], "{} again", expected.file);
        let merges = desk.run(&["merges", "organisation", "--format", "json"]);
        let proposals: Vec<Json> = serde_json::from_str(&merges.out).unwrap();
        assert_eq!(proposals.len(), expected.merges, "proposed merges after {}", expected.file);
        assert_eq!(merges.code, i32::from(!proposals.is_empty()));
    }
    assert_eq!(desk.count("organisation"), 6_243 + 2_849);
}

fn counts(report: &Json) -> impl Fn(&str) -> u64 + use<> {
    let counts = report["counts"].clone();
    move |name| counts[name].as_u64().unwrap()
}
