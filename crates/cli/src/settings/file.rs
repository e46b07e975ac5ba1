//! The settings file `enishi.toml`: a flat list of texts. An unknown name is an error, not a silent nothing.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::KEYS;
use crate::failure::Failure;

/// The name of the file that is read when no other is named and it stands in the working folder.
const DEFAULT_NAME: &str = "enishi.toml";

/// A settings file.
#[derive(Debug)]
pub(super) struct SettingsFile {
    pub(super) path: PathBuf,
    pub(super) values: BTreeMap<String, String>,
}

/// Reads the named file, or the one of the working folder if there is one.
pub(super) fn read(named: Option<PathBuf>) -> Result<Option<SettingsFile>, Failure> {
    let path = match named {
        Some(path) => path,
        None if PathBuf::from(DEFAULT_NAME).is_file() => PathBuf::from(DEFAULT_NAME),
        None => return Ok(None),
    };
    let text = std::fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
    let table: toml::Table = toml::from_str(&text).map_err(|error| {
        Failure::usage("cli-error-config-syntax").arg("detail", error.to_string().trim()).at(path.display())
    })?;
    let mut values = BTreeMap::new();
    for (name, value) in table {
        if !KEYS.contains(&name.as_str()) {
            return Err(Failure::usage("cli-error-config-key")
                .arg("found", &name)
                .near(&name, &KEYS)
                .at(path.display()));
        }
        let toml::Value::String(value) = value else {
            return Err(Failure::usage("cli-error-config-value").arg("name", &name).at(path.display()));
        };
        values.insert(name, value);
    }
    Ok(Some(SettingsFile { path, values }))
}
