//! Files in, files out: through the public interface only.

mod bad;
mod files;
mod known;
mod roundtrip;
mod support;
mod templates;
