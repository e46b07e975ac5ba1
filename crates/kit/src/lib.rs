//! Text folding, dates, fiscal years, decimals, money, identifiers, clock and ids: what every crate needs and no product word.
//!
//! Not here: words of the subject, storage, rendering. Only [`clock::SystemClock`] and [`ids::SystemIds`] reach
//! outside; everything else is a pure function of its arguments.

pub mod clock;
pub mod date;
pub mod decimal;
pub mod fiscal;
pub mod fold;
pub mod ident;
pub mod ids;
pub mod lang;
pub mod money;
pub mod traces;
