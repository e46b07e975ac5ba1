//! `enishi person`: what is held about a person, as a copy for that person.

use std::path::PathBuf;

use clap::Subcommand;

use super::Shape;
use crate::failure::{Exit, Failure};
use crate::output::{print, print_json};
use crate::session::{Register, Session};

#[derive(Debug, Subcommand)]
pub(crate) enum PersonCommand {
    Export {
        #[arg(value_name = "REF")]
        reference: String,
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        #[arg(long, value_name = "table|json", default_value = "table")]
        format: Shape,
    },
}

/// Writes the copy; without a name it is called after the person, here.
pub(crate) async fn run(command: &PersonCommand, session: &Session) -> Result<Exit, Failure> {
    let PersonCommand::Export { reference, file, format } = command;
    let app = session.open(Register::MustExist).await?;
    let ctx = session.operator();
    let view = app.find(&ctx, "person", reference).await;
    let made = match view {
        Ok(view) => {
            let file = file.clone().unwrap_or_else(|| format!("{}.zip", view.seen.reference).into());
            app.write_dossier(&ctx, &view.seen.reference, &file).await.map(|made| (made, file))
        }
        Err(error) => Err(error),
    };
    app.close().await;
    let (made, file) = made?;
    if *format == Shape::Json {
        print_json(&made)?;
        return Ok(Exit::Done);
    }
    let args = [
        ("file", file.display().to_string()),
        ("reference", made.reference),
        ("records", made.records.to_string()),
        ("accounts", made.accounts.to_string()),
        ("changes", made.changes.to_string()),
        ("events", made.events.to_string()),
        ("files", made.files.to_string()),
    ];
    print(&format!("{}\n", session.words.text("cli-person-exported", &args)))?;
    Ok(Exit::Done)
}
