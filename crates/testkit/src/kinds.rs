//! Test kinds: every field type on every layer, without a word of the product. What a kind needs beyond these
//! declarations and their two catalogues is a fault of the program.
//!
//! Not here: the kinds of the product (crate `model`).
//!
//! A field names its layer:
//!
//! ```
//! #[derive(enishi_kind::Kind)]
//! #[kind(name = "shelf", plural = "shelves", title = "title", shape = 1)]
//! struct Shelf {
//!     #[field(layer = public)]
//!     title: enishi_kind::Text,
//! }
//! ```
//!
//! The same without the layer does not compile:
//!
//! ```compile_fail
//! #[derive(enishi_kind::Kind)]
//! #[kind(name = "shelf", plural = "shelves", title = "title", shape = 1)]
//! struct Shelf {
//!     #[field(column)]
//!     title: enishi_kind::Text,
//! }
//! ```
//!
//! Nor does a period of fields that there are not, or that are no dates:
//!
//! ```compile_fail
//! #[derive(enishi_kind::Kind)]
//! #[kind(name = "shelf", plural = "shelves", title = "title", shape = 1, period = "since..until")]
//! struct Shelf {
//!     #[field(layer = public)]
//!     title: enishi_kind::Text,
//! }
//! ```
//!
//! ```compile_fail
//! #[derive(enishi_kind::Kind)]
//! #[kind(name = "shelf", plural = "shelves", title = "title", shape = 1, period = "title")]
//! struct Shelf {
//!     #[field(layer = public)]
//!     title: enishi_kind::Text,
//! }
//! ```
//!
//! Nor does a column with a layer of its own: it is as closed as the field it stands in.
//!
//! ```compile_fail
//! #[derive(enishi_kind::Columns)]
//! struct Stay {
//!     #[field(layer = public)]
//!     since: enishi_kind::fields::Date,
//! }
//! ```
//!
//! Nor does a layer that there is not:
//!
//! ```compile_fail
//! #[derive(enishi_kind::Kind)]
//! #[kind(name = "shelf", plural = "shelves", title = "title", shape = 1)]
//! struct Shelf {
//!     #[field(layer = everybody)]
//!     title: enishi_kind::Text,
//! }
//! ```

mod builders;
mod keeper;
mod label;
mod loan;
mod shelf;
mod source;
mod specimen;

pub use builders::{decimal, full_specimen, label, reference_ids, shelf, source, specimen, stay, text};
pub use keeper::Keeper;
pub use label::{FormerLabel, Label};
pub use loan::{Loan, LoanState};
pub use shelf::Shelf;
pub use source::Source;
pub use specimen::{COLOURS, GRADES, Specimen, Stay};

use enishi_kind::{Clearance, Kind, Layer, Registry, Viewer, WHOLE};

/// The test kinds.
pub fn registry() -> Registry {
    Registry::new([Specimen::INFO, Shelf::INFO, Source::INFO, Keeper::INFO])
}

/// Who sees records that no scope holds: the public, a member, and who is in charge.
pub fn viewers() -> [Viewer; 3] {
    [Layer::Public, Layer::Member, Layer::Steward].map(|layer| viewer(layer, WHOLE))
}

/// Whoever sees the layers of a scope up to this one.
pub fn viewer(layer: Layer, scope: &str) -> Viewer {
    Viewer::of(Layer::ALL.into_iter().filter(|one| *one <= layer).map(|one| Clearance::of(one, scope)))
}

/// Kinds that hold for a time, with the shelves and sources to which they refer.
pub fn dated_registry() -> Registry {
    Registry::new([Loan::INFO, Shelf::INFO, Source::INFO])
}

/// A kind as an earlier program declared it, with the sources that every record may name.
pub fn former_registry() -> Registry {
    Registry::new([FormerLabel::INFO, Source::INFO])
}

/// The same kind as today's program declares it: a field renamed, a field dropped, a field new.
pub fn raised_registry() -> Registry {
    Registry::new([Label::INFO, Source::INFO])
}

/// Fluent sources that the test kinds need beside their own: their vocabularies, sections and units.
pub const LOCALES: [&str; 2] =
    [include_str!("../locales/ja/kinds.ftl"), include_str!("../locales/en/kinds.ftl")];

#[cfg(test)]
mod tests;
