//! `cargo xtask long`: what takes longer than the test command may: many kills and interleavings, searches for
//! counter-examples, measurements at a million records.
//!
//! The same tests and benchmarks run or compile every day at a small size, so none of them can rot unseen.

use std::{path::Path, process::Command, time::Instant};

use crate::{Verdict, say};

/// One piece of long work: a command with its environment.
struct Piece {
    name: &'static str,
    what: &'static str,
    variables: &'static [(&'static str, &'static str)],
    arguments: &'static [&'static str],
}

/// In the order of what is most likely to find something.
const PIECES: &[Piece] = &[
    Piece {
        name: "kills",
        what: "server, import and PostgreSQL killed 200 times on each engine beside four writers",
        variables: &[("ENISHI_LONG", "1")],
        arguments: &["test", "--release", "-p", "enishi-cli", "--test", "it", "--", "_long", "--nocapture"],
    },
    Piece {
        name: "interleavings",
        what: "sixteen writers with a follower, a process killed while it commits, random commands against a simple model",
        variables: &[("ENISHI_LONG", "1")],
        arguments: &["test", "--release", "-p", "enishi-store", "--test", "it", "--", "_long", "--nocapture"],
    },
    Piece {
        name: "interference",
        what: "twenty pairs of registers that differ in what somebody may not see, for eleven kinds of viewer",
        variables: &[("ENISHI_LONG", "1")],
        arguments: &["test", "--release", "-p", "enishi-web", "--test", "it", "--", "interference"],
    },
    Piece {
        name: "fsyncs",
        what: "how often a commit waits for the disk, counted with strace",
        variables: &[("ENISHI_LONG", "1")],
        arguments: &[
            "test",
            "--release",
            "-p",
            "enishi-cli",
            "--test",
            "it",
            "--",
            "waits_for_the_disk",
            "--nocapture",
        ],
    },
    Piece {
        name: "fuzzing",
        what: "random texts, dates, amounts, identifiers, spreadsheets and indexes: 20,000 cases of every property",
        variables: &[("PROPTEST_CASES", "20000")],
        arguments: &["test", "--release", "-p", "enishi-kit", "-p", "enishi-kind", "-p", "enishi-matching"],
    },
    Piece {
        name: "spreadsheets",
        what: "a thousand round trips of every kind and format, 100,000 rows in bounded memory",
        variables: &[("ENISHI_LONG", "1")],
        arguments: &["test", "--release", "-p", "enishi-exchange", "--test", "it", "--test", "memory"],
    },
    Piece {
        name: "million",
        what: "commits, lists, counts, record pages and bulk writing at a million records",
        variables: &[("ENISHI_BENCH_RECORDS", "1000000")],
        arguments: &["bench", "-p", "enishi-store"],
    },
    Piece {
        name: "growth",
        what: "the program at a thousand to a million records, measured and drawn",
        variables: &[],
        arguments: &["xtask", "growth"],
    },
    Piece {
        name: "waits",
        what: "how long another writer waits beside an import of a million rows",
        variables: &[],
        arguments: &["xtask", "waits"],
    },
    Piece {
        name: "failover",
        what: "the primary of three PostgreSQL nodes under Patroni killed again and again while people write",
        variables: &[],
        arguments: &["xtask", "failover"],
    },
    Piece {
        name: "fuzz",
        what: "bytes nobody would write against what reads bytes, two minutes each",
        variables: &[],
        arguments: &["xtask", "fuzz"],
    },
    Piece {
        name: "api",
        what: "the API held against its own document as three kinds of caller, ten minutes",
        variables: &[],
        arguments: &["xtask", "api"],
    },
];

/// Runs all pieces, or the one that is named; built for release or, where that takes too long, as every day.
pub fn run(root: &Path, name: Option<&str>, is_release: bool) -> Verdict {
    let chosen: Vec<&Piece> =
        PIECES.iter().filter(|piece| name.is_none_or(|name| name == piece.name)).collect();
    if chosen.is_empty() {
        let known: Vec<&str> = PIECES.iter().map(|piece| piece.name).collect();
        return Err(format!(
            "`{}` is no piece of the long run: there are {}",
            name.unwrap_or(""),
            known.join(", ")
        ));
    }
    let mut is_well = true;
    for piece in chosen {
        say(&format!("\n== {}: {}", piece.name, piece.what));
        let begin = Instant::now();
        let status = Command::new("cargo")
            .current_dir(root)
            .envs(piece.variables.iter().copied())
            .args(piece.arguments.iter().filter(|word| is_release || **word != "--release"))
            .status()
            .map_err(|error| format!("cargo: {error}"))?;
        let word = if status.success() { "ok" } else { "FAILED" };
        say(&format!("== {}: {word}, {} s", piece.name, begin.elapsed().as_secs()));
        is_well &= status.success();
    }
    Ok(is_well)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_piece_is_refused_with_the_known_ones() {
        let refused = run(Path::new("."), Some("billion"), true).unwrap_err();
        assert!(
            refused.contains("`billion`")
                && refused
                    .contains("kills, interleavings, interference, fsyncs, fuzzing, spreadsheets, million"),
            "{refused}"
        );
    }

    #[test]
    fn pieces_have_names_of_their_own() {
        let mut names: Vec<&str> = PIECES.iter().map(|piece| piece.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), PIECES.len());
    }
}
