//! What neighbours may know of an approach is a month, and whether they may is said in one place only.

use enishi_kind::{Body, Layer, NEIGHBOURS, OPENED, Problem};
use enishi_kit::date::PartialDate;

use super::read::read;
use super::{Rule, Severity, Subject, World};

pub(super) static RULES: &[Rule] = &[
    Rule {
        code: "approach-day",
        severity: Severity::Refuse,
        kind: "approach",
        wants: &[],
        check: approach_day,
    },
    Rule {
        code: "approach-neighbours",
        severity: Severity::Refuse,
        kind: "approach",
        wants: &[],
        check: approach_neighbours,
    },
];

fn approach_day(subject: &Subject<'_>, _: &World) -> Vec<Problem> {
    let month: Option<PartialDate> = read(subject.body, "month");
    let is_day = month.is_some_and(|month| month.first_day() == month.last_day());
    if is_day { vec![Problem::new("approach-day").on("month")] } else { Vec::new() }
}

/// A choice that would do nothing is refused: a secret record is told to nobody, one opened by name only to whom it names.
fn approach_neighbours(subject: &Subject<'_>, _: &World) -> Vec<Problem> {
    let body: &Body = subject.body;
    let is_chosen = body.raw(NEIGHBOURS).and_then(serde_json::Value::as_bool) == Some(true);
    let is_secret = Layer::of_disclosure(body.str("disclosure")) == Layer::Steward;
    let is_void = is_chosen && (is_secret || body.raw(OPENED).is_some());
    if is_void { vec![Problem::new("approach-neighbours").on(NEIGHBOURS)] } else { Vec::new() }
}
