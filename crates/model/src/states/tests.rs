//! Every machine is whole: no code forgotten, none unreachable, none a trap.

use std::collections::BTreeSet;

use super::*;
use crate::registry;

fn drawn(machine: &Machine) -> String {
    let mut out = format!("{} {}\n", machine.kind, machine.field);
    for state in machine.states.codes {
        let begins = if machine.initial.contains(state) { "* " } else { "  " };
        let ends = if machine.r#final.contains(state) { " (may stay)" } else { "" };
        let after: Vec<_> = machine.after(state).collect();
        let after = if after.is_empty() { "nothing".to_owned() } else { after.join(", ") };
        out += &format!("{begins}{state} -> {after}{ends}\n");
    }
    out
}

#[test]
fn the_machines_are_drawn() {
    let all: Vec<String> = MACHINES.iter().map(drawn).collect();
    insta::assert_snapshot!("machines", all.join("\n"));
}

#[test]
fn every_machine_names_a_field_and_its_vocabulary() {
    let registry = registry();
    for machine in MACHINES {
        let kind = registry.kind(machine.kind).unwrap();
        let place = kind.place(machine.field).unwrap();
        assert_eq!(place.inner().of.vocabulary(), Some(machine.states), "{}", machine.kind);
        let known = |code: &str| machine.states.codes.contains(&code);
        assert!(machine.transitions.iter().all(|(from, to)| known(from) && known(to) && from != to));
        assert!(machine.initial.iter().chain(machine.r#final).all(|code| known(code)));
        let distinct: BTreeSet<_> = machine.transitions.iter().collect();
        assert_eq!(distinct.len(), machine.transitions.len(), "{}: a step twice", machine.kind);
    }
}

#[test]
fn every_state_is_reached_from_an_initial_one() {
    for machine in MACHINES {
        let mut reached: BTreeSet<&str> = machine.initial.iter().copied().collect();
        for _ in machine.states.codes {
            let next: Vec<_> = reached.iter().flat_map(|state| machine.after(state)).collect();
            reached.extend(next);
        }
        let all: BTreeSet<&str> = machine.states.codes.iter().copied().collect();
        assert_eq!(reached, all, "{}", machine.kind);
    }
}

#[test]
fn every_state_that_is_not_final_can_be_left_and_leads_to_a_final_one() {
    for machine in MACHINES {
        for state in machine.states.codes {
            let mut seen: BTreeSet<&str> = BTreeSet::from([*state]);
            for _ in machine.states.codes {
                let next: Vec<_> = seen.iter().flat_map(|state| machine.after(state)).collect();
                seen.extend(next);
            }
            let ends = seen.iter().any(|state| machine.r#final.contains(state));
            assert!(ends, "{}: no end after {state}", machine.kind);
            let left = machine.after(state).next().is_some();
            assert!(left || machine.r#final.contains(state), "{}: {state} is a trap", machine.kind);
        }
    }
}

#[test]
fn a_step_that_is_not_allowed_is_refused_with_those_that_are() {
    let baton = machine("baton", "state").unwrap();
    assert_eq!(check_step(baton, None, "accepted"), Ok(()));
    assert_eq!(check_step(baton, Some("offered"), "offered"), Ok(()));
    assert_eq!(check_step(baton, Some("offered"), "accepted"), Ok(()));
    assert_eq!(check_step(baton, Some("offered"), "no-such-code"), Ok(()));
    let problem = check_step(baton, Some("prepared"), "accepted").unwrap_err();
    assert_eq!(
        problem,
        Problem::new("state-step")
            .on("state")
            .arg("from", "prepared")
            .arg("to", "accepted")
            .arg("allowed", "offered, withdrawn")
            .arg("steps", 2)
            .arg("vocabulary", "baton-state")
    );
    let ended = check_step(baton, Some("accepted"), "offered").unwrap_err();
    assert!(ended.args.contains(&("steps".to_owned(), "0".to_owned())));
    assert!(machine("seed", "state").is_none());
}

#[test]
fn a_change_of_a_record_is_checked_by_its_machines() {
    let body = |json: &str| Body::parse(json).unwrap();
    let idea = body(r#"{"state":"idea"}"#);
    let done = body(r#"{"state":"completed"}"#);
    assert_eq!(check_change("project", None, &done), []);
    assert_eq!(check_change("project", Some(&done), &done), []);
    assert_eq!(check_change("project", Some(&idea), &body("{}")), []);
    assert_eq!(check_change("project", Some(&idea), &done).len(), 1);
    assert_eq!(check_change("seed", Some(&idea), &done), []);
}

#[test]
fn statuses_are_checked_from_row_to_row_by_their_dates() {
    let body = |json: &str| Body::parse(json).unwrap();
    let well = body(
        r#"{"statuses":[{"state":"ended","since":"2007-04"},{"state":"trial","since":"2002"},{"state":"active","since":"2003-04"}]}"#,
    );
    assert_eq!(check_change("cluster", None, &well), []);
    let wrong =
        body(r#"{"statuses":[{"state":"trial","since":"2009"},{"state":"ended","since":"2007-04"}]}"#);
    let problems = check_change("cluster", None, &wrong);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].field.as_deref(), Some("statuses.1.state"));
    // Without dates the order of writing holds.
    let undated = body(r#"{"statuses":[{"state":"active"},{"state":"ended"}]}"#);
    assert_eq!(check_change("cluster", None, &undated), []);
    let undated = body(r#"{"statuses":[{"state":"ended"},{"state":"active"}]}"#);
    assert_eq!(check_change("cluster", None, &undated).len(), 1);
}

#[test]
fn a_form_offers_the_state_that_is_and_those_that_may_follow() {
    let body = |state: &str| Body::parse(&format!(r#"{{"state": "{state}"}}"#)).unwrap();
    assert_eq!(open_states("baton", "state", &body("returned")), Some(vec!["prepared", "returned"]));
    assert_eq!(open_states("baton", "state", &body("accepted")), Some(vec!["accepted"]));
    assert_eq!(open_states("baton", "state", &Body::new()), None);
    assert_eq!(open_states("baton", "state", &body("no-state")), None);
    assert_eq!(open_states("seed", "state", &body("accepted")), None);
}
