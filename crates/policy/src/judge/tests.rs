//! The whole table: who may do what, as a snapshot that an officer can read.

use super::*;

const X: &str = "cluster-x";
const FOUNDATION: &str = "foundation";

fn ids(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The kinds of user, each of cluster X.
fn people() -> Vec<(&'static str, Facts)> {
    let signed_in = Facts { is_signed_in: true, ..Facts::default() };
    let of_x = |facts: Facts| Facts { belongs_to: ids(&[X]), ..facts };
    vec![
        ("public", Facts::default()),
        ("signed in, no role", signed_in.clone()),
        ("company", of_x(Facts { works_for: ids(&["company"]), ..signed_in.clone() })),
        ("researcher", of_x(Facts { works_for: ids(&["university"]), ..signed_in.clone() })),
        ("coordinator", of_x(Facts { runs: ids(&[X]), works_for: ids(&[FOUNDATION]), ..signed_in.clone() })),
        ("adviser", of_x(Facts { advises: ids(&[X]), ..signed_in.clone() })),
        (
            "officer",
            Facts { officer_of: ids(&["ministry"]), works_for: ids(&["ministry"]), ..signed_in.clone() },
        ),
        ("committee secretary", Facts { secretary_of: ids(&["committee"]), ..signed_in.clone() }),
        ("theme coordinator", Facts { coordinates_themes: true, ..signed_in.clone() }),
        ("administrator", Facts { administers: true, ..signed_in }),
    ]
}

fn subjects() -> Vec<(String, Vec<Action>, Subject)> {
    let mut all = Vec::new();
    for held_by in [X, "cluster-y", "-"] {
        for level in ["public", "member", "party", "steward"] {
            let subject = Subject::Layer { level, held_by: held_by.to_owned() };
            all.push((format!("{level} layer of {held_by}"), vec![Action::See], subject));
        }
    }
    let changes: Vec<Action> = Action::ALL[1..10].to_vec();
    for (kind, own) in [
        ("seed", "university"),
        ("need", "company"),
        ("need", "another company"),
        ("programme", "ministry"),
        ("meeting", "ministry"),
        ("question", "ministry"),
        ("theme", "ministry"),
        ("cluster", FOUNDATION),
    ] {
        for held_by in [X, "-"] {
            let subject = Subject::Record {
                kind,
                held_by: held_by.to_owned(),
                organisations: ids(&[own]),
                committees: ids(&["committee"]),
            };
            all.push((format!("{kind} of {own} held by {held_by}"), changes.clone(), subject));
        }
    }
    all.push(("installation".to_owned(), Action::ALL[10..].to_vec(), Subject::Installation));
    all
}

#[test]
fn the_whole_table() {
    let policies = Policies::load().unwrap();
    let mut table = String::new();
    for (name, actions, subject) in subjects() {
        table.push_str(&format!("{name}\n"));
        for (who, facts) in people() {
            let permitted: Vec<String> = actions
                .iter()
                .filter_map(|action| {
                    let verdict = policies.judge(&facts, *action, &subject).unwrap();
                    assert_eq!(verdict.is_permitted, !verdict.policies.is_empty());
                    verdict.is_permitted.then(|| action.code().to_owned())
                })
                .collect();
            if !permitted.is_empty() {
                table.push_str(&format!("  {who}: {}\n", permitted.join(", ")));
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn every_policy_permits_something_and_is_named() {
    let policies = Policies::load().unwrap();
    let mut used = BTreeSet::new();
    for (_, actions, subject) in subjects() {
        for (_, facts) in people() {
            for action in &actions {
                used.extend(policies.judge(&facts, *action, &subject).unwrap().policies.clone());
            }
        }
    }
    let all: BTreeSet<String> =
        policies.inner.policies.policies().map(|policy| policy.id().to_string()).collect();
    assert_eq!(used, all);
}

#[test]
fn a_question_outside_the_schema_is_no_permission() {
    let policies = Policies::load().unwrap();
    let layer = Subject::Layer { level: "public", held_by: X.to_owned() };
    assert!(policies.judge(&Facts::default(), Action::Delete, &layer).is_err());
}
