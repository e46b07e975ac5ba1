//! Ready mappings for public files that are known: facts about their columns, nothing of their content.

use crate::{Error, Header, Mapping};

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
        })
    }
}

/// All ready mappings.
#[must_use]
pub const fn known_maps() -> &'static [KnownMap] {
    &MAPS
}

static MAPS: [KnownMap; 6] = [
    KnownMap { name: "sbir-topics", toml: include_str!("../maps/sbir-topics.toml") },
    KnownMap { name: "sbir-awards", toml: include_str!("../maps/sbir-awards.toml") },
    KnownMap { name: "cordis-organisations", toml: include_str!("../maps/cordis-organisations.toml") },
    KnownMap { name: "cordis-projects", toml: include_str!("../maps/cordis-projects.toml") },
    KnownMap { name: "kaken-titles", toml: include_str!("../maps/kaken-titles.toml") },
    KnownMap { name: "ror-names", toml: include_str!("../maps/ror-names.toml") },
];

/// The ready mapping of this name.
#[must_use]
pub fn known_map(name: &str) -> Option<&'static KnownMap> {
    known_maps().iter().find(|map| map.name == name)
}
