//! The use cases: load, authorise, decide, commit one changeset. The only callers of the store's transactions.
//!
//! Not here: HTML, HTTP, arguments of the command line, SQL.

pub mod accounts;
mod actors;
mod approaches;
mod backup;
mod batches;
pub mod budgets;
mod bundle;
pub mod chain;
mod clusters;
mod columns;
pub mod committees;
mod condition;
mod contact;
mod context;
pub mod directory;
mod dossier;
mod erase;
mod error;
pub mod event_board;
mod exports;
mod fields;
mod figures;
mod files;
mod imports;
pub mod indicators;
mod input;
mod jobs;
mod lists;
mod matcher;
mod matches;
mod merge;
mod merges;
mod moments;
mod nightly;
mod open;
mod outlook;
pub mod programme_map;
mod published;
mod records;
mod represent;
mod resolve;
mod retention;
mod rights;
mod rules;
mod samples;
pub mod scheme_guide;
mod sharing;
mod start;
mod tallies;
pub mod tie_ups;
pub mod timeline;
mod undo;
mod verify;
mod written;

pub use actors::ActorNames;
pub use approaches::ApproachStart;
pub use backup::{BackupMade, Restore, RestoreDone};
pub use batches::BatchView;
pub use bundle::{BundleFile, BundleLoaded, BundleManifest, BundleSeen, PublicKey};
pub use clusters::{ACTIVE, BlockView, ClusterBoard, ClusterOnDay, ENDED, Place, Status};
pub use condition::Condition;
pub use contact::{Contact, ContactPoint};
pub use context::{Context, RightsKey};
pub use dossier::DossierMade;
pub use enishi_documents::is_inline_safe;
pub use enishi_store::{CHOSEN, DATED};
pub use erase::{EraseReport, EraseRequest, Texts};
pub use error::{CODES, CodeInfo, Error};
pub use exports::{ExportRequest, Exporter};
pub use figures::{Amount, Figure, Rows};
pub use files::{
    Attached, FileChange, FileSettings, Incoming, OpenFile, READ_DOCUMENT, Reader, Upload, megabytes,
};
pub use imports::{
    Counts, ImportFilter, ImportReport, ImportRequest, MappingChoice, MappingView, Progress, ProgressStep,
    RowProblem,
};
pub use input::FieldInput;
pub use jobs::{JobFilter, JobLine, JobView};
pub use lists::{FacetView, ListPage, ListRequest, Overview, Value as FacetValueView};
pub use matcher::{IndexState, Matcher};
pub use matches::{MatchHit, MatchRequest, MatchResult, MetText, Subject};
pub use merge::{Keep, MergeDone, MergeField, MergePlan, MergeReferences, MergeRequest, Merged};
pub use merges::{MergeProposal, MergeReason, ToldApart};
pub use moments::{Asked, KNOWN_AT, ON};
pub use nightly::{BackupPlan, newest_backup};
pub use open::{App, Settings, catalogue};
pub use outlook::{Recent, Stalled, Standing, Step};
pub use published::{Publication, Recount};
pub use records::{Change, RecordView, Referrer};
pub use represent::{Link, etag, fingerprint, is_sample, title_of};
pub use resolve::Meant;
pub use retention::{RetentionDue, RetentionReport, RetentionRule};
pub use samples::Loaded;
pub use sharing::{
    LayerShare, OpenConsent, Opening, OpeningState, Planned, ShareChange, ShareEffect, Sharing,
};
pub use start::{Charge, StartForm, StartStaff, Started};
pub use tie_ups::TieUpTable;
pub use undo::{KeptRecord, KeptValue, UndoReport};
pub use verify::{FindingView, Verification};
pub use written::{hint_of_problem, say_problem};

/// What the answers of the use cases are made of, so that the edges need not know the crates below.
pub mod parts {
    pub use enishi_exchange::{Column, ColumnRule, Format, Mapping, columns};
    pub use enishi_kit::ids::RecordId;
    pub use enishi_mail::{Server as MailServer, Settings as MailSettings, is_address};
    pub use enishi_matching::{FieldMet, Note, Reason, Span, TermMet, WhyNot};
    pub use enishi_model::money::{Basis, Counted};
    pub use enishi_model::retention::Terms as RetentionTerms;
    pub use enishi_model::rules::clearance::{Clearance, Standing as ClearanceStanding, clearances};
    pub use enishi_oidc::{Issuer, Service, Settings as ServiceSettings};
    pub use enishi_policy::{Action, Subject as Judged, Verdict, table};
    pub use enishi_store::{Entry, FINDINGS, FieldChange, Location, Moment, Seen, VerifyStep};
}

/// One text per language from the files of these names.
macro_rules! catalogues {
    ($($name:literal),* $(,)?) => {
        [
            concat!($(include_str!(concat!("../locales/ja/", $name, ".ftl")), "\n"),*),
            concat!($(include_str!(concat!("../locales/en/", $name, ".ftl")), "\n"),*),
        ]
    };
}

/// Text of this crate, Japanese and English: errors, hints, sentences of the history.
pub const LOCALES: [&str; 2] = catalogues![
    "accounts",
    "charge",
    "app",
    "bundle",
    "contact",
    "dossier",
    "faults",
    "files",
    "merge",
    "moments",
    "published",
    "service",
    "reading",
    "sharing",
    "tables",
    "trust",
    "written"
];
