//! Tasks of the house: `cargo xtask tidy | mutations | long | fuzz | api | growth | waits | failover | map | dist | screenshots`.
//!
//! Not here: the order in which everything runs (`scripts/test`), and anything the shipped program needs.

mod api;
mod dist;
mod failover;
mod fuzz;
mod growth;
mod long;
mod map;
mod mutations;
mod screenshots;
mod serving;
mod tidy;

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
};

const USAGE: &str = "\
usage: cargo xtask TASK
  tidy               the rules of the house that a compiler does not know
  mutations [NAME]   each stored mutation of mutations/ must turn its test red
  long [PIECE [debug]]
                     what takes longer than the test command may: kills, interleavings, fsyncs, fuzzing, spreadsheets,
                     million, growth, waits, failover, fuzz, api; built for release, or as every day
  fuzz [TARGET [SECONDS]]
                     bytes nobody would write, against spreadsheets, CSV, identifiers, dates and query text
  api [SECONDS]      the API held against its own document by schemathesis, ten minutes unless said otherwise
  growth [PROGRAM [SIZE..]]
                     measures registers of a thousand to a million records (or of SIZE) and draws docs/growth.svg
  waits [PROGRAM [ROWS [DATABASE]]]
                     measures how long others who write wait beside an import of a million rows (or of ROWS)
  failover [PROGRAM] a primary of PostgreSQL is killed under Patroni while people write
  map                draws the prefectures of the pages from the topology under ENISHI_DATA
  dist [PROGRAM]     packs the program (built for release, or the one given) with what is installed beside it
  screenshots        takes the pictures of docs/pictures anew, from a demonstration on a fixed day";

/// Rows of the import beside which waits are measured.
const MILLION: &str = "1000000";

/// Exit codes of the house: 0 done, 1 done with findings, 2 usage, 4 environment.
const FINDINGS: u8 = 1;
const BAD_USAGE: u8 = 2;
const ENVIRONMENT: u8 = 4;

/// What a task came to: `Ok(true)` all well, `Ok(false)` findings, an error where it could not do its work.
type Verdict = Result<bool, String>;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let verdict = match words.as_slice() {
        ["tidy"] => root().and_then(|root| tidy::check(&root)),
        ["mutations"] => root().and_then(|root| mutations::check(&root, None)),
        ["mutations", name] => root().and_then(|root| mutations::check(&root, Some(name))),
        ["fuzz"] => root().and_then(|root| fuzz::run(&root, None, None)),
        ["fuzz", target] => root().and_then(|root| fuzz::run(&root, Some(target), None)),
        ["fuzz", target, seconds] => root().and_then(|root| fuzz::run(&root, Some(target), Some(seconds))),
        ["api"] => root().and_then(|root| api::run(&root, None)),
        ["api", seconds] => root().and_then(|root| api::run(&root, Some(seconds))),
        ["map"] => root().and_then(|root| map::draw(&root)),
        ["dist"] => root().and_then(|root| dist::make(&root, None)),
        ["dist", program] => root().and_then(|root| dist::make(&root, Some(Path::new(program)))),
        ["screenshots"] => root().and_then(|root| screenshots::take(&root)),
        ["failover"] => root().and_then(|root| failover::run(&root, None)),
        ["failover", program] => root().and_then(|root| failover::run(&root, Some(Path::new(program)))),
        ["growth"] => root().and_then(|root| growth::run(&root, None, &[])),
        ["growth", program, sizes @ ..] => {
            root().and_then(|root| growth::run(&root, Some(Path::new(program)), sizes))
        }
        ["waits"] => root().and_then(|root| growth::waits(&root, None, MILLION, None)),
        ["waits", program] => {
            root().and_then(|root| growth::waits(&root, Some(Path::new(program)), MILLION, None))
        }
        ["waits", program, rows] => {
            root().and_then(|root| growth::waits(&root, Some(Path::new(program)), rows, None))
        }
        ["waits", program, rows, database] => {
            root().and_then(|root| growth::waits(&root, Some(Path::new(program)), rows, Some(database)))
        }
        ["long"] => root().and_then(|root| long::run(&root, None, true)),
        ["long", piece] => root().and_then(|root| long::run(&root, Some(piece), true)),
        ["long", piece, "debug"] => root().and_then(|root| long::run(&root, Some(piece), false)),
        _ => {
            say(USAGE);
            return ExitCode::from(BAD_USAGE);
        }
    };
    match verdict {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FINDINGS),
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::from(ENVIRONMENT)
        }
    }
}

/// The folder of the workspace: the nearest one upwards that holds the lock file.
fn root() -> Result<PathBuf, String> {
    let here = env::current_dir().map_err(|error| format!("the current folder: {error}"))?;
    let found = here.ancestors().find(|folder| folder.join("Cargo.lock").is_file());
    found
        .map(Path::to_owned)
        .ok_or_else(|| format!("no Cargo.lock in {} or above: run it in the checkout", here.display()))
}

#[expect(clippy::print_stderr, reason = "a task speaks to its user")]
fn say(line: &str) {
    eprintln!("{line}");
}
