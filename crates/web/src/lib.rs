//! Pages and JSON API over the use cases.
//!
//! Not here: SQL, arguments of the command line, rules of the subject.

pub mod api;
pub mod state;

pub use state::{Mode, Site};

/// Text of the pages, Japanese and English.
pub const LOCALES: [&str; 2] = [include_str!("../locales/ja/web.ftl"), include_str!("../locales/en/web.ftl")];
