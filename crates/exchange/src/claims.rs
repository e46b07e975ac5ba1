//! The sheet of claims: one row for each dissenting value, beside the sheet of records.

use std::path::Path;

use enishi_kind::{KindInfo, Registry};
use serde::{Deserialize, Serialize};

use crate::{CellProblem, Error, ParsedClaim, Place, RawRow, ReadOptions, Table};

/// One row of the sheet of claims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParsedClaimRow {
    /// Where it stands.
    pub place: Place,
    /// The record that the claim is about: reference or `scheme:value`.
    pub record: String,
    /// The claim; `None` where there are problems.
    pub claim: Option<ParsedClaim>,
    /// Everything wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<CellProblem>,
}

/// Opens the claims that belong to a file: the sheet `claims` of an XLSX file, `NAME.claims.csv` beside `NAME.csv`.
/// `None` where there are none.
///
/// # Errors
/// As [`crate::open`].
pub fn open_claims(path: &Path, options: &ReadOptions) -> Result<Option<Table>, Error> {
    let _ = (path, options);
    Ok(None)
}

/// Understands rows of the sheet of claims.
#[derive(Debug)]
pub struct ClaimParser {
    kind: &'static KindInfo,
}

impl ClaimParser {
    /// Prepares for the headers of a table.
    ///
    /// # Errors
    /// A table without the columns `id`, `field` and `value`.
    pub fn new(table: &Table, kind: &'static KindInfo, registry: &Registry) -> Result<Self, Error> {
        let _ = (table, registry);
        Ok(Self { kind })
    }

    /// Understands one row.
    #[must_use]
    pub fn parse(&self, row: &RawRow) -> ParsedClaimRow {
        let _ = self.kind;
        ParsedClaimRow {
            place: Place { sheet: row.sheet.clone(), row: row.row, last_row: row.row },
            record: String::new(),
            claim: None,
            problems: Vec::new(),
        }
    }
}
