//! The use cases: the only callers of the store's commit.
