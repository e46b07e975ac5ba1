//! A folder, files in it, and rows understood in one call.

use std::path::PathBuf;

use enishi_exchange::{CellProblem, Error, Mapping, Parsed, ParsedRow, Parser, ReadOptions, Table, open};
use enishi_kind::{Catalogue, KindInfo, Registry};

pub struct Fixture {
    pub folder: tempfile::TempDir,
    pub registry: Registry,
    pub catalogue: Catalogue,
}

pub struct Read {
    pub rows: Vec<ParsedRow>,
    pub header: Vec<CellProblem>,
}

impl Read {
    pub fn problems(&self) -> Vec<String> {
        let rows = self.rows.iter().flat_map(|row| &row.problems);
        self.header.iter().chain(rows).map(ToString::to_string).collect()
    }
}

impl Fixture {
    pub fn new() -> Self {
        let registry = enishi_model::registry();
        let kinds: Vec<&'static KindInfo> = registry.kinds().collect();
        let sources =
            kinds.iter().map(|kind| &kind.locales).chain([&enishi_model::LOCALES, &enishi_exchange::LOCALES]);
        let catalogue = Catalogue::new(sources).unwrap();
        Self { folder: tempfile::tempdir().unwrap(), registry, catalogue }
    }

    pub fn kind(&self, name: &str) -> &'static KindInfo {
        self.registry.kind(name).unwrap()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn options(&self, kind: &str) -> ReadOptions {
        ReadOptions::of_kind(self.kind(kind), &self.catalogue)
    }

    pub fn open(&self, path: &std::path::Path, kind: &str) -> Result<Table, Error> {
        open(path, &self.options(kind))
    }

    /// Reads a file with the guessed mapping.
    pub fn read(&self, path: &std::path::Path, kind: &str) -> Result<Read, Error> {
        self.read_with(path, kind, |mapping| mapping)
    }

    /// Reads a file with the guessed mapping, changed.
    pub fn read_with(
        &self,
        path: &std::path::Path,
        kind: &str,
        change: impl Fn(Mapping) -> Mapping,
    ) -> Result<Read, Error> {
        let table = self.open(path, kind)?;
        let (mapping, _) = Mapping::guess(self.kind(kind), &self.registry, &table.headers, &self.catalogue);
        self.read_table(table, &change(mapping))
    }

    pub fn read_table(&self, table: Table, mapping: &Mapping) -> Result<Read, Error> {
        let kind = self.kind(&mapping.kind);
        let parser = Parser::new(mapping, &table, kind, &self.registry, &self.catalogue)?;
        let rows = parser.rows(table).collect::<Result<Vec<_>, _>>()?;
        Ok(Read { rows, header: parser.problems().to_vec() })
    }
}

/// The JSON of a field as text; `clear`, or the texts that refer.
pub fn text(row: &ParsedRow, field: &str) -> String {
    match row.field(field) {
        None => String::new(),
        Some(Parsed::Clear) => "clear".to_owned(),
        Some(Parsed::Refer(names)) => names.join(" + "),
        Some(Parsed::Value(json)) => enishi_kind::canonical(json),
        Some(Parsed::Rows(rows)) => serde_json::to_string(rows).unwrap(),
        Some(Parsed::Claims(claims)) => serde_json::to_string(claims).unwrap(),
    }
}
