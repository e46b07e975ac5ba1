//! Documents: the architecture stays short enough to be read, decisions are numbered.

use std::collections::BTreeMap;

use super::{Finding, tree::Tree};

const ARCHITECTURE: &str = "ARCHITECTURE.md";
const MOST_LINES: usize = 300;
const DECISIONS: &str = "docs/adr/";

/// ARCHITECTURE.md of at most 300 lines; decisions named `NNNN-title.md`, each number once.
pub fn check(tree: &Tree) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    if tree.has(ARCHITECTURE) {
        let lines = tree.text(ARCHITECTURE)?.lines().count();
        if lines > MOST_LINES {
            let what = format!("{lines} lines, at most {MOST_LINES}");
            findings.push(Finding::new(ARCHITECTURE, Some(MOST_LINES + 1), what, "move detail to docs/"));
        }
    } else {
        let remedy = "write what the program is, three files to open first, the code map, walkthroughs";
        findings.push(Finding::new(ARCHITECTURE, None, "missing", remedy));
    }
    let mut numbers: BTreeMap<&str, &str> = BTreeMap::new();
    for file in tree.under(DECISIONS) {
        match number_of(file.trim_start_matches(DECISIONS)) {
            None => {
                let remedy = "name it NNNN-title.md: four digits, then words of small letters joined by `-`";
                findings.push(Finding::new(file, None, "no name of a decision", remedy));
            }
            Some(number) => {
                if let Some(first) = numbers.insert(number, file) {
                    let what = format!("number {number} is taken by {first}");
                    findings.push(Finding::new(file, None, what, "take the next free number"));
                }
            }
        }
    }
    Ok(findings)
}

fn number_of(name: &str) -> Option<&str> {
    let (digits, words) = name.strip_suffix(".md")?.split_once('-')?;
    let four = digits.len() == 4 && digits.chars().all(|c| c.is_ascii_digit());
    let plain =
        |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    (four && words.split('-').all(plain)).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree_of;
    use super::*;

    #[test]
    fn a_long_or_absent_architecture_is_found() {
        let (_folder, tree) = tree_of(&[("README.md", "")]);
        assert_eq!(check(&tree).unwrap()[0].what, "missing");
        let (_folder, tree) = tree_of(&[(ARCHITECTURE, &"line\n".repeat(301))]);
        assert_eq!(check(&tree).unwrap()[0].what, "301 lines, at most 300");
        let (_folder, tree) = tree_of(&[(ARCHITECTURE, &"line\n".repeat(300))]);
        assert_eq!(check(&tree).unwrap(), []);
    }

    #[test]
    fn decisions_carry_a_number_of_their_own() {
        let named = |names: &[&str]| {
            let paths: Vec<String> = names.iter().map(|name| format!("{DECISIONS}{name}")).collect();
            let mut files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "# x\n")).collect();
            files.push((ARCHITECTURE, "x\n"));
            let (_folder, tree) = tree_of(&files);
            check(&tree).unwrap().len()
        };
        assert_eq!(named(&["0001-crate-graph.md", "0002-log-and-commit-order.md"]), 0);
        assert_eq!(named(&["1-crate-graph.md"]), 1);
        assert_eq!(named(&["0001-Crate_Graph.md"]), 1);
        assert_eq!(named(&["0001.md"]), 1);
        assert_eq!(named(&["0001-one.md", "0001-two.md"]), 1);
    }
}
