//! A count is given out from a list, without script, and its page counts it again years later.

use enishi_kit::lang::Lang;
use http::StatusCode;

use super::{Page, Pages, Who};

/// The address of the link that ends in this text.
fn link_of(page: &Page, before: &str) -> String {
    let text = super::unescape(&page.text);
    let from = text.find(before).unwrap_or_else(|| panic!("{before} in {text}"));
    let (_, href) = text[..from].rsplit_once("href=\"").unwrap();
    href.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_count_is_given_out_from_its_list_and_opens_to_the_same_rows_after_a_correction() {
    let pages = Pages::new().await;
    let list = pages.see("/clusters?stage=1").await;
    let address = link_of(&list, "Publish this count");
    assert_eq!(address, "/clusters/publish?stage=1");
    let seen = pages.get("/clusters?stage=1", Who::Public, Lang::En).await;
    assert!(!seen.has("Publish this count"), "the public gives nothing out");
    for lang in Lang::ALL {
        let page = pages.get(&address, Who::Operator, lang).await;
        assert!(
            page.status == StatusCode::OK && !page.text.contains('⟦') && page.has(">18<"),
            "{}",
            page.text
        );
    }
    let nameless = pages.post("/clusters/publish", &[("filter", "stage=1"), ("title", " ")]).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", nameless.text);
    let form = [("filter", "stage=1"), ("title", "Clusters of the first stage"), ("published-in", "Report")];
    let made = pages.post("/clusters/publish", &form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    let figure = made.location().split('?').next().unwrap().to_owned();
    // A correction: one of them was of the second stage.
    let clusters =
        pages.app.all(&super::operator(), "cluster", &[("stage".into(), "1".into())]).await.unwrap();
    let one = &clusters[0].reference;
    let mark = pages.app.find(&super::operator(), "cluster", one).await.unwrap().etag;
    let second = [("stage".to_owned(), serde_json::json!("2"))];
    pages.app.update(&super::operator(), "cluster", one, Some(&mark), &second).await.unwrap();
    for lang in Lang::ALL {
        let page = pages.get(&figure, Who::Public, lang).await;
        assert!(page.has(">18</a>") && page.has(">17</a>") && !page.text.contains('⟦'), "{}", page.text);
    }
    let page = pages.get(&figure, Who::Public, Lang::En).await;
    assert!(page.has("As published") && !page.has("Not as published"));
    let then = link_of(&page, ">18</a>");
    assert!(then.starts_with("/clusters?stage=1&on=&known-at="), "{then}");
    let rows = pages.get(&then, Who::Public, Lang::En).await;
    assert!(rows.has("18 records") && rows.has(one), "{}", rows.text);
    let now = pages.get(&link_of(&page, ">17</a>"), Who::Public, Lang::En).await;
    assert!(now.has("17 records"), "{}", now.text);
}

#[tokio::test]
async fn a_count_about_a_day_keeps_the_day_and_the_past_of_the_register_is_not_given_out() {
    let pages = Pages::new().await;
    let list = pages.see("/clusters?stage=1&statuses.state=active&on=2004-03-31").await;
    let address = link_of(&list, "Publish this count");
    assert!(address.contains("day=2004-03-31") && address.ends_with("on="), "{address}");
    let page = pages.see(&address).await;
    assert!(page.has("value=\"2004-03-31\""), "{}", page.text);
    let past = pages.see("/clusters?stage=1&known-at=2026-04-01").await;
    assert!(!past.has("Publish this count"));
    let none = pages.see("/published-figures/publish").await;
    assert!(none.has("Back to the list") && !none.has("name=\"published-in\""), "{}", none.text);
}
