//! Readers and writers of spreadsheets: XLSX, CSV, JSON Lines, drawn from the field table of a kind.
//!
//! Reading is in three steps: [`open`] gives a [`Table`] that streams rows as they stand in the file, a [`Mapping`]
//! says what each column means, a [`Parser`] makes a [`ParsedRow`] of each row. Texts that name other records stay
//! texts here ([`Parsed::Refer`]); who knows the records resolves them.
//!
//! Not here: SQL, HTTP, records that exist already, decisions about what to write.

mod claims;
mod columns;
mod error;
mod format;
mod guard;
mod header;
mod mapping;
mod maps;
mod parse;
mod read;
mod row;
mod table_cell;
mod template;
mod write;

pub use claims::{ClaimParser, ParsedClaimRow, claims_path, open_claims};
pub use columns::{Column, Part, columns, known_headers};
pub use error::Error;
pub use format::Format;
pub use header::fingerprint;
pub use mapping::{Case, ColumnRule, First, HeaderNote, Join, Mapping, Rule};
pub use maps::{KnownMap, known_map, known_maps};
pub use parse::{GroupedRows, Parser};
pub use read::{Limits, ReadOptions, Table, open};
pub use row::{
    Action, Cell, CellProblem, Header, Linked, Parsed, ParsedCells, ParsedClaim, ParsedRow, Place, RawRow,
    RowKey, column_letter,
};
pub use template::template;
pub use write::{
    Exported, JoinedCell, JoinedColumn, JoinedTable, WriteOptions, lines, write_csv, write_joined,
    write_jsonl, write_xlsx,
};

/// The sentences of problems in files: Japanese, English.
pub const LOCALES: [&str; 2] =
    [include_str!("../locales/ja/exchange.ftl"), include_str!("../locales/en/exchange.ftl")];
