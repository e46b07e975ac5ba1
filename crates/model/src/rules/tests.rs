//! Each rule finds what it is for, leaves what is well alone, and says so in both languages.

use enishi_kind::{Body, Catalogue};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use serde_json::{Value as Json, json};

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
    check(&Subject { kind: registry.kind(kind).unwrap(), id: Some(id(1)), body: &body }, world)
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

fn budget(words: &str, part: &str, total: Option<u8>, amount: i64) -> Json {
    let mut json = json!({
        "title": name(words), "programme": id(90), "fiscal_year": 2010, "state": "published", "part": part,
        "amount": amount,
    });
    if let Some(total) = total {
        json["total"] = json!(id(total));
    }
    json
}

#[test]
fn a_part_is_not_larger_than_its_total() {
    let total = ("budget-line", 9, budget("総額", "total", None, 12_065_000_000));
    let part = |amount| budget("内訳", "part", Some(9), amount);
    let findings = found("budget-line", part(12_065_000_001), &world([total.clone()]));
    let said = assert_found(&findings, &["part-over-total"]);
    assert_eq!(findings[0].severity, Severity::Refuse);
    assert!(
        said[0].contains("内訳「内訳」の120億6,500万1円") && said[0].contains("「総額」の120億6,500万円")
    );
    assert_found(&found("budget-line", part(12_065_000_000), &world([total.clone()])), &[]);

    // Parts of 11,942 against 12,065 million yen: the remainder of 123 is shown elsewhere, not asked about.
    let sibling = |amount| ("budget-line", 8, budget("別の内訳", "part", Some(9), amount));
    let world_of = |amount| world([total.clone(), sibling(amount)]);
    assert_found(&found("budget-line", part(10_000_000_000), &world_of(1_942_000_000)), &[]);
    let findings = found("budget-line", part(10_000_000_000), &world_of(2_065_000_001));
    let said = assert_found(&findings, &["parts-over-total"]);
    assert_eq!(findings[0].severity, Severity::Question);
    assert!(said[0].contains("別の内訳、内訳") && said[0].contains("120億6,500万1円"), "{}", said[0]);
}

#[test]
fn a_total_is_not_smaller_than_its_parts() {
    let part = |number, amount| ("budget-line", number, budget("内訳", "part", Some(1), amount));
    let total = |amount| budget("総額", "total", None, amount);
    assert_found(&found("budget-line", total(100), &world([part(2, 60), part(3, 40)])), &[]);
    assert_found(&found("budget-line", total(99), &world([part(2, 60), part(3, 40)])), &["parts-over-total"]);
    assert_found(&found("budget-line", total(50), &world([part(2, 60), part(3, 40)])), &["part-over-total"]);
    let mut unknown = total(50);
    unknown["amount"] = Json::Null;
    assert_found(&found("budget-line", unknown, &world([part(2, 60)])), &[]);
}

#[test]
fn a_wrong_part_is_not_held_against_its_siblings() {
    let total = ("budget-line", 9, budget("総額", "total", None, 100));
    let wrong = ("budget-line", 8, budget("大きい内訳", "part", Some(9), 200));
    assert_found(&found("budget-line", budget("内訳", "part", Some(9), 10), &world([total, wrong])), &[]);
}

#[test]
fn an_amount_twenty_times_the_year_before_is_asked_about() {
    let before = |number, words: &str, amount| {
        let mut json = budget(words, "total", None, amount);
        json["fiscal_year"] = json!(2009);
        ("budget-line", number, json)
    };
    let now = |amount| budget("総額", "total", None, amount);
    let million = 1_000_000;
    let world_of = |amount| world([before(2, "総額", amount)]);
    let findings = found("budget-line", now(12_065 * 100 * million), &world_of(11_000 * million));
    let said = assert_found(&findings, &["budget-unit"]);
    assert_eq!(findings[0].severity, Severity::Question);
    for words in ["1兆2,065億円", "110億円", "2009年度", "109倍", "億円と百万円"] {
        assert!(said[0].contains(words), "{words}: {}", said[0]);
    }
    assert_found(&found("budget-line", now(million), &world_of(20 * million)), &["budget-unit"]);
    assert_found(&found("budget-line", now(million), &world_of(19 * million)), &[]);
    assert_found(&found("budget-line", now(20 * million), &world_of(million)), &["budget-unit"]);
    // Another programme, state or year says nothing; neither does an amount of zero.
    for (field, value) in
        [("programme", json!(id(91))), ("state", json!("settled")), ("fiscal_year", json!(2008))]
    {
        let (kind, number, mut json) = before(2, "総額", million);
        json[field] = value;
        assert_found(&found("budget-line", now(100 * million), &world([(kind, number, json)])), &[]);
    }
    assert_found(&found("budget-line", now(0), &world_of(million)), &[]);
    // The line of the same title is compared; without one, the nearest.
    let two = world([before(2, "総額", million), before(3, "別", 100 * million)]);
    assert_found(&found("budget-line", now(100 * million), &two), &["budget-unit"]);
    let two = world([before(2, "い", million), before(3, "ろ", 100 * million)]);
    assert_found(&found("budget-line", now(100 * million), &two), &[]);
}

fn role(words: &str, role: &str, since: Option<&str>, until: Option<&str>) -> Json {
    json!({"title": name(words), "cluster": id(50), "role": role, "since": since, "until": until})
}

#[test]
fn a_headquarters_has_one_president_at_a_time() {
    let cluster = ("cluster", 50, json!({"name": name("高松地域")}));
    let world_of = |json| world([cluster.clone(), ("role", 2, json)]);
    let now = || role("甲 本部長", "president", Some("2004-04-01"), None);
    let findings = found("role", now(), &world_of(role("乙 本部長", "president", Some("2002"), None)));
    let said = assert_found(&findings, &["two-holders"]);
    assert_eq!(findings[0].severity, Severity::Question);
    for words in ["「高松地域」の本部長", "甲 本部長", "乙 本部長"] {
        assert!(said[0].contains(words), "{}", said[0]);
    }
    let until = |until| world_of(role("乙 本部長", "president", Some("2002"), Some(until)));
    assert_found(&found("role", now(), &until("2004-04-01")), &["two-holders"]);
    assert_found(&found("role", now(), &until("2004-03-31")), &[]);
    // The month or the year of the change is enough for both.
    let in_april = || role("甲 本部長", "president", Some("2004-04"), None);
    assert_found(&found("role", in_april(), &until("2004-04")), &[]);
    assert_found(&found("role", in_april(), &until("2004")), &[]);
    assert_found(&found("role", in_april(), &until("2004-06")), &["two-holders"]);
}

#[test]
fn other_posts_other_clusters_and_concurrent_posts_are_well() {
    let director = || role("甲 事業総括", "project-director", None, None);
    let world_of = |json| world([("cluster", 50, json!({"name": name("仙台")})), ("role", 2, json)]);
    assert_found(&found("role", director(), &world_of(director())), &["two-holders"]);
    assert_found(&found("role", director(), &world_of(role("乙", "president", None, None))), &[]);
    let coordinator = || role("乙", "coordinator", None, None);
    assert_found(&found("role", coordinator(), &world_of(coordinator())), &[]);
    let mut concurrent = director();
    concurrent["concurrent"] = json!(true);
    assert_found(&found("role", director(), &world_of(concurrent.clone())), &[]);
    assert_found(&found("role", concurrent, &world_of(director())), &[]);
    let mut elsewhere = director();
    elsewhere["cluster"] = json!(id(51));
    assert_found(&found("role", director(), &world_of(elsewhere)), &[]);
}

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
fn a_member_has_a_sector_and_a_committee_all_five() {
    let member = |sector: &str| json!({"organisation": id(60), "sector": sector});
    let committee = |members: Vec<Json>| json!({"name": name("協議会"), "members": members});
    let five = || ["industry", "university", "local-government", "mext", "meti"].map(member).to_vec();
    let world = world([("organisation", 60, json!({"name": name("香川大学")}))]);
    assert_found(&found("committee", committee(five()), &world), &[]);
    assert_found(&found("committee", committee(Vec::new()), &world), &[]);

    let mut one_without = five();
    one_without.push(json!({"organisation": id(60)}));
    let findings = found("committee", committee(one_without), &world);
    let said = assert_found(&findings, &["member-sector"]);
    assert!(said[0].contains("6行目の構成員香川大学"), "{}", said[0]);
    assert_eq!(findings[0].problem.field.as_deref(), Some("members.6.sector"));
    assert_eq!(findings[0].severity, Severity::Question);

    let mut without_meti = five();
    without_meti[4]["until"] = json!("2006-03");
    let said =
        assert_found(&found("committee", committee(without_meti.clone()), &world), &["committee-sectors"]);
    assert!(said[0].contains("経済産業省") && !said[0].contains("産業界"), "{}", said[0]);
    let mut ended = committee(without_meti);
    ended["until"] = json!("2006-03");
    assert_found(&found("committee", ended, &world), &[]);
    let mut headquarters = committee(vec![member("university")]);
    headquarters["committee_type"] = json!("headquarters");
    assert_found(&found("committee", headquarters, &world), &[]);
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
