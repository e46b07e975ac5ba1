//! `enishi backup FILE`: everything in one file, while others go on working.

use std::path::PathBuf;

use clap::Args;
use enishi_app::BackupMade;

use super::Shape;
use crate::failure::{Exit, Failure};
use crate::output::{print, print_json};
use crate::progress::Reporter;
use crate::session::{Register, Session};

#[derive(Args, Debug)]
pub(crate) struct BackupArgs {
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

/// Writes the backup.
pub(crate) async fn run(args: &BackupArgs, session: &Session) -> Result<Exit, Failure> {
    let app = session.open(Register::MustExist).await?;
    let reporter = Reporter::new(&session.words, args.format == Shape::Json);
    let (operator, tell) = (session.operator(), |done, all| reporter.backup(done, all));
    let made = match &args.file {
        Some(file) => app.backup(&operator, file, &tell).await?,
        None if app.backup_plan().is_some() => app.backup_now(&operator, &tell).await?,
        None => return Err(Failure::usage("cli-error-backup-nowhere")),
    };
    reporter.finish();
    app.close().await;
    match args.format {
        Shape::Json => print_json(&made)?,
        Shape::Table => print(&said("cli-backup-done", &made, session))?,
    }
    Ok(Exit::Done)
}

/// A backup in a sentence, and what it does not hold.
pub(crate) fn said(key: &str, made: &BackupMade, session: &Session) -> String {
    let records: u64 = made.manifest.records.values().sum();
    let args = [
        ("file", made.file.clone()),
        ("kilobytes", made.bytes.div_ceil(1_000).to_string()),
        ("records", records.to_string()),
        ("commits", made.manifest.seq.to_string()),
        ("files", made.manifest.files.to_string()),
        ("at", made.manifest.made_at.parse().map_or_else(|_| String::new(), |at| session.local(at))),
    ];
    format!("{}\n{}\n", session.words.text(key, &args), session.words.word("cli-backup-left"))
}
