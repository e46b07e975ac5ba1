//! The field table of a record kind, its values, and everything that follows from the two:
//! validation, canonical text, the rows a record projects, labels.
//!
//! Not here: SQL, HTML, HTTP, and which kinds exist (that is the crate `model`).

mod body;
mod catalogue;
mod field;
mod file;
mod layer;
mod named;
mod period;
mod problem;
mod projection;
mod registry;
mod rows;
mod text;
mod value;

pub use body::{Body, canonical};
pub use catalogue::{Args, Catalogue, CatalogueError};
pub use enishi_kind_derive::{Columns, Kind};
pub use field::{Field, FieldPlace, Kind, KindInfo, Type, Upcaster, Vocabulary};
pub use file::FileEntry;
pub use layer::{Clearance, DISCLOSURE, Layer, Viewer, WHOLE};
pub use period::{Days, Period};
pub use problem::{Problem, nearest};
pub use projection::{
    FacetRow, HELD_BY, MERGED_INTO, NEIGHBOURS, OPENED, OPENS, Projection, ReferenceRow, sort_key_text,
};
pub use registry::{COMMON, Registry, opened_for};
pub use rows::{Columns, ROW_LIMIT};
pub use text::{Text, Translation};
pub use value::{CERTAINTIES, Certainty, Claim, Value};

/// The types that a field of a kind may have: names for the declaration, read by `#[derive(Kind)]`.
pub mod fields {
    /// Text of a line or two in one or two languages.
    pub use crate::Text;
    /// Text of paragraphs in one or two languages.
    pub type LongText = crate::Text;
    /// A name in one or two languages with its kana reading.
    pub type Name = crate::Text;
    /// A line that is not translated.
    pub type Line = String;
    /// Terms in any language.
    pub type Keywords = Vec<String>;
    /// One code of a vocabulary.
    pub type Choice = String;
    /// Several codes of a vocabulary.
    pub type Choices = Vec<String>;
    /// A civil date with its precision.
    pub use enishi_kit::date::PartialDate as Date;
    /// A whole number; the unit is in the declaration.
    pub type Integer = i64;
    /// An exact decimal number; the unit is in the declaration.
    pub use enishi_kit::decimal::Decimal;
    /// A Japanese fiscal year.
    pub use enishi_kit::fiscal::FiscalYear;
    /// A small table, whose columns `rows = STRUCT` names.
    pub type Rows = Vec<crate::Body>;
    /// An amount of yen.
    pub use enishi_kit::money::Yen;
    /// A range of yen, open on either side.
    pub use enishi_kit::money::YenRange;
    /// Yes or no.
    pub type Flag = bool;
    /// An https or http address.
    pub type Link = String;
    /// Typed external identifiers.
    pub type Identifiers = Vec<enishi_kit::ident::Identifier>;
    /// One record of the kind named in the declaration.
    pub use enishi_kit::ids::RecordId as Reference;
    /// Several records of the kind named in the declaration.
    pub type References = Vec<enishi_kit::ids::RecordId>;
}
