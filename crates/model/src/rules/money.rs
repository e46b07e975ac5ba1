//! Budgets: parts against their total, amounts against the year before.

use enishi_kind::{Body, Problem};
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ids::RecordId;
use enishi_kit::money::Yen;

use super::read::{id, name, names, read};
use super::{Rule, Severity, Subject, Wanted, Which, World};

/// From which factor against the year before an amount is asked about: 億 for 百万 is a factor of 100, and no programme
/// of the source pages grew or shrank twentyfold in a year.
const FACTOR: u64 = 20;

const TOTAL_AND_PARTS: &[Wanted] = &[
    Wanted { kind: "budget-line", which: Which::Named("total") },
    Wanted { kind: "budget-line", which: Which::Same("total") },
    Wanted { kind: "budget-line", which: Which::Naming("total") },
];

pub(super) static RULES: &[Rule] = &[
    Rule {
        code: "part-over-total",
        severity: Severity::Refuse,
        kind: "budget-line",
        wants: TOTAL_AND_PARTS,
        check: part_over_total,
    },
    Rule {
        code: "parts-over-total",
        severity: Severity::Question,
        kind: "budget-line",
        wants: TOTAL_AND_PARTS,
        check: parts_over_total,
    },
    Rule {
        code: "budget-unit",
        severity: Severity::Question,
        kind: "budget-line",
        wants: &[Wanted { kind: "budget-line", which: Which::Same("programme") }],
        check: unit,
    },
];

/// A total with its parts; the subject is among them.
struct Family<'a> {
    total: &'a Body,
    total_yen: Yen,
    /// Those that state an amount.
    parts: Vec<(&'a Body, Yen)>,
}

/// The families in which the subject stands: as a part, as a total, or both.
fn families<'a>(subject: &Subject<'a>, world: &'a World) -> Vec<Family<'a>> {
    let mut found = Vec::new();
    if let Some(total_id) = id(subject.body, "total")
        && let Some(total) = world.find("budget-line", total_id)
        && Some(total_id) != subject.id
    {
        found.extend(family(subject, world, total_id, total, Some(subject.body)));
    }
    if let Some(own) = subject.id {
        found.extend(family(subject, world, own, subject.body, None));
    }
    found
}

fn family<'a>(
    subject: &Subject<'a>,
    world: &'a World,
    total_id: RecordId,
    total: &'a Body,
    own_part: Option<&'a Body>,
) -> Option<Family<'a>> {
    let total_yen = amount(total)?;
    let others = world.others("budget-line", subject).map(|(_, body)| body);
    let parts = others.filter(|body| id(body, "total") == Some(total_id)).chain(own_part);
    let parts = parts.filter_map(|body| Some((body, amount(body)?))).collect();
    Some(Family { total, total_yen, parts })
}

fn amount(body: &Body) -> Option<Yen> {
    read(body, "amount")
}

fn part_over_total(subject: &Subject<'_>, world: &World) -> Vec<Problem> {
    let mut problems = Vec::new();
    for Family { total, total_yen, parts } in families(subject, world) {
        let is_own = |body: &Body| std::ptr::eq(body, subject.body);
        // Of a family that was wrong before, only what the subject is part of is its business.
        let concerned = parts.into_iter().filter(|(part, _)| is_own(total) || is_own(part));
        for (part, yen) in concerned.filter(|(_, yen)| *yen > total_yen) {
            problems.push(
                Problem::new("part-over-total")
                    .on("amount")
                    .arg("part", name(part))
                    .arg("amount", yen.0)
                    .arg("total", name(total))
                    .arg("total_amount", total_yen.0),
            );
        }
    }
    problems
}

fn parts_over_total(subject: &Subject<'_>, world: &World) -> Vec<Problem> {
    let mut problems = Vec::new();
    for Family { total, total_yen, parts } in families(subject, world) {
        let sum: i128 = parts.iter().map(|(_, yen)| i128::from(yen.0)).sum();
        // A single part above the total is refused by itself.
        let is_refused = parts.iter().any(|(_, yen)| *yen > total_yen);
        if let Ok(sum) = i64::try_from(sum)
            && sum > total_yen.0
            && !is_refused
        {
            problems.push(
                Problem::new("parts-over-total")
                    .on("amount")
                    .arg("parts", names(parts.iter().map(|(body, _)| *body)))
                    .arg("sum", sum)
                    .arg("total", name(total))
                    .arg("total_amount", total_yen.0),
            );
        }
    }
    problems
}

/// Compares with the nearest amount of the year before: same programme, cluster, state, total or part, and the same
/// title where there is one.
fn unit(subject: &Subject<'_>, world: &World) -> Vec<Problem> {
    let body = subject.body;
    let (Some(year), Some(yen)) = (read::<FiscalYear>(body, "fiscal_year"), amount(body)) else {
        return Vec::new();
    };
    let is_alike = |other: &Body| {
        ["programme", "cluster", "part", "state"].iter().all(|field| other.raw(field) == body.raw(field))
            && read::<FiscalYear>(other, "fiscal_year")
                .is_some_and(|other| other.0.checked_add(1) == Some(year.0))
    };
    let mut before: Vec<(&Body, Yen)> = world
        .others("budget-line", subject)
        .filter(|(_, other)| is_alike(other))
        .filter_map(|(_, other)| Some((other, amount(other)?)))
        .filter(|(_, other)| other.0 != 0)
        .collect();
    if before.iter().any(|(other, _)| other.raw("title") == body.raw("title")) {
        before.retain(|(other, _)| other.raw("title") == body.raw("title"));
    }
    let nearest = before.into_iter().min_by_key(|(_, other)| factor(yen, *other));
    let off = nearest.filter(|(_, other)| yen.0 != 0 && factor(yen, *other) >= FACTOR);
    off.map(|(other, before)| {
        Problem::new("budget-unit")
            .on("amount")
            .arg("title", name(body))
            .arg("amount", yen.0)
            .arg("before_title", name(other))
            .arg("before", before.0)
            .arg("year", year.0.saturating_sub(1))
            .arg("factor", factor(yen, before))
    })
    .into_iter()
    .collect()
}

/// How many times the smaller amount goes into the larger one, rounded down.
fn factor(one: Yen, two: Yen) -> u64 {
    let (one, two) = (one.0.unsigned_abs(), two.0.unsigned_abs());
    one.max(two) / one.min(two).max(1)
}
