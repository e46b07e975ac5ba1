//! `enishi history REF`: who changed what, when and why.

use std::collections::HashMap;

use clap::Args;
use enishi_app::Link;
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_store::FieldChange;
use serde_json::Value as Json;

use super::Shape;
use super::moment::MomentArgs;
use super::show::json_text;
use crate::failure::{Exit, Failure};
use crate::output::{plain, print, print_json};
use crate::session::{Register, Session};
use crate::table::cut;

/// Columns of a value.
const VALUE_COLUMNS: usize = 60;

#[derive(Args, Debug)]
pub(crate) struct HistoryArgs {
    #[arg(value_name = "REF")]
    reference: String,
    #[command(flatten)]
    moment: MomentArgs,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

/// Shows the history of a record, newest first.
pub(crate) async fn run(args: &HistoryArgs, session: &Session) -> Result<Exit, Failure> {
    let app = session.open(Register::MustExist).await?;
    let ctx = args.moment.ask(&app, session.operator(), session).await?;
    let view = app.find_exact(&ctx, &args.reference).await?;
    let entries = app.history(&ctx, view.kind.name, &view.seen.reference).await?;
    let ids: Vec<RecordId> = entries.iter().flat_map(|entry| &entry.changes).flat_map(targets).collect();
    let links = app.links_to(&ctx, &ids).await?;
    let actors: Vec<&str> = entries.iter().map(|entry| entry.actor.as_str()).collect();
    let names = app.actor_names(&ctx, &actors).await?;
    app.close().await;
    if args.format == Shape::Json {
        let items = entries.iter().map(|entry| {
            let changes = entry.changes.iter().map(|change| {
                serde_json::json!({"field": change.field, "before": change.before, "after": change.after})
            });
            serde_json::json!({
                "at": entry.at.to_string(), "actor": entry.actor,
                "actor_name": names.find(&entry.actor, session.words.lang()), "reason": entry.reason, "batch": entry.batch,
                "operation": entry.operation, "because": entry.because, "changes": changes.collect::<Vec<_>>(),
            })
        });
        print_json(&items.collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    let words = &session.words;
    let mut text = String::new();
    for entry in &entries {
        let reason = words.find(&entry.reason, &[]).unwrap_or_else(|| plain(&entry.reason));
        let head = format!(
            "{}  {}  {}",
            session.local(entry.at),
            plain(names.find(&entry.actor, words.lang()).unwrap_or(&entry.actor)),
            reason
        );
        let batch = entry.batch.as_ref().map(|batch| format!("  {batch}")).unwrap_or_default();
        text.push_str(&format!("{}{}\n", session.out.bold(&head), session.out.dim(&batch)));
        if let Some(because) = &entry.because {
            text.push_str(&format!("  {}\n", words.text("history-because", &[("reason", plain(because))])));
        }
        for change in &entry.changes {
            let show = |json: &Option<Json>| {
                json.as_ref().map(|json| {
                    let text = json_text(&with_titles(json, &links, words.lang()));
                    cut(&plain(&text).replace('\n', " "), VALUE_COLUMNS)
                })
            };
            let label = words.field(view.kind.name, change.field);
            let line = match (show(&change.before), show(&change.after)) {
                (Some(before), Some(after)) => format!("- {before}\n      + {after}"),
                (None, Some(after)) => format!("+ {after}"),
                (Some(before), None) => format!("- {before}"),
                (None, None) => continue,
            };
            text.push_str(&format!("  {label}\n      {line}\n"));
        }
    }
    print(&text)?;
    Ok(Exit::Done)
}

/// The records that the values of a change may name.
fn targets(change: &FieldChange) -> Vec<RecordId> {
    let values = [&change.before, &change.after].into_iter().flatten();
    let texts = values.flat_map(|value| match value {
        Json::Array(items) => items.iter().collect(),
        one => vec![one],
    });
    texts.filter_map(|text| text.as_str()?.parse().ok()).collect()
}

/// Ids of records that may be shown, by their titles.
fn with_titles(json: &Json, links: &HashMap<RecordId, Link>, lang: Lang) -> Json {
    match json {
        Json::Array(items) => items.iter().map(|item| with_titles(item, links, lang)).collect(),
        Json::String(text) => match text.parse().ok().and_then(|id: RecordId| links.get(&id)) {
            Some(link) => format!("{} ({})", link.title(lang), link.reference).into(),
            None => json.clone(),
        },
        other => other.clone(),
    }
}
