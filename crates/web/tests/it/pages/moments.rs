//! The two times on pages: read once, said in a band, kept by every link, different at every moment.

use enishi_kit::lang::Lang;
use enishi_web::{Audience, routes};
use http::StatusCode;
use jiff::SignedDuration;
use serde_json::json;

use super::every::addresses;
use super::{Page, Pages, Who, public_seed, unescape};

/// The two times as addresses carry them.
const BOTH: &str = "on=2004-03-31&known-at=2026-04-01T12%3A00%3A00%2B09%3A00";

/// Own addresses of the links of a page.
fn links(page: &Page) -> Vec<String> {
    let links = page.text.split("<a ").skip(1).filter_map(|tag| {
        let tag = tag.split('>').next()?;
        Some(unescape(tag.split(" href=\"").nth(1).or(tag.strip_prefix("href=\""))?.split('"').next()?))
    });
    links.map(|link| link.replace("&amp;", "&")).filter(|link| link.starts_with('/')).collect()
}

#[tokio::test]
async fn every_page_shows_its_moment_and_keeps_it_in_every_link() {
    let pages = Pages::new().await;
    pages.settled().await;
    let timeless = ["/assets/", "/admin", "/demo/", "/operator/", "/about", "/help/"];
    let (mut shown, mut kept) = (0, 0);
    for route in routes().into_iter().filter(|route| route.method == "GET") {
        if route.audience != Audience::Public || timeless.iter().any(|start| route.path.starts_with(start)) {
            continue;
        }
        for address in addresses(&pages, route.path).await {
            let page = pages.get(&format!("{address}?{BOTH}"), Who::Operator, Lang::Ja).await;
            let is_html = page
                .headers
                .get("content-type")
                .is_some_and(|kind| kind.to_str().unwrap().starts_with("text/html"));
            if page.status != StatusCode::OK || !is_html {
                continue;
            }
            assert!(
                page.has("2004年3月31日時点の事実、2026年4月1日 12:00 時点の登録内容を表示しています"),
                "{address}"
            );
            let last = address.rsplit('/').next().unwrap();
            assert!(page.text.contains(&format!("<a href=\"./{last}\">現在に戻る</a>")), "{address}");
            assert!(!page.text.contains('⟦'), "{address}");
            assert!(
                !page.text.contains("/edit") && !page.text.contains("/new\""),
                "{address} offers to edit the past"
            );
            for link in
                links(&page).iter().filter(|link| !timeless.iter().any(|start| link.starts_with(start)))
            {
                // Records that a figure names one by one are meant whatever the day.
                let on = if link.contains("?ref=") { "&on=&" } else { "on=2004-03-31" };
                assert!(link.contains(on) && link.contains("known-at="), "{address}: {link}");
                kept += 1;
            }
            // The search of the header keeps them too.
            if page.text.contains("action=\"/search\"") {
                assert!(page.text.contains("name=\"on\" value=\"2004-03-31\""), "{address}");
            }
            shown += 1;
        }
    }
    assert!(shown >= 12 && kept > 150, "{shown} pages, {kept} links");
    assert!(!pages.see("/seeds").await.text.contains("moment-band"));
}

#[tokio::test]
async fn a_record_is_shown_as_it_was_and_not_changed() {
    let pages = Pages::empty().await;
    let seed = pages.make("seed", public_seed("The first name")).await;
    pages.clock.advance(SignedDuration::from_mins(10));
    pages.change("seed", &seed, json!({"title": {"original": "en", "en": "The second name"}})).await;
    pages.clock.advance(SignedDuration::from_mins(10));
    let other = pages.make("seed", public_seed("Another")).await;

    // Each entry of the history leads to the record as it was known then.
    let now = pages.see(&format!("/seeds/{seed}")).await;
    let past: Vec<String> = links(&now).into_iter().filter(|link| link.contains("known-at=")).collect();
    assert_eq!(past.len(), 2);
    assert!(now.has("<h1>The second name"));
    let then = pages.see(&past[1]).await;
    assert!(then.has("<h1>The first name") && !then.has("The second name"), "{}", then.text);
    assert!(then.has("Showing what was recorded at 1 April 2026 12:00"));
    assert!(!then.has(&format!("/seeds/{seed}/edit")) && now.has(&format!("/seeds/{seed}/edit")));
    assert!(pages.see(&past[0]).await.has("<h1>The second name"));

    // Lists count and name what there was.
    let list = pages.see("/seeds?known-at=2026-04-01T03:05:00Z").await;
    assert!(list.has("The first name") && list.has("1 record") && !list.has("Another"));
    let address = format!("/seeds/{other}?known-at=2026-04-01T03:15:00Z");
    assert_eq!(pages.get(&address, Who::Operator, Lang::En).await.status, StatusCode::NOT_FOUND);

    // Every way of changing it refuses, and says how to go on.
    for address in [format!("/seeds/{seed}/edit"), format!("/seeds/{seed}/delete"), "/seeds/new".to_owned()] {
        let page = pages.get(&format!("{address}?on=2004"), Who::Operator, Lang::Ja).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{address}");
        assert!(page.has("過去の時点を表示しているあいだは、記録を変えられません") && page.has("現在に戻る"));
        let posted =
            pages.post(&format!("{address}?known-at=2026-04-01T03:05:00Z"), &[("title.en", "x")]).await;
        assert_eq!(posted.status, StatusCode::CONFLICT, "{address}");
    }
    assert_eq!(pages.body("seed", &seed).await["title"]["en"], "The second name");
}

#[tokio::test]
async fn days_are_read_as_people_write_them() {
    let pages = Pages::new().await;
    for (on, shown) in [
        ("2004-03-31", "2004年3月31日"),
        ("2004-02", "2004年2月29日"),
        ("2003", "2003年12月31日"),
        ("FY2003", "2004年3月31日"),
        ("2003%E5%B9%B4%E5%BA%A6", "2004年3月31日"),
    ] {
        let page = pages.get(&format!("/seeds?on={on}"), Who::Public, Lang::Ja).await;
        assert!(page.has(&format!("{shown}時点の事実を表示しています")), "{on}");
        // Seeds have no days of their own: nobody knows whether they were there.
        assert!(page.has("うち日付のない記録"), "{on}");
    }
    for (asked, code, words) in [
        ("on=2004-02-30", StatusCode::BAD_REQUEST, "「2004-02-30」という日は読み取れません"),
        ("on=%3Cb%3E", StatusCode::BAD_REQUEST, "「<b>」という日は読み取れません"),
        ("known-at=yesterday", StatusCode::BAD_REQUEST, "「yesterday」という時点は読み取れません"),
        ("known-at=2026-04-01T12:00:00", StatusCode::BAD_REQUEST, "という時点は読み取れません"),
        ("known-at=2027-01-01", StatusCode::BAD_REQUEST, "まだ来ていない時点です"),
        ("known-at=2026-04-01T12:00:01%2B09:00", StatusCode::BAD_REQUEST, "まだ来ていない時点です"),
        (
            "known-at=2026-03-31&q=%E7%B3%96",
            StatusCode::UNPROCESSABLE_ENTITY,
            "過去の登録内容に対してはできません",
        ),
    ] {
        let page = pages.get(&format!("/seeds?{asked}"), Who::Public, Lang::Ja).await;
        assert_eq!(page.status, code, "{asked}");
        assert!(page.has(words), "{asked}: {}", page.main());
        let english = pages.get(&format!("/seeds?{asked}"), Who::Public, Lang::En).await;
        assert!(!english.text.contains('⟦') && !english.has(words), "{asked}");
    }
    // The running day means now; what is empty was not asked for; an unescaped plus is a plus.
    for asked in ["known-at=2026-04-01", "known-at=2026-04-01T11:00:00+09:00"] {
        assert_eq!(
            pages.get(&format!("/seeds?{asked}"), Who::Public, Lang::Ja).await.status,
            StatusCode::OK,
            "{asked}"
        );
    }
    let plain = pages.get("/seeds?on=&known-at=", Who::Public, Lang::Ja).await;
    assert!(plain.status == StatusCode::OK && !plain.text.contains("moment-band"));
}

#[tokio::test]
async fn what_was_public_once_stays_hidden_now() {
    let pages = Pages::empty().await;
    let seed = pages.make("seed", public_seed("Once open")).await;
    pages.clock.advance(SignedDuration::from_mins(10));
    pages.change("seed", &seed, json!({"disclosure": "secret"})).await;
    let then = "known-at=2026-04-01T03:05:00Z";
    for address in ["/seeds", "/seeds/export.csv", "/seeds/export.jsonl"] {
        let public = pages.get(&format!("{address}?{then}"), Who::Public, Lang::En).await;
        assert!(public.status == StatusCode::OK && !public.text.contains("Once open"), "{address}");
        let operator = pages.get(&format!("{address}?{then}"), Who::Operator, Lang::En).await;
        assert!(operator.text.contains("Once open"), "{address}");
    }
    let record = pages.get(&format!("/seeds/{seed}?{then}"), Who::Public, Lang::En).await;
    assert_eq!(record.status, StatusCode::NOT_FOUND);
}
