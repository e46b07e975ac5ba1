//! Files in, files out: through the public interface only.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says what it skips"
)]

mod bad;
mod files;
mod known;
mod roundtrip;
mod support;
mod tables;
mod templates;
