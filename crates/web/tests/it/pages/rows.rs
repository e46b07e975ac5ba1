//! Small tables in forms and on pages: rows of controls, three empty ones, errors at their cells, nothing lost.

use enishi_kit::lang::Lang;
use http::StatusCode;
use serde_json::{Value as Json, json};

use super::{Page, Pages, Who};

async fn collection() -> (Pages, String) {
    let pages = Pages::empty().await;
    let title = |words: &str| json!({"original": "en", "en": words});
    let shelf = pages.make("shelf", json!({"title": title("North shelf"), "disclosure": "public"})).await;
    let stays = json!([
        {"since": "2004-04", "shelf": shelf, "grade": "good", "shown": false, "words": ["a", "b"]},
        {"since": "2006", "weight": "-0.25", "note": title("Moved")},
    ]);
    let stone = json!({"title": title("Stone"), "disclosure": "public", "stays": stays});
    let reference = pages.make("specimen", stone).await;
    (pages, reference)
}

async fn stays(pages: &Pages, reference: &str) -> Json {
    pages.body("specimen", reference).await["stays"].clone()
}

/// The value in a control of a page.
fn control(page: &Page, name: &str) -> Option<String> {
    let (_, rest) = page.text.split_once(&format!("name=\"{name}\""))?;
    let tag = rest.split('>').next()?;
    let (_, value) = tag.split_once("value=\"")?;
    Some(super::unescape(value.split('"').next()?))
}

#[tokio::test]
async fn a_form_shows_the_rows_and_three_empty_ones_and_changes_only_what_was_typed() {
    let (pages, stone) = collection().await;
    let address = format!("/specimens/{stone}/edit");
    let page = pages.see(&address).await;
    assert_eq!(control(&page, "stays.1.since").as_deref(), Some("2004-04"));
    assert_eq!(control(&page, "stays.2.weight").as_deref(), Some("-0.25"));
    assert_eq!(control(&page, "stays.5.since").as_deref(), Some(""));
    assert_eq!(control(&page, "stays.6.since"), None);
    let (etag, base) = (page.hidden("etag"), page.hidden("base"));
    let before = stays(&pages, &stone).await;
    // The same rows in other places: empty rows before them say nothing.
    let shelf = control(&page, "stays.1.shelf").unwrap();
    let mut typed = vec![
        ("etag", etag.as_str()),
        ("base", base.as_str()),
        ("stays.1.since", ""),
        ("stays.2.since", "2004-04"),
        ("stays.2.shelf", shelf.as_str()),
        ("stays.2.grade", "good"),
        ("stays.2.shown", "false"),
        ("stays.2.words", "a\r\nb"),
        ("stays.4.since", "2006"),
        ("stays.4.weight", "-0.25"),
        ("stays.4.note[en]", "Moved"),
        ("stays.4.note[ja]", ""),
    ];
    let same = pages.post(&address, &typed).await;
    assert!(same.location().ends_with("?done=same"), "{}", same.text);
    assert_eq!(stays(&pages, &stone).await, before);
    typed.extend([
        ("stays.7.since", "平成20年"),
        ("stays.7.counted", "平成20年度"),
        ("stays.7.weight", "１，２３４．５"),
    ]);
    let saved = pages.post(&address, &typed).await;
    assert!(saved.location().ends_with("?done=saved"), "{}", saved.text);
    let after = stays(&pages, &stone).await;
    assert_eq!(after[2], json!({"since": "2008", "counted": 2008, "weight": "1234.5"}));
    assert_eq!([&after[0], &after[1]], [&before[0], &before[1]]);
    // No row at all takes the table away.
    let page = pages.see(&address).await;
    let (etag, base) = (page.hidden("etag"), page.hidden("base"));
    pages.post(&address, &[("etag", &etag), ("base", &base), ("stays.1.since", "")]).await;
    assert_eq!(stays(&pages, &stone).await, Json::Null);
}

#[tokio::test]
async fn errors_stand_at_their_cells_and_more_rows_lose_nothing() {
    let (pages, stone) = collection().await;
    let address = format!("/specimens/{stone}/edit");
    let page = pages.see(&address).await;
    let (etag, base) = (page.hidden("etag"), page.hidden("base"));
    let typed = [
        ("etag", etag.as_str()),
        ("base", base.as_str()),
        ("stays.1.since", "2004"),
        ("stays.3.since", ""),
        ("stays.3.weight", "heavy"),
        ("stays.3.note[en]", "kept <text>"),
    ];
    let refused = pages.post(&address, &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#f-stays-2-weight\""), "{}", refused.text);
    assert!(refused.text.contains("id=\"f-stays-2-weight-error\""));
    assert!(refused.has("Where it was, row 2, Weight"), "{}", refused.text);
    assert_eq!(control(&refused, "stays.2.weight").as_deref(), Some("heavy"));
    let mut more = typed.to_vec();
    more.extend([("more", "stays"), ("stays.5.since", "")]);
    let page = pages.post(&address, &more).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(control(&page, "stays.6.since").as_deref(), Some(""));
    assert_eq!(control(&page, "stays.7.since"), None);
    assert_eq!(control(&page, "stays.2.note[en]").as_deref(), Some("kept <text>"));
    let missing =
        pages.post(&address, &[&typed[..4], &[("stays.2.page", "https://www.example.jp/")]].concat()).await;
    assert!(missing.text.contains("href=\"#f-stays-2-since\""), "{}", missing.text);
    let new =
        pages.post("/specimens/new", &[("title[en]", "New"), ("more", "stays"), ("stays.1.since", "")]).await;
    assert_eq!((new.status, control(&new, "title[en]").as_deref()), (StatusCode::OK, Some("New")));
    assert_eq!(control(&new, "stays.4.since").as_deref(), Some(""));
}

#[tokio::test]
async fn two_editors_of_a_table_see_both_and_keep_what_they_choose() {
    for (choice, expected) in [("yours", "2010"), ("theirs", "2009")] {
        let (pages, stone) = collection().await;
        let address = format!("/specimens/{stone}/edit");
        let page = pages.see(&address).await;
        let (etag, base) = (page.hidden("etag"), page.hidden("base"));
        pages.change("specimen", &stone, json!({"stays": [{"since": "2009"}]})).await;
        let page = pages.post(&address, &[("etag", &etag), ("base", &base), ("stays.1.since", "2010")]).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        let plain = super::unescape(&page.text).replace("<ins>", "").replace("</ins>", "");
        for text in ["1. From: 2010", "1. From: 2009", "2. From: 2006"] {
            assert!(plain.contains(text), "{text}: {plain}");
        }
        let mut fields: Vec<(String, String)> = Vec::new();
        for part in page.text.split("<input type=\"hidden\" name=\"").skip(1) {
            let (name, rest) = part.split_once("\" value=\"").unwrap();
            if name != "form-token" {
                fields.push((super::unescape(name), super::unescape(rest.split('"').next().unwrap())));
            }
        }
        fields.push(("choose[stays]".into(), choice.into()));
        let pairs: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let saved = pages.post(&address, &pairs).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        assert_eq!(stays(&pages, &stone).await, json!([{"since": expected}]));
    }
}

#[tokio::test]
async fn a_page_shows_the_table_and_its_history_in_both_languages() {
    let (pages, stone) = collection().await;
    pages.change("specimen", &stone, json!({"stays": [{"since": "2004-04", "counted": 2004}]})).await;
    for (lang, year, label) in
        [(Lang::Ja, "2004年度（平成16年度）", "点検年度"), (Lang::En, "FY2004", "Counted in")]
    {
        let page = pages.get(&format!("/specimens/{stone}"), Who::Public, lang).await;
        assert!(page.has(&format!("<td data-label=\"{label}\">{year}</td>")), "{}", page.text);
        assert!(!page.text.contains('⟦'), "{}", page.text);
    }
    let page = pages.see(&format!("/specimens/{stone}")).await;
    assert!(page.has("Weight: -0.25 g") || page.has("Weight: -0.25"), "{}", page.text);
    let list = pages.see("/specimens?stays.grade=good").await;
    assert!(!list.text.contains('⟦'), "{}", list.text);
}
