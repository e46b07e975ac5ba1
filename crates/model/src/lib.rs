//! The record kinds, their vocabularies and disclosure: pure declarations.
//!
//! Not here: IO, SQL, HTTP, the clock.

mod need;
mod organisation;
mod seed;
mod source;
pub mod vocabulary;

pub use need::Need;
pub use organisation::Organisation;
pub use seed::Seed;
pub use source::Source;

use enishi_kind::{Kind, Registry};

/// The kinds of this program, in the order of menus.
#[must_use]
pub fn registry() -> Registry {
    Registry::new([Seed::INFO, Need::INFO, Organisation::INFO, Source::INFO])
}

/// Labels and help of the fields that every kind has, of vocabularies, and the sentences of problems: Japanese, English.
pub const LOCALES: [&str; 2] = [
    concat!(include_str!("../locales/ja/model.ftl"), "\n", include_str!("../locales/ja/values.ftl")),
    concat!(include_str!("../locales/en/model.ftl"), "\n", include_str!("../locales/en/values.ftl")),
];

/// Invented records for trying the program out, as JSON Lines of `{"key": .., "body": ..}`: kind and text. Bodies name
/// other samples as `@key` and days as `today+90d`. Sources and organisations come before what refers to them.
pub const SAMPLES: [(&str, &str); 4] = [
    ("source", include_str!("../samples/sources.jsonl")),
    ("organisation", include_str!("../samples/organisations.jsonl")),
    ("seed", include_str!("../samples/seeds.jsonl")),
    ("need", include_str!("../samples/needs.jsonl")),
];
