//! Matching: text analysis, postings, BM25F scoring, explanation and evaluation measures. Usable alone.
//! Invariant: every count a score rests on is computed over live documents and over the fields the viewer may see.
//! Not here: records, SQL, HTTP, the clock. Only `files` touches the file system.

mod analyse;
mod document;
mod error;
pub mod evaluate;
mod explain;
mod files;
mod index;
mod manifest;
mod numbers;
mod parameters;
mod query;
mod score;
mod segment;
mod view;

pub use analyse::{Analyser, Token, TokenKind};
pub use document::{ClearanceSet, Code, CodeSpec, Document, FieldSpec, FieldText, Readiness, Schema};
pub use error::Error;
pub use explain::{FieldMet, Reason, Span, TermMet, WhyNot, locate};
pub use index::Index;
pub use manifest::Cursor;
pub use parameters::Parameters;
pub use query::{Answer, Hit, Note, Query, QueryCode, QueryText};
pub use score::Searcher;
