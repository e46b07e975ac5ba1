//! What a commit is asked for and what it gives.

use enishi_kind::{Body, KindInfo};
use enishi_kit::ids::RecordId;
use jiff::Timestamp;

/// Who changes something, and why.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// Who, as the history shows it.
    pub actor: String,
    /// The sentence of the history.
    pub reason: String,
    /// The batch that the change belongs to.
    pub batch: Option<String>,
}

/// One change of one record.
#[derive(Clone, Debug)]
pub enum Change {
    /// A new record.
    Create {
        /// Its id, fresh from the store's id source.
        id: RecordId,
        /// Its kind.
        kind: &'static KindInfo,
        /// Its body, valid for the kind.
        body: Body,
    },
    /// A record that was deleted comes back under its former reference.
    Return {
        /// Its id.
        id: RecordId,
        /// Its kind.
        kind: &'static KindInfo,
        /// Its former reference.
        reference: String,
        /// The version that the deletion made.
        ended: i64,
        /// Its body.
        body: Body,
    },
    /// A new body for a record.
    Update {
        /// The record.
        id: RecordId,
        /// The version that the change was made on.
        expected: i64,
        /// The whole new body.
        body: Body,
    },
    /// The end of a record.
    Delete {
        /// The record.
        id: RecordId,
        /// The version that the deletion was decided on.
        expected: i64,
    },
}

impl Change {
    /// The record concerned.
    #[must_use]
    pub const fn id(&self) -> RecordId {
        match self {
            Self::Create { id, .. }
            | Self::Return { id, .. }
            | Self::Update { id, .. }
            | Self::Delete { id, .. } => *id,
        }
    }
}

/// What a commit was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Committed {
    /// Its place in the log.
    pub seq: i64,
    /// Its time: after that of the commit that precedes it.
    pub at: Timestamp,
}
