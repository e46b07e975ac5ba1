//! What an import says about itself, for people.

use enishi_app::{ImportReport, RowProblem};

use crate::failure::{asked, render};
use crate::output::plain;
use crate::session::Session;
use crate::table::Table;
use crate::words::Words;

/// Problems shown one by one; the JSON report lists more.
const SHOWN: usize = 20;
/// Titles shown of linked records.
const TITLES: usize = 10;

/// File, columns, counts.
pub(super) fn text(report: &ImportReport, session: &Session) -> String {
    let words = &session.words;
    let mut text = session.out.bold(&plain(&place(report, words)));
    text.push('\n');
    text.push_str(&words.text("cli-import-mapping", &[("from", mapping_from(report, words))]));
    text.push('\n');
    let header =
        ["column", "header", "means", "examples"].map(|column| words.word(&format!("cli-column-{column}")));
    let mut table = Table::new(header.to_vec());
    for column in &report.columns {
        let means = match column.target.as_deref() {
            Some("-") => words.word("cli-import-passed-over"),
            Some("*") => words.word("cli-import-cases"),
            Some(target) => target.to_owned(),
            None => words.word("cli-import-unknown"),
        };
        table.push(vec![column.column.clone(), column.header.clone(), means, column.examples.join(" | ")]);
    }
    text.push_str(&table.render(session.out));
    text.push('\n');
    let counts = report.counts;
    let mut table = Table::new(vec![String::new(); 2]).right(&[1]);
    let rows = [
        ("added", counts.added),
        ("updated", counts.updated),
        ("unchanged", counts.unchanged),
        ("deleted", counts.deleted),
        ("repeated", counts.repeated),
        ("rejected", counts.rejected),
        ("rows", counts.rows),
    ];
    for (name, count) in rows {
        table.push(vec![words.word(&format!("cli-count-{name}")), count.to_string()]);
    }
    text.push_str(&table.render(session.out));
    if counts.linked > 0 {
        text.push_str(&words.text("cli-import-linked", &[("count", counts.linked.to_string())]));
        text.push('\n');
        for title in report.linked_titles.iter().take(TITLES) {
            text.push_str(&format!("  {}\n", plain(title)));
        }
    }
    text
}

/// The first problems, each with place and remedy.
pub(super) fn problems(report: &ImportReport, session: &Session) -> String {
    let mut text = String::new();
    for problem in report.problems.iter().take(SHOWN) {
        text.push_str(&one(report, problem, session));
    }
    let shown = u64::try_from(report.problems.len().min(SHOWN)).unwrap_or(0);
    if report.problem_count > shown {
        let more = report.problem_count - shown;
        text.push_str(&session.words.text("cli-import-more-problems", &[("count", more.to_string())]));
        text.push('\n');
    }
    text
}

/// The first questions, each with its place.
pub(super) fn questions(report: &ImportReport, session: &Session) -> String {
    let mut text = String::new();
    for question in report.questions.iter().take(SHOWN) {
        let (sentence, at) = said(report, question, session);
        text.push_str(&asked(session.err, &plain(&sentence), Some(&at)));
    }
    let shown = u64::try_from(report.questions.len().min(SHOWN)).unwrap_or(0);
    if report.question_count > shown {
        let more = report.question_count - shown;
        text.push_str(&session.words.text("cli-import-more-questions", &[("count", more.to_string())]));
        text.push('\n');
    }
    text
}

fn one(report: &ImportReport, problem: &RowProblem, session: &Session) -> String {
    let (sentence, at) = said(report, problem, session);
    let hint = session.words.problem_hint(&problem.problem);
    render(session.err, &plain(&sentence), Some(&at), hint.as_deref(), &[])
}

/// What is wrong or asked, and where.
fn said(report: &ImportReport, problem: &RowProblem, session: &Session) -> (String, String) {
    let words = &session.words;
    let mut at = vec![report.file.clone()];
    if let Some(sheet) = problem.sheet.as_ref().or(report.sheet.as_ref()) {
        at.push(words.text("cli-place-sheet", &[("sheet", sheet.clone())]));
    }
    at.push(words.text("cli-place-row", &[("row", problem.row.to_string())]));
    if !problem.column.is_empty() {
        let column = [("column", problem.column.clone()), ("header", problem.header.clone())];
        at.push(words.text("cli-place-column", &column));
    }
    if !problem.value.is_empty() {
        at.push(words.text("cli-place-value", &[("value", problem.value.clone())]));
    }
    let at = plain(&at.join(&words.word("cli-place-comma"))).replace('\n', " ");
    let mut sentence = words.problem(&problem.problem);
    if let (Some(field), true) = (&problem.problem.field, problem.column.is_empty()) {
        sentence = format!("{}: {sentence}", words.field(&report.kind, field));
    }
    (sentence, at)
}

fn place(report: &ImportReport, words: &Words) -> String {
    let mut parts = vec![report.file.clone()];
    if let Some(sheet) = &report.sheet {
        parts.push(words.text("cli-place-sheet", &[("sheet", sheet.clone())]));
    }
    if report.header_row > 0 {
        parts.push(words.text("cli-place-header-row", &[("row", report.header_row.to_string())]));
    }
    if !report.encoding.is_empty() {
        parts.push(report.encoding.clone());
    }
    parts.join(&words.word("cli-place-comma"))
}

fn mapping_from(report: &ImportReport, words: &Words) -> String {
    match report.mapping_from.split_once(':') {
        Some(("known", name)) => words.text("cli-mapping-known", &[("name", name.to_owned())]),
        _ => words.word(&format!("cli-mapping-{}", report.mapping_from)),
    }
}
