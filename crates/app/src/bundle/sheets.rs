//! Every kind stands in a bundle twice: as JSON Lines for programs, as a spreadsheet for people. Both are to say the same.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write as _;

use enishi_exchange::{
    ClaimParser, Mapping, Parsed, ParsedClaim, ParsedRow, Parser, ReadOptions, Table, open_claims,
};
use enishi_kind::{Catalogue, KindInfo, Registry};
use tempfile::NamedTempFile;
use zip::ZipArchive;

use super::{BundleManifest, NAMED, RECORDS, damaged, environment};
use crate::Error;

/// The kind of a file of records.
pub(super) fn kind_of(
    registry: &Registry,
    path: &str,
    ending: &str,
) -> Result<Option<&'static KindInfo>, Error> {
    let name = [RECORDS, NAMED].into_iter().find_map(|folder| path.strip_prefix(folder));
    let Some(plural) = name.and_then(|name| name.strip_suffix(ending)) else { return Ok(None) };
    registry.kind(plural).map(Some).ok_or_else(|| damaged(path))
}

/// A file of a bundle, ready to be read row by row.
pub(super) struct Rows {
    pub(super) parser: Parser,
    pub(super) table: Table,
    /// What they are read from, for as long as they are.
    copy: NamedTempFile,
}

impl Rows {
    /// Takes a file out of a bundle and begins to read it. The readers of files want a file.
    pub(super) fn open(
        zip: &mut ZipArchive<File>,
        path: &str,
        ending: &str,
        kind: &'static KindInfo,
        (registry, catalogue): (&Registry, &Catalogue),
    ) -> Result<Self, Error> {
        let failed = environment(std::path::Path::new(path));
        let mut copy = tempfile::Builder::new().suffix(ending).tempfile().map_err(&failed)?;
        let mut found = zip.by_name(path).map_err(|_| damaged(path))?;
        std::io::copy(&mut found, &mut copy).map_err(|_| damaged(path))?;
        copy.flush().map_err(&failed)?;
        let table = enishi_exchange::open(copy.path(), &ReadOptions::of_kind(kind, catalogue))?;
        let (mapping, _) = Mapping::guess(kind, registry, &table.headers, catalogue);
        let parser = Parser::new(&mapping, &table, kind, registry, catalogue)?;
        Ok(Self { parser, table, copy })
    }

    /// Dissent that stands in a sheet of its own, by record.
    fn claims(
        &self,
        kind: &'static KindInfo,
        catalogue: &Catalogue,
    ) -> Result<HashMap<String, Vec<ParsedClaim>>, Error> {
        let mut claims: HashMap<String, Vec<ParsedClaim>> = HashMap::new();
        let Some(table) = open_claims(self.copy.path(), &ReadOptions::of_kind(kind, catalogue))? else {
            return Ok(claims);
        };
        let parser = ClaimParser::new(&table, kind, catalogue)?;
        for row in table {
            let parsed = parser.parse(&row?);
            let claim = parsed.claim.ok_or_else(|| differs(&parsed.record, "claims"))?;
            claims.entry(parsed.record).or_default().push(claim);
        }
        Ok(claims)
    }
}

/// Reads every spreadsheet again beside its lines.
///
/// Cost: everything once more, a row of each at a time.
///
/// # Errors
/// `bundle-differs` with record and field; a spreadsheet that cannot be read.
pub(super) fn compare(
    zip: &mut ZipArchive<File>,
    manifest: &BundleManifest,
    words: (&Registry, &Catalogue),
) -> Result<(), Error> {
    for entry in &manifest.files {
        let Some(kind) = kind_of(words.0, &entry.path, ".xlsx")? else { continue };
        let lines = entry.path.replace(".xlsx", ".jsonl");
        let lines = Rows::open(zip, &lines, ".jsonl", kind, words)?;
        let mut lines_of = lines.parser.rows(lines.table);
        let sheet = Rows::open(zip, &entry.path, ".xlsx", kind, words)?;
        let mut claims = sheet.claims(kind, words.1)?;
        for row in sheet.parser.rows(sheet.table) {
            let row = row?;
            let Some(line) = lines_of.next().transpose()? else {
                return Err(differs(row.key.reference.as_deref().unwrap_or_default(), "id"));
            };
            let reference = line.key.reference.clone().unwrap_or_default();
            let claimed = claims.remove(&reference).map(Parsed::Claims);
            if let Some(field) = difference(kind, &line, &row, claimed.as_ref()) {
                return Err(differs(&reference, &field));
            }
        }
        if let Some(line) = lines_of.next().transpose()? {
            return Err(differs(line.key.reference.as_deref().unwrap_or_default(), "id"));
        }
        if let Some(reference) = claims.into_keys().min() {
            return Err(differs(&reference, "claims"));
        }
    }
    Ok(())
}

/// The first field of which a line and a row of the spreadsheet say something else.
fn difference(
    kind: &'static KindInfo,
    line: &ParsedRow,
    row: &ParsedRow,
    claimed: Option<&Parsed>,
) -> Option<String> {
    if line.key.reference != row.key.reference {
        return Some("id".to_owned());
    }
    if let Some(problem) = line.problems.first().or_else(|| row.problems.first()) {
        return Some(problem.problem.field.clone().unwrap_or_default());
    }
    // What use cases keep by themselves stands in the lines only, dissent in a sheet of its own.
    let compared = kind.fields().filter(|field| !field.of.is_managed());
    compared.map(|field| field.name).find_map(|name| {
        let beside = (name == "claims").then_some(claimed).flatten();
        let said =
            [line.field(name), row.field(name).or(beside)].map(|parsed| parsed.filter(|one| !is_empty(one)));
        (said[0] != said[1]).then(|| name.to_owned())
    })
}

/// A reference whose record does not go along is an empty text in the lines, and an empty cell.
fn is_empty(parsed: &Parsed) -> bool {
    match parsed {
        Parsed::Refer(names) => names.iter().all(String::is_empty),
        Parsed::Clear => true,
        Parsed::Value(_) | Parsed::Rows(_) | Parsed::Claims(_) => false,
    }
}

fn differs(reference: &str, field: &str) -> Error {
    Error::new("bundle-differs").arg("reference", reference).arg("field", field)
}
