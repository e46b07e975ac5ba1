//! The record store over SQLite and PostgreSQL: every change enters through one transaction, is written to one log,
//! and every read goes through a viewer's clearance tokens.
//!
//! Not here: HTML, HTTP, and what the fields mean (that is `kind` and `model`).

mod accounts;
mod asking;
mod backup;
mod batch;
mod blob;
mod clear;
mod commit;
mod condition;
mod counts;
mod derived;
mod erase;
mod error;
mod fault;
mod folder;
mod history;
mod jobs;
mod list;
mod log;
mod moment;
mod open;
mod past;
mod read;
mod seal;
mod sql;
mod state;
mod trim;
mod turn;
mod undo;
mod unseen;
mod verify;

pub use accounts::{
    Account, AccountChanges, AccountEvent, AccountState, ApiKey, Attempts, Errand, ErrandPurpose, EventQuery,
    Identity, Link, Mail, MailState, Purpose, Session, SessionState,
};
pub use backup::{Archive, BackupProblem, Manifest, Restored, TableEntry, TellBackup};
pub use batch::{Batch, BatchState};
pub use blob::Blob;
pub use commit::{Change, Committed, Header, Transaction};
pub use condition::{Condition, Connection, Software};
pub use erase::{Cleaned, Erase, ErasePlan, Erasure};
pub use error::Error;
pub use fault::Fault;
pub use folder::make_folder;
pub use history::{Entry, FieldChange};
pub use jobs::{Job, JobState};
pub use list::{CHOSEN, DATED, FacetCounts, Filter, ListQuery, Page, Sort};
pub use log::{Head, LogChange};
pub use moment::{Moment, Reading};
pub use open::{Location, Store};
pub use read::{Record, ReferrerGroup, Seen};
pub use state::AnsweredRequest;
pub use undo::{KeptField, UNDO, UndoPlan};
pub use verify::{FINDINGS, Finding, Tell, Verified, VerifyStep};
