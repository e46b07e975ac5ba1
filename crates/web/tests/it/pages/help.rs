//! The guides as pages: both languages, every link answered, every picture there, the manual of every kind.

use enishi_kit::lang::Lang;
use http::{StatusCode, header};

use super::{Pages, Who};

fn attributes(html: &str, start: &str) -> Vec<String> {
    let found = html.split(start).skip(1).filter_map(|rest| rest.split('"').next());
    found.map(|found| super::unescape(found).replace("&amp;", "&")).collect()
}

#[tokio::test]
async fn guides_are_pages_and_everything_that_they_name_answers() {
    let pages = Pages::new().await;
    let mut seen = 0;
    for name in enishi_help::names() {
        for lang in Lang::ALL {
            let page = pages.get(&format!("/help/{name}"), Who::Public, lang).await;
            assert_eq!(page.status, StatusCode::OK, "{name}");
            let guide = enishi_help::guide(name, lang).unwrap();
            assert!(page.text.contains(&format!("<article class=\"help-text\" lang=\"{}\">", guide.lang)));
            let main = page.main();
            for link in attributes(&main, "href=\"").into_iter().filter(|link| link.starts_with('/')) {
                let (address, _) = link.split_once('#').unwrap_or((&link, ""));
                let there = pages.get(address, Who::Operator, lang).await;
                assert_eq!(there.status, StatusCode::OK, "{name} {lang}: {link}");
                seen += 1;
            }
            for source in attributes(&main, "<img src=\"") {
                let picture = pages.get(&source, Who::Public, lang).await;
                assert_eq!(picture.status, StatusCode::OK, "{source}");
                assert_eq!(picture.headers.get(header::CONTENT_TYPE).unwrap(), "image/webp");
            }
        }
    }
    assert!(seen > 50, "{seen}");
    let unknown = pages.get("/help/pictures/none.ja.webp", Who::Public, Lang::Ja).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_of_all_help_leads_to_every_guide_task_and_kind() {
    let pages = Pages::empty().await;
    for lang in Lang::ALL {
        let page = pages.get("/help", Who::Public, lang).await;
        let links = attributes(&page.text, "href=\"");
        let foreign =
            enishi_help::names().filter(|name| enishi_help::guide(name, lang).unwrap().lang != lang);
        assert_eq!(page.text.matches("この手引きは英語だけです。").count(), foreign.count(), "{lang}");
        let guide = enishi_help::guide("guide", lang).unwrap();
        let tasks = guide.sections.iter().map(|section| format!("/help/guide#{}", section.id));
        let guides = enishi_help::names().map(|name| format!("/help/{name}"));
        let kinds = pages.app.registry().kinds().map(|kind| format!("/help/{}", kind.plural));
        for wanted in tasks.chain(guides).chain(kinds) {
            assert!(links.contains(&wanted), "{lang}: {wanted}");
        }
    }
}
