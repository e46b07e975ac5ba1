//! `cargo xtask api [SECONDS]`: the API held against its own document for longer than every day (tests/api/run.py).

use std::{path::Path, process::Command};

use crate::Verdict;

/// Seconds of the long run; every day it is one minute.
const SECONDS: &str = "600";
/// The Python that has schemathesis; `scripts/test api` makes it.
const PYTHON: &str = "target/tools/schemathesis/bin/python";

/// Builds the program as every day and asks it.
pub fn run(root: &Path, seconds: Option<&str>) -> Verdict {
    let python = root.join(PYTHON);
    if !python.exists() {
        return Err(format!("no {PYTHON}: `scripts/test api` installs it"));
    }
    let built = Command::new("cargo").current_dir(root).args(["build", "-p", "enishi-cli"]).status();
    if !built.map_err(|error| format!("cargo: {error}"))?.success() {
        return Err("the program does not build".to_owned());
    }
    let asked = Command::new(python)
        .current_dir(root)
        .args(["tests/api/run.py", "target/debug/enishi", seconds.unwrap_or(SECONDS)])
        .status()
        .map_err(|error| format!("{PYTHON}: {error}"))?;
    Ok(asked.success())
}
