//! Matching: text analysis, postings, BM25F scoring, explanation and evaluation measures. Usable alone.
//! Invariant: every count a score rests on is computed over live documents and over the fields the viewer may see.
//! Not here: records, SQL, HTTP, the clock. Only `files` touches the file system.
//!
//! ```
//! use enishi_matching::{ClearanceSet, Document, FieldSpec, FieldText, Index, Query, QueryText, Schema};
//!
//! let schema = Schema { fields: vec![FieldSpec::new("title", 2.0)], ..Schema::default() };
//! let mut index = Index::in_memory(schema)?;
//! let title = FieldText {
//!     field: "title".into(),
//!     clearance: "public".into(),
//!     lang: "ja".into(),
//!     text: "希少糖の生産技術".into(),
//! };
//! index.put(&Document { key: "seed-1".into(), group: "seed".into(), fields: vec![title], ..Document::default() })?;
//! index.commit(None)?;
//!
//! let answer = index.searcher().search(&Query {
//!     text: vec![QueryText { text: "希少糖".into(), lang: "ja".into(), weight: 1.0 }],
//!     group: "seed".into(),
//!     tokens: ClearanceSet::from_iter(["public"]),
//!     top: 10,
//!     ..Query::default()
//! })?;
//! assert_eq!(answer.hits[0].key, "seed-1");
//! # Ok::<(), enishi_matching::Error>(())
//! ```

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
mod prepare;
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
