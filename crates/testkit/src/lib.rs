//! What tests of every crate share: both databases, a fixed clock, counting ids, long rounds.
//!
//! Not here: assertions about the subject. A helper that cannot do its work panics with what failed and the
//! remedy, for a test has no better answer.

mod clock;
mod ids;
pub mod kinds;
mod long;
pub mod papers;
pub mod postgres;
mod sqlite;

pub use clock::FixedClock;
pub use ids::SeqIds;
pub use long::{is_long, rounds};
pub use sqlite::{Sqlite, sqlite};
