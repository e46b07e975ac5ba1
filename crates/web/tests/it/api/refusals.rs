//! Bad input: named with place and remedy, in the reader's language, and nothing written.

use http::Method;
use serde_json::{Value as Json, json};

use super::{Api, Call, get, patch, post, title};

#[tokio::test]
async fn problem_bodies_are_as_shown() {
    let api = Api::new().await;
    let seed = api.create("seeds", json!({"title": title("あ"), "disclosure": "public"})).await;
    let wrong = json!({"fields": {
        "title": title("あ"),
        "researcher_ids": [{"scheme": "orcid", "value": "0000-0002-1825-0098", "confidence": "confirmed"}],
    }});
    let number =
        json!({"fields": {"titel": 1, "readiness": "12", "disclosed": "令和6年", "organisation": "大学Z"}});
    let calls = [
        ("unknown_kind", get("/api/v1/seed")),
        ("unknown_record", get("/api/v1/seeds/seed-zzzzzzzz")),
        ("unknown_address", get("/api/v2/seeds")),
        ("unknown_parameter", get("/api/v1/seeds?readines=3")),
        ("bad_parameter", get("/api/v1/seeds?disclosure=publik")),
        ("check_digit", post("/api/v1/seeds", &wrong)),
        ("invalid", post("/api/v1/seeds", &number)),
        ("not_permitted", post("/api/v1/seeds", &number).public()),
        ("no_condition", patch(&format!("/api/v1/seeds/{seed}"), "", &number).without("if-match")),
        ("media_type", post("/api/v1/seeds", &number).header("content-type", "text/plain")),
        ("malformed", post("/api/v1/seeds", &number).bytes("{\"fields\":")),
        ("method", Call::new(Method::PUT, "/api/v1/seeds")),
    ];
    let mut shown = serde_json::Map::new();
    for (name, call) in calls {
        shown.insert(name.to_owned(), api.send(call).await.settled());
    }
    insta::assert_json_snapshot!("problems", shown);
}

#[tokio::test]
async fn problems_speak_the_readers_language() {
    let api = Api::new().await;
    let call = || get("/api/v1/seeds/seed-zzzzzzzz");
    let japanese = api.send(call().header("accept-language", "ja,en;q=0.5")).await;
    assert_eq!(
        (&japanese.json["title"], &japanese.headers["content-language"]),
        (&json!("見つかりません"), &"ja".parse().unwrap())
    );
    let english = api.send(call().header("accept-language", "en")).await;
    assert_eq!(english.json["title"], "Not found");
}

#[tokio::test]
async fn addresses_and_methods_that_there_are_not() {
    let api = Api::new().await;
    for address in
        ["/api/", "/api/v1", "/api/v1/", "/api/v2/seeds", "/api/v1/seeds/a/b", "/api/v1/seeds/a/history/c"]
    {
        assert_eq!(api.send(get(address)).await.code(), (404, "unknown-address"), "{address}");
    }
    for address in ["/api/v1/seed", "/api/v1/sseeds/x", "/api/v1/kinds/x", "/api/v1/nothing/x/history"] {
        assert_eq!(api.send(get(address)).await.code(), (404, "unknown-kind"), "{address}");
    }
    let near = api.send(get("/api/v1/seed")).await;
    assert!(near.json["hint"].as_str().unwrap().contains("seeds"), "{}", near.text);
    for (method, address) in [
        (Method::GET, "/api/v1/matches"),
        (Method::DELETE, "/api/v1/seeds"),
        (Method::PUT, "/api/v1/seeds/x"),
        (Method::POST, "/api/v1/seeds/x/history"),
        (Method::POST, "/api/v1/openapi.json"),
        (Method::PATCH, "/api/v1/kinds"),
        (Method::OPTIONS, "/api/v1/seeds"),
    ] {
        let answer = api.send(Call::new(method, address)).await;
        assert_eq!(answer.code(), (405, "method-not-allowed"), "{address}");
        assert!(answer.headers.contains_key("allow"), "{address}");
    }
}

#[tokio::test]
async fn references_that_name_nothing() {
    let api = Api::new().await;
    api.create("seeds", json!({"title": title("あ"), "disclosure": "public"})).await;
    let long = "x".repeat(10_000);
    for name in
        ["seed-zzzzzzzz", "need-00000001", "x", "%00", "a%00b", "..", "%F0%9F%98%80", "'%20or%20''='", &long]
    {
        for rest in ["", "/history", "/referrers"] {
            let answer = api.send(get(&format!("/api/v1/seeds/{name}{rest}"))).await;
            assert_eq!(answer.code(), (404, "unknown-record"), "{name}{rest}");
        }
    }
    for address in ["/api/v1/%FF", "/api/v1/seeds/%FF", "/api/v1/seeds/%C3%28/history"] {
        assert_eq!(api.send(get(address)).await.code(), (400, "invalid-utf8"), "{address}");
    }
}

#[tokio::test]
async fn parameters_that_cannot_be() {
    let api = Api::new().await;
    for (query, code) in [
        ("readines=3", (400, "unknown-parameter")),
        ("contact_details=x", (400, "unknown-parameter")),
        ("=", (400, "unknown-parameter")),
        ("limit=0", (400, "bad-parameter")),
        ("limit=201", (400, "bad-parameter")),
        ("limit=-1", (400, "bad-parameter")),
        ("limit=%2B5", (400, "bad-parameter")),
        ("limit=99999999999999999999", (400, "bad-parameter")),
        ("limit=1&limit=2", (400, "repeated-parameter")),
        ("q=a&q=b", (400, "repeated-parameter")),
        ("q=%00", (400, "bad-parameter")),
        ("q=%FF", (400, "invalid-utf8")),
        ("%FF=1", (400, "invalid-utf8")),
        ("lang=fr", (400, "bad-parameter")),
        ("facets=yes", (400, "bad-parameter")),
        ("readiness=10", (400, "bad-parameter")),
        ("readiness=", (400, "bad-parameter")),
        ("sample=maybe", (400, "bad-parameter")),
        ("sort=titel", (422, "unknown-facet")),
        ("sort=contact_details", (422, "unknown-facet")),
        ("after=nowhere", (400, "bad-cursor")),
        ("q=a&after=nowhere", (400, "bad-cursor")),
        ("fields=secret", (422, "unknown-field")),
        ("fields=", (422, "unknown-field")),
        ("fields=title,", (422, "unknown-field")),
    ] {
        assert_eq!(api.send(get(&format!("/api/v1/seeds?{query}"))).await.code(), code, "{query}");
    }
    for address in ["/api/v1/kinds", "/api/v1/openapi.json", "/api/v1/seeds/x/history"] {
        assert_eq!(
            api.send(get(&format!("{address}?x=1"))).await.code(),
            (400, "unknown-parameter"),
            "{address}"
        );
    }
    let wrong = api.send(get("/api/v1/specimens?pieces=many&found=2004-13")).await;
    assert_eq!(wrong.code(), (400, "bad-parameter"));
    for query in
        ["q=", "q=%F0%9F%98%80", "q=a", "limit=200", "&&", "organisation=nothing", "organisation=%27"]
    {
        assert_eq!(api.send(get(&format!("/api/v1/seeds?{query}"))).await.status, 200, "{query}");
    }
    let long = "あ".repeat(1_000).bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    assert_eq!(api.send(get(&format!("/api/v1/seeds?q={long}"))).await.status, 200);
}

#[tokio::test]
async fn bodies_that_cannot_be_read() {
    let api = Api::new().await;
    let call = |body: &[u8]| post("/api/v1/seeds", &Json::Null).bytes(body);
    let deep = format!("{{\"fields\":{}{}}}", "[".repeat(40), "]".repeat(40));
    let deepest = "[".repeat(200_000);
    for (body, code) in [
        (&b""[..], (400, "malformed-json")),
        (b"{", (400, "malformed-json")),
        (b"{\"fields\":{\"number\":1e400}}", (400, "malformed-json")),
        (b"{'fields':{}}", (400, "malformed-json")),
        (b"{\"fields\":{}} {}", (400, "malformed-json")),
        (b"\xEF\xBB\xBF{}", (400, "malformed-json")),
        (b"{\"fields\":{\"number\":\"\xFF\"}}", (400, "invalid-utf8")),
        (b"\x00", (400, "malformed-json")),
        (deep.as_bytes(), (400, "too-deep")),
        (deepest.as_bytes(), (400, "too-deep")),
        (b"[]", (422, "invalid")),
        (b"null", (422, "invalid")),
        (b"{}", (422, "invalid")),
        (b"{\"fields\":[]}", (422, "invalid")),
        (b"{\"fields\":{},\"title\":1}", (422, "invalid")),
        (b"{\"fields\":{}}", (422, "invalid")),
    ] {
        let answer = api.send(call(body)).await;
        assert_eq!(answer.code(), code, "{}", String::from_utf8_lossy(&body[..body.len().min(80)]));
    }
    let large = format!("{{\"fields\":{{\"number\":\"{}\"}}}}", "a".repeat(1024 * 1024));
    assert_eq!(api.send(call(large.as_bytes())).await.code(), (413, "too-large"));
    let announced = call(b"{}").header("content-length", "2000000");
    assert_eq!(api.send(announced).await.code(), (413, "too-large"));
    for media in ["", "application/jsonp", "application/json; charset=shift_jis", "text/json"] {
        let answer = api.send(call(b"{}").header("content-type", media)).await;
        assert_eq!(answer.code(), (415, "media-type"), "{media}");
    }
    assert_eq!(api.send(call(b"{}").without("content-type")).await.code(), (415, "media-type"));
    assert_eq!(api.send(get("/api/v1/seeds").operator()).await.json["total"], 0, "nothing was written");
}

#[tokio::test]
async fn values_that_cannot_be_are_named_at_their_place() {
    let api = Api::new().await;
    let organisation = api.create("organisations", json!({"name": title("大学A")})).await;
    api.create("organisations", json!({"name": title("双子")})).await;
    api.create("organisations", json!({"name": title("双子")})).await;
    let orcid = |value: &str| json!([{"scheme": "orcid", "value": value, "confidence": "confirmed"}]);
    let right = "0000-0002-1825-0097";
    let mut cases = vec![
        (json!({"title": null}), "/fields/title", "required"),
        (json!({"title": "あ"}), "/fields/title", "type"),
        (json!({"title": {"original": "fr", "fr": "x"}}), "/fields/title", "type"),
        (json!({"title": {"original": "ja", "ja": "  "}}), "/fields/title", "empty"),
        (json!({"title": {"original": "ja", "ja": "a\u{0}"}}), "/fields/title/ja", "nul"),
        (json!({"number": "a".repeat(61)}), "/fields/number", "too-long"),
        (json!({"titel": 1}), "/fields/titel", "unknown-field"),
        (json!({"a/b": 1}), "/fields/a~1b", "unknown-field"),
        (json!({"readiness": "10"}), "/fields/readiness", "code"),
        (json!({"readiness": 5}), "/fields/readiness", "type"),
        (json!({"fields": ["lief"]}), "/fields/fields", "code"),
        (json!({"disclosed": "2004-02-30"}), "/fields/disclosed", "type"),
        (json!({"disclosed": "平成32年"}), "/fields/disclosed", "type"),
        (json!({"organisation": "大学Z"}), "/fields/organisation", "unknown-reference"),
        (json!({"organisation": "双子"}), "/fields/organisation", "ambiguous"),
        (json!({"organisation": 7}), "/fields/organisation", "type"),
        (
            json!({"organisation": {"ref": organisation, "name": "x"}}),
            "/fields/organisation/name",
            "unknown-member",
        ),
        (json!({"partners": ["ror:02kpeqv80"]}), "/fields/partners", "unknown-reference"),
        (json!({"source": organisation}), "/fields/source", "unknown-reference"),
        (
            json!({"researcher_ids": orcid("0000-0002-1825-0098")}),
            "/fields/researcher_ids/0/value",
            "identifier",
        ),
        (json!({"researcher_ids": orcid("x")}), "/fields/researcher_ids/0/value", "identifier"),
        (json!({"researcher_ids": orcid("0000000218250097")}), "/fields/researcher_ids", "identifier-form"),
        (
            json!({"researcher_ids": [{"scheme": "Or cid", "value": right, "confidence": "confirmed"}]}),
            "/fields/researcher_ids/0/scheme",
            "identifier",
        ),
        (
            json!({"researcher_ids": [{"scheme": "orcid", "value": right, "confidence": "confirmed", "x": 1}]}),
            "/fields/researcher_ids/0/x",
            "unknown-member",
        ),
        (
            json!({"claims": [{"field": "organisation", "value": {"ref": "a", "x": 1}}]}),
            "/fields/claims/0/value/x",
            "unknown-member",
        ),
        (json!({"claims": [{"field": "titel", "value": 1}]}), "/fields/claims", "type"),
        (json!({"sample": "yes"}), "/fields/sample", "type"),
    ];
    for scheme in ["ror", "corporate-number", "local-government-code"] {
        let value = json!([{"scheme": scheme, "value": "0000000000000", "confidence": "confirmed"}]);
        cases.push((json!({"identifiers": value}), "/fields/identifiers/0/value", "identifier"));
    }
    for (mut fields, place, code) in cases {
        let map = fields.as_object_mut().unwrap();
        map.entry("title").or_insert_with(|| title("あ"));
        let answer = api.send(post("/api/v1/seeds", &json!({"fields": fields}))).await;
        assert_eq!(answer.code(), (422, "invalid"), "{fields}: {}", answer.text);
        assert!(answer.errors().contains(&(place, code)), "{fields}: {}", answer.text);
    }
    let budget = json!({"fields": {"title": title("あ"), "budget": {"min": 5, "maximum": 9}}});
    let answer = api.send(post("/api/v1/needs", &budget)).await;
    assert_eq!(answer.errors(), [("/fields/budget/maximum", "unknown-member")]);
    let pieces = json!({"fields": {"title": title("あ"), "pieces": 0}});
    assert_eq!(api.send(post("/api/v1/specimens", &pieces)).await.errors(), [("/fields/pieces", "range")]);
    assert_eq!(api.send(get("/api/v1/seeds").operator()).await.json["total"], 0, "nothing was written");
}

#[tokio::test]
async fn what_answers_in_place_of_the_api_is_settled_too() {
    use axum::middleware::{from_fn, from_fn_with_state};
    let mut api = Api::new().await;
    let site = enishi_web::Site::new(api.app.clone(), enishi_web::Mode::Serve);
    for (status, code) in [(421, "misdirected"), (403, "cross-site")] {
        let status = http::StatusCode::from_u16(status).unwrap();
        let guard =
            from_fn(
                move |_: axum::extract::Request, _: axum::middleware::Next| async move { (status, "no") },
            );
        let problems = from_fn_with_state(site.clone(), enishi_web::api::problems);
        api.router = enishi_web::api::router(&site).layer(guard).layer(problems).with_state(site.clone());
        api.document = Json::Null;
        let answer = api.send(get("/api/v1/seeds")).await;
        assert_eq!(answer.code(), (status.as_u16(), code));
        let page = http::Request::builder().uri("/seeds").body(axum::body::Body::empty()).unwrap();
        let page = tower::ServiceExt::oneshot(api.router.clone(), page).await.unwrap();
        assert_ne!(page.headers()["content-type"], "application/problem+json", "pages are not touched");
    }
}
