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
    insta::assert_snapshot!("record_ja_operator", pages.get(&address, Who::Operator, Lang::Ja).await.main());
    insta::assert_snapshot!("record_en_public", pages.get(&address, Who::Public, Lang::En).await.main());
    insta::assert_snapshot!("list_en_public", pages.get("/seeds", Who::Public, Lang::En).await.main());
    insta::assert_snapshot!("home_ja_public", pages.get("/", Who::Public, Lang::Ja).await.main());
}
