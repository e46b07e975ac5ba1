//! Each rule finds what it is for, leaves what is well alone, and says so in both languages.

use enishi_kind::{Body, Catalogue};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use serde_json::{Value as Json, json};

mod money;
mod people;
mod publication;
mod register;
mod time;

use super::*;
use crate::{LOCALES, registry};

/// The id with this number.
fn id(number: u8) -> RecordId {
    format!("018f3c5e-7d2a-7c31-9b0e-3f5a6c7d8e{number:02x}").parse().unwrap()
}

fn body(json: Json) -> Body {
    serde_json::from_value(json).unwrap()
}

fn name(words: &str) -> Json {
    json!({"original": "ja", "ja": words, "en": format!("{words} (en)"), "state": "checked"})
}

fn world(records: impl IntoIterator<Item = (&'static str, u8, Json)>) -> World {
    let mut world = World::new();
    for (kind, number, json) in records {
        world.insert(kind, id(number), body(json));
    }
    world
}

/// What the rules find in a record with id 1.
fn found(kind: &str, json: Json, world: &World) -> Vec<Finding> {
    let registry = registry();
    let body = body(json);
    check(&Subject { kind: registry.kind(kind).unwrap(), id: Some(id(1)), body: &body, known: &body }, world)
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.problem.code.as_str()).collect()
}

/// Checks the codes found and that every sentence is whole in both languages; gives the Japanese ones.
fn assert_found(findings: &[Finding], expected: &[&str]) -> Vec<String> {
    assert_eq!(codes(findings), expected);
    let kinds: Vec<_> = registry().kinds().map(|kind| kind.locales).collect();
    let catalogue = Catalogue::new(kinds.iter().chain([&LOCALES])).unwrap();
    let said = |finding: &Finding, lang| {
        let problem = &finding.problem;
        let args: Vec<_> = problem.args.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        let said = catalogue.text(lang, &format!("problem-{}", problem.code), &args);
        assert!(!said.contains(['{', '}', '⟦', '$']) && !said.contains("()"), "{said}");
        said
    };
    findings.iter().for_each(|finding| {
        said(finding, Lang::En);
    });
    findings.iter().map(|finding| said(finding, Lang::Ja)).collect()
}

#[test]
fn every_rule_names_kinds_and_fields_that_there_are() {
    let registry = registry();
    for rule in rules() {
        let kind = registry.kind(rule.kind).unwrap();
        for wanted in rule.wants {
            let other = registry.kind(wanted.kind).unwrap();
            match wanted.which {
                Which::All => {}
                Which::Same(field) => {
                    let (one, two) = (kind.field(field).unwrap(), other.field(field).unwrap());
                    assert_eq!(one.of.target(), two.of.target());
                    assert!(two.facet, "{}: lists cannot be filtered by {field}", rule.code);
                }
                Which::Named(field) => {
                    assert_eq!(kind.place(field).unwrap().inner().of.target(), Some(wanted.kind));
                }
                Which::Naming(field) => {
                    let field = other.field(field).unwrap();
                    assert_eq!(field.of.target(), Some(rule.kind));
                    assert!(field.facet, "{}: lists cannot be filtered by {}", rule.code, field.name);
                }
            }
        }
    }
    assert_eq!(wanted("seed"), []);
    assert!(wanted("tie-up").contains(&Wanted { kind: "event", which: Which::Named("conferences") }));
    assert_eq!(wanted("tie-up").len(), 1);
}

#[test]
fn a_programme_does_not_come_before_itself() {
    let programme = |words: &str, before: &[u8]| {
        let before: Vec<_> = before.iter().map(|number| json!({"programme": id(*number)})).collect();
        json!({"name": name(words), "predecessors": before})
    };
    let others = [("programme", 2, programme("乙", &[3])), ("programme", 3, programme("丙", &[1]))];
    let said = assert_found(&found("programme", programme("甲", &[2]), &world(others)), &["lineage-cycle"]);
    assert!(said[0].contains("甲、乙、丙、甲"), "{}", said[0]);
    let alone = assert_found(&found("programme", programme("甲", &[1]), &World::new()), &["lineage-cycle"]);
    assert!(alone[0].contains("甲、甲"));

    // Three programmes became one; a way round that avoids the subject is not its business.
    let well = [("programme", 2, programme("乙", &[3])), ("programme", 3, programme("丙", &[2]))];
    assert_found(&found("programme", programme("甲", &[2, 3]), &world(well)), &[]);
    let part = json!({"name": name("甲"), "part_of": id(2)});
    let whole = [("programme", 2, json!({"name": name("乙"), "part_of": id(1)}))];
    assert_found(&found("programme", part.clone(), &world(whole)), &["lineage-cycle"]);
    assert_found(&found("programme", part, &world([("programme", 2, json!({"name": name("乙")}))])), &[]);
}

#[test]
fn the_old_state_of_the_subject_counts_for_nothing() {
    let stored = json!({"name": name("甲"), "predecessors": [{"cluster": id(2)}]});
    let second = json!({"name": name("乙"), "predecessors": [{"cluster": id(1)}]});
    let world = world([("cluster", 1, stored.clone()), ("cluster", 2, second)]);
    assert_found(&found("cluster", json!({"name": name("甲")}), &world), &[]);
    let findings = found("cluster", stored, &world);
    assert_found(&findings, &["lineage-cycle"]);
    assert_eq!(findings[0].severity, Severity::Refuse);
    assert_eq!(findings[0].problem.field.as_deref(), Some("predecessors"));
}

#[test]
fn a_cumulative_value_does_not_fall() {
    let value = |year: i32, value: &str, basis: &str| json!({"title": name("事業化件数"), "indicator": id(30), "fiscal_year": year, "value": value, "basis": basis});
    let indicator = || ("indicator", 30, json!({"name": name("事業化件数")}));
    let of = |subject, other| {
        found("indicator-value", subject, &world([indicator(), ("indicator-value", 2, other)]))
    };
    // The series of the City Area type: 71, 159, 304.
    assert_found(&of(value(2006, "159", "cumulative"), value(2005, "71", "cumulative")), &[]);
    let findings = of(value(2006, "71", "cumulative"), value(2005, "159", "cumulative"));
    let said = assert_found(&findings, &["cumulative-fall"]);
    assert_eq!(findings[0].severity, Severity::Question);
    assert!(said[0].contains("2005年度の159から2006年度の71"), "{}", said[0]);
    // The year after counts too, and the nearest years only.
    assert_found(
        &of(value(2005, "159", "cumulative"), value(2007, "71", "cumulative")),
        &["cumulative-fall"],
    );
    let three = world([
        indicator(),
        ("indicator-value", 2, value(2004, "200", "cumulative")),
        ("indicator-value", 3, value(2005, "71", "cumulative")),
    ]);
    assert_found(&found("indicator-value", value(2006, "159", "cumulative"), &three), &[]);
    // Decimals are compared as numbers, not as text.
    assert_found(&of(value(2006, "10.5", "cumulative"), value(2005, "9.25", "cumulative")), &[]);
    // Yearly values go up and down; another cluster is another series; a new count begins anew.
    assert_found(&of(value(2006, "71", "annual"), value(2005, "159", "annual")), &[]);
    assert_found(&of(value(2006, "71", "cumulative"), value(2005, "159", "annual")), &[]);
    for (field, other) in [("cluster", json!(id(50))), ("counted_since", json!("2002-04"))] {
        let mut before = value(2005, "159", "cumulative");
        before[field] = other;
        assert_found(&of(value(2006, "71", "cumulative"), before), &[]);
    }
}

#[test]
fn a_step_is_told_with_the_labels_of_its_states() {
    let baton = crate::states::machine("baton", "state").unwrap();
    let said = |from, to| {
        let problem = crate::states::check_step(baton, Some(from), to).unwrap_err();
        assert_found(&[Finding { severity: Severity::Refuse, problem }], &["state-step"]).remove(0)
    };
    assert_eq!(
        said("prepared", "accepted"),
        "「準備中」から「受け入れ」へは進めません。次に選べるのは：打診中、取り下げ"
    );
    assert!(said("accepted", "offered").contains("「受け入れ」は終わった状態です。"));
}

#[test]
fn every_rule_and_every_problem_is_told_in_both_languages() {
    let catalogue = Catalogue::new([&LOCALES]).unwrap();
    for code in rules().map(|rule| rule.code).chain(["state-step"]) {
        for lang in Lang::ALL {
            assert!(catalogue.find(lang, &format!("problem-{code}"), &[]).is_some(), "{code} {lang}");
        }
    }
}
