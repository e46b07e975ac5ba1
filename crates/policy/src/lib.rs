//! Who may see and do what: Cedar policies, the facts about a person by which they judge, and the verdict with the policy
//! that gave it.
//!
//! Two questions are answered and no others: whether somebody sees what lies at a layer of the records that a cluster
//! holds, and whether he may do something with a record or with the installation. From the first follow the clearance
//! tokens by which everything is read.
//!
//! Not here: records, accounts, the clock. Cedar stays within this crate, so that nothing else compiles it.

mod error;
mod facts;
mod groups;
mod judge;
pub mod table;

pub use error::Error;
pub use facts::{Action, Facts, Holder, Subject};
pub use groups::{GROUPS, groups_of};
pub use judge::{Policies, Verdict};
