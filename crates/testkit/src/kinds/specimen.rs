//! The kind that has everything: each field type, each layer, each flag.

use enishi_kind::fields::{
    Choice, Choices, Date, Flag, Identifiers, Integer, Keywords, Line, Link, LongText, Name, Reference,
    References, Text, Yen, YenRange,
};
use enishi_kind::{Kind, Vocabulary};

/// Grades, whose order is not that of their letters.
pub static GRADES: Vocabulary =
    Vocabulary { name: "grade", codes: &["fair", "good", "best"], source: "The test kit" };

/// Colours.
pub static COLOURS: Vocabulary =
    Vocabulary { name: "colour", codes: &["red", "green", "blue"], source: "The test kit" };

/// A thing in a collection.
#[derive(Debug, Kind)]
#[kind(name = "specimen", plural = "specimens", title = "title", shape = 1)]
pub struct Specimen {
    /// What it is called.
    #[field(layer = public, required, column, weight = 3.0, max = 200, standard = "dcterms:title")]
    pub title: Text,
    /// The name of who found it.
    #[field(layer = public, column, weight = 2.0, max = 100)]
    pub finder: Name,
    /// What it is.
    #[field(layer = public, weight = 1.0, standard = "dcterms:description")]
    pub description: LongText,
    /// The collection's number.
    #[field(layer = public, max = 60, sort, column)]
    pub number: Line,
    /// Words for it.
    #[field(layer = public, weight = 2.0, max = 100, facet)]
    pub keywords: Keywords,
    /// How good it is.
    #[field(layer = public, vocabulary = GRADES, facet, sort, column)]
    pub grade: Choice,
    /// What colours it has.
    #[field(layer = public, vocabulary = COLOURS, facet)]
    pub colours: Choices,
    /// When it was found.
    #[field(layer = public, section = "place", facet, sort, column)]
    pub found: Date,
    /// Of how many pieces it is.
    #[field(layer = public, range = 1..=1_000, unit = "unit-piece", facet, sort)]
    pub pieces: Integer,
    /// Whether it breaks easily.
    #[field(layer = public, facet)]
    pub fragile: Flag,
    /// Where it is described.
    #[field(layer = public)]
    pub page: Link,
    /// Its numbers elsewhere.
    #[field(layer = public)]
    pub numbers: Identifiers,
    /// The shelf on which it stands.
    #[field(layer = public, to = "shelf", facet, column)]
    pub shelf: Reference,
    /// Others like it.
    #[field(layer = public, to = "specimen", facet)]
    pub related: References,
    /// What members say about it.
    #[field(layer = member, section = "content", weight = 0.5)]
    pub remark: LongText,
    /// What it cost, for members.
    #[field(layer = member, facet, sort)]
    pub price: Yen,
    /// Others that belong to it, for members.
    #[field(layer = member, to = "specimen", facet)]
    pub belongs: References,
    /// To whom it belongs, for the parties.
    #[field(layer = party, section = "people", max = 100, facet)]
    pub owner: Line,
    /// The shelf where its papers lie, for the parties.
    #[field(layer = party, to = "shelf")]
    pub papers: Reference,
    /// What it is insured for, for the stewards.
    #[field(layer = steward, sort)]
    pub insured: YenRange,
    /// What nobody else may know, for the stewards.
    #[field(layer = steward, max = 400, facet)]
    pub secret: Line,
}
