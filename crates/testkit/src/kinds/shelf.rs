//! A small kind to which others refer.

use enishi_kind::Kind;
use enishi_kind::fields::{Line, Text};

/// A shelf.
#[derive(Debug, Kind)]
#[kind(name = "shelf", plural = "shelves", title = "title", shape = 1)]
pub struct Shelf {
    /// What it is called.
    #[field(layer = public, required, column, weight = 1.0)]
    pub title: Text,
    /// The room.
    #[field(layer = public, facet, sort, column, max = 40)]
    pub room: Line,
}
