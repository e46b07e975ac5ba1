//! Order, statuses and fiscal years.

use super::*;

#[test]
fn every_period_that_ends_before_it_begins_is_refused() {
    // By the declaration of the kind, not by a rule: for all kinds with a span at once.
    use enishi_kind::Period;
    let mut spans = 0;
    for kind in registry().kinds() {
        if let Some(Period::Span { since, until }) = kind.period {
            spans += 1;
            let problems = |begin: &str, end: &str| body(json!({since: begin, until: end})).problems(kind);
            let is_refused = |begin: &str, end: &str| {
                problems(begin, end).iter().any(|problem| problem.code == "period-order")
            };
            assert!(is_refused("2004-04-01", "2004-03-31"), "{}", kind.name);
            assert!(!is_refused("2004-04-01", "2004"), "{}", kind.name);
        }
    }
    assert!(spans > 10 && registry().kind("role").is_some_and(|kind| kind.period.is_some()));
}

#[test]
fn statuses_do_not_overlap() {
    let status = |state: &str, since: Option<&str>, until: Option<&str>| json!({"state": state, "since": since, "until": until});
    let cluster = |statuses: Vec<Json>| json!({"name": name("上田"), "statuses": statuses});
    let of = |statuses| found("cluster", cluster(statuses), &World::new());
    let trial = || status("trial", Some("2002-04"), Some("2004-03"));
    let findings = of(vec![trial(), status("active", Some("2003-04"), None)]);
    let said = assert_found(&findings, &["status-overlap"]);
    assert!(
        said[0].contains("「上田」の状態「試行」と「実施中」") && said[0].contains("2行目"),
        "{}",
        said[0]
    );
    assert_eq!(findings[0].severity, Severity::Refuse);
    // The order of writing does not matter, the row that begins later is named.
    let findings = of(vec![status("active", Some("2003-04"), None), trial()]);
    assert_eq!(findings[0].problem.field.as_deref(), Some("statuses.1.since"));
    assert_found(&of(vec![status("active", None, None), status("ended", None, None)]), &["status-overlap"]);

    assert_found(&of(vec![trial(), status("active", Some("2004-04"), None)]), &[]);
    assert_found(&of(vec![trial(), status("active", Some("2004"), None)]), &[]);
    let open = |since| status("active", Some(since), None);
    assert_found(&of(vec![open("2002-04"), status("ended", Some("2007-04"), None)]), &[]);
    assert_found(&of(vec![status("active", None, None), status("ended", Some("2007-04"), None)]), &[]);
    assert_found(&of(vec![open("2002-04")]), &[]);
}

#[test]
fn a_conference_lies_in_the_fiscal_year_of_its_tie_up() {
    let tie_up = || json!({"title": name("札幌 2003年度"), "fiscal_year": 2003, "conferences": [id(70)]});
    let event = |json: Json| {
        let mut json = json;
        json["name"] = name("合同成果発表会");
        json
    };
    let of = |json| found("tie-up", tie_up(), &world([("event", 70, event(json))]));
    for held in ["2003-04-01", "2004-03-31", "2004-02", "2004", "2003"] {
        assert_found(&of(json!({"held_from": held})), &[]);
    }
    let findings = of(json!({"held_from": "2004-04-01"}));
    let said = assert_found(&findings, &["conference-year"]);
    assert_eq!(findings[0].severity, Severity::Refuse);
    assert!(said[0].contains("「合同成果発表会」（2004年4月1日）は2003年度の行事ではない"), "{}", said[0]);
    assert_found(&of(json!({"held_from": "2002"})), &["conference-year"]);
    assert_found(&of(json!({"held_from": "2003-03-30", "held_to": "2003-04-01"})), &[]);

    let findings = of(json!({}));
    assert_found(&findings, &["conference-undated"]);
    assert_eq!(findings[0].severity, Severity::Question);
    assert_found(&of(json!({"fiscal_year": 2003})), &[]);
    let said = assert_found(&of(json!({"fiscal_year": 2004})), &["conference-year"]);
    assert!(said[0].contains("（2004年度）"), "{}", said[0]);
}

#[test]
fn an_event_that_is_moved_is_checked_against_its_tie_ups() {
    let tie_up = |conferences| json!({"title": name("札幌 2003年度"), "fiscal_year": 2003, "conferences": conferences});
    let event = |held: &str| json!({"name": name("合同成果発表会"), "held_from": held});
    let world_of = |conference| world([("tie-up", 80, tie_up(vec![id(conference)]))]);
    let findings = found("event", event("2004-05-01"), &world_of(1));
    assert_found(&findings, &["conference-year"]);
    assert_eq!(findings[0].problem.field.as_deref(), Some("held_from"));
    assert_found(&found("event", event("2004-02-01"), &world_of(1)), &[]);
    assert_found(&found("event", event("2004-05-01"), &world_of(2)), &[]);
}

#[test]
fn an_event_counts_to_the_year_in_which_it_is_held() {
    let event = |held: &str| json!({"name": name("フォーラム"), "fiscal_year": 2003, "held_from": held});
    let said = assert_found(&found("event", event("2004-05-01"), &World::new()), &["event-year"]);
    assert!(said[0].contains("2003年度の外です。その日は2004年度"), "{}", said[0]);
    assert_found(&found("event", event("2004-02"), &World::new()), &[]);
}

#[test]
fn what_ends_does_not_end_before_it_begins() {
    let of = |kind, json| found(kind, json, &World::new());
    let event =
        |from: &str, to: &str| of("event", json!({"name": name("行事"), "held_from": from, "held_to": to}));
    let said = assert_found(&event("2006-11-29", "2006-11-28"), &["end-before-begin"]);
    assert!(
        said[0].contains("「開催最終日」（2006年11月28日）が「開催初日」（2006年11月29日）より前"),
        "{}",
        said[0]
    );
    assert_found(&event("2006-11-29", "2006-12-01"), &[]);
    assert_found(&event("2006-11-29", "2006"), &[]);

    let owed = |from: i32, to: i32| {
        let owed = json!([{"level": "region", "times": 3, "from_year": from, "to_year": to}]);
        of("event-series", json!({"name": name("合同成果発表会"), "owed": owed}))
    };
    let findings = owed(2007, 2006);
    let said = assert_found(&findings, &["end-before-begin"]);
    assert_eq!(findings[0].problem.field.as_deref(), Some("owed.1.to_year"));
    assert!(said[0].contains("「終了年度」（2006年度）"), "{}", said[0]);
    assert_found(&owed(2006, 2006), &[]);

    let scheme = |from: &str, to: &str| {
        of("scheme", json!({"name": name("制度"), "readiness_from": from, "readiness_to": to}))
    };
    assert_found(&scheme("5", "4"), &["end-before-begin"]);
    assert_found(&scheme("4", "5"), &[]);
}

#[test]
fn every_pair_that_is_compared_is_of_one_type() {
    let registry = registry();
    for rule in order::RULES {
        assert!(order::PAIRS.iter().any(|(kind, ..)| *kind == rule.kind));
    }
    for (kind, begin, end) in order::PAIRS {
        assert_eq!(order::RULES.iter().filter(|rule| rule.kind == kind).count(), 1, "{kind}");
        let kind = registry.kind(kind).unwrap();
        assert_eq!(kind.place(begin).unwrap().inner().of, kind.place(end).unwrap().inner().of);
    }
}
