//! Roles and committees.

use super::*;

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
