//! The test servers themselves: they start, keep databases apart, and leave nothing behind.

mod postgres;
