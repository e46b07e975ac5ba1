//! The ready mappings against the real files, where `ENISHI_DATA` points to them: every row is counted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use enishi_exchange::{Parser, ReadOptions, known_map, known_maps, open};

use crate::support::{Fixture, text};

#[test]
fn every_ready_mapping_parses_and_names_known_fields() {
    let fixture = Fixture::new();
    assert_eq!(known_maps().len(), 6);
    for map in known_maps() {
        let mapping = map.mapping().unwrap_or_else(|error| panic!("{}: {error}", map.name));
        let mut headers: Vec<String> = mapping.columns.keys().cloned().collect();
        headers.sort();
        let csv = fixture.file(&format!("{}.csv", map.name), format!("{}\nx\n", headers.join(",")));
        let table = open(&csv, &ReadOptions { header_row: Some(1), ..ReadOptions::default() }).unwrap();
        assert!(map.fits(&table.headers), "{}", map.name);
        let kind = fixture.kind(&mapping.kind);
        let parser = Parser::new(&mapping, &table, kind, &fixture.registry, &fixture.catalogue);
        assert_eq!(parser.unwrap_or_else(|error| panic!("{}: {error}", map.name)).problems(), []);
        let again = enishi_exchange::Mapping::parse(&mapping.to_toml().unwrap()).unwrap();
        assert_eq!(again, mapping);
    }
}

struct Counted {
    records: usize,
    rows: u64,
    problems: BTreeMap<String, usize>,
    sample: Vec<String>,
}

fn count(data: &Path, file: &str, map: &str, fields: &[&str]) -> Counted {
    let fixture = Fixture::new();
    let map = known_map(map).unwrap();
    let mapping = map.mapping().unwrap();
    let began = Instant::now();
    let table = open(&data.join(file), &ReadOptions::default()).unwrap();
    assert!(map.fits(&table.headers), "{:?}", table.headers);
    let kind = fixture.kind(&mapping.kind);
    let parser = Parser::new(&mapping, &table, kind, &fixture.registry, &fixture.catalogue).unwrap();
    assert_eq!(parser.problems(), []);
    let mut counted = Counted { records: 0, rows: 0, problems: BTreeMap::new(), sample: Vec::new() };
    let mut raw = 0;
    for row in parser.rows(table.inspect(|_| raw += 1)) {
        let row = row.unwrap();
        counted.records += 1;
        for problem in &row.problems {
            *counted.problems.entry(format!("{} {}", problem.header, problem.problem.code)).or_default() += 1;
        }
        if counted.sample.is_empty() {
            counted.sample = fields.iter().map(|field| text(&row, field)).collect();
        }
    }
    counted.rows = raw;
    eprintln!("{file}: {} rows, {} records in {:?}", counted.rows, counted.records, began.elapsed());
    counted
}

/// File, mapping, rows, records, problems by column and code.
type Expected = (&'static str, &'static str, u64, usize, &'static [(&'static str, usize)]);

const EXPECTED: [Expected; 6] = [
    ("matching/sbir/topics.csv.gz", "sbir-topics", 7_933, 7_933, &[]),
    ("matching/sbir/corpus.jsonl.gz", "sbir-awards", 12_649, 12_649, &[]),
    ("cordis/he_organizations.csv", "cordis-organisations", 11_734, 11_734, &[]),
    ("cordis/he_projects.csv", "cordis-projects", 1_022, 1_022, &[]),
    ("kaken/chiba_univ_kaken_2010_2020.tsv", "kaken-titles", 3_365, 3_365, &[]),
    ("organisations/ror_japan_names.tsv", "ror-names", 7_688, 2_849, &[]),
];

#[test]
fn every_row_of_the_public_files_is_read() {
    let Some(data) = std::env::var_os("ENISHI_DATA").map(PathBuf::from) else {
        assert!(
            std::env::var_os("CI").is_none(),
            "ENISHI_DATA is not set, and nothing may be skipped under CI"
        );
        eprintln!("skipped: ENISHI_DATA does not name the folder of the public files");
        return;
    };
    for (file, map, rows, records, problems) in EXPECTED {
        let counted = count(&data, file, map, &["title", "name", "identifiers", "call", "issuer", "by_when"]);
        let expected: BTreeMap<String, usize> =
            problems.iter().map(|(code, count)| ((*code).to_owned(), *count)).collect();
        assert_eq!((counted.rows, counted.records, &counted.problems), (rows, records, &expected), "{file}");
        assert!(counted.sample.iter().any(|text| !text.is_empty()), "{file}: {:?}", counted.sample);
    }
}
