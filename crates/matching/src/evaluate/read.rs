//! Reading evaluation sets: JSON Lines for corpus and queries, tab-separated judgements; names in `.gz` are decompressed.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;

use serde::Deserialize;

use crate::{Error, files};

/// A document or query of an evaluation set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Item {
    /// The id.
    pub id: String,
    /// The title; may be empty.
    #[serde(default)]
    pub title: String,
    /// The text; may be empty.
    #[serde(default)]
    pub text: String,
    /// The language; may be empty.
    #[serde(default)]
    pub lang: String,
}

/// Query to document to grade.
pub type Judgements = BTreeMap<String, BTreeMap<String, u32>>;

/// Reads a corpus or queries: one JSON object `{id, title, text, lang}` a line; empty lines are passed over.
///
/// # Errors
/// The file cannot be read, a line is no such object, an id comes twice.
pub fn read_items(path: &Path) -> Result<Vec<Item>, Error> {
    let mut items = Vec::new();
    let mut lines_of: BTreeMap<String, usize> = BTreeMap::new();
    each_line(path, |number, line| {
        let item: Item = serde_json::from_str(line)
            .map_err(|error| format!("expected {{id, title, text, lang}}: {error}"))?;
        if let Some(first) = lines_of.insert(item.id.clone(), number) {
            return Err(format!("id `{}` stands in line {first} already", item.id));
        }
        items.push(item);
        Ok(())
    })?;
    Ok(items)
}

/// Reads judgements: query, document, grade, separated by tabs.
///
/// # Errors
/// The file cannot be read, a line has another form.
pub fn read_judgements(path: &Path) -> Result<Judgements, Error> {
    let mut judgements = Judgements::new();
    each_line(path, |_, line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [query, doc, grade] = fields.as_slice() else {
            return Err(format!(
                "expected query, document and grade separated by tabs, found {} fields",
                fields.len()
            ));
        };
        let grade =
            grade.trim().parse().map_err(|_| format!("expected a whole number as grade, found `{grade}`"))?;
        judgements.entry((*query).to_owned()).or_default().insert((*doc).to_owned(), grade);
        Ok(())
    })?;
    Ok(judgements)
}

/// Reads pairs to be dropped: query and document, separated by a tab.
///
/// # Errors
/// The file cannot be read, a line has another form.
pub fn read_exclude(path: &Path) -> Result<BTreeMap<String, Vec<String>>, Error> {
    let mut pairs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    each_line(path, |_, line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [query, doc, ..] = fields.as_slice() else {
            return Err(format!(
                "expected query and document separated by a tab, found {} fields",
                fields.len()
            ));
        };
        pairs.entry((*query).to_owned()).or_default().push((*doc).trim().to_owned());
        Ok(())
    })?;
    Ok(pairs)
}

fn each_line(path: &Path, mut take: impl FnMut(usize, &str) -> Result<(), String>) -> Result<(), Error> {
    for (number, line) in (1..).zip(files::open_lines(path)?.lines()) {
        let line = line.map_err(|source| Error::Io { action: "read", path: path.to_owned(), source })?;
        let line = line.trim_end_matches('\r');
        if !line.trim().is_empty() {
            take(number, line).map_err(|what| Error::BadLine {
                path: path.to_owned(),
                line: number,
                what,
            })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        file
    }

    #[test]
    fn sets_are_read() {
        let items = read_items(
            file("{\"id\":\"a\",\"title\":\"t\"}\n\n{\"id\":\"b\",\"text\":\"x\",\"lang\":\"ja\"}\r\n")
                .path(),
        );
        let ids: Vec<String> = items.unwrap().into_iter().map(|item| item.id).collect();
        assert_eq!(ids, ["a", "b"]);
        let judgements = read_judgements(file("q\ta\t1\nq\tb\t0\n").path()).unwrap();
        assert_eq!(judgements["q"]["a"], 1);
        assert_eq!(read_exclude(file("q\ta\nq\tb\n").path()).unwrap()["q"], ["a", "b"]);
    }

    #[test]
    fn mistakes_name_file_and_line() {
        let message = |result: Result<(), Error>| result.unwrap_err().to_string();
        let twice = message(read_items(file("{\"id\":\"a\"}\n{\"id\":\"a\"}").path()).map(drop));
        assert!(twice.contains("line 2: id `a` stands in line 1 already"), "{twice}");
        let fields = message(read_judgements(file("q\ta\n").path()).map(drop));
        assert!(
            fields.contains("line 1: expected query, document and grade separated by tabs, found 2 fields"),
            "{fields}"
        );
        let grade = message(read_judgements(file("q\ta\thigh").path()).map(drop));
        assert!(grade.contains("found `high`"), "{grade}");
        let missing = message(read_items(Path::new("no-such-file.jsonl")).map(drop));
        assert!(missing.contains("cannot open no-such-file.jsonl"), "{missing}");
    }
}
