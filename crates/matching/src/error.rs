//! What can go wrong, with the thing it went wrong on.

use std::path::PathBuf;

/// An error of the matching crate.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A document names a field that the schema does not declare.
    #[error("document `{key}`: unknown field `{field}`, expected one of: {known}")]
    UnknownField {
        /// The document.
        key: String,
        /// The name found.
        field: String,
        /// The declared names, separated by commas.
        known: String,
    },
    /// A document or query names a code scheme that the schema does not declare.
    #[error("`{subject}`: unknown code scheme `{scheme}`, expected one of: {known}")]
    UnknownScheme {
        /// The document, or "query".
        subject: String,
        /// The name found.
        scheme: String,
        /// The declared names, separated by commas.
        known: String,
    },
    /// A weight or parameter is not usable.
    #[error("schema: {what} is {found}, expected {expected}")]
    BadSchema {
        /// Which value.
        what: String,
        /// The value found.
        found: String,
        /// What would be right.
        expected: &'static str,
    },
    /// The same field or scheme is declared twice.
    #[error("schema: `{name}` is declared twice")]
    DeclaredTwice {
        /// The name.
        name: String,
    },
    /// A file of the index is damaged. The index has to be rebuilt.
    #[error("index file {path} is damaged: {what}; rebuild the index")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was expected and what was found.
        what: String,
    },
    /// A file that the index lists does not exist. The index has to be rebuilt.
    #[error("index file {path} is missing; rebuild the index")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The index was written in another format. The index has to be rebuilt.
    #[error("index file {path} has format {found}, this program reads {expected}; rebuild the index")]
    OtherFormat {
        /// The file.
        path: PathBuf,
        /// The format found.
        found: u32,
        /// The format this program reads.
        expected: u32,
    },
    /// The index was written under other field names or another analysis. The index has to be rebuilt.
    #[error("the index in {path} was built for other fields; rebuild the index")]
    OtherSchema {
        /// The folder.
        path: PathBuf,
    },
    /// One segment cannot hold this much.
    #[error("too many {what} for one index segment: {found}, at most {limit}")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// The number found.
        found: usize,
        /// The largest number possible.
        limit: usize,
    },
    /// The operating system refused to read or write.
    #[error("cannot {action} {path}: {source}")]
    Io {
        /// What was tried.
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line of an evaluation file cannot be read.
    #[error("{path}, line {line}: {what}")]
    BadLine {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What was expected and what was found.
        what: String,
    },
}

impl Error {
    /// Whether deleting the index folder and indexing again is the remedy.
    #[must_use]
    pub fn asks_for_rebuild(&self) -> bool {
        matches!(
            self,
            Self::Damaged { .. } | Self::Missing { .. } | Self::OtherFormat { .. } | Self::OtherSchema { .. }
        )
    }
}
