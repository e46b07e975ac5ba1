//! What holds for every page: both languages, both audiences, no missing text, no inline script or style.

use axum::body::Body;
use enishi_kit::lang::Lang;
use enishi_web::{Audience, api_routes, routes};
use http::{Request, StatusCode, header};

use super::{Page, Pages, Who, public_seed};
use serde_json::json;

/// Every address of a route, with real records in place of the names in braces.
pub(super) async fn addresses(pages: &Pages, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    let kinds: Vec<_> = pages.app.registry().kinds().collect();
    if path.contains("{kind}") {
        for kind in kinds {
            let one = path.replace("{kind}", kind.plural);
            if one.contains("{reference}") {
                if !kind.plural.starts_with("shel") && !kind.plural.starts_with("specimen") {
                    found.push(one.replace("{reference}", &pages.newest(kind.name).await));
                }
            } else {
                found.push(one);
            }
        }
    } else if path.contains("{reference}") {
        // A view of records of one kind.
        let plural = path.trim_start_matches('/').split('/').next().unwrap();
        let kind = kinds.iter().find(|kind| kind.plural == plural).unwrap();
        found.push(path.replace("{reference}", &pages.newest(kind.name).await));
    } else {
        found.push(
            path.replace("{batch}", "import-1")
                .replace("{job}", "import-1")
                .replace("{token}", "0000")
                .replace("{account}", "nobody"),
        );
    }
    // A file that is not there; `files.rs` tries those that are.
    found.iter().map(|one| one.replace("{hash}", &"0".repeat(64)).replace("{name}", "a.pdf")).collect()
}

fn check(page: &Page, address: &str, lang: Lang) {
    let at = format!("{address} in {lang}");
    let text = &page.text;
    let policy = page.headers.get(header::CONTENT_SECURITY_POLICY).unwrap().to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{at}");
    assert_eq!(page.headers.get(header::X_CONTENT_TYPE_OPTIONS).unwrap(), "nosniff", "{at}");
    assert!(
        page.headers.contains_key(header::REFERRER_POLICY)
            && page.headers.contains_key(header::CACHE_CONTROL),
        "{at}"
    );
    let kind = page.headers.get(header::CONTENT_TYPE).map(|kind| kind.to_str().unwrap()).unwrap_or_default();
    if !kind.starts_with("text/html") {
        return;
    }
    assert!(
        !text.contains('⟦'),
        "{at}: {:?}",
        text.split('⟦').nth(1).map(|rest| rest.chars().take(60).collect::<String>())
    );
    assert!(text.contains(&format!("<html lang=\"{lang}\">")), "{at}");
    assert_eq!(text.matches("<h1").count(), 1, "{at}");
    for forbidden in [" style=\"", "<style", " onclick", "javascript:", "<script>"] {
        assert!(!text.contains(forbidden), "{at}: {forbidden}");
    }
    let size = text.len();
    assert!(size < 250_000, "{at}: {size} bytes");
}

#[tokio::test]
async fn every_route_answers_in_both_languages_to_both_audiences() {
    let pages = Pages::new().await;
    let mut seen = 0;
    for route in routes() {
        for address in addresses(&pages, route.path).await {
            for lang in Lang::ALL {
                for who in [Who::Public, Who::Operator] {
                    let page = if route.method == "GET" {
                        pages.get(&address, who, lang).await
                    } else {
                        pages.post_raw(&address, &[("form-token", "wrong")], who).await
                    };
                    let page_lang = if route.method == "GET" { lang } else { Lang::En };
                    check(&page, &address, page_lang);
                    let at = format!("{} {address} {who:?}: {}", route.method, page.status);
                    assert!(!page.status.is_server_error(), "{at} {}", page.text);
                    match (route.audience, who, route.method) {
                        (Audience::May(_) | Audience::Administrator, Who::Public, _) => {
                            assert_eq!(page.status, StatusCode::FORBIDDEN, "{at}");
                        }
                        // The operator of these tests has no account.
                        (Audience::SignedIn, _, "GET") => {
                            assert!(page.location().starts_with("/sign-in?back="), "{at}");
                        }
                        (_, _, "POST") => assert!(page.status.is_client_error(), "{at}"),
                        _ if address.contains("import-1")
                            || address.contains("/files/")
                            || address.contains("/nobody") =>
                        {
                            assert_eq!(page.status, StatusCode::NOT_FOUND, "{at}");
                        }
                        // Nobody but its own coordinators sees an approach.
                        (_, Who::Public, _) if address.contains("/approach-") => {
                            assert_eq!(page.status, StatusCode::NOT_FOUND, "{at}");
                        }
                        _ if address.contains("/link/") => {
                            assert_eq!(page.status, StatusCode::FORBIDDEN, "{at}");
                        }
                        // Only an account takes charge; the operator of these tests has none.
                        _ if address == "/start/charge" => assert_eq!(page.location(), "/start", "{at}"),
                        _ if address == "/sign-in/code" => assert_eq!(page.location(), "/sign-in", "{at}"),
                        // Here is neither a demonstration nor a sign-in service.
                        _ if address.starts_with("/demo/") || address.ends_with("/service/back") => {
                            assert_eq!(page.status, StatusCode::NOT_FOUND, "{at}");
                        }
                        _ => assert_eq!(page.status, StatusCode::OK, "{at} {}", page.main()),
                    }
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 200, "{seen}");
}

#[tokio::test]
async fn routes_that_change_something_are_for_those_who_may() {
    for route in routes() {
        // What everybody may send: who he is, and that he goes.
        let is_open =
            ["/demo/sign-in", "/sign-in", "/sign-in/code", "/sign-out", "/forgotten", "/link/{token}"];
        let audience = if is_open.contains(&route.path) {
            Some(Audience::Public)
        } else if route.path.starts_with("/account") {
            Some(Audience::SignedIn)
        } else if route.path.starts_with("/admin/accounts") || route.path == "/admin/audit" {
            Some(Audience::Administrator)
        } else {
            None
        };
        let is_may = matches!(route.audience, Audience::May(_));
        match audience {
            Some(audience) => assert_eq!(route.audience, audience, "{route:?}"),
            None if route.method == "POST"
                || route.path.starts_with("/admin")
                || route.path.ends_with("/edit")
                || route.path.ends_with("/new") =>
            {
                assert!(is_may, "{route:?}");
            }
            None => (),
        }
    }
    for route in api_routes() {
        // Matching asks and changes nothing.
        let is_asking = route.method == "GET" || route.path == "/api/v1/matches";
        assert_eq!(route.audience == Audience::Public, is_asking, "{route:?}");
    }
    let table: Vec<String> = routes()
        .iter()
        .chain(&api_routes())
        .map(|route| format!("{:4} {} {:?}", route.method, route.path, route.audience))
        .collect();
    insta::assert_snapshot!("routes", table.join("\n"));
}

#[tokio::test]
async fn the_api_writes_for_nobody_who_is_nobody() {
    let pages = Pages::new().await;
    let mut refused = 0;
    for route in api_routes().into_iter().filter(|route| route.audience != Audience::Public) {
        let path = route.path.replace("{kind}", "seeds").replace("{hash}", &"0".repeat(64));
        let path = path.replace("{ref}", &pages.newest("seed").await);
        let request = Request::builder()
            .method(route.method)
            .uri(&path)
            .header(header::HOST, "localhost:8080")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from("{}"))
            .unwrap();
        let answer = pages.send(request).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{} {path}: {}", route.method, answer.text);
        assert!(answer.text.contains("\"not-permitted\""), "{}", answer.text);
        refused += 1;
    }
    assert_eq!(refused, 7);
}

#[tokio::test]
async fn records_with_every_type_of_field_are_shown_edited_and_listed() {
    let pages = Pages::empty().await;
    for kind in ["specimen", "shelf"] {
        let info = pages.app.registry().kind(kind).unwrap();
        let title = info.title_field().unwrap();
        let mut fields = serde_json::Map::new();
        fields.insert(title.name.to_owned(), json!({"original": "ja", "ja": "標本", "en": "A specimen"}));
        for field in info.own_fields.iter().filter(|field| field.required && field.name != title.name) {
            fields.insert(
                field.name.to_owned(),
                match field.of {
                    enishi_kind::Type::Reference(_) | enishi_kind::Type::References(_) => continue,
                    enishi_kind::Type::Choice(vocabulary) => json!(vocabulary.codes[0]),
                    enishi_kind::Type::Integer => json!(3),
                    _ => json!("x"),
                },
            );
        }
        fields.insert("disclosure".into(), json!("public"));
        let reference = pages.make(kind, fields.into()).await;
        for place in ["", "/edit", "/delete"] {
            let address = format!("/{}/{reference}{place}", info.plural);
            for lang in Lang::ALL {
                let page = pages.get(&address, Who::Operator, lang).await;
                assert_eq!(page.status, StatusCode::OK, "{address}");
                check(&page, &address, lang);
            }
        }
        let list = pages.see(&format!("/{}?sort=title", info.plural)).await;
        assert!(list.has("A specimen") && list.has("aria-sort=\"ascending\""));
    }
}

#[tokio::test]
async fn empty_registers_say_what_to_do_first() {
    let pages = Pages::empty().await;
    pages.app.skip_start(&super::operator()).await.unwrap();
    for lang in Lang::ALL {
        for who in [Who::Public, Who::Operator] {
            for address in [
                "/",
                "/seeds",
                "/needs",
                "/organisations",
                "/sources",
                "/organisations/merges",
                "/search?q=a",
            ] {
                let page = pages.get(address, who, lang).await;
                check(&page, address, lang);
                assert!(page.text.contains("class=\"empty\""), "{address}");
            }
        }
    }
    let home = pages.see("/").await;
    for link in ["/admin/imports", "/needs/template.xlsx", "/seeds/new"] {
        assert!(home.text.contains(&format!("href=\"{link}\"")), "{link}");
    }
}

#[tokio::test]
async fn unknown_addresses_have_a_page_with_an_operation_number() {
    let pages = Pages::empty().await;
    for address in [
        "/nothing",
        "/seeds/seed-00000000",
        "/seeds/a/b/c",
        "/needs/x/edit",
        "/assets/nothing.css",
        "/seeds?sort=nonsense",
        "/seeds?nonsense=1",
        "/match?need=need-0",
        "/match?text=a&among=nonsense",
    ] {
        for lang in Lang::ALL {
            let page = pages.get(address, Who::Operator, lang).await;
            assert!(page.status.is_client_error(), "{address} {}", page.status);
            if address.starts_with("/assets") {
                continue;
            }
            check(&page, address, lang);
            assert!(page.text.contains("id=\"operation\""), "{address}");
        }
    }
    let wrong = pages.post("/", &[]).await;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
    check(&wrong, "POST /", Lang::En);
}

#[tokio::test]
async fn lists_filter_sort_page_and_export() {
    let pages = Pages::empty().await;
    for number in 0..30 {
        let mut seed = public_seed(&format!("Seed {number:02}"));
        seed["readiness"] = json!(if number % 2 == 0 { "4" } else { "6" });
        pages.make("seed", seed).await;
    }
    pages.settled().await;
    let first = pages.see("/seeds?sort=title").await;
    assert!(first.has("Seed 00") && !first.has("Seed 29") && first.has("30 records"));
    let next = first.text.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let second = pages.see(&super::unescape(next)).await;
    assert!(second.has("Seed 29") && !second.has("Seed 00"));
    let filtered = pages.see("/seeds?readiness=4").await;
    assert!(
        filtered.has("15 records") && filtered.has("chip-remove") && filtered.has("aria-current=\"true\"")
    );
    let found = pages.see("/seeds?q=07").await;
    assert!(found.has("Seed 07"));
    for format in ["xlsx", "csv", "jsonl"] {
        for name in ["export", "template"] {
            let file = pages.get(&format!("/seeds/{name}.{format}?readiness=4"), Who::Public, Lang::Ja).await;
            assert_eq!(file.status, StatusCode::OK, "{name}.{format}");
            assert!(
                file.headers.get(header::CONTENT_DISPOSITION).unwrap().to_str().unwrap().contains(format)
            );
        }
    }
    let csv = pages.get("/seeds/export.csv?readiness=4", Who::Public, Lang::En).await;
    assert!(csv.has("Seed 28") && !csv.has("Seed 29"));
    let singular = pages.get("/seed?q=a", Who::Public, Lang::En).await;
    assert_eq!(singular.location(), "/seeds?q=a");
}

#[tokio::test]
async fn health_and_files_are_served() {
    let pages = Pages::empty().await;
    let health = pages.get("/health", Who::Public, Lang::En).await;
    assert_eq!(health.status, StatusCode::OK);
    assert!(health.text.contains("\"ready\":true") && health.text.contains("\"up_to_date\":true"));
    let style = pages.get(enishi_assets::APP_CSS, Who::Public, Lang::En).await;
    assert_eq!(style.headers.get(header::CONTENT_TYPE).unwrap(), "text/css; charset=utf-8");
    assert!(style.headers.get(header::CACHE_CONTROL).unwrap().to_str().unwrap().contains("immutable"));
}
