//! Samples are marked wherever a page names them, and the page says that it shows some.

use std::collections::HashMap;

use super::every::addresses;
use super::*;
use enishi_app::is_sample;
use enishi_web::routes;

/// How far behind a link its mark may stand, in octets.
const NEAR: usize = 160;

/// Links of the main part to records: what stands in the link, its address, what follows it.
fn record_links(main: &str) -> Vec<(&str, String, &str)> {
    let mut found = Vec::new();
    for (start, _) in main.match_indices("<a ") {
        let Some((tag, rest)) = main[start..].split_once('>') else { continue };
        let Some(href) = tag.split(" href=\"").nth(1).and_then(|rest| rest.split('"').next()) else {
            continue;
        };
        let path = href.split('?').next().unwrap();
        let parts: Vec<&str> = path.split('/').collect();
        // A record's own page: `/seeds/seed-1`, nothing deeper.
        if parts.len() == 3 && parts[0].is_empty() && enishi_kit::ids::parse_reference(parts[2]).is_some() {
            let (text, after) = rest.split_once("</a>").unwrap();
            found.push((text, path.to_owned(), after));
        }
    }
    found
}

/// Whether a record of this path is a sample, remembered.
async fn is_sample_at(pages: &Pages, known: &mut HashMap<String, bool>, path: &str) -> bool {
    if let Some(known) = known.get(path) {
        return *known;
    }
    let (plural, reference) = path.trim_start_matches('/').split_once('/').unwrap();
    let Some(kind) = pages.app.registry().kind(plural).map(|kind| kind.name) else { return false };
    let found = pages.app.find(&operator(), kind, reference).await;
    let answer = found.is_ok_and(|view| is_sample(&view.seen));
    known.insert(path.to_owned(), answer);
    answer
}

#[tokio::test]
async fn no_page_names_a_sample_without_its_mark() {
    let pages = Pages::new().await;
    let mut known = HashMap::new();
    let mut marked = 0;
    let mut forgotten = Vec::new();
    for route in routes().iter().filter(|route| route.method == "GET") {
        let mut all = addresses(&pages, route.path).await;
        if route.path == "/clusters" || route.path == "/" {
            all.push(format!("{}?year=2003", route.path));
        }
        // Real clusters with invented seeds, needs and roles.
        if route.path == "/{kind}/{reference}" {
            let clusters = pages.app.all(&operator(), "cluster", &[]).await.unwrap();
            all.extend(clusters.iter().map(|seen| format!("/clusters/{}", seen.reference)));
        }
        for address in all {
            let page = pages.get(&address, Who::Operator, Lang::Ja).await;
            let Some((_, rest)) = page.text.split_once("<main") else { continue };
            let main = rest.split_once("</main>").unwrap().0;
            let own = address.split('?').next().unwrap();
            for (text, path, after) in record_links(main) {
                let is_own = own.starts_with(&path) || text.starts_with("<svg");
                if is_own || !is_sample_at(&pages, &mut known, &path).await {
                    continue;
                }
                let near = after.get(..NEAR.min(after.len())).unwrap_or(after);
                let is_marked = near.contains("badge-sample")
                    || text.contains("chain-sample")
                    || after
                        .split("</tr>")
                        .next()
                        .unwrap()
                        .split("</li>")
                        .next()
                        .unwrap()
                        .contains("badge-sample");
                if is_marked { marked += 1 } else { forgotten.push(format!("{address}: {path} {text}")) }
            }
            let has_mark = main.contains("badge-sample") || main.contains("chain-sample");
            let band = page.text.split_once("<main").unwrap().0.contains("見本の記録が含まれます");
            assert!(band || !has_mark, "{address}: no band");
        }
    }
    forgotten.dedup();
    assert!(forgotten.is_empty(), "{} of {marked}: {forgotten:#?}", forgotten.len());
    assert!(marked > 500, "{marked}");
}
