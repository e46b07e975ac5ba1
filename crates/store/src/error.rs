//! What the store refuses or cannot do.

use std::borrow::Cow;

use enishi_kind::Problem;
use enishi_kit::ids::RecordId;

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database said no.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// Somebody changed the record since it was read.
    #[error("record {id} is at version {found}, the change was made on version {expected}")]
    Conflict {
        /// The record.
        id: RecordId,
        /// The version on which the change was made.
        expected: i64,
        /// The version that stands; 0 when the record is gone.
        found: i64,
    },
    /// A reference does not lead to a record of the right kind.
    #[error("field {field} of {from} refers to {to}, which is no {expected}")]
    MissingTarget {
        /// The record that refers.
        from: RecordId,
        /// The field.
        field: Cow<'static, str>,
        /// The record referred to.
        to: RecordId,
        /// The kind expected.
        expected: String,
    },
    /// A record names a file that is not there, or not all of it.
    #[error("record {from} names the file {hash}, which is not there")]
    MissingBlob {
        /// The record that names it.
        from: RecordId,
        /// Its hash.
        hash: String,
    },
    /// A reference begins that leads to a record which went into another.
    #[error("field {field} of {from} refers to {to}, which went into another record")]
    MergedTarget {
        /// The record that refers.
        from: RecordId,
        /// The field.
        field: Cow<'static, str>,
        /// The record referred to.
        to: RecordId,
    },
    /// A record belongs to a batch that is sealed: it is read only.
    #[error("record {reference} belongs to the sealed batch {batch}")]
    Sealed {
        /// The record.
        reference: String,
        /// The batch that made it; undoing it takes the record away.
        batch: String,
    },
    /// A deleted record is still referred to.
    #[error("record {id} is referred to by {referrers} record(s) and stays")]
    Referred {
        /// The record.
        id: RecordId,
        /// How many references lead to it.
        referrers: u64,
    },
    /// A stored body cannot be read.
    #[error("the body of record {id} cannot be read: {}", problem.code)]
    Body {
        /// The record.
        id: RecordId,
        /// What is wrong.
        problem: Problem,
    },
    /// A kind in the store that this program does not know.
    #[error("the store holds records of kind `{0}`, which this program does not know")]
    UnknownKind(String),
    /// The store was written by a newer program.
    #[error("the store is of schema {found}, this program knows {known}; use the newer program")]
    Newer {
        /// Migrations found.
        found: usize,
        /// Migrations known.
        known: usize,
    },
    /// The same request key came with another content.
    #[error("request key `{0}` was used for another request")]
    RequestKeyReused(String),
    /// A list's cursor is not one of ours.
    #[error("the cursor is not one that this list gave")]
    Cursor,
    /// The address of the store cannot be read.
    #[error("database address: {0}")]
    Address(String),
    /// The data folder cannot be used.
    #[error("data folder {path}: {source}")]
    Folder {
        /// The folder.
        path: std::path::PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A backup cannot be used.
    #[error("backup {path}: {problem:?}: {detail}")]
    Backup {
        /// The file.
        path: std::path::PathBuf,
        /// Why not.
        problem: crate::BackupProblem,
        /// Which part of it.
        detail: String,
    },
    /// A restore would write over records.
    #[error("there is a store with {commits} commit(s)")]
    Occupied {
        /// Commits of the store that is there.
        commits: i64,
    },
    /// What the store holds contradicts itself.
    #[error("the store contradicts itself: {0}")]
    Corrupt(String),
}
