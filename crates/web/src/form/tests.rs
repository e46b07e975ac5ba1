//! What forms say and what they are told, without a store.

use std::collections::HashMap;

use enishi_kind::{Body, Kind, Value};
use enishi_kit::lang::Lang;
use enishi_model::{Need, Seed};
use serde_json::json;

use super::{Controls, fields, read_fields};

fn body(json: serde_json::Value) -> Body {
    serde_json::from_value(json).unwrap()
}

fn need() -> Body {
    body(json!({
        "title": {"original": "en", "en": "Sweetener", "ja": "甘味料", "state": "machine"},
        "fields": ["life", "other"],
        "keywords": ["希少糖", "a, b"],
        "budget": {"min": 5_000_000, "max": 10_000_000},
        "by_when": "2027-03",
        "readiness": "6",
    }))
}

#[test]
fn what_is_not_touched_is_not_changed() {
    for lang in Lang::ALL {
        let base = Controls::of_body(Need::INFO, &need(), &HashMap::new(), lang);
        let pairs = base.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let typed = Controls::of_pairs(Need::INFO, &pairs);
        assert!(typed.changed(&base, Need::INFO).is_empty());
        assert_eq!(Controls::of_hidden(&base.to_hidden()), base);
    }
}

#[test]
fn codes_in_the_order_of_the_form_are_not_a_change() {
    let stored = body(json!({"title": {"original": "en", "en": "A"}, "cooperation": ["licence", "joint"]}));
    let base = Controls::of_body(Need::INFO, &stored, &HashMap::new(), Lang::En);
    let pairs = [("cooperation", ""), ("cooperation", "joint"), ("cooperation", "licence")];
    let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    assert!(Controls::of_pairs(Need::INFO, &pairs).changed(&base, Need::INFO).is_empty());
}

#[test]
fn every_written_form_reads_back_to_the_same_value() {
    for lang in Lang::ALL {
        let before = need();
        let base = Controls::of_body(Need::INFO, &before, &HashMap::new(), lang);
        let all: Vec<_> = fields(Need::INFO).filter(|field| before.raw(field.name).is_some()).collect();
        let reading = read_fields(Need::INFO, &all, &base, Some(&before), lang);
        assert_eq!(reading.problems, []);
        for (name, json) in reading.inputs {
            let field = Need::INFO.field(&name).unwrap();
            let (Some(Value::Text(read)), Some(Value::Text(old))) =
                (Value::from_json(field, &json).ok(), before.value(field))
            else {
                assert_eq!(Some(&json), before.raw(&name), "{name}");
                continue;
            };
            assert_eq!((read.ja, read.en, read.original), (old.ja, old.en, old.original));
        }
    }
}

#[test]
fn what_cannot_be_read_is_said_at_its_field() {
    let pairs = [
        ("title[ja]", "甘味料"),
        ("by_when", "平成32年"),
        ("budget", "3億円（300百万円）"),
        ("identifiers", "orcid:0000-0002-1825-0098"),
    ];
    let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let typed = Controls::of_pairs(Need::INFO, &pairs);
    let all: Vec<_> = fields(Need::INFO).collect();
    let reading = read_fields(Need::INFO, &all, &typed, None, Lang::Ja);
    let wrong: Vec<_> = reading
        .problems
        .iter()
        .map(|problem| (problem.field.as_deref().unwrap(), problem.code.as_str()))
        .collect();
    assert_eq!(wrong, [("by_when", "date"), ("budget", "amount"), ("identifiers", "identifier")]);
}

#[test]
fn forms_take_what_people_write() {
    let pairs = [
        ("title[ja]", "装置"),
        ("disclosed", "令和6年3月"),
        ("patents", "特願2004-123456\npatent:特許第1234567号"),
        ("keywords", " 希少糖 \n\n酵素"),
        ("partners", "organisation-1、organisation-2"),
    ];
    let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let typed = Controls::of_pairs(Seed::INFO, &pairs);
    let all: Vec<_> = fields(Seed::INFO).collect();
    let reading = read_fields(Seed::INFO, &all, &typed, None, Lang::Ja);
    assert_eq!(reading.problems, []);
    let of = |name: &str| {
        reading.inputs.iter().find(|(found, _)| found == name).map(|(_, json)| json.clone()).unwrap()
    };
    assert_eq!(of("disclosed"), json!("2024-03"));
    assert_eq!(of("keywords"), json!(["希少糖", "酵素"]));
    assert_eq!(of("partners"), json!(["organisation-1", "organisation-2"]));
    assert_eq!(of("patents").as_array().map(Vec::len), Some(2));
    assert_eq!(of("title")["original"], json!("ja"));
}
