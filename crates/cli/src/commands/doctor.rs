//! `enishi doctor`: looks at the installation as it stands and says what to do about what it finds. It changes nothing.

mod checks;

use clap::Args;
use serde_json::json;

use super::Shape;
use crate::failure::{Exit, Failure};
use crate::output::{print, print_json};
use crate::session::Session;

#[derive(Args, Debug)]
pub(crate) struct DoctorArgs {
    #[arg(long, value_enum, default_value = "table")]
    format: Shape,
}

/// What was looked at, and what was seen. The sentence is in the catalogue under `cli-doctor-CHECK-SEEN`, the remedy
/// of a finding under `cli-doctor-CHECK-SEEN-remedy`.
#[derive(Debug)]
pub(super) struct Check {
    name: &'static str,
    seen: &'static str,
    args: Vec<(&'static str, String)>,
    is_finding: bool,
}

impl Check {
    /// All is well, or it is only told.
    fn ok(name: &'static str, args: Vec<(&'static str, String)>) -> Self {
        Self { name, seen: "ok", args, is_finding: false }
    }

    /// Somebody should do something.
    fn finding(name: &'static str, seen: &'static str, args: Vec<(&'static str, String)>) -> Self {
        Self { name, seen, args, is_finding: true }
    }

    /// The same, seen otherwise but well.
    fn seen_as(mut self, seen: &'static str) -> Self {
        self.seen = seen;
        self
    }
}

/// Looks at everything.
pub(crate) async fn run(args: &DoctorArgs, session: &Session) -> Result<Exit, Failure> {
    let checks = checks::all(session).await?;
    let words = &session.words;
    let sentence =
        |check: &Check| words.text(&format!("cli-doctor-{}-{}", check.name, check.seen), &check.args);
    let remedy = |check: &Check| {
        let key = format!("cli-doctor-{}-{}-remedy", check.name, check.seen);
        check.is_finding.then(|| words.text(&key, &check.args))
    };
    let findings = checks.iter().filter(|check| check.is_finding).count();
    if args.format == Shape::Json {
        let all: Vec<_> = checks
            .iter()
            .map(|check| {
                json!({
                    "check": check.name,
                    "state": if check.is_finding { "finding" } else { "ok" },
                    "seen": check.seen,
                    "text": sentence(check),
                    "remedy": remedy(check),
                })
            })
            .collect();
        print_json(&json!({"checks": all, "findings": findings}))?;
    } else {
        for check in &checks {
            let state = words.word(if check.is_finding { "cli-doctor-finding" } else { "cli-doctor-ok" });
            let state = if check.is_finding { session.out.red(&state) } else { session.out.dim(&state) };
            print(&format!("{state} {}\n", sentence(check)))?;
            if let Some(remedy) = remedy(check) {
                print(&format!("  → {remedy}\n"))?;
            }
        }
        print(&format!("{}\n", words.text("cli-doctor-count", &[("count", findings.to_string())])))?;
    }
    Ok(if findings == 0 { Exit::Done } else { Exit::Findings })
}
