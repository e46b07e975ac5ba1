//! The settings file `enishi.toml`: a flat list. An unknown name is an error, not a silent nothing, and every place is
//! told with its line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::declared::{find, names};
use crate::failure::Failure;

/// The name of the file that is read when no other is named and it stands in the working folder.
const DEFAULT_NAME: &str = "enishi.toml";

/// A settings file.
#[derive(Debug)]
pub(super) struct SettingsFile {
    pub(super) path: PathBuf,
    /// Each value with its line.
    pub(super) values: BTreeMap<String, (String, usize)>,
}

impl SettingsFile {
    /// A line of the file, for people.
    pub(super) fn place(&self, line: usize) -> String {
        place(&self.path, line)
    }
}

fn place(path: &Path, line: usize) -> String {
    format!("{}:{line}", path.display())
}

/// Reads the named file, or the one of the working folder if there is one.
pub(super) fn read(named: Option<PathBuf>) -> Result<Option<SettingsFile>, Failure> {
    let path = match named {
        Some(path) => path,
        None if PathBuf::from(DEFAULT_NAME).is_file() => PathBuf::from(DEFAULT_NAME),
        None => return Ok(None),
    };
    let text = std::fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
    let line_at = |at: usize| text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
    let table = DeTable::parse(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_at(span.start));
        Failure::usage("cli-error-config-syntax").arg("detail", error.message()).at(place(&path, line))
    })?;
    let mut values = BTreeMap::new();
    for (name, value) in table.into_inner() {
        let line = line_at(name.span().start);
        let name = name.into_inner().into_owned();
        if find(&name).is_none() {
            let failure = Failure::usage("cli-error-config-key").arg("found", &name).near(&name, &names());
            return Err(failure.at(place(&path, line)));
        }
        let Some(value) = text_of(value.get_ref()) else {
            return Err(Failure::usage("cli-error-config-value").arg("name", &name).at(place(&path, line)));
        };
        values.insert(name, (value, line));
    }
    Ok(Some(SettingsFile { path, values }))
}

/// A text, a number, or a list of texts with commas between them.
fn text_of(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Array(items) => {
            let texts: Option<Vec<&str>> = items.iter().map(|item| item.get_ref().as_str()).collect();
            Some(texts?.join(","))
        }
        _ => None,
    }
}
