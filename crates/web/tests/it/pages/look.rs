//! Snapshots of pages that are drawn from the declarations.

use enishi_kit::lang::Lang;
use serde_json::json;

use super::{Pages, Who, public_seed};

#[tokio::test]
async fn a_record_and_its_list() {
    let pages = Pages::empty().await;
    let organisation = pages
        .make("organisation", json!({"name": {"original": "ja", "ja": "見本大学", "en": "Sample University", "kana": "みほんだいがく"}, "disclosure": "public"}))
        .await;
    let source = pages
        .make("source", json!({"title": {"original": "ja", "ja": "シーズ集"}, "disclosure": "public"}))
        .await;
    let mut seed = public_seed("Rare sugar reactor");
    for (name, value) in [
        (
            "title",
            json!({"original": "ja", "ja": "希少糖の反応器", "en": "Rare sugar reactor", "state": "machine"}),
        ),
        ("fields", json!(["life", "manufacturing"])),
        ("keywords", json!(["希少糖", "rare sugar"])),
        ("summary", json!({"original": "ja", "ja": "連続して作る。"})),
        ("hurdles", json!({"original": "en", "en": "Trial at 100 L"})),
        ("readiness", json!("6")),
        ("organisation", json!(organisation)),
        ("source", json!(source)),
        ("as_of", json!("2026-03")),
        (
            "claims",
            json!([{"field": "readiness", "value": "5", "source": source, "as_of": "2025", "certainty": "inferred"}]),
        ),
    ] {
        seed[name] = value;
    }
    let reference = pages.make("seed", seed).await;
    pages.change("seed", &reference, json!({"readiness": "7"})).await;
    let address = format!("/seeds/{reference}");
    let page = pages.get(&address, Who::Operator, Lang::Ja).await;
    // The token of the form that takes files is another one with every start.
    let shown = page.main().replace(&page.hidden("form-token"), "TOKEN");
    insta::assert_snapshot!("record_ja_operator", shown);
    insta::assert_snapshot!("record_en_public", pages.get(&address, Who::Public, Lang::En).await.main());
    insta::assert_snapshot!("list_en_public", pages.get("/seeds", Who::Public, Lang::En).await.main());
    insta::assert_snapshot!("home_ja_public", pages.get("/", Who::Public, Lang::Ja).await.main());
}

#[tokio::test]
async fn a_claim_that_agrees_is_evidence_and_one_without_a_value_is_seen() {
    let pages = Pages::empty().await;
    let name = |ja: &str| json!({"original": "ja", "ja": ja});
    let source = pages.make("source", json!({"title": name("報告書"), "disclosure": "public"})).await;
    let claim = |field: &str, value| json!({"field": field, "value": value, "source": source});
    let body = json!({
        "name": name("高松地域"), "concept": name("希少糖クラスター"), "disclosure": "public",
        "claims": [claim("concept", name("希少糖クラスター")), claim("fields", json!(["life"]))],
    });
    let reference = pages.make("cluster", body).await;
    let page = pages.get(&format!("/clusters/{reference}?view=record"), Who::Public, Lang::Ja).await;
    assert_eq!(page.text.matches("異なる記載").count(), 1, "{}", page.main());
    assert!(page.has("採用した値はまだありません") && page.has("報告書"), "{}", page.main());
    assert_eq!(page.text.matches("<p class=\"prose\">希少糖クラスター").count(), 1, "{}", page.main());
}
