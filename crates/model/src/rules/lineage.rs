//! What follows what never comes back to itself.

use std::collections::{BTreeMap, VecDeque};

use enishi_kind::{Body, Problem};
use enishi_kit::ids::RecordId;

use super::read::{ids, names};
use super::{Rule, Severity, Subject, Wanted, Which, World};

pub(super) static RULES: &[Rule] = &[
    cycle("programme", &[Wanted { kind: "programme", which: Which::All }], |subject, world| {
        [find_cycle(subject, world, "predecessors.programme"), find_cycle(subject, world, "part_of")]
            .into_iter()
            .flatten()
            .collect()
    }),
    cycle("cluster", &[Wanted { kind: "cluster", which: Which::All }], |subject, world| {
        find_cycle(subject, world, "predecessors.cluster").into_iter().collect()
    }),
    cycle("policy-document", &[Wanted { kind: "policy-document", which: Which::All }], |subject, world| {
        find_cycle(subject, world, "follows").into_iter().collect()
    }),
];

const fn cycle(
    kind: &'static str,
    wants: &'static [Wanted],
    check: fn(&Subject<'_>, &World) -> Vec<Problem>,
) -> Rule {
    Rule { code: "lineage-cycle", severity: Severity::Refuse, kind, wants, check }
}

/// Looks for the shortest way from the subject back to itself along a field. Cost: every record once.
fn find_cycle(subject: &Subject<'_>, world: &World, field: &'static str) -> Option<Problem> {
    let own = subject.id?;
    let kind = subject.kind.name;
    let mut came_from: BTreeMap<RecordId, RecordId> = BTreeMap::new();
    let mut open = VecDeque::from([(own, subject.body)]);
    while let Some((at, body)) = open.pop_front() {
        for next in ids(body, field) {
            if next == own {
                return Some(problem(subject, world, field, &way(&came_from, at)));
            }
            if let Some(body) = world.find(kind, next)
                && !came_from.contains_key(&next)
            {
                came_from.insert(next, at);
                open.push_back((next, body));
            }
        }
    }
    None
}

/// The records on the way to this one, in order, the subject left out.
fn way(came_from: &BTreeMap<RecordId, RecordId>, end: RecordId) -> Vec<RecordId> {
    let mut way = Vec::new();
    let mut at = end;
    while let Some(before) = came_from.get(&at) {
        way.push(at);
        at = *before;
    }
    way.reverse();
    way
}

fn problem(subject: &Subject<'_>, world: &World, field: &'static str, way: &[RecordId]) -> Problem {
    let between = way.iter().filter_map(|id| world.find(subject.kind.name, *id));
    let circle: Vec<&Body> = [subject.body].into_iter().chain(between).chain([subject.body]).collect();
    let field = field.split('.').next().unwrap_or(field);
    Problem::new("lineage-cycle")
        .on(field)
        .arg("circle", names(circle.into_iter()))
        .arg("kind", subject.kind.name)
        .arg("field", field.replace('_', "-"))
}
