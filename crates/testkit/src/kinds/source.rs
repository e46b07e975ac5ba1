//! The least kind of sources: every record may name one, so every registry has one.

use enishi_kind::Kind;
use enishi_kind::fields::{Link, Text};

/// A source.
#[derive(Debug, Kind)]
#[kind(name = "source", plural = "sources", title = "title", shape = 1)]
pub struct Source {
    /// What it is called.
    #[field(layer = public, required, column)]
    pub title: Text,
    /// Where it can be read.
    #[field(layer = public)]
    pub address: Link,
}
