//! `cargo xtask screenshots`: the pictures of the guides, taken anew from a demonstration on a fixed day.
//!
//! The script tests/browser/screenshots.mjs drives the browser; this builds the program and sees that npm's packages are
//! there.

use std::{path::Path, process::Command};

use crate::{Verdict, say};

/// Builds the program, takes the pictures into docs/pictures and says how large they are together.
pub fn take(root: &Path) -> Verdict {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    run(cargo.args(["build", "--locked", "--package", "enishi-cli"]).current_dir(root))?;
    let folder = root.join("tests/browser");
    if !folder.join("node_modules").is_dir() {
        run(Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(&folder))?;
    }
    run(Command::new("node").arg("screenshots.mjs").current_dir(&folder))?;
    let pictures = root.join("docs/pictures");
    let failed = |error: std::io::Error| format!("{}: {error}", pictures.display());
    let mut bytes = 0;
    for entry in std::fs::read_dir(&pictures).map_err(failed)? {
        bytes += entry.and_then(|entry| entry.metadata()).map_err(failed)?.len();
    }
    say(&format!(
        "{}: {} kB; look at them before they are committed",
        pictures.display(),
        bytes.div_ceil(1_000)
    ));
    Ok(true)
}

fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| format!("{name}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} ended with {status}")) }
}
