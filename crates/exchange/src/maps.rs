//! Ready mappings for public files that are known: facts about their columns, nothing of their content.

use crate::{Error, Header, Mapping, fingerprint};

/// A ready mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownMap {
    /// The name, as written after `--map`.
    pub name: &'static str,
    /// The mapping file.
    pub toml: &'static str,
}

impl KnownMap {
    /// The mapping.
    ///
    /// # Errors
    /// A mapping file that does not parse; a test reads them all.
    pub fn mapping(&self) -> Result<Mapping, Error> {
        Mapping::parse(self.toml)
    }

    /// Whether the mapping knows exactly these headers.
    #[must_use]
    pub fn fits(&self, headers: &[Header]) -> bool {
        self.mapping().is_ok_and(|mapping| {
            mapping.columns.len() == headers.len()
                && headers.iter().all(|header| mapping.columns.contains_key(&header.text))
                && !fingerprint(headers).is_empty()
        })
    }
}

/// All ready mappings.
#[must_use]
pub const fn known_maps() -> &'static [KnownMap] {
    &[]
}

/// The ready mapping of this name.
#[must_use]
pub fn known_map(name: &str) -> Option<&'static KnownMap> {
    known_maps().iter().find(|map| map.name == name)
}
