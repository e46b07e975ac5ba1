//! `enishi imports`: the newest batches; `enishi imports discard BATCH` forgets one that was never written.

use clap::{Args, Subcommand};
use enishi_app::ImportFilter;

use super::Shape;
use crate::failure::{Exit, Failure};
use crate::output::{print, print_json};
use crate::session::{Register, Session};
use crate::table::Table;

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct ImportsArgs {
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
    #[command(subcommand)]
    action: Option<ImportsAction>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImportsAction {
    Discard {
        #[arg(value_name = "BATCH")]
        batch: String,
    },
}

/// Lists batches, the newest first.
pub(crate) async fn run(args: &ImportsArgs, session: &Session) -> Result<Exit, Failure> {
    let app = session.open(Register::MustExist).await?;
    if let Some(ImportsAction::Discard { batch }) = &args.action {
        app.discard_import(&session.operator(), batch).await?;
        let said = session.words.text("cli-imports-discarded", &[("batch", batch.clone())]);
        print(&format!("{said}\n"))?;
        app.close().await;
        return Ok(Exit::Done);
    }
    let reports = app.imports(&session.operator(), &ImportFilter::default(), args.limit).await?;
    if args.format == Shape::Json {
        let items: Vec<_> = reports
            .iter()
            .map(|report| {
                serde_json::json!({
                    "batch": report.batch, "kind": report.kind, "file": report.file, "state": report.state,
                    "at": report.at.map(|at| at.to_string()), "counts": report.counts,
                })
            })
            .collect();
        print_json(&items)?;
        return Ok(Exit::Done);
    }
    let words = &session.words;
    let header = ["batch", "state", "kind", "rows", "added", "updated", "rejected", "at", "file"]
        .map(|column| words.word(&format!("cli-column-{column}")));
    let mut table = Table::new(header.to_vec()).right(&[3, 4, 5, 6]);
    for report in reports {
        let at = report.at.map(|at| session.local(at)).unwrap_or_default();
        table.push(vec![
            report.batch,
            words.word(&format!("batch-{}", report.state)),
            report.kind,
            report.counts.rows.to_string(),
            report.counts.added.to_string(),
            report.counts.updated.to_string(),
            report.counts.rejected.to_string(),
            at,
            report.file,
        ]);
    }
    print(&table.render(session.out))?;
    app.close().await;
    Ok(Exit::Done)
}
