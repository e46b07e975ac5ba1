//! `enishi merge LOSER WINNER`: says what merging two records would do, and with `--apply` does it.

use std::collections::BTreeMap;

use clap::Args;
use enishi_app::{Keep, MergePlan, MergeRequest, title_of};

use super::Shape;
use super::show::json_text;
use crate::failure::{Exit, Failure, questions};
use crate::output::{plain, print, print_json, tell};
use crate::session::{Register, Session};
use crate::table::Table;

#[derive(Args, Debug)]
pub(crate) struct MergeArgs {
    #[arg(value_name = "LOSER")]
    loser: String,
    #[arg(value_name = "WINNER")]
    winner: String,
    #[arg(long, value_name = "FIELD=winner|loser|both")]
    keep: Vec<String>,
    #[arg(long)]
    apply: bool,
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    confirm: Vec<String>,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

/// Merges two records of one kind; without `--apply` nothing is written.
pub(crate) async fn run(args: &MergeArgs, session: &Session) -> Result<Exit, Failure> {
    let keeps = keeps(&args.keep)?;
    let app = session.open(Register::MustExist).await?;
    let ctx = session.operator().confirming(args.confirm.clone());
    let kind = app.find_exact(&ctx, &args.loser).await?.kind.name;
    let plan = app.merge_plan(&ctx, kind, &args.loser, &args.winner, &keeps).await?;
    if !args.apply {
        match args.format {
            Shape::Json => print_json(&plan_json(&plan))?,
            Shape::Table => print(&plan_text(&plan, session))?,
        }
        tell(&questions(&plan.questions, session));
        tell(&format!("{}\n", session.words.word("cli-merge-preview")));
        app.close().await;
        return Ok(Exit::Done);
    }
    let request = MergeRequest { keeps, loser_on: None, winner_on: None };
    let merged = app.merge(&ctx, kind, &args.loser, &args.winner, &request).await?;
    let said = [
        ("loser", merged.loser.clone()),
        ("winner", merged.winner.reference.clone()),
        ("count", merged.records.to_string()),
        ("batch", merged.batch.clone()),
    ];
    match args.format {
        Shape::Json => print_json(&serde_json::json!({
            "batch": merged.batch,
            "merged": merged.loser,
            "into": merged.winner.reference,
            "records": merged.records,
        }))?,
        Shape::Table => print(&format!("{}\n", session.words.text("cli-merge-done", &said)))?,
    }
    app.close().await;
    Ok(Exit::Done)
}

fn keeps(given: &[String]) -> Result<BTreeMap<String, Keep>, Failure> {
    let read = |text: &String| {
        let (field, keep) = text.split_once('=')?;
        Some((field.trim().to_owned(), Keep::parse(keep.trim())?))
    };
    given
        .iter()
        .map(|text| read(text).ok_or_else(|| Failure::usage("cli-error-keep").arg("found", text)))
        .collect()
}

fn plan_json(plan: &MergePlan) -> serde_json::Value {
    let fields = plan.fields.iter().map(|field| {
        serde_json::json!({
            "field": field.field.name,
            "winner": field.winner,
            "loser": field.loser,
            "keep": field.keep,
        })
    });
    serde_json::json!({
        "kind": plan.kind.name,
        "loser": plan.loser.reference,
        "winner": plan.winner.reference,
        "records": plan.records,
        "references": plan.references,
        "questions": plan.questions,
        "fields": fields.collect::<Vec<_>>(),
    })
}

fn plan_text(plan: &MergePlan, session: &Session) -> String {
    let words = &session.words;
    let title = |seen: &enishi_store::Seen| plain(&title_of(plan.kind, &seen.body, words.lang()));
    let mut text = String::new();
    for (key, seen) in [("cli-merge-goes", &plan.loser), ("cli-merge-stays", &plan.winner)] {
        text.push_str(&format!("{}  {}  {}\n", words.word(key), seen.reference, title(seen)));
    }
    if plan.is_closer {
        text.push_str(&format!("{}\n", words.word("cli-merge-closer")));
    }
    text.push_str(&format!("{}\n", words.text("cli-merge-records", &[("count", plan.records.to_string())])));
    for of in &plan.references {
        let kind = words.word(&format!("{}-plural", of.kind));
        text.push_str(&format!("  {kind} ({}): {}\n", of.field, of.count));
    }
    if !plan.fields.is_empty() {
        let header =
            ["field", "keep", "winner", "loser"].map(|column| words.word(&format!("cli-column-{column}")));
        let mut table = Table::new(header.to_vec());
        let shown = |json: &Option<serde_json::Value>| json.as_ref().map(json_text).unwrap_or_default();
        for field in &plan.fields {
            table.push(vec![
                words.field(plan.kind.name, field.field.name),
                words.word(&format!("cli-keep-{}", field.keep.code())),
                shown(&field.winner),
                shown(&field.loser),
            ]);
        }
        text.push_str(&table.render(session.out));
    }
    text
}
