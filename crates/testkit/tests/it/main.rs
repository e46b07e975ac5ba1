//! The test servers themselves: they start, keep databases apart, and leave nothing behind. And what follows from the
//! declarations of the test kinds.

// `cfg(test)` tells clippy that the helpers of these modules are tests too.
#[cfg(test)]
mod kinds;
#[cfg(test)]
mod postgres;
