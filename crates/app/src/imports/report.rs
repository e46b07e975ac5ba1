//! What an import says about itself: counts that add up, problems with their place, the mapping used.

use std::collections::BTreeSet;

use enishi_exchange::CellProblem;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Problems listed one by one; beyond that only counted.
pub(super) const LISTED: usize = 500;

/// How many rows did what. `rows` is the sum of the others, `linked` aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Records read from the file.
    pub rows: u64,
    /// New records.
    pub added: u64,
    /// Changed records.
    pub updated: u64,
    /// Records that are already so.
    pub unchanged: u64,
    /// Deleted records.
    pub deleted: u64,
    /// Rows that name a record which an earlier row of the file has brought.
    pub repeated: u64,
    /// Rows with problems.
    pub rejected: u64,
    /// Further records made because rows name them, such as a need's company.
    pub linked: u64,
}

/// One problem of one cell.
pub type RowProblem = CellProblem;

/// What one column means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MappingView {
    /// The column's letters.
    pub column: String,
    /// The header's text.
    pub header: String,
    /// The target; `None` where the column is unknown, `-` where it is passed over.
    pub target: Option<String>,
    /// The nearest known header, where the column is unknown.
    pub near: Option<String>,
    /// The first values of the column.
    pub examples: Vec<String>,
}

/// Everything about one import.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportReport {
    /// The batch's name.
    pub batch: String,
    /// Who brought it, as the history names him.
    #[serde(default)]
    pub by: String,
    /// The kind.
    pub kind: String,
    /// The file's name.
    pub file: String,
    /// The sheet, where the format has sheets.
    pub sheet: Option<String>,
    /// All sheets of the file.
    pub sheets: Vec<String>,
    /// The encoding of the text.
    pub encoding: String,
    /// The header's row.
    pub header_row: u32,
    /// `staged`, `done` or `undone`.
    pub state: String,
    /// When it got there.
    #[serde(skip)]
    pub at: Option<Timestamp>,
    /// The mark of the headers.
    pub fingerprint: String,
    /// Where the mapping came from: `saved`, `known:NAME`, `guessed`, `given`.
    pub mapping_from: String,
    /// The mapping file.
    pub mapping: String,
    /// The columns.
    pub columns: Vec<MappingView>,
    /// Staged records.
    pub staged: u64,
    /// What rows do.
    pub counts: Counts,
    /// The first problems, in the order of the file.
    pub problems: Vec<RowProblem>,
    /// All problems.
    pub problem_count: u64,
    /// The first questions that a person must confirm before anything is written, in the order of the file.
    #[serde(default)]
    pub questions: Vec<RowProblem>,
    /// All of them.
    #[serde(default)]
    pub question_count: u64,
    /// By which codes they are confirmed.
    #[serde(default)]
    pub question_codes: BTreeSet<String>,
    /// Titles of the first linked records that are made.
    pub linked_titles: Vec<String>,
}
