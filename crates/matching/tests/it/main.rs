//! Behaviour of the crate through its public functions.
#![expect(
    clippy::unwrap_used,
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod answers;
mod bad_input;
mod builders;
mod development_sets;
mod exactness;
mod folder;
mod reasons;
mod visibility;
