//! What somebody who has not read anything before stumbles over: each of these was unclear once.

use enishi_kit::lang::Lang;
use http::StatusCode;

use super::{Pages, Who, operator};

async fn first(pages: &Pages, kind: &str, holding: &str) -> String {
    let items = pages.app.list(&operator(), kind, &Default::default()).await.unwrap().items;
    items.iter().find(|seen| seen.body.canonical().contains(holding)).unwrap().reference.clone()
}

#[tokio::test]
async fn a_day_is_entered_on_every_page_that_has_one() {
    let pages = Pages::new().await;
    for address in ["/", "/clusters", "/clusters?stage=1", "/tie-ups", "/coordination/budgets", "/register"] {
        let page = pages.get(address, Who::Public, Lang::Ja).await;
        assert!(page.text.contains("type=\"date\" id=\"moment-on\" name=\"on\" value=\"\""), "{address}");
    }
    let page = pages.get("/clusters?stage=1&on=2005-04-01", Who::Public, Lang::Ja).await;
    assert!(page.text.contains("name=\"on\" value=\"2005-04-01\""));
    assert!(page.text.contains("<input type=\"hidden\" name=\"stage\" value=\"1\">"), "{}", page.text);
    for address in ["/clusters/new", "/offer", "/about", "/help/keyboard"] {
        assert!(!pages.get(address, Who::Operator, Lang::Ja).await.text.contains("moment-on"), "{address}");
    }
}

#[tokio::test]
async fn names_in_another_language_are_explained_once_a_page() {
    let pages = Pages::new().await;
    for (lang, note) in
        [(Lang::Ja, "公式の日本語訳の記録がありません"), (Lang::En, "no official translation on record")]
    {
        let committees = pages.get("/coordination/committees", Who::Public, lang).await;
        let is_foreign = committees.text.contains("<a href=\"/committees/") && lang == Lang::Ja;
        assert!(!is_foreign || committees.text.matches(note).count() == 1);
        assert!(!pages.get("/register", Who::Public, lang).await.text.contains(note));
    }
    let none = pages.get("/organisations/none", Who::Operator, Lang::Ja).await;
    assert!(
        !none.has("公式の日本語訳の記録がありません") && !none.text.contains("sample-band"),
        "{}",
        none.text
    );
    let budgets = pages.get("/coordination/budgets?fiscal_year=2010", Who::Public, Lang::Ja).await;
    assert!(budgets.text.contains("lang=\"en\">Function Support Type"), "{}", budgets.text);
    assert!(budgets.has("公式の日本語訳の記録がありません"));
}

#[tokio::test]
async fn budgets_say_why_something_remains_and_what_is_not_there() {
    let pages = Pages::new().await;
    let page = pages.get("/coordination/budgets?fiscal_year=2010", Who::Public, Lang::Ja).await;
    assert_eq!(page.text.matches("差が何に当たるかを書いていません").count(), 2);
    assert!(page.has("123百万円") && page.has("15百万円") && page.has("2009年度の予算は出典に載っていない"));
    let before = pages.get("/coordination/budgets?fiscal_year=2008", Who::Public, Lang::Ja).await;
    assert!(!before.has("予算は出典に載っていない"));
}

#[tokio::test]
async fn the_list_of_clusters_shows_their_state_and_by_what_it_is_narrowed() {
    let pages = Pages::new().await;
    let page = pages.get("/clusters?stage=1&statuses.state=ended", Who::Public, Lang::Ja).await;
    assert!(page.has("終了 2007年4月〜") && page.has("期：第Ⅰ期") && page.has("追加の調査で確かめた7地域"));
    let then = pages.get("/clusters?stage=1&on=2005-04-01", Who::Public, Lang::Ja).await;
    assert!(then.text.contains(">実施中 2003年4月〜"), "{}", then.text);
    assert!(!pages.get("/seeds", Who::Public, Lang::Ja).await.has("追加の調査で確かめた7地域"));
}

#[tokio::test]
async fn what_is_only_a_sample_or_without_an_end_says_so() {
    let pages = Pages::new().await;
    let register = pages.get("/register", Who::Public, Lang::Ja).await;
    let row =
        |kind: &str| register.text.split(kind).nth(1).unwrap().split("</th>").next().unwrap().to_owned();
    assert!(row("<th scope=\"row\"><a href=\"/seeds\"").contains("見本だけ"));
    assert!(row("<th scope=\"row\"><a href=\"/organisations\"").contains("うち見本"));
    assert!(!row("<th scope=\"row\"><a href=\"/tie-ups\"").contains("見本"));
    let map = pages.get("/coordination/programme-map", Who::Public, Lang::Ja).await;
    assert!(map.has("終わりの記載がないもの（続いていたかは不明）"));
    let then = pages.get("/coordination/programme-map?on=2005-04-01", Who::Public, Lang::Ja).await;
    assert!(then.has("2002年4月〜2010年3月"), "{}", then.text);
}

#[tokio::test]
async fn weak_matches_stand_apart() {
    let pages = Pages::new().await;
    let mut apart = 0;
    for seen in pages.app.list(&operator(), "need", &Default::default()).await.unwrap().items {
        let page = pages.get(&format!("/match?need={}", seen.reference), Who::Operator, Lang::Ja).await;
        let Some((strong, weak)) = page.text.split_once("弱い候補") else { continue };
        let scores = |part: &str| -> Vec<f64> {
            let heads = part.split("<span class=\"score\">").skip(1);
            heads
                .map(|head| head.split("<b>").nth(1).unwrap().split('<').next().unwrap().parse().unwrap())
                .collect()
        };
        let (strong, weak) = (scores(strong), scores(weak));
        assert!(weak[0] < strong[0] / 3.0 && *strong.last().unwrap() >= strong[0] / 3.0 - 0.01);
        apart += 1;
    }
    assert!(apart > 3, "{apart}");
}

#[tokio::test]
async fn rows_of_states_offer_what_may_follow() {
    let pages = Pages::new().await;
    let cluster = first(&pages, "cluster", "札幌").await;
    let form = pages.get(&format!("/clusters/{cluster}/edit"), Who::Operator, Lang::Ja).await;
    let options = |row: usize| -> String {
        let name = format!("name=\"statuses.{row}.state\"");
        form.text.split(&name).nth(1).unwrap().split("</select>").next().unwrap().to_owned()
    };
    assert!(options(1).contains("value=\"trial\""), "the first is free");
    let last =
        (1..9).rev().find(|row| form.text.contains(&format!("name=\"statuses.{row}.state\""))).unwrap();
    assert!(options(last).contains("value=\"continued-by-region\""), "{}", options(last));
    assert!(!options(last).contains("value=\"trial\"") && !options(last).contains("value=\"active\""));
}

#[tokio::test]
async fn a_record_goes_out_as_a_table_and_so_does_what_refers_to_it() {
    let pages = Pages::new().await;
    let cluster = first(&pages, "cluster", "高松").await;
    let page = pages.get(&format!("/clusters/{cluster}"), Who::Public, Lang::Ja).await;
    let own = format!("/clusters/export.csv?ref={cluster}&#38;on=");
    assert!(page.text.contains(&own), "{}", page.text);
    let file = pages.get(&own.replace("&#38;", "&"), Who::Public, Lang::Ja).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.text.matches("cluster-").count(), file.text.matches(&cluster).count());
    assert!(page.text.contains(&format!("/tie-ups/export.xlsx?cluster={cluster}")), "{}", page.text);
}

#[tokio::test]
async fn committees_are_not_called_complete_where_nobody_is_named() {
    let pages = Pages::new().await;
    let page = pages.get("/coordination/committees", Who::Public, Lang::Ja).await;
    let one = page.text.split("Hokkaido IT Cluster Promotion Committee").nth(1).unwrap();
    let one = one.split("</article>").next().unwrap();
    assert!(one.contains("産業界、大学・研究機関、地方公共団体の委員の名前は書かれていません"), "{one}");
    assert!(!one.contains("5つの区分がそろっています"));
}
