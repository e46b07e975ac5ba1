//! What is counted from the beginning does not fall. A target on another basis cannot be written at all.

use enishi_kind::{Body, Problem};
use enishi_kit::decimal::Decimal;
use enishi_kit::fiscal::FiscalYear;

use super::read::{id, name, name_of, read};
use super::{Rule, Severity, Subject, Wanted, Which, World};

pub(super) static RULES: &[Rule] = &[Rule {
    code: "cumulative-fall",
    severity: Severity::Question,
    kind: "indicator-value",
    wants: &[
        Wanted { kind: "indicator-value", which: Which::Same("indicator") },
        Wanted { kind: "indicator", which: Which::Named("indicator") },
    ],
    check: fall,
}];

/// A value with its year.
#[derive(Clone, Copy)]
struct Point<'a> {
    year: FiscalYear,
    value: Decimal,
    body: &'a Body,
}

impl<'a> Point<'a> {
    fn of(body: &'a Body) -> Option<Self> {
        Some(Self { year: read(body, "fiscal_year")?, value: read(body, "value")?, body })
    }
}

/// Compares with the value before and the value after, of the nearest years that have one: same indicator, programme,
/// cluster and beginning of the count.
fn fall(subject: &Subject<'_>, world: &World) -> Vec<Problem> {
    let body = subject.body;
    let Some(own) = Point::of(body).filter(|_| body.str("basis") == Some("cumulative")) else {
        return Vec::new();
    };
    let is_alike = |other: &Body| {
        ["indicator", "programme", "cluster", "basis", "counted_since"]
            .iter()
            .all(|field| other.raw(field) == body.raw(field))
    };
    let others = world.others("indicator-value", subject).map(|(_, other)| other);
    let series: Vec<Point<'_>> = others.filter(|other| is_alike(other)).filter_map(Point::of).collect();
    let before = series.iter().filter(|point| point.year < own.year).max_by_key(|point| point.year);
    let after = series.iter().filter(|point| point.year > own.year).min_by_key(|point| point.year);
    let steps = before.map(|before| (*before, own)).into_iter().chain(after.map(|after| (own, *after)));
    let indicator = id(body, "indicator").map(|id| name_of(world, "indicator", id)).unwrap_or_default();
    steps
        .filter(|(earlier, later)| later.value < earlier.value)
        .map(|(earlier, later)| {
            Problem::new("cumulative-fall")
                .on("value")
                .arg("indicator", &indicator)
                .arg("title", name(later.body))
                .arg("year", later.year.0)
                .arg("value", later.value)
                .arg("year_before", earlier.year.0)
                .arg("value_before", earlier.value)
        })
        .collect()
}
