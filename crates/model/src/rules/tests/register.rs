//! The shipped register breaks no rule; what the rules ask about it is known.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

const REGISTER: [(&str, &str); 12] = [
    ("budget-line", include_str!("../../../register/budget-lines.jsonl")),
    ("cluster", include_str!("../../../register/clusters.jsonl")),
    ("committee", include_str!("../../../register/committees.jsonl")),
    ("event", include_str!("../../../register/events.jsonl")),
    ("event-series", include_str!("../../../register/event-series.jsonl")),
    ("indicator", include_str!("../../../register/indicators.jsonl")),
    ("indicator-value", include_str!("../../../register/indicator-values.jsonl")),
    ("policy-document", include_str!("../../../register/policy-documents.jsonl")),
    ("programme", include_str!("../../../register/programmes.jsonl")),
    ("role", include_str!("../../../register/roles.jsonl")),
    ("scheme", include_str!("../../../register/schemes.jsonl")),
    ("tie-up", include_str!("../../../register/tie-ups.jsonl")),
];

/// The record with its key, every `@key` in it replaced by an id.
fn resolve(json: Json, ids: &mut BTreeMap<String, RecordId>) -> Json {
    match json {
        Json::String(text) => match text.strip_prefix('@') {
            Some(key) => {
                let next = ids.len();
                let id = ids.entry(key.to_owned()).or_insert_with(|| numbered(next));
                json!(id)
            }
            None => Json::String(text),
        },
        Json::Array(items) => items.into_iter().map(|item| resolve(item, ids)).collect(),
        Json::Object(map) => {
            Json::Object(map.into_iter().map(|(name, value)| (name, resolve(value, ids))).collect())
        }
        other => other,
    }
}

fn numbered(number: usize) -> RecordId {
    format!("018f3c5e-7d2a-7c31-9b0e-{number:012x}").parse().unwrap()
}

#[test]
fn the_shipped_register_breaks_no_rule() {
    let mut ids = BTreeMap::new();
    let mut records = Vec::new();
    for (kind, text) in REGISTER {
        for line in text.lines() {
            let record = resolve(serde_json::from_str(line).unwrap(), &mut ids);
            let key = record["key"].as_str().unwrap().to_owned();
            let id = resolve(json!(format!("@{key}")), &mut ids);
            records.push((kind, key, serde_json::from_value(id).unwrap(), body(record["body"].clone())));
        }
    }
    let mut world = World::new();
    for (kind, _, id, body) in &records {
        world.insert(kind, *id, body.clone());
    }
    let registry = registry();
    let mut refused = Vec::new();
    let mut asked = BTreeSet::new();
    for (kind, key, id, body) in &records {
        let subject = Subject { kind: registry.kind(kind).unwrap(), id: Some(*id), body, known: body };
        for finding in check(&subject, &world) {
            if finding.severity == Severity::Refuse {
                refused.push(format!("{key}: {}", finding.problem));
            } else {
                asked.insert(finding.problem.code);
            }
        }
        refused.extend(crate::states::check_change(kind, None, body).iter().map(ToString::to_string));
    }
    assert_eq!(refused, Vec::<String>::new());
    // The pages say which sectors sit in a committee, but name members of few.
    assert_eq!(asked.iter().collect::<Vec<_>>(), ["committee-sectors"]);
}
