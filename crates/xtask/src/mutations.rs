//! `cargo xtask mutations`: each stored mutation of `mutations/` is put into a copy of the tree, and its test must
//! turn red there. A rule whose test stays green without it is not held by that test.
//!
//! That the tests are green without the mutation is what the normal run shows.

mod copy;
mod patch;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use copy::Copy;
use patch::Patch;

use crate::{Verdict, say};

/// Where the copy, its builds and the logs live: one target folder for all mutations, so that only the mutated
/// crate and its tests are built again.
const WORKPLACE: &str = "target/mutations";

/// What became of one mutation.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// The named tests failed.
    Caught,
    /// The tests passed.
    Survived,
    /// The command failed, but not by these tests: it may not even have compiled.
    Beside(Vec<String>),
}

/// Applies the mutations (or the one whose file is named so) and prints one line for each.
pub fn check(root: &Path, only: Option<&str>) -> Verdict {
    let patches = Patch::read_all(&root.join("mutations"))?;
    let known: Vec<&str> = patches.iter().map(|patch| patch.name.as_str()).collect();
    let chosen: Vec<&Patch> =
        patches.iter().filter(|patch| only.is_none_or(|name| patch.name == name)).collect();
    if chosen.is_empty() {
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        return Err(format!("no mutation {} in mutations/: stored are {known}", only.unwrap_or("at all")));
    }
    let workplace = root.join(WORKPLACE);
    let mut bad = 0_usize;
    for patch in &chosen {
        let begin = Instant::now();
        let outcome = try_patch(root, &workplace, patch)?;
        let seconds = begin.elapsed().as_secs();
        let log = log_of(&workplace, patch);
        let log = log.strip_prefix(root).unwrap_or(&log).display();
        match outcome {
            Outcome::Caught => say(&format!("mutation {}: caught ({seconds} s)", patch.name)),
            Outcome::Survived => {
                bad += 1;
                let command = patch.command.join(" ");
                say(&format!("error: mutation {}: `{command}` stays green\n  at: {log}", patch.name));
                say(&format!("  hint: no test holds this rule: {}", patch.title));
            }
            Outcome::Beside(missing) => {
                bad += 1;
                let missing = missing.join(", ");
                say(&format!("error: mutation {}: it fails, but not by {missing}\n  at: {log}", patch.name));
                say("  hint: does the mutated code compile, and are the tests named in full?");
            }
        }
    }
    say(&format!("mutations: {} stored, caught: {}, not caught: {bad}", chosen.len(), chosen.len() - bad));
    Ok(bad == 0)
}

fn try_patch(root: &Path, workplace: &Path, patch: &Patch) -> Result<Outcome, String> {
    let copy = Copy::bring_up_to_date(root, &workplace.join("tree"))?;
    copy.apply(&patch.file)?;
    let (program, arguments) = patch.command.split_first().ok_or("an empty command")?;
    let mut command = Command::new(program);
    command.args(arguments).current_dir(copy.folder()).stdin(Stdio::null());
    command.env("CARGO_TARGET_DIR", workplace.join("target")).env("CARGO_TERM_COLOR", "never");
    let output = command.output().map_err(|error| format!("{program}: {error}"))?;
    let mut said = String::from_utf8_lossy(&output.stdout).into_owned();
    said.push_str(&String::from_utf8_lossy(&output.stderr));
    let log = log_of(workplace, patch);
    fs::write(&log, &said).map_err(|error| format!("{}: {error}", log.display()))?;
    Ok(judge(output.status.success(), &said, &patch.tests))
}

fn judge(passed: bool, said: &str, tests: &[String]) -> Outcome {
    if passed {
        return Outcome::Survived;
    }
    // libtest names a failed test on its line and, where a test writes between, again in the closing list.
    let failed = |test: &String| {
        let on_its_line = format!("test {test} ... FAILED");
        let in_the_list = format!("    {test}");
        said.lines().any(|line| line == on_its_line || line == in_the_list)
    };
    let missing: Vec<String> = tests.iter().filter(|test| !failed(test)).cloned().collect();
    if missing.is_empty() { Outcome::Caught } else { Outcome::Beside(missing) }
}

fn log_of(workplace: &Path, patch: &Patch) -> PathBuf {
    workplace.join(format!("{}.log", patch.name))
}

#[cfg(test)]
mod tests;
