//! Migrations: every step exists for both engines, under one number and one name.

use std::collections::BTreeMap;

use super::{Finding, tree::Tree};

const ENGINES: [&str; 2] = ["sqlite", "postgres"];
const FOLDER: &str = "crates/store/migrations";

/// `crates/store/migrations/{sqlite,postgres}/NNNN_name.sql`: pairs, no number twice, none left out.
pub fn check(tree: &Tree) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    let [here, there] = ENGINES;
    for (engine, other) in [(here, there), (there, here)] {
        let folder = format!("{FOLDER}/{engine}/");
        let mut numbers: BTreeMap<u32, &str> = BTreeMap::new();
        for file in tree.under(&folder) {
            let name = file.trim_start_matches(&folder);
            let Some(number) = number_of(name) else {
                let remedy = "name it NNNN_name.sql: four digits, then small letters, digits and `_`";
                findings.push(Finding::new(file, None, "no name of a migration", remedy));
                continue;
            };
            if let Some(first) = numbers.insert(number, name) {
                let what = format!("number {number:04} is taken by {first}");
                findings.push(Finding::new(file, None, what, "take the next free number"));
            }
            if !tree.has(&format!("{FOLDER}/{other}/{name}")) {
                let remedy = format!(
                    "write {FOLDER}/{other}/{name}; a step that one engine does not need is a comment"
                );
                findings.push(Finding::new(file, None, format!("no pair for {other}"), remedy));
            }
        }
        let gap = numbers.keys().zip(1..).find(|(number, expected)| **number != *expected);
        if let Some((number, expected)) = gap {
            let what = format!("after {:04} comes {number:04}", expected - 1);
            findings.push(Finding::new(
                &folder,
                None,
                what,
                format!("number the steps without gaps: {expected:04}"),
            ));
        }
    }
    Ok(findings)
}

fn number_of(name: &str) -> Option<u32> {
    let (digits, words) = name.strip_suffix(".sql")?.split_once('_')?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let well = digits.len() == 4 && !words.is_empty() && words.chars().all(plain);
    well.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree_of;
    use super::*;

    fn found(files: &[&str]) -> Vec<String> {
        let files: Vec<(String, &str)> =
            files.iter().map(|file| (format!("{FOLDER}/{file}"), "--\n")).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(file, text)| (file.as_str(), *text)).collect();
        let (_folder, tree) = tree_of(&files);
        check(&tree).unwrap().into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn pairs_without_gaps_are_well() {
        let pairs =
            ["sqlite/0001_start.sql", "postgres/0001_start.sql", "sqlite/0002_b.sql", "postgres/0002_b.sql"];
        assert!(found(&pairs).is_empty());
        assert!(found(&[]).is_empty());
    }

    #[test]
    fn a_step_without_its_pair_is_found() {
        assert_eq!(found(&["sqlite/0001_start.sql"]), ["no pair for postgres"]);
        let renamed = found(&["sqlite/0001_start.sql", "postgres/0001_begin.sql"]);
        assert_eq!(renamed, ["no pair for postgres", "no pair for sqlite"]);
    }

    #[test]
    fn bad_names_double_numbers_and_gaps_are_found() {
        assert_eq!(found(&["sqlite/1_start.sql", "postgres/0001-start.sql"]).len(), 2);
        let double = ["sqlite/0001_a.sql", "sqlite/0001_b.sql", "postgres/0001_a.sql", "postgres/0001_b.sql"];
        assert_eq!(found(&double), ["number 0001 is taken by 0001_a.sql"; 2]);
        assert_eq!(found(&["sqlite/0002_a.sql", "postgres/0002_a.sql"]), ["after 0000 comes 0002"; 2]);
    }
}
