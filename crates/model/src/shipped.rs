//! The data files that are shipped: facts of the register, and invented samples beside them.
//!
//! JSON Lines of `{"key": .., "body": ..}`. Bodies name other records as `@key` in whatever file they stand, days as
//! `today+90d`, months as `today-3m`, fiscal years as `fiscal-year-1`. A text that begins with `@` is written `@@`.

/// The facts of the five source pages and of the sources named beside them: kind and text. Every record names its
/// source, and what is concluded or unchecked says so.
pub const REGISTER: [(&str, &str); 22] = [
    ("source", include_str!("../register/sources.jsonl")),
    ("organisation", include_str!("../register/organisations.jsonl")),
    ("block", include_str!("../register/blocks.jsonl")),
    ("region", include_str!("../register/regions.jsonl")),
    ("policy-document", include_str!("../register/policy-documents.jsonl")),
    ("programme", include_str!("../register/programmes.jsonl")),
    ("scheme", include_str!("../register/schemes.jsonl")),
    ("budget-line", include_str!("../register/budget-lines.jsonl")),
    ("theme", include_str!("../register/themes.jsonl")),
    ("industrial-project", include_str!("../register/industrial-projects.jsonl")),
    ("cluster", include_str!("../register/clusters.jsonl")),
    ("participation", include_str!("../register/participations.jsonl")),
    ("pair", include_str!("../register/pairs.jsonl")),
    ("role", include_str!("../register/roles.jsonl")),
    ("committee", include_str!("../register/committees.jsonl")),
    ("meeting", include_str!("../register/meetings.jsonl")),
    ("event-series", include_str!("../register/event-series.jsonl")),
    ("event", include_str!("../register/events.jsonl")),
    ("tie-up", include_str!("../register/tie-ups.jsonl")),
    ("indicator", include_str!("../register/indicators.jsonl")),
    ("indicator-value", include_str!("../register/indicator-values.jsonl")),
    ("outcome", include_str!("../register/outcomes.jsonl")),
];

/// Invented records for trying the program out, each marked as a sample. They may refer to the register.
pub const SAMPLES: [(&str, &str); 31] = [
    ("source", include_str!("../samples/sources.jsonl")),
    ("organisation", include_str!("../samples/organisations.jsonl")),
    ("seed", include_str!("../samples/seeds.jsonl")),
    ("need", include_str!("../samples/needs.jsonl")),
    ("approach", include_str!("../samples/approaches.jsonl")),
    ("person", include_str!("../samples/people.jsonl")),
    ("participation", include_str!("../samples/participations.jsonl")),
    ("programme", include_str!("../samples/programmes.jsonl")),
    ("scheme", include_str!("../samples/schemes.jsonl")),
    ("call", include_str!("../samples/calls.jsonl")),
    ("facility", include_str!("../samples/facilities.jsonl")),
    ("project", include_str!("../samples/projects.jsonl")),
    ("agreement", include_str!("../samples/agreements.jsonl")),
    ("ip-right", include_str!("../samples/ip-rights.jsonl")),
    ("result", include_str!("../samples/results.jsonl")),
    ("baton", include_str!("../samples/batons.jsonl")),
    ("outcome", include_str!("../samples/outcomes.jsonl")),
    ("committee", include_str!("../samples/committees.jsonl")),
    ("meeting", include_str!("../samples/meetings.jsonl")),
    ("question", include_str!("../samples/questions.jsonl")),
    ("decision", include_str!("../samples/decisions.jsonl")),
    ("role", include_str!("../samples/roles.jsonl")),
    ("event-series", include_str!("../samples/event-series.jsonl")),
    ("event", include_str!("../samples/events.jsonl")),
    ("session", include_str!("../samples/sessions.jsonl")),
    ("indicator", include_str!("../samples/indicators.jsonl")),
    ("indicator-value", include_str!("../samples/indicator-values.jsonl")),
    ("vision", include_str!("../samples/visions.jsonl")),
    ("data-request", include_str!("../samples/data-requests.jsonl")),
    ("answer", include_str!("../samples/answers.jsonl")),
    ("announcement", include_str!("../samples/announcements.jsonl")),
];
