//! What is asked, and what is known of who asks.

use std::collections::BTreeSet;

/// A cluster by its id, or `-` for the installation as a whole.
pub type Holder = String;

/// What is known of a person on a day. Ids are those of records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Facts {
    /// Whether he has signed in.
    pub is_signed_in: bool,
    /// Whether he manages accounts, settings and jobs.
    pub administers: bool,
    /// Clusters whose headquarters he is in charge of.
    pub runs: BTreeSet<Holder>,
    /// Clusters that he advises.
    pub advises: BTreeSet<Holder>,
    /// Clusters to which he belongs, himself or through an organisation.
    pub belongs_to: BTreeSet<Holder>,
    /// Ministries, bureaus and local governments of which he is an officer.
    pub officer_of: BTreeSet<String>,
    /// Organisations for which he works.
    pub works_for: BTreeSet<String>,
    /// Committees whose secretary he is.
    pub secretary_of: BTreeSet<String>,
    /// Whether he coordinates a theme of the Coordination Program.
    pub coordinates_themes: bool,
}

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// See what lies at a layer.
    See,
    /// Make a record.
    Create,
    /// Change a record.
    Update,
    /// End a record.
    Delete,
    /// Add a file to a record or take it away.
    Attach,
    /// Take a change back.
    Undo,
    /// Bring many records at once.
    Import,
    /// Unite two records.
    Merge,
    /// Give a figure out.
    Publish,
    /// Open a record to somebody by name.
    Open,
    /// See to whom a record is opened.
    Oversee,
    /// Keep accounts, settings, jobs, backups; begin the register.
    Administer,
}

impl Action {
    /// All of them, in the order of the manual.
    pub const ALL: [Self; 12] = [
        Self::See,
        Self::Create,
        Self::Update,
        Self::Delete,
        Self::Attach,
        Self::Undo,
        Self::Import,
        Self::Merge,
        Self::Publish,
        Self::Open,
        Self::Oversee,
        Self::Administer,
    ];

    /// The word in policies, catalogues and commands.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::See => "see",
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Attach => "attach",
            Self::Undo => "undo",
            Self::Import => "import",
            Self::Merge => "merge",
            Self::Publish => "publish",
            Self::Open => "open",
            Self::Oversee => "oversee",
            Self::Administer => "administer",
        }
    }

    /// The action of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }
}

/// On what.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// What lies at a layer of the records that somebody holds.
    Layer {
        /// `public`, `member`, `party` or `steward`.
        level: &'static str,
        /// Who holds the records.
        held_by: Holder,
    },
    /// One record.
    Record {
        /// The kind's name.
        kind: &'static str,
        /// Who holds it.
        held_by: Holder,
        /// The organisations whose own it is.
        organisations: BTreeSet<String>,
        /// The committees to which it belongs.
        committees: BTreeSet<String>,
    },
    /// The installation.
    Installation,
}
