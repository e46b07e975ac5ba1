//! `cargo xtask fuzz [TARGET [SECONDS]]`: bytes nobody would write, against what reads bytes, guided by what they reach.
//!
//! libFuzzer is built with the compiler that is there: its coverage needs no unstable flag. Only the checks for memory errors
//! would, and our crates have no unsafe code. So neither nightly nor cargo-fuzz is needed.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{Verdict, dist::output, say};

/// The targets, one program each in `fuzz/targets`.
const TARGETS: [&str; 5] = ["spreadsheet", "csv", "identifiers", "dates", "query"];
/// Seconds of each target in the long run.
const SECONDS: &str = "120";
/// How the compiler tells libFuzzer which branches were taken and what was compared.
const INSTRUMENTED: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares --cfg=fuzzing";
/// Bytes of an input at most.
const MOST_BYTES: &str = "4096";
/// An input that takes longer than so many seconds is a finding.
const SLOW_SECONDS: &str = "10";
/// Megabytes of memory beyond which an input is a finding.
const MEMORY_MB: &str = "1024";
/// How libFuzzer says how many inputs it tried.
const EXECUTED: &str = "stat::number_of_executed_units:";

/// Builds the targets and runs all, or one, for some seconds each. What breaks one lies in `target/fuzz/found`.
pub fn run(root: &Path, target: Option<&str>, seconds: Option<&str>) -> Verdict {
    let chosen: Vec<&str> =
        TARGETS.into_iter().filter(|name| target.is_none_or(|target| target == *name)).collect();
    if chosen.is_empty() {
        return Err(format!("`{}` is no target: there are {}", target.unwrap_or(""), TARGETS.join(", ")));
    }
    let seconds = seconds.unwrap_or(SECONDS);
    let programs = build(root)?;
    let mut is_well = true;
    for name in chosen {
        is_well &= attack(root, &programs.join(name), name, seconds)?;
    }
    Ok(is_well)
}

/// Builds them for release; gives the folder of the programs. Naming the machine's own triple keeps the instrumentation out
/// of build scripts and macros.
fn build(root: &Path) -> Result<PathBuf, String> {
    let told = output(Command::new("rustc").arg("-vV"))?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc names no host")?;
    let folder = root.join("target/fuzz");
    let status = Command::new("cargo")
        .current_dir(root.join("fuzz"))
        .env("RUSTFLAGS", INSTRUMENTED)
        .env("CARGO_TARGET_DIR", &folder)
        .args(["build", "--release", "--locked", "--bins", "--target", host])
        .status()
        .map_err(|error| format!("cargo: {error}"))?;
    if status.success() {
        Ok(folder.join(host).join("release"))
    } else {
        Err("the targets do not build".into())
    }
}

fn attack(root: &Path, program: &Path, name: &str, seconds: &str) -> Verdict {
    let corpus = root.join("target/fuzz/corpus").join(name);
    let found = root.join("target/fuzz/found");
    for folder in [&corpus, &found] {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    say(&format!("\n== {name}: {seconds} s"));
    let done = Command::new(program)
        .args(["-print_final_stats=1", "-use_value_profile=1"])
        .args([&*format!("-max_total_time={seconds}"), &*format!("-max_len={MOST_BYTES}")])
        .args([&*format!("-timeout={SLOW_SECONDS}"), &*format!("-rss_limit_mb={MEMORY_MB}")])
        .arg(format!("-artifact_prefix={}/{name}-", found.display()))
        .args([&corpus, &root.join("fuzz/seeds").join(name)])
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let told = String::from_utf8_lossy(&done.stderr);
    let executed = told.lines().find_map(|line| line.strip_prefix(EXECUTED)).map_or("?", str::trim);
    if !done.status.success() {
        let from = told.lines().count().saturating_sub(40);
        told.lines().skip(from).for_each(say);
    }
    let word = if done.status.success() { "nothing found" } else { "FOUND, see target/fuzz/found" };
    say(&format!("== {name}: {executed} executions, {word}"));
    Ok(done.status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_target_is_refused_with_the_known_ones() {
        let refused = run(Path::new("."), Some("sheets"), None).unwrap_err();
        assert!(refused.contains("`sheets`") && refused.contains("spreadsheet, csv"), "{refused}");
    }

    #[test]
    fn every_target_is_a_program_with_seeds() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let declared = fs::read_to_string(root.join("fuzz/Cargo.toml")).unwrap();
        for name in TARGETS {
            assert!(declared.contains(&format!("path = \"targets/{name}.rs\"")), "{name}");
            assert!(fs::read_dir(root.join("fuzz/seeds").join(name)).unwrap().count() > 0, "{name}");
        }
        assert_eq!(declared.matches("[[bin]]").count(), TARGETS.len());
    }
}
