//! `enishi merges KIND`: records that may be one and the same. A person decides; nothing is merged here.

use clap::Args;
use enishi_app::{MergeReason, title_of};

use super::Shape;
use crate::failure::{Exit, Failure};
use crate::output::{print, print_json, tell};
use crate::session::{Register, Session, find_kind};
use crate::table::Table;
use crate::words::Words;

#[derive(Args, Debug)]
pub(crate) struct MergesArgs {
    #[arg(value_name = "KIND")]
    kind: String,
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    limit: u32,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

fn reason_text(words: &Words, reason: &MergeReason) -> String {
    match reason {
        MergeReason::Identifier { scheme, value } => format!("{scheme}:{value}"),
        MergeReason::Name { value } => words.text("cli-merges-name", &[("value", value.clone())]),
    }
}

/// Lists proposals; exit code 1 when there are any.
pub(crate) async fn run(args: &MergesArgs, session: &Session) -> Result<Exit, Failure> {
    find_kind(&enishi_model::registry(), &args.kind)?;
    let app = session.open(Register::MustExist).await?;
    let proposals = app.merge_proposals(&session.operator(), &args.kind, args.limit).await?;
    let words = &session.words;
    let registry = app.registry();
    let title = |seen: &enishi_store::Seen| {
        registry.kind(seen.kind).map(|kind| title_of(kind, &seen.body, words.lang())).unwrap_or_default()
    };
    if args.format == Shape::Json {
        let items = proposals.iter().map(|proposal| {
            let records = proposal
                .records
                .iter()
                .map(|seen| serde_json::json!({"ref": seen.reference, "title": title(seen)}));
            serde_json::json!({"reasons": proposal.reasons, "records": records.collect::<Vec<_>>()})
        });
        print_json(&items.collect::<Vec<_>>())?;
    } else {
        let header =
            ["reason", "reference", "title"].map(|column| words.word(&format!("cli-column-{column}")));
        let mut table = Table::new(header.to_vec());
        for proposal in &proposals {
            for (place, seen) in proposal.records.iter().enumerate() {
                let reasons = proposal.reasons.iter().map(|reason| reason_text(words, reason));
                let reasons = if place == 0 { reasons.collect::<Vec<_>>().join(", ") } else { String::new() };
                table.push(vec![reasons, seen.reference.clone(), title(seen)]);
            }
        }
        print(&table.render(session.out))?;
    }
    let records: usize = proposals.iter().map(|proposal| proposal.records.len()).sum();
    let count = proposals.len();
    tell(&words.text("cli-merges-count", &[("count", count.to_string()), ("records", records.to_string())]));
    tell("\n");
    app.close().await;
    Ok(if count > 0 { Exit::Findings } else { Exit::Done })
}
