//! Creating, changing, deleting: who may, on what, and that nothing happens twice or is lost.

use enishi_web::Mode;
use http::Method;
use serde_json::json;

use super::{Api, Call, delete, get, patch, post, title};

#[tokio::test]
async fn a_record_is_created_changed_and_deleted() {
    let api = Api::new().await;
    let body =
        json!({"fields": {"title": {"original": "ja", "ja": "酵素", "en": "Enzyme"}, "keywords": ["糖"]}});
    let made = api.send(post("/api/v1/seeds", &body)).await;
    assert_eq!(made.status, 201);
    let reference = made.json["ref"].as_str().unwrap();
    let address = format!("/api/v1/seeds/{reference}");
    assert_eq!(made.headers["location"], address.as_str());
    assert_eq!(made.json["fields"]["disclosure"], "members", "nobody said public");
    assert!(made.json.get("index_behind").is_none());
    let read = api.send(get(&address).operator()).await;
    assert_eq!((read.etag(), &read.json), (made.etag(), &made.json));
    assert_eq!(api.send(get(&address)).await.code(), (404, "unknown-record"), "it is for members");

    let changes =
        json!({"fields": {"title": {"ja": "酵素の固定化"}, "keywords": null, "disclosure": "public"}});
    let changed = api.send(patch(&address, &made.etag(), &changes)).await;
    assert_eq!(changed.status, 200, "{}", changed.text);
    let expected = json!({"original": "ja", "ja": "酵素の固定化", "en": "Enzyme", "state": "outdated"});
    assert_eq!(changed.json["fields"]["title"], expected, "a merge keeps the other language");
    assert!(changed.json["fields"].get("keywords").is_none());
    assert_ne!(changed.etag(), made.etag());
    assert_eq!(api.send(get(&address)).await.status, 200);

    let gone = api.send(delete(&address, &changed.etag())).await;
    assert_eq!((gone.status.as_u16(), &gone.json), (200, &json!({"ref": reference, "is_deleted": true})));
    assert_eq!(api.send(get(&address)).await.code(), (404, "unknown-record"));
    assert_eq!(api.send(delete(&address, "*")).await.code(), (404, "unknown-record"));
}

#[tokio::test]
async fn a_patch_is_accepted_as_plain_json_too() {
    let api = Api::new().await;
    let seed = api.create("seeds", json!({"title": title("あ")})).await;
    let call = patch(&format!("/api/v1/seeds/{seed}"), "*", &json!({"fields": {"number": "7"}}));
    let answer = api.send(call.header("content-type", "application/json; charset=UTF-8")).await;
    assert_eq!((answer.status.as_u16(), &answer.json["fields"]["number"]), (200, &json!("7")));
    assert_eq!(answer.headers["content-type"], "application/json");
}

#[tokio::test]
async fn a_repeated_request_creates_nothing_twice() {
    let api = Api::new().await;
    let body = json!({"fields": {"title": title("あ")}});
    let call = || post("/api/v1/seeds", &body).header("idempotency-key", "visit-17");
    let (one, two) = (api.send(call()).await, api.send(call()).await);
    assert_eq!((one.status.as_u16(), two.status.as_u16()), (201, 201));
    assert_eq!((&one.json["ref"], &one.headers["location"]), (&two.json["ref"], &two.headers["location"]));
    let other = json!({"fields": {"title": title("い")}});
    let reused = api.send(post("/api/v1/seeds", &other).header("idempotency-key", "visit-17")).await;
    assert_eq!(reused.code(), (409, "request-key-reused"));
    assert_eq!(api.send(get("/api/v1/seeds").operator()).await.json["total"], 1);
    let address = one.headers["location"].to_str().unwrap();
    assert_eq!(api.send(delete(address, "*")).await.status, 200);
    assert_eq!(api.send(call()).await.code(), (409, "answer-gone"), "the record is not made again");
    let long = "k".repeat(201);
    assert_eq!(api.send(call().header("idempotency-key", &long)).await.code(), (400, "bad-header"));
    assert_eq!(api.send(call().header("idempotency-key", "  ")).await.code(), (400, "bad-header"));
}

#[tokio::test]
async fn a_change_on_an_older_state_is_refused_and_shows_todays() {
    let api = Api::new().await;
    let seed = api.create("seeds", json!({"title": title("あ")})).await;
    let address = format!("/api/v1/seeds/{seed}");
    let old = api.send(get(&address).operator()).await.etag();
    api.send(patch(&address, &old, &json!({"fields": {"number": "1"}}))).await;
    let late = api.send(patch(&address, &old, &json!({"fields": {"number": "2"}}))).await;
    assert_eq!(late.code(), (412, "conflict"));
    assert_eq!(late.json["current"]["fields"]["number"], "1");
    insta::assert_json_snapshot!("conflict", late.settled());
    let late = api.send(delete(&address, &old)).await;
    assert_eq!((late.code(), &late.json["current"]["ref"]), ((412, "conflict"), &json!(seed)));
    // The mark in the body, a list of marks, weak marks.
    let now = api.send(get(&address).operator()).await;
    let mark = now.json["etag"].as_str().unwrap();
    let listed = format!("\"zz\", \"{mark}\"");
    assert_eq!(api.send(patch(&address, &listed, &json!({"fields": {"number": "1"}}))).await.status, 200);
    let weak = format!("W/\"{mark}\"");
    assert_eq!(
        api.send(patch(&address, &weak, &json!({"fields": {"number": "3"}}))).await.code(),
        (412, "conflict")
    );
    let odd = api.send(patch(&address, "mark", &json!({"fields": {}}))).await;
    assert_eq!(odd.code(), (400, "bad-header"));
}

#[tokio::test]
async fn a_change_must_say_what_it_was_made_on() {
    let api = Api::new().await;
    let seed = api.create("seeds", json!({"title": title("あ")})).await;
    let address = format!("/api/v1/seeds/{seed}");
    let unsaid = api.send(patch(&address, "", &json!({"fields": {}})).without("if-match")).await;
    assert_eq!(unsaid.code(), (428, "precondition-required"));
    let unsaid = api.send(delete(&address, "").without("if-match")).await;
    assert_eq!(unsaid.code(), (428, "precondition-required"));
    assert_eq!(api.send(get(&address).operator()).await.status, 200, "it is still there");
}

#[tokio::test]
async fn what_is_referred_to_stays() {
    let api = Api::new().await;
    let organisation =
        api.create("organisations", json!({"name": title("大学A"), "disclosure": "public"})).await;
    api.create("seeds", json!({"title": title("あ"), "organisation": organisation})).await;
    let refused = api.send(delete(&format!("/api/v1/organisations/{organisation}"), "*")).await;
    assert_eq!(refused.code(), (409, "referred"));
    assert!(!refused.text.contains("seed-"), "who refers is not said: {}", refused.text);
}

#[tokio::test]
async fn the_public_reads_and_does_not_write() {
    let api = Api::new().await;
    let seed = api.create("seeds", json!({"title": title("あ"), "disclosure": "public"})).await;
    let address = format!("/api/v1/seeds/{seed}");
    let fields = json!({"fields": {"title": title("い")}});
    for call in [post("/api/v1/seeds", &fields), patch(&address, "*", &fields), delete(&address, "*")] {
        assert_eq!(api.send(call.public()).await.code(), (403, "not-permitted"));
    }
    let forged = post("/api/v1/seeds", &fields).public().header("cookie", "enishi_session=0000");
    assert_eq!(api.send(forged).await.code(), (403, "not-permitted"));
    assert_eq!(api.send(get("/api/v1/seeds")).await.json["total"], 1);
}

#[tokio::test]
async fn pages_of_other_sites_cannot_write() {
    for mode in [Mode::Serve, Mode::Demo] {
        let api = Api::of(mode, true).await;
        let seed = api.create("seeds", json!({"title": title("あ"), "disclosure": "public"})).await;
        let address = format!("/api/v1/seeds/{seed}");
        let fields = json!({"fields": {"title": title("い")}});
        let calls = || [post("/api/v1/seeds", &fields), patch(&address, "*", &fields), delete(&address, "*")];
        for call in calls() {
            let answer = api.send(call.header("sec-fetch-site", "cross-site")).await;
            assert_eq!(answer.code(), (403, "cross-site"));
        }
        for call in calls() {
            let call = call.header("host", "127.0.0.1:8080").header("origin", "http://evil.example");
            assert_eq!(api.send(call).await.code(), (403, "cross-site"));
        }
        // What a form of another site can send: no JSON.
        for media in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
            let call = post("/api/v1/seeds", &fields).header("content-type", media);
            assert_eq!(api.send(call).await.code(), (415, "media-type"), "{media}");
        }
        let own = post("/api/v1/seeds", &fields)
            .header("host", "127.0.0.1:8080")
            .header("origin", "http://127.0.0.1:8080");
        assert_eq!(api.send(own).await.status, 201);
    }
}

#[tokio::test]
async fn in_a_demonstration_the_visitor_is_the_operator() {
    let api = Api::of(Mode::Demo, true).await;
    let fields = json!({"fields": {"title": title("い")}});
    assert_eq!(api.send(post("/api/v1/seeds", &fields).public()).await.status, 201);
    let looking = post("/api/v1/seeds", &fields).public().header("cookie", "enishi_view=public");
    assert_eq!(api.send(looking).await.code(), (403, "not-permitted"));
}

#[tokio::test]
async fn an_index_that_lags_is_named() {
    let api = Api::of(Mode::Serve, false).await;
    let made = api.send(post("/api/v1/seeds", &json!({"fields": {"title": title("あ")}}))).await;
    assert_eq!((made.status.as_u16(), &made.json["index_behind"]), (201, &json!(true)));
    let gone = api.send(delete(made.headers["location"].to_str().unwrap(), &made.etag())).await;
    assert_eq!((gone.status.as_u16(), &gone.json["index_behind"]), (200, &json!(true)));
    api.app.matcher().catch_up(|_, _| ()).await.unwrap();
    let again = api.send(post("/api/v1/seeds", &json!({"fields": {"title": title("い")}}))).await;
    assert_eq!(again.json["index_behind"], true);
}

#[tokio::test]
async fn heads_are_answered_like_gets() {
    let api = Api::new().await;
    let request = http::Request::builder().method(Method::HEAD).uri("/api/v1/seeds");
    let request = request.body(axum::body::Body::empty()).unwrap();
    let answer = tower::ServiceExt::oneshot(api.router.clone(), request).await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.headers().contains_key("etag"));
    assert_eq!(api.send(Call::new(Method::PUT, "/api/v1/seeds")).await.code(), (405, "method-not-allowed"));
}
