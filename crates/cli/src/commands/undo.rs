//! `enishi undo BATCH`: says what undoing would do, asks, does it.

use std::io::{BufRead, IsTerminal};

use clap::Args;
use enishi_app::UndoReport;

use super::Shape;
use super::show::json_text;
use crate::failure::{Exit, Failure, questions};
use crate::output::{print, print_json, tell};
use crate::session::{Register, Session};
use crate::table::Table;

#[derive(Args, Debug)]
pub(crate) struct UndoArgs {
    #[arg(value_name = "BATCH")]
    batch: String,
    #[arg(long, short, visible_alias = "apply")]
    yes: bool,
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    confirm: Vec<String>,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

/// Takes a batch back. Records that somebody changed or used since stay, and are listed.
pub(crate) async fn run(args: &UndoArgs, session: &Session) -> Result<Exit, Failure> {
    let app = session.open(Register::MustExist).await?;
    let ctx = session.operator().confirming(args.confirm.clone());
    if !args.yes {
        let preview = app.undo_import(&ctx, &args.batch, false).await?;
        tell(&text(&preview, session));
        tell(&questions(&preview.questions, session));
        if !std::io::stdin().is_terminal() {
            return Err(Failure::new(Exit::Refused, "cli-error-not-confirmed").at(&args.batch));
        }
        tell(&format!("{} ", session.words.word("cli-undo-ask")));
        let mut answer = String::new();
        std::io::stdin().lock().read_line(&mut answer)?;
        if !matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "はい") {
            return Err(Failure::new(Exit::Refused, "cli-error-declined").at(&args.batch));
        }
    }
    let report = app.undo_import(&ctx, &args.batch, true).await?;
    match args.format {
        Shape::Json => print_json(&report)?,
        Shape::Table => print(&text(&report, session))?,
    }
    app.close().await;
    Ok(if report.kept_count > 0 { Exit::Findings } else { Exit::Done })
}

fn text(report: &UndoReport, session: &Session) -> String {
    let words = &session.words;
    let key = if report.is_applied { "cli-undo-done" } else { "cli-undo-preview" };
    let mut text = words.text(
        key,
        &[
            ("batch", report.batch.clone()),
            ("removed", report.removed.to_string()),
            ("restored", report.restored.to_string()),
            ("returned", report.returned.to_string()),
        ],
    );
    text.push('\n');
    if report.kept_count > 0 {
        text.push_str(&words.text("cli-undo-kept", &[("count", report.kept_count.to_string())]));
        text.push('\n');
        let header =
            ["reference", "title", "reason"].map(|column| words.word(&format!("cli-column-{column}")));
        let mut table = Table::new(header.to_vec());
        for kept in &report.kept {
            let why = words.word(&format!("kept-{}", kept.why));
            let link = &kept.record;
            table.push(vec![link.reference.clone(), link.title(words.lang()).to_owned(), why]);
            for field in &kept.fields {
                let value = field.value.as_ref().map(json_text).unwrap_or_default();
                let args = [
                    ("field", words.field(link.kind, &field.field)),
                    ("who", field.by.clone()),
                    ("at", session.local(field.at)),
                ];
                table.push(vec![String::new(), value, words.text("cli-undo-field", &args)]);
            }
        }
        text.push_str(&table.render(session.out));
    }
    if let Some(undo) = &report.undo {
        text.push_str(&format!("{}\n", words.text("cli-undo-again", &[("undo", undo.clone())])));
    }
    text
}
