//! A source: where a fact was read.

use enishi_kind::Kind;
use enishi_kind::fields::{Choice, Date, Line, Link, LongText, Name, Text};

use crate::vocabulary::SOURCE_TYPES;

/// A document, page, database, file or conversation that facts come from.
#[derive(Debug, Kind)]
#[kind(name = "source", plural = "sources", title = "title", shape = 1)]
pub struct Source {
    /// What it is called.
    #[field(layer = public, required, column, weight = 3.0, standard = "dcterms:title")]
    pub title: Name,
    /// What kind of source it is.
    #[field(layer = public, vocabulary = SOURCE_TYPES, facet, column, standard = "dcterms:type")]
    pub source_type: Choice,
    /// Who published it.
    #[field(layer = public, column, weight = 1.0, standard = "dcterms:publisher")]
    pub publisher: Text,
    /// Where it can be read.
    #[field(layer = public, standard = "dcterms:identifier")]
    pub address: Link,
    /// When it was published.
    #[field(layer = public, sort, column, standard = "dcterms:issued")]
    pub published: Date,
    /// When it was read.
    #[field(layer = public, sort)]
    pub accessed: Date,
    /// Under which terms it may be used.
    #[field(layer = public, max = 300, standard = "dcterms:license")]
    pub licence: Line,
    /// Anything that a reader must know about its reliability.
    #[field(layer = public, weight = 0.5)]
    pub remarks: LongText,
}
