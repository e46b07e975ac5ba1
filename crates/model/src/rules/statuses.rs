//! A cluster has one status at a time.

use enishi_kind::{Body, Problem};
use enishi_kit::date::PartialDate;

use super::read::{SureDays, name, read, rows};
use super::{Rule, Severity, Subject, World};

pub(super) static RULES: &[Rule] = &[Rule {
    code: "status-overlap",
    severity: Severity::Refuse,
    kind: "cluster",
    wants: &[],
    check: overlaps,
}];

/// A status without an end lasts until the next one begins. Days known to the month or year only overlap when every day
/// that may be meant does.
fn overlaps(subject: &Subject<'_>, _: &World) -> Vec<Problem> {
    let mut statuses: Vec<(usize, Body)> = (1..).zip(rows(subject.body, "statuses")).collect();
    let since = |status: &Body| read::<PartialDate>(status, "since");
    statuses.sort_by_key(|(_, status)| since(status).map(PartialDate::first_day));
    let mut problems = Vec::new();
    for (at, (_, one)) in statuses.iter().enumerate() {
        for (row, two) in statuses.iter().skip(at + 1) {
            let begins_later =
                since(one).map(PartialDate::first_day) < since(two).map(PartialDate::first_day);
            let is_followed = read::<PartialDate>(one, "until").is_none() && begins_later;
            if !is_followed && SureDays::of(one).meet(SureDays::of(two)) {
                problems.push(
                    Problem::new("status-overlap")
                        .on(&format!("statuses.{row}.since"))
                        .arg("cluster", name(subject.body))
                        .arg("one", one.str("state").unwrap_or_default())
                        .arg("two", two.str("state").unwrap_or_default())
                        .arg("row", *row),
                );
            }
        }
    }
    problems
}
