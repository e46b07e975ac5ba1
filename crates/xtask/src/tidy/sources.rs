//! Rust files: a header that says what lives here, a size one can read, no words that hide work, a pure model.

use toml::{Table, Value};

use super::{Finding, tree::Tree};

/// House style: think again above 400 lines, fail above 800.
const WARN_ABOVE: usize = 400;
const FAIL_ABOVE: usize = 800;

/// The files that may be longer: `[long_files]`, path = "reason".
const SETTINGS: &str = "crates/xtask/tidy.toml";

/// The crate that does no input or output, reads no clock and draws no random number.
const PURE: &str = "crates/model/src/";
const IMPURE: [&str; 9] = [
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "Timestamp::now",
    "Zoned::now",
    "SystemTime",
    "Instant::now",
    "rand::",
];

/// The first line of every Rust file is `//!`.
pub fn check_headers(tree: &Tree) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        let text = tree.text(file)?;
        let header = text.lines().next().and_then(|line| line.strip_prefix("//!"));
        if header.is_none_or(|words| words.trim().is_empty()) {
            let remedy = "write what lives in this file and, where useful, what does not: `//! ...`";
            findings.push(Finding::new(file, Some(1), "the first line is no `//!` header", remedy));
        }
        if file.ends_with("/mod.rs") {
            let remedy = "name it after its folder: `foo.rs` beside `foo/`";
            findings.push(Finding::new(file, None, "a file named mod.rs", remedy));
        }
    }
    Ok(findings)
}

/// Above 400 lines a warning, above 800 an error unless the file is listed with a reason.
pub fn check_sizes(tree: &Tree) -> Result<Vec<Finding>, String> {
    let listed = long_files(tree)?;
    let mut findings = Vec::new();
    for file in tree.rust() {
        let lines = tree.text(file)?.lines().count();
        let what = format!("{lines} lines");
        if lines > FAIL_ABOVE && !listed.iter().any(|(name, _)| name == file) {
            let remedy = format!("split it along its subjects, or list it with a reason in {SETTINGS}");
            findings.push(Finding::new(file, None, what, remedy));
        } else if lines > WARN_ABOVE && lines <= FAIL_ABOVE {
            findings
                .push(Finding::new(file, None, what, "aim for 60 to 250: what could stand alone?").warning());
        }
    }
    for (file, reason) in listed {
        if reason.trim().is_empty() {
            findings.push(Finding::new(
                SETTINGS,
                None,
                format!("`{file}` has no reason"),
                "say why it is long",
            ));
        }
        if !tree.has(&file) || tree.text(&file)?.lines().count() <= FAIL_ABOVE {
            let what = format!("`{file}` needs no exception");
            findings.push(Finding::new(SETTINGS, None, what, "take the line out"));
        }
    }
    Ok(findings)
}

/// Ignored tests, tests that expect any panic, unfinished code, reminders without a reason.
pub fn check_words(tree: &Tree) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        for (at, line) in tree.text(file)?.lines().enumerate() {
            if let Some((what, remedy)) = fault_of(line) {
                findings.push(Finding::new(file, Some(at + 1), what, remedy));
            }
        }
    }
    Ok(findings)
}

/// The model does no input or output and takes clock and chance as arguments.
pub fn check_purity(tree: &Tree) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    for file in tree.under(PURE).filter(|file| file.ends_with(".rs")) {
        for (at, line) in tree.text(file)?.lines().enumerate().filter(|(_, line)| !is_comment(line)) {
            for word in IMPURE.iter().filter(|word| line.contains(**word)) {
                let what = format!("`{word}` in the pure model");
                findings.push(Finding::new(file, Some(at + 1), what, "take it as an argument from `app`"));
            }
        }
    }
    Ok(findings)
}

fn fault_of(line: &str) -> Option<(&'static str, &'static str)> {
    // Joined here, so that this file does not find itself.
    let (ignore, panics) = (concat!("#[", "ignore"), concat!("#[", "should_panic"));
    let (reminders, unfinished) = ([concat!("TO", "DO"), concat!("FIX", "ME")], concat!("to", "do!("));
    let code = line.trim_start();
    if code.starts_with(ignore) {
        return Some(("an ignored test", "mend it, delete it, or make it a long test (docs/testing.md)"));
    }
    if code.starts_with(panics) {
        return Some(("a test that any panic satisfies", "assert on the error itself"));
    }
    if code.contains(unfinished) && !is_comment(line) {
        return Some(("unfinished code", "finish it, or leave it out of this commit"));
    }
    reminders.iter().find_map(|word| {
        let after = line.split_once(word)?.1;
        let reason =
            after.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(reason, _)| reason.trim());
        let given = reason.is_some_and(|reason| reason.contains(' '));
        (!given).then_some((
            "a reminder without a reason to keep it",
            "do it, or write the reason in brackets behind the word",
        ))
    })
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

fn long_files(tree: &Tree) -> Result<Vec<(String, String)>, String> {
    if !tree.has(SETTINGS) {
        return Ok(Vec::new());
    }
    let settings: Table = tree.text(SETTINGS)?.parse().map_err(|error| format!("{SETTINGS}: {error}"))?;
    let listed = settings.get("long_files").and_then(Value::as_table).into_iter().flatten();
    let read =
        |(file, reason): (&String, &Value)| (file.clone(), reason.as_str().unwrap_or_default().to_owned());
    Ok(listed.map(read).collect())
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree_of;
    use super::*;

    const FILE: &str = "crates/kit/src/lib.rs";

    #[test]
    fn a_file_without_a_header_is_found() {
        for text in ["use std::fs;\n", "//!\n", "\n//! Late.\n", ""] {
            let (_folder, tree) = tree_of(&[(FILE, text)]);
            assert_eq!(check_headers(&tree).unwrap().len(), 1, "{text:?}");
        }
        let (_folder, tree) = tree_of(&[(FILE, "//! Words.\n"), ("crates/kit/src/a/mod.rs", "//! Words.\n")]);
        let found = check_headers(&tree).unwrap();
        assert_eq!(found.len(), 1);
        assert!(found[0].file.ends_with("mod.rs"));
    }

    #[test]
    fn long_files_warn_then_fail_unless_listed() {
        let text = |lines| "//! x\n".repeat(lines);
        let (a, b, c) = (text(400), text(401), text(801));
        let files = [("crates/k/src/a.rs", a.as_str()), ("crates/k/src/b.rs", &b), ("crates/k/src/c.rs", &c)];
        let (_folder, tree) = tree_of(&files);
        let found = check_sizes(&tree).unwrap();
        let seen: Vec<_> = found.iter().map(|finding| (finding.file.as_str(), finding.warns)).collect();
        assert_eq!(seen, [("crates/k/src/b.rs", true), ("crates/k/src/c.rs", false)]);

        let listed = "[long_files]\n\"crates/k/src/c.rs\" = \"one table of codes\"\n";
        let (_folder, tree) = tree_of(&[files[2], (SETTINGS, listed)]);
        assert_eq!(check_sizes(&tree).unwrap(), []);
    }

    #[test]
    fn an_exception_without_need_or_reason_is_found() {
        let long = "//! x\n".repeat(801);
        let listed = "[long_files]\n\"crates/k/src/a.rs\" = \"\"\n\"crates/k/src/gone.rs\" = \"was long\"\n";
        let (_folder, tree) = tree_of(&[("crates/k/src/a.rs", &long), (SETTINGS, listed)]);
        let found = check_sizes(&tree).unwrap();
        assert_eq!(found.len(), 2);
        assert!(found[0].what.contains("no reason") && found[1].what.contains("gone.rs"));
    }

    #[test]
    fn words_that_hide_work_are_found_with_their_line() {
        for bad in [
            concat!("    #[", "ignore]"),
            concat!("#[", "ignore = \"slow\"]"),
            concat!("#[", "should_panic]"),
            concat!("    to", "do!(\"later\")"),
            concat!("// TO", "DO: mend"),
            concat!("// TO", "DO(): mend"),
            concat!("// FIX", "ME"),
        ] {
            let (_folder, tree) = tree_of(&[(FILE, &format!("//! x\n\n{bad}\n"))]);
            let found = check_words(&tree).unwrap();
            assert_eq!(found.len(), 1, "{bad}");
            assert_eq!(found[0].line, Some(3));
        }
        let kept = concat!("// TO", "DO(waits for PostgreSQL 18 on Debian): drop the branch");
        assert_eq!(fault_of(kept), None);
        assert_eq!(fault_of("let ignored = tests.ignore();"), None);
    }

    #[test]
    fn a_clock_in_the_model_is_found() {
        let bad = "//! x\n// std::fs is only named here\nlet now = Timestamp::now();\n";
        let (_folder, tree) = tree_of(&[("crates/model/src/seed.rs", bad), (FILE, bad)]);
        let found = check_purity(&tree).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].file.as_str(), found[0].line), ("crates/model/src/seed.rs", Some(3)));
    }
}
