//! `enishi verify`: whether the register is whole and says the same everywhere.

use clap::Args;
use enishi_app::{FindingView, Verification};

use super::Shape;
use crate::failure::{Exit, Failure};
use crate::output::{print, print_json, tell};
use crate::progress::Reporter;
use crate::session::{Register, Session};

#[derive(Args, Debug)]
pub(crate) struct VerifyArgs {
    #[arg(long)]
    mend: bool,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

/// Verifies the register; with `--mend` writes lists and references anew first.
pub(crate) async fn run(args: &VerifyArgs, session: &Session) -> Result<Exit, Failure> {
    let app = session.open(Register::MustExist).await?;
    let ctx = session.operator();
    let reporter = Reporter::new(&session.words, args.format == Shape::Json);
    let step = |step, done, all| reporter.verify(step, done, all);
    if args.mend {
        let mended = app.mend(&ctx, &step).await?;
        reporter.finish();
        tell(&format!("{}\n", session.words.text("cli-verify-mended", &[("count", mended.to_string())])));
    }
    let verification = app.verify_noted(&ctx, &step).await?;
    reporter.finish();
    app.close().await;
    match args.format {
        Shape::Json => print_json(&verification)?,
        Shape::Table => print(&text(&verification, session))?,
    }
    Ok(if verification.is_clean() { Exit::Done } else { Exit::Findings })
}

/// What verifying says to people: what was looked at, then each finding with its place, then what to do about each
/// name once.
pub(crate) fn text(verification: &Verification, session: &Session) -> String {
    let words = &session.words;
    let records: u64 = verification.records.values().sum();
    let args = [
        ("records", records.to_string()),
        ("commits", verification.commits.to_string()),
        ("changes", verification.changes.to_string()),
        ("files", verification.files.to_string()),
        ("engine", verification.engine.to_owned()),
    ];
    let mut text = format!("{}\n", words.text("cli-verify-read", &args));
    if verification.is_clean() {
        text.push_str(&format!("{}\n", session.out.bold(&words.word("cli-verify-clean"))));
        return text;
    }
    for (name, count) in &verification.counts {
        let shown: Vec<&FindingView> =
            verification.findings.iter().filter(|finding| finding.name == *name).collect();
        let head = words.text(&format!("finding-{name}"), &[("count", count.to_string())]);
        text.push_str(&format!("\n{} {head}\n", session.out.red(&format!("{name}:"))));
        for finding in &shown {
            text.push_str(&format!("  {}\n", place(finding, session)));
        }
        let more = count.saturating_sub(u64::try_from(shown.len()).unwrap_or(u64::MAX));
        if more > 0 {
            text.push_str(&format!("  {}\n", words.text("cli-verify-more", &[("count", more.to_string())])));
        }
        let hint = words.word(&format!("finding-{name}-hint"));
        text.push_str(&format!("  {} {hint}\n", session.out.bold("hint:")));
    }
    text
}

fn place(finding: &FindingView, session: &Session) -> String {
    let commit = finding.seq.map(|seq| session.words.text("cli-verify-commit", &[("seq", seq.to_string())]));
    let detail = (!finding.detail.is_empty()).then(|| finding.detail.clone());
    let parts: Vec<String> = [finding.reference.clone(), commit, detail].into_iter().flatten().collect();
    if parts.is_empty() { "–".to_owned() } else { parts.join("  ") }
}
