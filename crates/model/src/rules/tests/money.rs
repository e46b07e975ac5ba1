//! Budgets.

use super::*;

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
