//! Merging over the API.

use serde_json::json;

use super::{Api, get, patch, post};

#[tokio::test]
async fn a_record_is_merged_and_its_address_leads_on() {
    let api = Api::new().await;
    let name = |ja: &str| json!({"original": "ja", "ja": ja});
    let old = api.create("organisations", json!({"name": name("甲大"), "disclosure": "public"})).await;
    let new = api.create("organisations", json!({"name": name("甲大学"), "disclosure": "public"})).await;
    let address = format!("/api/v1/organisations/{old}/merge");
    let body = json!({"into": new, "keep": {"name": "winner"}});
    assert_eq!(api.send(post(&address, &body).public()).await.code(), (403, "not-permitted"));
    let stale = api.send(post(&address, &body).header("if-match", "\"abc\"")).await;
    assert_eq!(stale.code(), (412, "conflict"));
    for (body, pointer) in [
        (json!({}), "/into"),
        (json!({"into": new, "keep": {"name": "mine"}}), "/keep/name"),
        (json!({"into": new, "keeep": {}}), "/keeep"),
    ] {
        let refused = api.send(post(&address, &body)).await;
        assert_eq!(
            (refused.code(), &refused.json["errors"][0]["pointer"]),
            ((422, "invalid"), &json!(pointer))
        );
    }
    assert_eq!(api.send(post(&address, &json!({"into": old}))).await.code(), (422, "merge-self"));
    let merged = api.send(post(&address, &body)).await;
    assert_eq!(merged.status, 200, "{}", merged.text);
    assert_eq!((&merged.json["merged"], &merged.json["record"]["ref"]), (&json!(old), &json!(new)));
    assert_eq!(merged.json["record"]["fields"]["aliases"], json!(["甲大"]));
    let moved = api.send(get(&format!("/api/v1/organisations/{old}?fields=name"))).await;
    assert_eq!(moved.status, 308);
    assert_eq!(moved.headers["location"], format!("/api/v1/organisations/{new}?fields=name"));
    assert_eq!(moved.headers["cache-control"], "no-store");
    assert_eq!(moved.json["merged_into"]["ref"], json!(new));
    let late = api
        .send(patch(&format!("/api/v1/organisations/{old}"), "*", &json!({"fields": {"city": "高松市"}})))
        .await;
    assert_eq!(late.code(), (409, "merged"));
    assert!(late.json["detail"].as_str().unwrap().contains(&new));
    assert_eq!(api.send(post(&address, &body)).await.code(), (409, "merged"));
}
