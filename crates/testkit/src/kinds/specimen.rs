//! The kind that has everything: each field type, each layer, each flag.

use enishi_kind::fields::{
    Choice, Choices, Date, Decimal, FiscalYear, Flag, Identifiers, Integer, Keywords, Line, Link, LongText,
    Name, Reference, References, Rows, Text, Yen, YenRange,
};
use enishi_kind::{Columns, Kind, Vocabulary};

/// Grades, whose order is not that of their letters.
pub static GRADES: Vocabulary =
    Vocabulary { name: "grade", codes: &["fair", "good", "best"], source: "The test kit" };

/// Colours.
pub static COLOURS: Vocabulary =
    Vocabulary { name: "colour", codes: &["red", "green", "blue"], source: "The test kit" };

/// A time that a thing spent somewhere: a column of each type that a column may have.
#[derive(Debug, Columns)]
pub struct Stay {
    /// From when.
    #[field(required)]
    pub since: Date,
    /// Until when.
    pub until: Date,
    /// On which shelf.
    #[field(to = "shelf", facet)]
    pub shelf: Reference,
    /// Beside which others.
    #[field(to = "specimen")]
    pub beside: References,
    /// How good it was.
    #[field(vocabulary = GRADES, facet)]
    pub grade: Choice,
    /// What colours it had.
    #[field(vocabulary = COLOURS)]
    pub colours: Choices,
    /// In which year it was counted.
    pub counted: FiscalYear,
    /// Of how many pieces it was.
    #[field(range = 1..=1_000, unit = "unit-piece")]
    pub pieces: Integer,
    /// What it weighed.
    #[field(unit = "unit-gram")]
    pub weight: Decimal,
    /// What the place cost.
    pub rent: Yen,
    /// Whether it was shown.
    pub shown: Flag,
    /// Words for it.
    #[field(max = 60)]
    pub words: Keywords,
    /// Where it is told.
    pub page: Link,
    /// Who says so.
    #[field(max = 60)]
    pub by: Line,
    /// What happened.
    #[field(weight = 1.0, max = 300)]
    pub note: Text,
}

/// A thing in a collection.
#[derive(Debug, Kind)]
#[kind(name = "specimen", plural = "specimens", title = "title", shape = 1, period = "found..lost")]
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
    /// When it was lost.
    #[field(layer = public)]
    pub lost: Date,
    /// In which year it was bought.
    #[field(layer = public, facet, sort)]
    pub bought: FiscalYear,
    /// What it weighs.
    #[field(layer = public, unit = "unit-gram", facet, sort)]
    pub weight: Decimal,
    /// Where it was before.
    #[field(layer = public, rows = Stay)]
    pub stays: Rows,
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
    /// Where it was hidden, for the stewards.
    #[field(layer = steward, rows = Stay)]
    pub hidings: Rows,
    /// What nobody else may know, for the stewards.
    #[field(layer = steward, max = 400, facet)]
    pub secret: Line,
}
