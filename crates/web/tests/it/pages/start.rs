//! The first start in the browser, without script.

use enishi_kit::lang::Lang;
use http::StatusCode;

use super::{Pages, Who};

#[tokio::test]
async fn an_empty_register_asks_its_operator_and_nobody_else() {
    let pages = Pages::empty().await;
    let home = pages.get("/", Who::Operator, Lang::Ja).await;
    assert_eq!((home.status, home.location()), (StatusCode::SEE_OTHER, "/start"));
    assert_eq!(pages.get("/", Who::Public, Lang::Ja).await.status, StatusCode::OK);
    assert_eq!(pages.get("/start", Who::Public, Lang::Ja).await.status, StatusCode::FORBIDDEN);
    for lang in Lang::ALL {
        let page = pages.get("/start", Who::Operator, lang).await;
        assert!(page.status == StatusCode::OK && !page.text.contains('⟦'), "{}", page.text);
        assert!(page.text.contains("name=\"staff.8.role\"") && page.has("enishi demo"));
    }
    let form = [
        ("cluster_ja", "見本クラスター"),
        ("region", "見本地域"),
        ("prefecture", "37"),
        ("organisation", "見本財団"),
        ("year", "2026"),
        ("fields", "life"),
        ("staff.1.name", "見本 太郎"),
    ];
    let refused = pages.post("/start", &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("id=\"staff-1-role-error\"") && refused.has("見本クラスター"),
        "{}",
        refused.text
    );
    let mut form = form.to_vec();
    form.push(("staff.1.role", "coordinator"));
    let done = pages.post("/start", &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let cluster = pages.get(done.location(), Who::Operator, Lang::Ja).await;
    assert!(cluster.has("見本クラスター") && cluster.has("見本財団"), "{}", cluster.text);
    assert_eq!(pages.get("/", Who::Operator, Lang::Ja).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_operator_may_begin_another_way() {
    let pages = Pages::empty().await;
    let skipped = pages.post("/start", &[("action", "skip")]).await;
    assert_eq!((skipped.status, skipped.location()), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(pages.get("/", Who::Operator, Lang::En).await.status, StatusCode::OK);
    let loaded = pages.post("/start", &[("action", "example")]).await;
    assert_eq!(loaded.location(), "/start");
    let page = pages.see("/start").await;
    let undo = page.text.split("/admin/batches/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(pages.see("/clusters").await.has("Sapporo"));
    // The first page tells the operator what it is, and how to be rid of it; strangers see the register alone.
    let home = pages.see("/").await;
    assert!(home.has("loaded as an example") && home.text.contains(&format!("/admin/batches/{undo}")));
    assert!(!pages.get("/", Who::Public, Lang::En).await.has("loaded as an example"));
    assert!(pages.post(&format!("/admin/batches/{undo}"), &[]).await.has("Undone"));
}

#[tokio::test]
async fn a_record_of_the_example_says_that_it_is_read_only_and_offers_no_change() {
    let pages = Pages::empty().await;
    pages.post("/start", &[("action", "example")]).await;
    for kind in ["cluster", "organisation"] {
        let seen =
            pages.app.list(&super::operator(), kind, &Default::default()).await.unwrap().items.remove(0);
        let place = format!("/{kind}s/{}", seen.reference);
        for (lang, said) in [(Lang::Ja, "読み取り専用の例"), (Lang::En, "Read-only example")] {
            let page = pages.get(&place, Who::Operator, lang).await;
            assert!(page.has(said) && page.text.contains("/admin/batches/example-"), "{}", page.text);
            for way in ["edit", "merge", "delete"] {
                assert!(!page.text.contains(&format!("{place}/{way}")), "{way}");
            }
            assert!(!page.text.contains("type=\"file\""));
            let public = pages.get(&place, Who::Public, lang).await;
            assert!(public.has(said) && !public.text.contains("/admin/batches"));
        }
        for way in ["edit", "merge", "delete"] {
            let refused = pages.get(&format!("{place}/{way}"), Who::Operator, Lang::En).await;
            assert_eq!(refused.status, StatusCode::CONFLICT, "{way}");
            assert!(refused.has("part of the read-only example") && refused.has("enishi undo example-"));
        }
        let refused = pages.post(&format!("{place}/delete"), &[("etag", "x")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
    }
}
