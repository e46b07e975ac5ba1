//! A stored mutation: a header in the words of the house, then a unified diff as `git diff` writes it.
//!
//! ```text
//! Mutation: Two commits may take the log head at once
//! Test: cargo test -p enishi-store --test it -- followers::
//! Fails: followers::reverse_commits_are_all_seen
//!
//! diff --git a/crates/store/src/commit.rs b/crates/store/src/commit.rs
//! ```

use std::{
    fs,
    path::{Path, PathBuf},
};

/// One stored mutation.
#[derive(Debug, PartialEq, Eq)]
pub struct Patch {
    /// The file's name without `.patch`.
    pub name: String,
    /// The patch itself.
    pub file: PathBuf,
    /// What rule is taken away.
    pub title: String,
    /// The command that must fail.
    pub command: Vec<String>,
    /// The tests by which it must fail, named in full.
    pub tests: Vec<String>,
}

impl Patch {
    /// The patches of a folder, in the order of their names.
    pub fn read_all(folder: &Path) -> Result<Vec<Patch>, String> {
        let failed = |error| format!("{}: {error}", folder.display());
        let mut files = Vec::new();
        if !folder.exists() {
            return Ok(Vec::new());
        }
        for entry in fs::read_dir(folder).map_err(failed)? {
            let file = entry.map_err(failed)?.path();
            if file.extension().is_some_and(|extension| extension == "patch") {
                files.push(file);
            }
        }
        files.sort();
        files.into_iter().map(Patch::read).collect()
    }

    fn read(file: PathBuf) -> Result<Patch, String> {
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let parsed = parse(&text).map_err(|what| format!("{}: {what}", file.display()))?;
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let (title, command, tests) = parsed;
        Ok(Patch { name, file, title, command, tests })
    }
}

type Header = (String, Vec<String>, Vec<String>);

fn parse(text: &str) -> Result<Header, String> {
    let (header, _) = text
        .split_once("\ndiff --git ")
        .ok_or("no line `diff --git`: store what `git diff` writes below the header")?;
    let all = |key: &str| -> Vec<String> {
        let values = header.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
        values.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect()
    };
    let one = |key: &str| match all(key).as_slice() {
        [value] => Ok(value.clone()),
        values => Err(format!("expected one line `{key}: ...`, found {}", values.len())),
    };
    let title = one("Mutation")?;
    let command: Vec<String> = one("Test")?.split_whitespace().map(str::to_owned).collect();
    // Only its plain output names the failed tests in the way that `judge` reads.
    if !command.iter().map(String::as_str).take(2).eq(["cargo", "test"]) {
        return Err(format!("the test command is `cargo test ...`, found `{}`", command.join(" ")));
    }
    let tests = all("Fails");
    if tests.is_empty() {
        return Err("expected a line `Fails: module::test` for each test that must fail".to_owned());
    }
    Ok((title, command, tests))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str =
        "Mutation: No lock\nTest: cargo test -p x\nFails: a::b\nFails: a::c\n\ndiff --git a/f b/f\n";

    #[test]
    fn the_header_is_read() {
        let (title, command, tests) = parse(GOOD).unwrap();
        assert_eq!((title.as_str(), command.len(), tests.len()), ("No lock", 4, 2));
    }

    #[test]
    fn a_header_that_says_too_little_is_refused() {
        for (without, expected) in [
            ("Mutation: No lock\n", "`Mutation: ...`"),
            ("Test: cargo test -p x\n", "`Test: ...`"),
            ("Fails: a::b\nFails: a::c\n", "Fails: module::test"),
            ("diff --git a/f b/f\n", "git diff"),
        ] {
            let error = parse(&GOOD.replace(without, "")).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
        assert!(parse(&GOOD.replace("cargo test", "make check")).unwrap_err().contains("`make check -p x`"));
    }
}
