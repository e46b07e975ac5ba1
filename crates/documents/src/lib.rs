//! The text of documents: bytes in, words out. What a file is follows from its content, never from its name; reading
//! ends at limits of size, pages and time, and what cannot be read gives a state with a reason.
//!
//! Not here: records, files on disk, SQL, HTTP, and isolation in a process of its own (that is the caller's:
//! [`read`] is what the process runs).

mod gather;
mod guard;
mod media;
mod name;
mod office;
mod pdf;
mod plain;
mod reading;

pub use guard::read_guarded;
pub use media::{Media, is_inline_safe};
pub use name::clean_name;
pub use reading::{Limits, Reading, Reason, State, read};
