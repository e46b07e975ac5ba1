//! `enishi restore FILE`: a backup into an empty place, on either engine.

use std::path::PathBuf;

use clap::Args;

use super::Shape;
use super::backup::said;
use super::verify::text;
use crate::failure::{Exit, Failure};
use crate::output::{print, print_json};
use crate::progress::Reporter;
use crate::session::Session;

#[derive(Args, Debug)]
pub(crate) struct RestoreArgs {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long)]
    check: bool,
    #[arg(long, value_name = "FILE")]
    ledger: Vec<PathBuf>,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

/// Checks the backup and, unless that is all, restores it.
pub(crate) async fn run(args: &RestoreArgs, session: &Session) -> Result<Exit, Failure> {
    let restore = session.restore(args.file.clone(), args.ledger.clone())?;
    let reporter = Reporter::new(&session.words, args.format == Shape::Json);
    let step = |done, all| reporter.backup(done, all);
    if args.check {
        let made = restore.check(&step)?;
        reporter.finish();
        match args.format {
            Shape::Json => print_json(&made)?,
            Shape::Table => print(&said("cli-restore-checked", &made, session))?,
        }
        return Ok(Exit::Done);
    }
    let done = restore.run(&step).await?;
    reporter.finish();
    match args.format {
        Shape::Json => print_json(&done)?,
        Shape::Table => {
            print(&said("cli-restore-done", &done.backup, session))?;
            if !done.erased.is_empty() {
                let erased = [("records", done.erased.join(", "))];
                print(&format!("{}\n", session.words.text("cli-restore-erased", &erased)))?;
            }
            print(&text(&done.verification, session))?;
        }
    }
    Ok(if done.verification.is_clean() { Exit::Done } else { Exit::Findings })
}
