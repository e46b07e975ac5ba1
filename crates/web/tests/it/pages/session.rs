//! Sessions, languages, forms of strangers, names of strangers, the demonstration.

use axum::body::Body;
use enishi_kit::lang::Lang;
use enishi_web::Mode;
use http::{StatusCode, header};

use super::{Pages, Who, form};

#[tokio::test]
async fn forms_of_strangers_are_refused() {
    let pages = Pages::empty().await;
    let token = pages.token().await;
    let seed = [("title[en]", "A seed"), ("disclosure", "public")];
    for wrong in [None, Some("0000"), Some("")] {
        let mut pairs = seed.to_vec();
        pairs.extend(wrong.map(|token| ("form-token", token)));
        let page = pages.post_raw("/seeds/new", &pairs, Who::Operator).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.has("out of date"), "{}", page.text);
    }
    // Another program's token is a stranger's.
    let other = Pages::empty().await.token().await;
    assert_ne!(other, token);
    let mut pairs = seed.to_vec();
    pairs.push(("form-token", &other));
    assert_eq!(pages.post_raw("/seeds/new", &pairs, Who::Operator).await.status, StatusCode::FORBIDDEN);
    // Even with the token, another site's page cannot send it.
    pairs.pop();
    pairs.push(("form-token", &token));
    for (name, value) in
        [("origin", "https://example.org"), ("origin", "null"), ("sec-fetch-site", "cross-site")]
    {
        let request = pages
            .request("POST", "/seeds/new", Who::Operator, Lang::En)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(name, value)
            .body(Body::from(form(&pairs)))
            .unwrap();
        assert_eq!(pages.send(request).await.status, StatusCode::FORBIDDEN, "{name} {value}");
    }
    assert_eq!(pages.app.overview(&super::operator(), 1).await.unwrap().kinds[0].1, 0);
    assert_eq!(pages.post_raw("/seeds/new", &pairs, Who::Operator).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_strange_name_of_the_machine_is_refused() {
    let pages = Pages::empty().await;
    for (host, status) in [
        ("localhost:1234", StatusCode::OK),
        ("127.0.0.1", StatusCode::OK),
        ("[::1]:8080", StatusCode::OK),
        ("evil.example:8080", StatusCode::MISDIRECTED_REQUEST),
        ("localhost.evil.example", StatusCode::MISDIRECTED_REQUEST),
    ] {
        let request = http::Request::get("/").header(header::HOST, host).body(Body::empty()).unwrap();
        assert_eq!(pages.send(request).await.status, status, "{host}");
    }
    let mut web = enishi_web::Web::new(pages.app.clone(), Mode::Serve);
    web.base_url = enishi_web::BaseUrl::parse("https://enishi.example/");
    let pages = Pages { router: web.router(), ..pages };
    let request = http::Request::get("/").header(header::HOST, "enishi.example").body(Body::empty()).unwrap();
    assert_eq!(pages.send(request).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_language_is_chosen_by_link_cookie_and_browser() {
    let pages = Pages::empty().await;
    let ask = |address: &'static str, accept: &'static str| {
        http::Request::get(address)
            .header(header::HOST, "localhost")
            .header(header::ACCEPT_LANGUAGE, accept)
            .body(Body::empty())
            .unwrap()
    };
    assert!(pages.send(ask("/", "")).await.text.contains("<html lang=\"ja\">"));
    assert!(pages.send(ask("/", "en-GB,en;q=0.9")).await.text.contains("<html lang=\"en\">"));
    let chosen = pages.send(ask("/seeds?lang=en&q=a", "ja")).await;
    assert!(chosen.text.contains("<html lang=\"en\">"));
    assert!(chosen.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap().starts_with("enishi_lang=en"));
    // The switch keeps the page.
    assert!(chosen.has("href=\"/seeds?q=a&lang=ja\""), "{}", chosen.text);
}

#[tokio::test]
async fn the_demonstration_opens_as_operator_and_says_so() {
    let pages = Pages::of(Mode::Demo).await;
    for address in ["/", "/seeds", "/match", "/about", "/nothing"] {
        let page = pages.get(address, Who::Public, Lang::En).await;
        assert!(page.has("You are the operator.") && page.has("See it as the public does"), "{address}");
    }
    assert_eq!(pages.get("/admin/imports", Who::Public, Lang::En).await.status, StatusCode::OK);
    let turn = pages.get("/demo/view?as=public&back=%2Fseeds%3Fq%3Da", Who::Public, Lang::En).await;
    assert_eq!(turn.location(), "/seeds?q=a");
    assert!(
        turn.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap().starts_with("enishi_view=public")
    );
    let away = pages.get("/demo/view?as=public&back=%2F%2Fexample.org", Who::Public, Lang::En).await;
    assert_eq!(away.location(), "/");
    let request = http::Request::get("/seeds")
        .header(header::HOST, "localhost")
        .header(header::COOKIE, "enishi_view=public; enishi_lang=en")
        .body(Body::empty())
        .unwrap();
    let page = pages.send(request).await;
    assert!(page.has("You see this as the public does.") && !page.text.contains("class=\"operator\""));
}

#[tokio::test]
async fn requests_come_from_this_machine_or_a_named_proxy_and_cookies_stay_on_https() {
    use std::net::SocketAddr;

    use axum::extract::ConnectInfo;

    let pages = Pages::empty().await;
    let mut web = enishi_web::Web::new(pages.app.clone(), Mode::Serve);
    web.base_url = enishi_web::BaseUrl::parse("https://enishi.example/");
    web.proxies = enishi_web::Network::parse_list("10.1.0.0/16").unwrap();
    let pages = Pages { router: web.router(), ..pages };
    for (peer, status) in [
        ("127.0.0.1:5000", StatusCode::OK),
        ("[::1]:5000", StatusCode::OK),
        ("[::ffff:127.0.0.1]:5000", StatusCode::OK),
        ("10.1.2.3:5000", StatusCode::OK),
        ("10.2.0.1:5000", StatusCode::FORBIDDEN),
        ("[2001:db8::1]:5000", StatusCode::FORBIDDEN),
    ] {
        let peer: SocketAddr = peer.parse().unwrap();
        let request = http::Request::get("/about?lang=en").header(header::HOST, "enishi.example");
        let request = request.extension(ConnectInfo(peer)).body(Body::empty()).unwrap();
        let page = pages.send(request).await;
        assert_eq!(page.status, status, "{peer}");
        if status == StatusCode::OK {
            let cookie = page.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
            assert!(cookie.ends_with("; Secure"), "{cookie}");
            let only = page.headers.get(header::STRICT_TRANSPORT_SECURITY).unwrap();
            assert_eq!(only, "max-age=31536000; includeSubDomains");
        }
    }
}
