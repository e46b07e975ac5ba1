//! The record store over SQLite and PostgreSQL: one log, one door.
