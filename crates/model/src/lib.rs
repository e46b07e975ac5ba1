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
pub const LOCALES: [&str; 2] = [include_str!("../locales/ja/model.ftl"), include_str!("../locales/en/model.ftl")];
