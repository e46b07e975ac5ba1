//! The least kind of scopes: every record may say which one holds it.

use enishi_kind::Kind;
use enishi_kind::fields::Text;

/// A scope that holds records.
#[derive(Debug, Kind)]
#[kind(name = "cluster", plural = "clusters", title = "title", shape = 1)]
pub struct Keeper {
    /// What it is called.
    #[field(layer = public, required, column)]
    pub title: Text,
}
