//! The description of the API: what it says, and that it hangs together.

use std::collections::BTreeSet;

use enishi_kind::Registry;
use serde_json::Value as Json;

use super::{Api, get, registry};

#[tokio::test]
async fn the_description_is_as_shown() {
    let api = Api::new().await;
    let mut document = api.send(get("/api/v1/openapi.json")).await.json;
    // The product's kinds have labels that people work on; the test kinds show the rule.
    keep_test_kinds(&mut document);
    insta::assert_json_snapshot!("openapi", document);
}

#[tokio::test]
async fn every_reference_within_the_description_leads_somewhere() {
    let api = Api::new().await;
    let mut wanted = BTreeSet::new();
    references(&api.document, &mut wanted);
    assert!(wanted.len() > 40);
    for reference in wanted {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(api.document.pointer(pointer).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn operations_have_names_of_their_own_and_every_kind_is_there() {
    let api = Api::new().await;
    let mut names = BTreeSet::new();
    let paths = api.document["paths"].as_object().unwrap();
    for operation in paths.values().flat_map(|item| item.as_object().unwrap().values()) {
        if let Some(name) = operation.get("operationId") {
            assert!(names.insert(name.as_str().unwrap()), "{name} twice");
        }
    }
    let registry: Registry = registry();
    for kind in registry.kinds() {
        for path in [
            "",
            "/{ref}",
            "/{ref}/history",
            "/{ref}/referrers",
            "/{ref}/files",
            "/{ref}/files/{hash}",
            "/{ref}/merge",
        ] {
            assert!(paths.contains_key(&format!("/api/v1/{}{path}", kind.plural)), "{}{path}", kind.plural);
        }
    }
    assert_eq!(names.len(), registry.kinds().count() * 13 + 3);
}

#[tokio::test]
async fn the_page_shows_addresses_fields_and_codes_in_both_languages() {
    let api = Api::new().await;
    for (lang, words) in
        [("ja", ["働き", "断りのコード", "シーズ"]), ("en", ["What it does", "Codes of refusals", "Seeds"])]
    {
        let page = api.send(get(&format!("/api?lang={lang}"))).await;
        assert_eq!(page.status, 200);
        assert!(page.headers["content-type"].to_str().unwrap().starts_with("text/html"));
        for part in words.into_iter().chain(["/api/v1/seeds/{ref}/history", "filter.fields", "answer-gone"]) {
            assert!(page.text.contains(part), "{lang}: {part}");
        }
    }
    let posted = api.send(super::Call::new(http::Method::POST, "/api")).await;
    assert_eq!(posted.code(), (405, "method-not-allowed"));
}

/// Type URIs of problems point into the page: each code has its place there.
#[tokio::test]
async fn every_code_has_a_place_on_the_page() {
    let api = Api::new().await;
    let page = api.send(get("/api?lang=en")).await.text;
    for info in enishi_web::api::CODES.iter().chain(enishi_app::CODES) {
        assert!(page.contains(&format!("id=\"{}\"", info.code)), "{}", info.code);
        let own = enishi_web::api::CODES.iter().any(|own| own.code == info.code);
        assert!(!own || enishi_app::CODES.iter().all(|other| other.code != info.code), "{} twice", info.code);
    }
}

fn references(json: &Json, found: &mut BTreeSet<String>) {
    match json {
        Json::Object(map) => {
            if let Some(Json::String(reference)) = map.get("$ref") {
                found.insert(reference.clone());
            }
            map.values().for_each(|value| references(value, found));
        }
        Json::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

fn keep_test_kinds(document: &mut Json) {
    let is_product = |name: &str| {
        ["seed", "need", "organisation", "source"].iter().any(|kind| name.to_ascii_lowercase().contains(kind))
    };
    document["paths"].as_object_mut().unwrap().retain(|name, _| !is_product(name));
    document["components"]["schemas"].as_object_mut().unwrap().retain(|name, _| !is_product(name));
    document["tags"].as_array_mut().unwrap().retain(|tag| !is_product(tag["name"].as_str().unwrap()));
}
