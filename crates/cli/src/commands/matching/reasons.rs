//! Reasons of a match as lines: what met, where, and how much it gave.

use enishi_matching::{Reason, WhyNot};

use crate::output::plain;
use crate::session::Session;
use crate::words::Words;

/// Words listed of what is missing.
const MISSING: usize = 12;

/// The reasons, one line each; their contributions sum to the score.
pub(super) fn lines(reasons: &[Reason], kind: &str, words: &Words) -> String {
    let mut text = String::new();
    for reason in reasons {
        let line = match reason {
            Reason::Words { surface, terms, contribution, .. } => {
                let mut fields: Vec<String> = Vec::new();
                for met in terms.iter().flat_map(|term| &term.fields) {
                    // The index calls fields `seed.title`.
                    let name = met.field.split_once('.').map_or(met.field.as_str(), |(_, field)| field);
                    let label = words.field(kind, name);
                    if !fields.contains(&label) {
                        fields.push(label);
                    }
                }
                let surface = plain(surface).replace('\n', " ");
                let fields = fields.join(&words.word("cli-place-comma"));
                given(
                    *contribution,
                    &words.text("cli-reason-words", &[("words", surface), ("fields", fields)]),
                )
            }
            Reason::Code { value, contribution, .. } => {
                let label = words.find(&format!("field-{value}"), &[]).unwrap_or_else(|| value.clone());
                given(*contribution, &words.text("cli-reason-field", &[("field", label)]))
            }
            Reason::Readiness { asked, offered, gap } => {
                let args = [
                    ("asked", asked.to_string()),
                    ("offered", offered.to_string()),
                    ("gap", gap.abs().to_string()),
                ];
                let key = match gap.signum() {
                    -1 => "cli-reason-readiness-below",
                    0 => "cli-reason-readiness-same",
                    _ => "cli-reason-readiness-above",
                };
                told(&words.text(key, &args))
            }
            Reason::Language { query, document } => {
                let name = |codes: &[String]| {
                    let names = codes.iter().map(|code| words.word(&format!("cli-lang-{code}")));
                    names.collect::<Vec<_>>().join(&words.word("cli-place-comma"))
                };
                told(
                    &words
                        .text("cli-reason-language", &[("query", name(query)), ("document", name(document))]),
                )
            }
        };
        text.push_str(&line);
    }
    text
}

fn given(contribution: f64, reason: &str) -> String {
    format!("     {contribution:>+8.3}  {reason}\n")
}

fn told(reason: &str) -> String {
    format!("     {:>8}  {reason}\n", "")
}

/// Why a record is not among the hits.
pub(super) fn why_not(title: &str, answer: &WhyNot, kind: &str, session: &Session) -> String {
    let words = &session.words;
    let head = words.text("cli-why-not", &[("record", title.to_owned())]);
    let list = |missing: &[String]| {
        let shown: Vec<String> =
            missing.iter().take(MISSING).map(|word| plain(word).replace('\n', " ")).collect();
        shown.join(&words.word("cli-place-comma"))
    };
    let body = match answer {
        WhyNot::Unknown => words.word("cli-why-not-unknown"),
        WhyNot::Excluded => words.word("cli-why-not-excluded"),
        WhyNot::NothingToSearch => words.word("cli-error-nothing-to-search"),
        WhyNot::NothingMet { missing } => {
            words.text("cli-why-not-nothing-met", &[("missing", list(missing))])
        }
        WhyNot::Found { rank, score, reasons } => {
            let args = [("rank", rank.to_string()), ("score", format!("{score:.3}"))];
            format!("{}\n{}", words.text("cli-why-not-found", &args), lines(reasons, kind, words))
        }
        WhyNot::Below { rank, score, gap, reasons, missing } => {
            let args = [
                ("rank", rank.to_string()),
                ("score", format!("{score:.3}")),
                ("gap", format!("{gap:.3}")),
                ("missing", list(missing)),
            ];
            format!("{}\n{}", words.text("cli-why-not-below", &args), lines(reasons, kind, words))
        }
    };
    format!("\n{}\n  {}\n", session.out.bold(&head), body.trim_end())
}
