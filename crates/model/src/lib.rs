//! The record kinds, vocabularies and disclosure rules: pure.
