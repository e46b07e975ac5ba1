//! How often a test repeats: few rounds in the daily run, many under `cargo xtask long`.

use std::env;

/// Whether this is a long run: `ENISHI_LONG=1`, as `cargo xtask long` sets it.
pub fn is_long() -> bool {
    env::var_os("ENISHI_LONG").is_some_and(|value| value == "1")
}

/// The number of rounds for this run: `daily`, or `long` under `cargo xtask long`.
///
/// A test that uses it has `long` in its name, by which `cargo xtask long` finds it; it never skips its work, it
/// only does less of it.
pub fn rounds(daily: u32, long: u32) -> u32 {
    if is_long() { long } else { daily }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_runs_do_more() {
        assert_eq!(rounds(3, 1_000), if is_long() { 1_000 } else { 3 });
    }
}
