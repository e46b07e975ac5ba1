//! Builders, fixed clock and ids, a test kind, both databases.
