//! The whole table: who may do what, as a snapshot that an officer can read.

use super::*;
use crate::table::{Asked, HOLDERS, changes, layers, people};

/// As the snapshot calls it.
fn name(asked: &Asked) -> String {
    let holder = HOLDERS.iter().find(|(holder, _)| *holder == asked.holder).map_or("", |(_, id)| id);
    match asked.subject {
        Subject::Layer { level, .. } => format!("{level} layer of {holder}"),
        Subject::Record { kind, .. } => format!("{kind} of {} held by {holder}", asked.of),
        Subject::Installation => "installation".to_owned(),
    }
}

#[test]
fn the_whole_table() {
    let policies = Policies::load().unwrap();
    let mut table = String::new();
    for asked in layers().iter().chain(&changes()) {
        table.push_str(&format!("{}\n", name(asked)));
        for person in people() {
            let permitted: Vec<&str> = asked
                .actions
                .iter()
                .filter_map(|action| {
                    let verdict = policies.cell(&person, *action, asked).unwrap();
                    assert_eq!(verdict.is_permitted, !verdict.policies.is_empty());
                    verdict.is_permitted.then(|| action.code())
                })
                .collect();
            if !permitted.is_empty() {
                table.push_str(&format!("  {}: {}\n", person.code, permitted.join(", ")));
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn every_policy_permits_something_and_is_named() {
    let policies = Policies::load().unwrap();
    let mut used = BTreeSet::new();
    for asked in layers().iter().chain(&changes()) {
        for person in people() {
            for action in asked.actions {
                used.extend(policies.cell(&person, *action, asked).unwrap().policies.clone());
            }
        }
    }
    let all: BTreeSet<String> =
        policies.inner.policies.policies().map(|policy| policy.id().to_string()).collect();
    assert_eq!(used, all);
    let texts: BTreeSet<String> = policies.each().map(|(id, _)| id.to_owned()).collect();
    assert_eq!(texts, all);
    assert!(policies.each().all(|(_, text)| text.starts_with("permit (") && text.ends_with("};")));
}

#[test]
fn a_question_outside_the_schema_is_no_permission() {
    let policies = Policies::load().unwrap();
    let layer = Subject::Layer { level: "public", held_by: HOLDERS[0].1.to_owned() };
    assert!(policies.judge(&Facts::default(), Action::Delete, &layer).is_err());
}
