//! The field table of a record kind, its values, and what follows from them.
