//! Pairs of fields of which the second does not come before the first, beside the period of the kind.

use enishi_kind::{Body, KindInfo, Problem, Type, Value};

use super::{Rule, Severity, Subject, World};

/// Kind, the field that begins and the one that ends; of rows `FIELD.COLUMN`.
pub(super) const PAIRS: [(&str, &str, &str); 8] = [
    ("event", "held_from", "held_to"),
    ("event-series", "owed.from_year", "owed.to_year"),
    ("scheme", "readiness_from", "readiness_to"),
    ("policy-document", "decided", "until"),
    ("baton", "offered", "answered"),
    ("question", "raised", "due"),
    ("data-request", "sent", "due"),
    ("organisation", "founded", "ended"),
];

const fn rule(kind: &'static str) -> Rule {
    Rule { code: "end-before-begin", severity: Severity::Refuse, kind, wants: &[], check: order }
}

pub(super) static RULES: &[Rule] = &[
    rule("event"),
    rule("event-series"),
    rule("scheme"),
    rule("policy-document"),
    rule("baton"),
    rule("question"),
    rule("data-request"),
    rule("organisation"),
];

fn order(subject: &Subject<'_>, _: &World) -> Vec<Problem> {
    let pairs = PAIRS.into_iter().filter(|(kind, ..)| *kind == subject.kind.name);
    pairs.flat_map(|(_, begin, end)| check_pair(subject.kind, subject.body, begin, end)).collect()
}

fn check_pair(kind: &'static KindInfo, body: &Body, begin: &str, end: &str) -> Vec<Problem> {
    let Some((field, _)) = begin.split_once('.') else {
        return problem(kind, body, begin, end, end).into_iter().collect();
    };
    let column = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
    let rows: Vec<Body> = super::read::rows(body, field);
    let rows = (1..).zip(&rows).filter_map(|(row, cells): (usize, &Body)| {
        problem(kind, cells, begin, end, &format!("{field}.{row}.{}", column(end)))
    });
    rows.collect()
}

/// Compares the two values of a body, or of a row of it, where both are there.
fn problem(kind: &'static KindInfo, cells: &Body, begin: &str, end: &str, at: &str) -> Option<Problem> {
    let value = |name: &str| {
        let inner = kind.place(name)?.inner();
        Some((inner.of, cells.value(inner)?))
    };
    let ((of, begins), (_, ends)) = (value(begin)?, value(end)?);
    let is_wrong = match (&begins, &ends) {
        // The last day that may be meant is before the first one: what is known to the year only gets the benefit.
        (Value::Date(begins), Value::Date(ends)) => ends.last_day() < begins.first_day(),
        (Value::FiscalYear(begins), Value::FiscalYear(ends)) => ends < begins,
        (Value::Choice(begins), Value::Choice(ends)) => place(of, ends) < place(of, begins),
        _ => false,
    };
    is_wrong.then(|| {
        let key = |name: &str| name.replace(['.', '_'], "-");
        Problem::new("end-before-begin")
            .on(at)
            .arg("kind", kind.name)
            .arg("begin_field", key(begin))
            .arg("end_field", key(end))
            .arg("begin", shown(&begins))
            .arg("end", shown(&ends))
    })
}

fn place(of: Type, code: &str) -> Option<usize> {
    of.vocabulary()?.codes.iter().position(|known| *known == code)
}

fn shown(value: &Value) -> String {
    match value {
        Value::Date(date) => date.to_string(),
        Value::FiscalYear(year) => year.to_string(),
        Value::Choice(code) => code.clone(),
        _ => String::new(),
    }
}
