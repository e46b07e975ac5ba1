//! A tie-up's conferences were held in its fiscal year; an event counts to the year in which it was held.

use enishi_kind::{Body, Problem};
use enishi_kit::date::PartialDate;
use enishi_kit::fiscal::FiscalYear;

use super::read::{ids, name, read};
use super::{Rule, Severity, Subject, Wanted, Which, World};

const OF_TIE_UP: &[Wanted] = &[Wanted { kind: "event", which: Which::Named("conferences") }];
const OF_EVENT: &[Wanted] = &[Wanted { kind: "tie-up", which: Which::Naming("conferences") }];

pub(super) static RULES: &[Rule] = &[
    Rule {
        code: "conference-year",
        severity: Severity::Refuse,
        kind: "tie-up",
        wants: OF_TIE_UP,
        check: |subject, world| of_tie_up(subject, world, outside),
    },
    Rule {
        code: "conference-undated",
        severity: Severity::Question,
        kind: "tie-up",
        wants: OF_TIE_UP,
        check: |subject, world| of_tie_up(subject, world, undated),
    },
    Rule {
        code: "conference-year",
        severity: Severity::Refuse,
        kind: "event",
        wants: OF_EVENT,
        check: |subject, world| {
            let Some(own) = subject.id else { return Vec::new() };
            let tie_ups =
                world.others("tie-up", subject).filter(|(_, body)| ids(body, "conferences").contains(&own));
            let found = tie_ups.filter_map(|(_, tie_up)| outside(tie_up, subject.body));
            found.map(|problem| problem.on("held_from")).collect()
        },
    },
    Rule {
        code: "event-year",
        severity: Severity::Question,
        kind: "event",
        wants: &[],
        check: |subject, _| event_year(subject.body).into_iter().collect(),
    },
];

fn of_tie_up(
    subject: &Subject<'_>,
    world: &World,
    check: fn(&Body, &Body) -> Option<Problem>,
) -> Vec<Problem> {
    let conferences = ids(subject.body, "conferences");
    let known = conferences.into_iter().filter_map(|id| world.find("event", id));
    known.filter_map(|event| check(subject.body, event)).map(|problem| problem.on("conferences")).collect()
}

/// A conference on no day of the year; one without a day that counts to another year.
fn outside(tie_up: &Body, event: &Body) -> Option<Problem> {
    let year: FiscalYear = read(tie_up, "fiscal_year")?;
    let problem = |held: String| {
        Problem::new("conference-year")
            .arg("tie_up", name(tie_up))
            .arg("year", year.0)
            .arg("conference", name(event))
            .arg("held", held)
    };
    let Some(held_from) = read::<PartialDate>(event, "held_from") else {
        let counted: FiscalYear = read(event, "fiscal_year")?;
        return (counted != year).then(|| problem(counted.to_string()));
    };
    (!is_within(event, held_from, year)).then(|| problem(held_from.to_string()))
}

/// A conference of which neither the day nor the year is known.
fn undated(tie_up: &Body, event: &Body) -> Option<Problem> {
    let year: FiscalYear = read(tie_up, "fiscal_year")?;
    let is_dated = event.raw("held_from").is_some() || event.raw("fiscal_year").is_some();
    (!is_dated).then(|| {
        Problem::new("conference-undated")
            .arg("tie_up", name(tie_up))
            .arg("year", year.0)
            .arg("conference", name(event))
    })
}

fn event_year(event: &Body) -> Option<Problem> {
    let year: FiscalYear = read(event, "fiscal_year")?;
    let held_from: PartialDate = read(event, "held_from")?;
    (!is_within(event, held_from, year)).then(|| {
        Problem::new("event-year")
            .on("fiscal_year")
            .arg("event", name(event))
            .arg("year", year.0)
            .arg("held", held_from)
            .arg("right", FiscalYear::of(held_from.first_day()).0)
    })
}

/// Whether some day on which the event may have been held lies in the year.
fn is_within(event: &Body, held_from: PartialDate, year: FiscalYear) -> bool {
    let held_to = read::<PartialDate>(event, "held_to").unwrap_or(held_from);
    held_from.first_day() <= year.end() && year.start() <= held_to.last_day().max(held_from.last_day())
}
