//! The rules of the house that neither compiler nor clippy knows; each rule is one function over the tree.

mod catalogues;
mod documents;
mod graph;
mod migrations;
mod security;
mod sources;
mod tree;

use std::{fmt, path::Path};

use tree::Tree;

use crate::{Verdict, say};

/// One breach: where, what, and how to mend it.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    file: String,
    /// From 1; none where the whole file or its absence is meant.
    line: Option<usize>,
    what: String,
    remedy: String,
    /// Findings that only warn do not fail the run.
    warns: bool,
}

impl Finding {
    fn new(file: &str, line: Option<usize>, what: impl Into<String>, remedy: impl Into<String>) -> Finding {
        Finding { file: file.to_owned(), line, what: what.into(), remedy: remedy.into(), warns: false }
    }

    fn warning(self) -> Finding {
        Finding { warns: true, ..self }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = if self.warns { "warning" } else { "error" };
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        write!(f, "{level}: {}\n  at: {}{line}\n  hint: {}", self.what, self.file, self.remedy)
    }
}

type Rule = fn(&Tree) -> Result<Vec<Finding>, String>;

const RULES: [(&str, Rule); 12] = [
    ("crate graph", graph::check_internal),
    ("what a crate must never know", graph::check_external),
    ("workspace lints", graph::check_lints),
    ("file headers", sources::check_headers),
    ("file sizes", sources::check_sizes),
    ("words in sources", sources::check_words),
    ("pure model", sources::check_purity),
    ("migration pairs", migrations::check),
    ("catalogues", catalogues::check),
    ("documents", documents::check),
    ("security", security::check),
    ("ways of user text", security::check_ways),
];

/// Runs every rule and prints its findings and one closing line.
pub fn check(root: &Path) -> Verdict {
    let tree = Tree::read(root)?;
    let (mut errors, mut warnings) = (0_usize, 0_usize);
    for (name, rule) in RULES {
        let findings = rule(&tree).map_err(|error| format!("{name}: {error}"))?;
        for finding in findings {
            if finding.warns {
                warnings += 1;
            } else {
                errors += 1;
            }
            say(&finding.to_string());
        }
    }
    let files = tree.files().len();
    let rules = RULES.len();
    say(&format!("tidy: {rules} rules over {files} files, errors: {errors}, warnings: {warnings}"));
    Ok(errors == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_names_place_and_remedy() {
        let finding = Finding::new("crates/kit/src/lib.rs", Some(3), "a thing", "mend it");
        assert_eq!(finding.to_string(), "error: a thing\n  at: crates/kit/src/lib.rs:3\n  hint: mend it");
        assert!(Finding::new("f", None, "w", "r").warning().to_string().starts_with("warning: w\n  at: f\n"));
    }
}
