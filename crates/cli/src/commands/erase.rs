//! `enishi erase REF`: takes what a record says of a person away everywhere; without `--apply` says what would go.

use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use enishi_app::EraseRequest;
use enishi_kit::lang::Lang;

use super::Shape;
use crate::failure::{Exit, Failure};
use crate::output::{plain, print, print_json, tell};
use crate::session::{Register, Session};

#[derive(Args, Debug)]
pub(crate) struct EraseArgs {
    #[arg(value_name = "REF")]
    reference: String,
    #[arg(long, value_name = "FIELD")]
    field: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[arg(long)]
    apply: bool,
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

/// Previews or erases; the certificate goes to the standard output and, as JSON with both languages, into a file.
pub(crate) async fn run(args: &EraseArgs, session: &Session) -> Result<Exit, Failure> {
    let app = session.open(Register::MustExist).await?;
    // Opened before anything is erased: what was erased cannot be certified a second time.
    let mut certificate = match &args.certificate {
        Some(path) => Some((path, new_file(path)?)),
        None => None,
    };
    let ctx = session.operator();
    let request = EraseRequest {
        reference: args.reference.clone(),
        fields: args.field.clone(),
        reason: args.reason.clone(),
    };
    let report =
        if args.apply { app.erase(&ctx, &request).await } else { app.plan_erase(&ctx, &request).await };
    app.close().await;
    let report = match report {
        Ok(report) => report,
        Err(error) => {
            if let Some((path, _)) = &certificate {
                std::fs::remove_file(path).map_err(|error| Failure::file(path, &error))?;
            }
            return Err(error.into());
        }
    };
    if let Some((path, file)) = &mut certificate {
        let json = serde_json::to_string_pretty(&report).map_err(Failure::internal)?;
        writeln!(file, "{json}")
            .and_then(|()| file.sync_all())
            .map_err(|error| Failure::file(path, &error))?;
    }
    match args.format {
        Shape::Json => print_json(&report)?,
        Shape::Table => {
            let text = if session.words.lang() == Lang::Ja { &report.text.ja } else { &report.text.en };
            print(&format!("{}\n", plain(text)))?;
        }
    }
    if !args.apply {
        tell(&format!("{}\n", session.words.word("cli-erase-apply")));
    }
    Ok(if report.is_complete() { Exit::Done } else { Exit::Findings })
}

/// A file that was not there before.
fn new_file(path: &Path) -> Result<File, Failure> {
    File::create_new(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => enishi_app::Error::new("file-exists").arg("file", path.display()).into(),
        _ => Failure::file(path, &error),
    })
}
