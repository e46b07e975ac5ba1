//! SECURITY.md names tests that exist, and each threat names one. User text has no way into SQL, templates or expressions:
//! the few places where it could are counted here.

use super::{Finding, tree::Tree};

const DOCUMENT: &str = "SECURITY.md";
/// The table whose rows each name a test.
const THREATS: &str = "## Threats and controls";
/// Libraries that would run text as a program or a pattern.
const INTERPRETERS: [&str; 8] =
    ["regex", "fancy-regex", "regex-automata", "tera", "handlebars", "minijinja", "rhai", "mlua"];
/// The files that may hand SQL as text to the database: one takes arguments apart from it, the other sends words of its own.
const SQL: [&str; 2] = ["crates/store/src/sql.rs", "crates/store/src/trim.rs"];
/// Templates that place HTML which we made: a picture of a key, the parts of a page that is remembered, our guides.
const MADE_BY_US: [&str; 3] = ["second_step.html", "made.html", "guide.html"];

/// Every test that the document names exists; every threat names one.
pub fn check(tree: &Tree) -> Result<Vec<Finding>, String> {
    if !tree.has(DOCUMENT) {
        return Ok(Vec::new());
    }
    let mut findings = Vec::new();
    let mut is_threat = false;
    for (number, line) in tree.text(DOCUMENT)?.lines().enumerate() {
        if line.starts_with("## ") {
            is_threat = line == THREATS;
        }
        let at = Some(number + 1);
        let named: Vec<(&str, &str)> = line.split('`').filter_map(test_of).collect();
        for (file, name) in &named {
            let path = file.strip_prefix("../").map_or_else(|| format!("crates/{file}"), str::to_owned);
            let has = tree.has(&path) && {
                let text = tree.text(&path)?;
                [format!("fn {name}("), format!("def {name}(")].iter().any(|start| text.contains(start))
            };
            if !has {
                let what = format!("no `{name}` in {path}");
                findings.push(Finding::new(DOCUMENT, at, what, "name the test that shows it now"));
            }
        }
        let is_row = line.starts_with("| ") && !line.starts_with("| threat ");
        if is_threat && is_row && named.is_empty() {
            let remedy = "name the test that shows the control, or write the test";
            findings.push(Finding::new(DOCUMENT, at, "a threat without a test", remedy));
        }
    }
    Ok(findings)
}

/// `FILE::NAME` with a file that holds tests.
fn test_of(text: &str) -> Option<(&str, &str)> {
    let (file, name) = text.split_once("::")?;
    let is_file = [".rs", ".py", ".mjs"].iter().any(|ending| file.ends_with(ending));
    is_file.then_some((file, name))
}

/// No library that runs text; SQL as text in one file; no template that places what it is given as it is.
pub fn check_ways(tree: &Tree) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    let is_text = |file: &&str| ["Cargo.toml", ".rs", ".html"].iter().any(|ending| file.ends_with(ending));
    for file in tree.under("crates/").filter(is_text) {
        let text = tree.text(file)?;
        for (number, line) in text.lines().enumerate() {
            if let Some(what) = way_of(file, line) {
                let remedy =
                    "user text is data: pass it as an argument, compare it, or let the template escape it";
                findings.push(Finding::new(file, Some(number + 1), what, remedy));
            }
        }
    }
    Ok(findings)
}

fn way_of(file: &str, line: &str) -> Option<String> {
    if file.ends_with("Cargo.toml") {
        let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
        return INTERPRETERS.contains(&name).then(|| format!("the library `{name}` runs text"));
    }
    if file.ends_with(".rs") {
        // Joined here, so that this file does not find itself.
        // Tests look at the tables with a connection of their own.
        let is_sql =
            !SQL.contains(&file) && !file.contains("/tests/") && line.contains(concat!("Assert", "SqlSafe"));
        return is_sql.then(|| format!("SQL as text outside of {}", SQL.join(", ")));
    }
    let is_template = file.contains("/templates/");
    let raw = ["|safe", "| safe", "escape = \"none\""].iter().any(|mark| line.contains(mark));
    let is_ours = MADE_BY_US.iter().any(|name| file.ends_with(&format!("/{name}")));
    (is_template && raw && !is_ours).then(|| "a template that does not escape".to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree_of;
    use super::*;

    #[test]
    fn a_test_that_is_gone_and_a_threat_without_one_are_found() {
        let test = ("crates/kit/src/lib.rs", "//! x\n#[test]\nfn it_holds() {}\n");
        let found = |text: &str| {
            let (_folder, tree) = tree_of(&[(DOCUMENT, text), test]);
            check(&tree).unwrap().into_iter().map(|finding| finding.what).collect::<Vec<_>>()
        };
        let table =
            |row: &str| format!("{THREATS}\n\n| threat | control | shown by |\n|---|---|---|\n{row}\n");
        assert_eq!(found(&table("| a | b | `kit/src/lib.rs::it_holds` |")), Vec::<String>::new());
        assert_eq!(found(&table("| a | b | |")), ["a threat without a test"]);
        assert_eq!(found("`kit/src/lib.rs::it_held`"), ["no `it_held` in crates/kit/src/lib.rs"]);
        assert_eq!(found("`kit/src/gone.rs::it_holds`"), ["no `it_holds` in crates/kit/src/gone.rs"]);
        assert_eq!(found("| x | `serve` |"), Vec::<String>::new());
    }

    #[test]
    fn user_text_has_no_way_into_sql_templates_or_expressions() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let found = check_ways(&Tree::read(&root).unwrap()).unwrap();
        assert_eq!(found, []);
        for (file, line) in [
            ("crates/web/Cargo.toml", "regex = \"1\""),
            ("crates/app/Cargo.toml", "tera.workspace = true"),
            ("crates/app/src/lists.rs", concat!("sqlx::query(Assert", "SqlSafe(text))")),
            ("crates/web/templates/list.html", "{{ name|safe }}"),
        ] {
            assert!(way_of(file, line).is_some(), "{file}: {line}");
        }
    }
}
