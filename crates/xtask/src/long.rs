//! `cargo xtask long`: the tests whose names hold `long`, optimised and with `ENISHI_LONG=1`, which multiplies their
//! rounds.
//!
//! The same tests run daily with few rounds, so none of them can rot unseen.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use crate::{Verdict, say};

/// Runs the long tests whose names hold `filter`, and demands that there are some.
pub fn run(root: &Path, filter: &str) -> Verdict {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root).env("ENISHI_LONG", "1");
    cargo.args(["test", "--release", "--workspace", "--no-fail-fast", "--", filter]);
    say(&format!("long: cargo test --release --workspace -- {filter}, with ENISHI_LONG=1"));
    let output = cargo.stderr(Stdio::inherit()).output().map_err(|error| format!("cargo: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    say(&said);
    let passed = passed(&said);
    say(&format!("long: passed: {passed}"));
    if passed == 0 && output.status.success() {
        return Err(format!("no test has `{filter}` in its name"));
    }
    Ok(output.status.success())
}

/// Adds up the summary lines of libtest: `test result: ok. 3 passed; 0 failed; ...`.
fn passed(said: &str) -> u64 {
    let summaries = said.lines().filter_map(|line| line.strip_prefix("test result: "));
    let counts =
        summaries.filter_map(|line| line.split_once(". ")?.1.split_once(" passed")?.0.parse::<u64>().ok());
    counts.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_added_up() {
        let said = "test a ... ok\ntest result: ok. 3 passed; 0 failed; 0 ignored\n\ntest result: FAILED. 2 passed; 1 failed\n";
        assert_eq!(passed(said), 5);
        assert_eq!(passed("running 0 tests\n"), 0);
    }
}
