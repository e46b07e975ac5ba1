//! `enishi retention`: which contacts have been kept as long as they may be; `--apply` erases them.

use clap::Args;
use enishi_app::{RetentionReport, RetentionRule};

use super::Shape;
use crate::failure::{Exit, Failure};
use crate::output::{plain, print, print_json, tell};
use crate::session::{Register, Session};

#[derive(Args, Debug)]
pub(crate) struct RetentionArgs {
    #[arg(long)]
    apply: bool,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

/// Looks, or erases.
pub(crate) async fn run(args: &RetentionArgs, session: &Session) -> Result<Exit, Failure> {
    let app = session.open(Register::MustExist).await?;
    let (ctx, terms) = (session.operator(), &session.settings.retention);
    let report = if args.apply {
        app.apply_retention(&ctx, terms).await
    } else {
        app.plan_retention(&ctx, terms).await
    };
    app.close().await;
    let report = report?;
    match args.format {
        Shape::Json => print_json(&report)?,
        Shape::Table => print(&said(&report, session))?,
    }
    let is_left = report.certificates.iter().any(|certificate| !certificate.is_complete());
    if !args.apply && report.is_due() {
        tell(&format!("{}\n", session.words.word("cli-retention-apply")));
    }
    Ok(if is_left || (!args.apply && report.is_due()) { Exit::Findings } else { Exit::Done })
}

fn said(report: &RetentionReport, session: &Session) -> String {
    let words = &session.words;
    let mut text = format!("{}\n", words.text("cli-retention-on", &[("day", report.on.clone())]));
    for rule in &report.rules {
        text.push_str(&format!("\n{}\n  {}\n", session.out.bold(rule.name), sentence(rule, session)));
        for due in &rule.due {
            let args = [("reference", due.reference.clone()), ("since", due.since.clone())];
            text.push_str(&format!("  {}\n", words.text("cli-retention-due", &args)));
        }
    }
    text.push_str(&format!("\n{}\n", words.word("cli-retention-rest")));
    for certificate in &report.certificates {
        let lang = words.lang();
        let certified =
            if lang == enishi_kit::lang::Lang::Ja { &certificate.text.ja } else { &certificate.text.en };
        text.push_str(&format!("\n{}\n", plain(certified)));
    }
    text
}

/// A rule in words: what, on which ground, for how long, how much there is of it.
fn sentence(rule: &RetentionRule, session: &Session) -> String {
    let words = &session.words;
    let fields: Vec<String> = rule.fields.iter().map(|field| words.field(rule.kind, field)).collect();
    let years = match rule.years {
        Some(years) => words.text("cli-retention-years", &[("years", years.to_string())]),
        None => words.word("cli-retention-never"),
    };
    let args = [
        ("kind", words.word(rule.kind)),
        ("fields", fields.join(", ")),
        ("basis", words.word(&format!("retention-{}", rule.name))),
        ("years", years),
        ("held", rule.held.to_string()),
        ("due", rule.due.len().to_string()),
    ];
    words.text("cli-retention-rule", &args)
}
