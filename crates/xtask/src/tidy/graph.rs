//! Which crate may know which: the table of ARCHITECTURE.md, held against every Cargo.toml.

use toml::{Table, Value};

use super::{Finding, tree::Tree};

/// Dependencies point downwards only. A new crate gets its line here, and its paragraph in ARCHITECTURE.md.
const MAY_KNOW: [(&str, &[&str]); 18] = [
    ("kit", &[]),
    ("kind-derive", &[]),
    ("kind", &["kit", "kind-derive"]),
    ("model", &["kit", "kind"]),
    ("matching", &[]),
    ("store", &["kit", "kind"]),
    ("exchange", &["kit", "kind"]),
    ("documents", &[]),
    ("mail", &[]),
    ("oidc", &[]),
    ("policy", &[]),
    (
        "app",
        &["kit", "kind", "model", "matching", "policy", "store", "exchange", "documents", "mail", "oidc"],
    ),
    ("assets", &[]),
    ("help", &["kit"]),
    ("web", &["kit", "kind", "model", "app", "assets", "help"]),
    (
        "cli",
        &[
            "kit",
            "kind",
            "model",
            "matching",
            "store",
            "exchange",
            "documents",
            "mail",
            "oidc",
            "app",
            "assets",
            "web",
        ],
    ),
    ("testkit", &["kit", "kind"]),
    ("xtask", &[]),
];

/// Ends of the graph: nothing depends on them, not even tests.
const ENDS: [&str; 2] = ["cli", "xtask"];

const SQL: [&str; 2] = ["sqlx", "rusqlite"];
const HTTP: [&str; 5] = ["axum", "http", "hyper", "tower", "tower-http"];
const HTML: [&str; 1] = ["askama"];
const ARGUMENTS: [&str; 1] = ["clap"];
const RUNTIME: [&str; 1] = ["tokio"];

/// The libraries that a crate must never know, by group, from the third column of architecture's table.
const MUST_NOT_KNOW: [(&str, &[&[&str]]); 12] = [
    ("kit", &[&SQL, &HTTP, &HTML, &ARGUMENTS, &RUNTIME]),
    ("kind", &[&SQL, &HTTP, &HTML, &ARGUMENTS, &RUNTIME]),
    ("model", &[&SQL, &HTTP, &HTML, &ARGUMENTS, &RUNTIME]),
    ("matching", &[&SQL, &HTTP, &HTML, &ARGUMENTS, &RUNTIME]),
    ("store", &[&HTTP, &HTML, &ARGUMENTS]),
    ("exchange", &[&SQL, &HTTP, &HTML, &ARGUMENTS]),
    ("mail", &[&SQL, &HTTP, &HTML, &ARGUMENTS]),
    ("oidc", &[&SQL, &HTML, &ARGUMENTS]),
    ("policy", &[&SQL, &HTTP, &HTML, &ARGUMENTS, &RUNTIME]),
    ("app", &[&SQL, &HTML, &HTTP, &ARGUMENTS]),
    ("web", &[&SQL, &ARGUMENTS]),
    ("cli", &[&SQL, &HTML]),
];

/// Crates of ours: normal dependencies only as the table says, test dependencies not on the ends.
pub fn check_internal(tree: &Tree) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    for (krate, file, manifest, text) in manifests(tree)? {
        let Some((_, allowed)) = MAY_KNOW.iter().find(|(name, _)| *name == krate) else {
            let remedy = "add its line to MAY_KNOW in crates/xtask/src/tidy/graph.rs and to ARCHITECTURE.md";
            findings.push(Finding::new(&file, None, format!("crate `{krate}` is not in the graph"), remedy));
            continue;
        };
        for used in dependencies(&manifest, false).iter().filter_map(|name| name.strip_prefix("enishi-")) {
            if !allowed.contains(&used) {
                let what = format!("`{krate}` must not depend on `{used}`");
                let remedy = format!("it may know: {}", listed(allowed));
                findings.push(Finding::new(&file, line_of(&text, used), what, remedy));
            }
        }
        for used in dependencies(&manifest, true).iter().filter_map(|name| name.strip_prefix("enishi-")) {
            if ENDS.contains(&used) {
                let what = format!("the tests of `{krate}` must not depend on `{used}`");
                findings.push(Finding::new(&file, line_of(&text, used), what, "test it where it lives"));
            }
        }
    }
    Ok(findings)
}

/// Libraries of others that a crate must never know; tests may use what they like.
pub fn check_external(tree: &Tree) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    for (krate, file, manifest, text) in manifests(tree)? {
        let forbidden =
            MUST_NOT_KNOW.iter().filter(|(name, _)| *name == krate).flat_map(|(_, groups)| *groups);
        let forbidden: Vec<&str> = forbidden.flat_map(|group| group.iter().copied()).collect();
        for used in dependencies(&manifest, false) {
            if forbidden.contains(&used.as_str()) {
                let what = format!("`{krate}` must never know `{used}`");
                let remedy = "move the code to the crate that may, see ARCHITECTURE.md";
                findings.push(Finding::new(&file, line_of(&text, &used), what, remedy));
            }
        }
    }
    Ok(findings)
}

/// Every crate takes the lints of the workspace.
pub fn check_lints(tree: &Tree) -> Result<Vec<Finding>, String> {
    let manifests = manifests(tree)?;
    let without = manifests.iter().filter(|(_, _, manifest, _)| {
        let lints = manifest.get("lints").and_then(Value::as_table);
        lints.and_then(|lints| lints.get("workspace")).and_then(Value::as_bool) != Some(true)
    });
    let what = "the crate does not take the lints of the workspace";
    Ok(without
        .map(|(_, file, ..)| Finding::new(file, None, what, "add `[lints]` `workspace = true`"))
        .collect())
}

/// Name (without `enishi-`), file, content and text of each crate's manifest.
fn manifests(tree: &Tree) -> Result<Vec<(String, String, Table, String)>, String> {
    let files =
        tree.under("crates/").filter(|file| file.ends_with("/Cargo.toml") && file.matches('/').count() == 2);
    files
        .map(|file| {
            let text = tree.text(file)?;
            let manifest: Table = text.parse().map_err(|error| format!("{file}: {error}"))?;
            let name =
                manifest.get("package").and_then(|package| package.get("name")).and_then(Value::as_str);
            let name = name.ok_or_else(|| format!("{file}: no package name"))?;
            Ok((name.trim_start_matches("enishi-").to_owned(), file.to_owned(), manifest, text))
        })
        .collect()
}

/// The package names of the dependencies: for tests, or those that are built in.
fn dependencies(manifest: &Table, tests: bool) -> Vec<String> {
    let sections =
        if tests { &["dev-dependencies"][..] } else { &["dependencies", "build-dependencies"][..] };
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let places = std::iter::once(manifest).chain(targets.filter_map(Value::as_table));
    let mut names = Vec::new();
    for place in places {
        for table in sections.iter().filter_map(|section| place.get(*section)?.as_table()) {
            for (key, value) in table {
                // A renamed dependency hides behind its key.
                names.push(value.get("package").and_then(Value::as_str).unwrap_or(key).to_owned());
            }
        }
    }
    names
}

fn line_of(text: &str, word: &str) -> Option<usize> {
    text.lines()
        .position(|line| line.contains(word) && line.contains('=') && !line.starts_with("name"))
        .map(|at| at + 1)
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() { "no crate of ours".to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree_of;
    use super::*;

    fn findings(rule: super::super::Rule, krate: &str, rest: &str) -> Vec<Finding> {
        let manifest = format!("[package]\nname = \"enishi-{krate}\"\n\n{rest}");
        let (_folder, tree) = tree_of(&[(&format!("crates/{krate}/Cargo.toml"), &manifest)]);
        rule(&tree).unwrap()
    }

    #[test]
    fn a_dependency_upwards_is_found_with_its_line() {
        let found = findings(
            check_internal,
            "store",
            "[dependencies]\nenishi-kit.workspace = true\nenishi-app.workspace = true\n",
        );
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].line, found[0].what.as_str()), (Some(6), "`store` must not depend on `app`"));
        assert_eq!(found[0].remedy, "it may know: kit, kind");
    }

    #[test]
    fn renaming_building_and_targets_do_not_hide_it() {
        for rest in [
            "[dependencies]\nbelow = { package = \"enishi-web\", path = \"../web\" }\n",
            "[build-dependencies]\nenishi-web.workspace = true\n",
            "[target.'cfg(unix)'.dependencies]\nenishi-web.workspace = true\n",
        ] {
            assert_eq!(findings(check_internal, "model", rest).len(), 1, "{rest}");
        }
    }

    #[test]
    fn tests_may_use_more_but_not_the_ends() {
        assert!(
            findings(check_internal, "kit", "[dev-dependencies]\nenishi-testkit.workspace = true\n")
                .is_empty()
        );
        assert_eq!(
            findings(check_internal, "kit", "[dev-dependencies]\nenishi-cli.workspace = true\n").len(),
            1
        );
    }

    #[test]
    fn an_unknown_crate_is_found() {
        assert!(findings(check_internal, "overlap", "")[0].what.contains("`overlap` is not in the graph"));
    }

    #[test]
    fn a_library_that_a_crate_must_never_know_is_found() {
        let found =
            findings(check_external, "web", "[dependencies]\naxum = \"0.8\"\nsqlx.workspace = true\n");
        assert_eq!(found.len(), 1);
        assert!(found[0].what.contains("`web` must never know `sqlx`"));
        assert!(findings(check_external, "web", "[dev-dependencies]\nsqlx.workspace = true\n").is_empty());
    }

    #[test]
    fn a_crate_without_the_lints_is_found() {
        assert_eq!(findings(check_lints, "kit", "").len(), 1);
        assert!(findings(check_lints, "kit", "[lints]\nworkspace = true\n").is_empty());
    }
}
