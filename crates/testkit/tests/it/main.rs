//! The test servers themselves: they start, keep databases apart, and leave nothing behind.

// `cfg(test)` tells clippy that the helpers of these modules are tests too.
#[cfg(test)]
mod postgres;
