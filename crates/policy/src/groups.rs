//! Kinds of record that the same people keep. A kind in no group is kept by those who run the cluster that holds it.

/// Groups with their kinds, in the order of the manual.
pub const GROUPS: [(&str, &[&str]); 4] = [
    ("offers", &["seed", "need", "facility", "result", "ip-right", "answer"]),
    (
        "programmes",
        &[
            "programme",
            "scheme",
            "call",
            "budget-line",
            "tie-up",
            "data-request",
            "announcement",
            "source",
            "organisation",
            "event-series",
            "event",
            "session",
        ],
    ),
    ("committees", &["committee", "meeting", "question", "decision"]),
    ("themes", &["theme", "question"]),
];

/// The groups of a kind.
pub fn groups_of(kind: &str) -> impl Iterator<Item = &'static str> {
    GROUPS.iter().filter(move |(_, kinds)| kinds.contains(&kind)).map(|(group, _)| *group)
}
