//! The state machines as data: which state of a record may follow which.
//!
//! A record may be entered late, so its first recorded state is free; only the steps after it are checked. Undoing a
//! change is no step: it gives back what was there before.

use enishi_kind::{Body, Problem, Vocabulary};
use serde::Deserialize;

use crate::vocabulary::{
    ANSWER_STATES, BATON_STATES, CLUSTER_STATES, IP_RIGHT_STATES, NEED_STATES, PROJECT_STATES,
    QUESTION_STATES, REQUEST_STATES,
};

/// The states of one field and the steps between them.
#[derive(Debug)]
pub struct Machine {
    /// The kind of record.
    pub kind: &'static str,
    /// The field, or `FIELD.COLUMN` where dated rows keep the states one after the other.
    pub field: &'static str,
    /// All states, in the order in which people expect them.
    pub states: &'static Vocabulary,
    /// The states in which a record may begin.
    pub initial: &'static [&'static str],
    /// The steps: from, to.
    pub transitions: &'static [(&'static str, &'static str)],
    /// The states in which a record may stay for good. Some can be left all the same.
    pub r#final: &'static [&'static str],
}

/// Every machine.
pub static MACHINES: &[Machine] = &[
    Machine {
        kind: "cluster",
        field: "statuses.state",
        states: &CLUSTER_STATES,
        initial: &["trial", "active"],
        // A cluster that comes back in the next stage is another record, with this one as predecessor.
        transitions: &[
            ("trial", "active"),
            ("trial", "ended"),
            ("active", "ended"),
            ("active", "continued-by-region"),
            ("ended", "continued-by-region"),
            ("continued-by-region", "ended"),
        ],
        r#final: &["ended", "continued-by-region"],
    },
    Machine {
        kind: "project",
        field: "state",
        states: &PROJECT_STATES,
        initial: &["idea", "planning", "running"],
        transitions: &[
            ("idea", "planning"),
            ("idea", "running"),
            ("idea", "stopped"),
            ("planning", "running"),
            ("planning", "paused"),
            ("planning", "stopped"),
            ("running", "paused"),
            ("running", "completed"),
            ("running", "stopped"),
            ("paused", "planning"),
            ("paused", "running"),
            ("paused", "stopped"),
        ],
        r#final: &["completed", "stopped"],
    },
    Machine {
        kind: "ip-right",
        field: "state",
        states: &IP_RIGHT_STATES,
        initial: &["disclosed", "applied"],
        // Pending applications and know-how are licensed too; a refusal can be overturned on appeal.
        transitions: &[
            ("disclosed", "applied"),
            ("disclosed", "licensed"),
            ("disclosed", "lapsed"),
            ("applied", "published"),
            ("applied", "granted"),
            ("applied", "licensed"),
            ("applied", "refused"),
            ("applied", "lapsed"),
            ("published", "granted"),
            ("published", "licensed"),
            ("published", "refused"),
            ("published", "lapsed"),
            ("granted", "licensed"),
            ("granted", "lapsed"),
            ("licensed", "published"),
            ("licensed", "granted"),
            ("licensed", "refused"),
            ("licensed", "lapsed"),
            ("refused", "granted"),
        ],
        r#final: &["refused", "lapsed"],
    },
    Machine {
        kind: "baton",
        field: "state",
        states: &BATON_STATES,
        initial: &["prepared", "offered"],
        transitions: &[
            ("prepared", "offered"),
            ("prepared", "withdrawn"),
            ("offered", "questioned"),
            ("offered", "accepted"),
            ("offered", "returned"),
            ("offered", "withdrawn"),
            ("questioned", "offered"),
            ("questioned", "accepted"),
            ("questioned", "returned"),
            ("questioned", "withdrawn"),
            ("returned", "prepared"),
        ],
        r#final: &["accepted", "returned", "withdrawn"],
    },
    Machine {
        kind: "question",
        field: "state",
        states: &QUESTION_STATES,
        initial: &["raised", "assigned"],
        transitions: &[
            ("raised", "assigned"),
            ("raised", "answered"),
            ("raised", "settled"),
            ("raised", "withdrawn"),
            ("assigned", "raised"),
            ("assigned", "answered"),
            ("assigned", "settled"),
            ("assigned", "withdrawn"),
            ("answered", "assigned"),
            ("answered", "settled"),
            ("answered", "withdrawn"),
        ],
        r#final: &["settled", "withdrawn"],
    },
    Machine {
        kind: "data-request",
        field: "state",
        states: &REQUEST_STATES,
        initial: &["draft", "sent"],
        transitions: &[
            ("draft", "sent"),
            ("draft", "withdrawn"),
            ("sent", "consolidating"),
            ("sent", "withdrawn"),
            ("consolidating", "sent"),
            ("consolidating", "approved"),
            ("consolidating", "withdrawn"),
        ],
        r#final: &["approved", "withdrawn"],
    },
    Machine {
        kind: "answer",
        field: "state",
        states: &ANSWER_STATES,
        initial: &["open", "submitted"],
        transitions: &[
            ("open", "submitted"),
            ("submitted", "returned"),
            ("submitted", "accepted"),
            ("returned", "submitted"),
        ],
        r#final: &["accepted"],
    },
    Machine {
        kind: "need",
        field: "state",
        states: &NEED_STATES,
        initial: &["new", "investigating"],
        // A refusal is not the end: what was too early is looked for again.
        transitions: &[
            ("new", "investigating"),
            ("new", "introduced"),
            ("new", "declined"),
            ("investigating", "introduced"),
            ("investigating", "meeting"),
            ("investigating", "declined"),
            ("introduced", "investigating"),
            ("introduced", "meeting"),
            ("introduced", "agreed"),
            ("introduced", "declined"),
            ("meeting", "investigating"),
            ("meeting", "introduced"),
            ("meeting", "agreed"),
            ("meeting", "declined"),
            ("agreed", "declined"),
            ("declined", "investigating"),
        ],
        r#final: &["agreed", "declined"],
    },
];

/// The machine of a field, or of `FIELD.COLUMN`.
#[must_use]
pub fn machine(kind: &str, field: &str) -> Option<&'static Machine> {
    MACHINES.iter().find(|machine| machine.kind == kind && machine.field == field)
}

impl Machine {
    /// The states that may follow this one, in the order of the vocabulary.
    pub fn after(&self, state: &str) -> impl Iterator<Item = &'static str> {
        let steps = self.transitions;
        let follows = move |code: &&str| steps.iter().any(|(from, to)| *from == state && to == code);
        self.states.codes.iter().copied().filter(follows)
    }
}

/// The states that a record may have next, the one that it has among them; `None` where every state is open: the field
/// has no machine, or no state yet.
#[must_use]
pub fn open_states(kind: &str, field: &str, body: &Body) -> Option<Vec<&'static str>> {
    states_after(kind, field, body.str(field)?)
}

/// The states that may follow one in a field, or in `FIELD.COLUMN`, itself among them; `None` where every state is open:
/// the field has no machine, or it does not know this state.
#[must_use]
pub fn states_after(kind: &str, field: &str, now: &str) -> Option<Vec<&'static str>> {
    let machine = machine(kind, field)?;
    let kept = machine.states.codes.iter().copied().find(|code| *code == now)?;
    Some(machine.after(now).chain([kept]).collect())
}

/// Checks one step. The first recorded state and a state kept are no steps; codes that the machine does not know are
/// left to the check of the vocabulary.
///
/// # Errors
/// `state-step` with `from`, `to`, the `allowed` codes (joined by `, `), how many `steps` they are, and the `vocabulary` of
/// their labels.
pub fn check_step(machine: &Machine, before: Option<&str>, after: &str) -> Result<(), Problem> {
    let Some(before) = before.filter(|before| *before != after) else { return Ok(()) };
    let is_known = |code| machine.states.codes.contains(&code);
    if !is_known(before) || !is_known(after) || machine.after(before).any(|code| code == after) {
        return Ok(());
    }
    let allowed: Vec<_> = machine.after(before).collect();
    Err(Problem::new("state-step")
        .on(machine.field)
        .arg("from", before)
        .arg("to", after)
        .arg("allowed", allowed.join(", "))
        .arg("steps", allowed.len())
        .arg("vocabulary", machine.states.name))
}

/// Checks every step that a change of a record makes, and for states in dated rows the steps from row to row.
#[must_use]
pub fn check_change(kind: &str, before: Option<&Body>, after: &Body) -> Vec<Problem> {
    let machines = MACHINES.iter().filter(|machine| machine.kind == kind);
    machines
        .flat_map(|machine| match machine.field.split_once('.') {
            Some((field, column)) => check_rows(machine, after, field, column),
            None => {
                let old = before.and_then(|body| body.str(machine.field));
                let step = after.str(machine.field).map(|new| check_step(machine, old, new));
                step.and_then(Result::err).into_iter().collect()
            }
        })
        .collect()
}

/// The states of rows in the order of their `since`; rows without one stand where they were written. The problem is
/// named by the row that was reached, as in `statuses.2.state`.
fn check_rows(machine: &Machine, body: &Body, field: &str, column: &str) -> Vec<Problem> {
    let rows = body.raw(field).and_then(|json| Vec::<Body>::deserialize(json).ok()).unwrap_or_default();
    let mut rows: Vec<(usize, Body)> = (1..).zip(rows).collect();
    if rows.iter().all(|(_, row)| row.str("since").is_some()) {
        // ISO dates of any precision sort as text.
        rows.sort_by(|(_, one), (_, two)| one.str("since").cmp(&two.str("since")));
    }
    let steps = rows.iter().zip(rows.iter().skip(1));
    let problem = |((_, one), (at, two)): (&(usize, Body), &(usize, Body))| {
        let step = check_step(machine, one.str(column), two.str(column)?);
        step.err().map(|problem| problem.on(&format!("{field}.{at}.{column}")))
    };
    steps.filter_map(problem).collect()
}

#[cfg(test)]
mod tests;
