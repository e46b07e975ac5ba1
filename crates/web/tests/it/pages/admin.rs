//! The places of administration and the filters of their lists.

use enishi_kit::lang::Lang;
use http::StatusCode;

use super::imports::upload;
use super::{Pages, Who};

#[tokio::test]
async fn an_administrator_finds_every_place_with_what_it_holds() {
    let pages = Pages::empty().await;
    let token = pages.token().await;
    for (name, row) in [("applied.csv", "甘味料"), ("waiting.csv", "触媒")] {
        let file = format!("title[ja]\n{row}\n");
        let sent = upload(&pages, name, file.as_bytes(), &token, Who::Operator).await;
        if name == "applied.csv" {
            assert!(
                pages.post(&format!("{}/apply", sent.location()), &[]).await.location().ends_with("applied")
            );
        }
    }
    let page = pages.see("/admin").await;
    for address in ["/admin/accounts", "/roles", "/admin/imports", "/admin/jobs", "/admin/audit"] {
        assert!(page.main().contains(&format!("href=\"{address}\"")), "{address}: {}", page.main());
    }
    assert!(
        page.has("1 waiting for a decision") && page.has("0 running · 0 failed or interrupted"),
        "{}",
        page.main()
    );
    let ja = pages.get("/admin", Who::Operator, Lang::Ja).await;
    assert!(ja.has("確認待ち 1 件") && !ja.text.contains('⟦'), "{}", ja.main());
    assert_ne!(pages.get("/admin", Who::Public, Lang::En).await.status, StatusCode::OK);

    // What is listed: which file names, which none.
    for (query, shown, hidden) in [
        ("", vec!["applied.csv", "waiting.csv"], vec![]),
        ("?state=staged", vec!["waiting.csv"], vec!["applied.csv"]),
        ("?state=done&of=seed", vec!["applied.csv"], vec!["waiting.csv"]),
        ("?q=WAIT", vec!["waiting.csv"], vec!["applied.csv"]),
        ("?of=need", vec![], vec!["applied.csv", "waiting.csv"]),
    ] {
        let list = pages.see(&format!("/admin/imports{query}")).await;
        for name in &shown {
            assert!(list.has(name), "{query}: {name}");
        }
        for name in &hidden {
            assert!(!list.has(name), "{query}: {name}");
        }
        assert_eq!(list.has("Nothing like that."), shown.is_empty(), "{query}");
    }
    let rows = async |query: &str| {
        pages.see(&format!("/admin/jobs{query}")).await.main().matches("<th scope=\"row\">").count()
    };
    assert_eq!((rows("").await, rows("?what=stage").await, rows("?what=apply").await), (3, 2, 1));
    assert_eq!(
        (rows("?state=done").await, rows("?state=failed").await, rows("?what=nonsense").await),
        (3, 0, 3)
    );
    assert!(pages.see("/admin/jobs?state=failed").await.has("Nothing like that."));
}
