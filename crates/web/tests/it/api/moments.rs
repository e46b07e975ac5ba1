//! The two times in the API.

use jiff::SignedDuration;
use serde_json::json;

use super::{Api, get, patch, title};

#[tokio::test]
async fn lists_records_and_what_stands_around_them_answer_of_a_time() {
    let api = Api::new().await;
    let seed = api
        .create("seeds", json!({"title": title("一つめ"), "readiness": "3", "disclosure": "public"}))
        .await;
    api.clock.advance(SignedDuration::from_mins(10));
    let record = format!("/api/v1/seeds/{seed}");
    let standing = api.send(get(&record)).await;
    let etag = standing.headers["etag"].to_str().unwrap().to_owned();
    let change = json!({"fields": {"readiness": "5"}});
    assert_eq!(api.send(patch(&record, &etag, &change)).await.status, 200);
    let then = "known-at=2026-04-01T03:05:00Z";

    let past = api.send(get(&format!("{record}?{then}"))).await;
    assert_eq!((past.status.as_u16(), &past.json["fields"]["readiness"]), (200, &json!("3")));
    let now = api.send(get(&record)).await;
    assert_eq!(now.json["fields"]["readiness"], "5");
    // The same state has another validator when it is past, and no change can be made on it.
    let past_etag = past.headers["etag"].to_str().unwrap().to_owned();
    assert_ne!(past_etag, etag);
    let on_the_past = patch(&record, &past_etag, &json!({"fields": {"readiness": "6"}}));
    assert_eq!(api.send(on_the_past).await.status, 412);

    let list = api.send(get(&format!("/api/v1/seeds?readiness=3&facets=true&{then}"))).await;
    assert_eq!((&list.json["total"], list.refs()), (&json!(1), vec![seed.as_str()]));
    assert_eq!(api.send(get("/api/v1/seeds?readiness=3")).await.json["total"], 0);
    assert_eq!(list.json.get("undated"), None);
    let history = api.send(get(&format!("{record}/history?{then}"))).await;
    assert_eq!(history.json["items"].as_array().unwrap().len(), 1);
    assert_eq!(api.send(get(&format!("{record}/referrers?{then}&on=2004"))).await.status, 200);
    assert_eq!(api.send(get("/api/v1/seeds?known-at=2026-03-31")).await.json["total"], 0);
    assert_eq!(api.send(get(&format!("{record}?known-at=2026-03-31"))).await.status, 404);

    let dated = api.send(get("/api/v1/seeds?on=FY2003")).await;
    assert_eq!((&dated.json["total"], &dated.json["undated"]), (&json!(1), &json!(1)));
    for (asked, status, code) in [
        ("on=soon", 400, "bad-day"),
        ("known-at=soon", 400, "bad-time"),
        ("known-at=2999-01-01", 400, "future-time"),
        ("known-at=2026-03-31&q=a", 422, "known-at-text"),
        ("on=2004&on=2005", 400, "repeated-parameter"),
    ] {
        let answer = api.send(get(&format!("/api/v1/seeds?{asked}"))).await;
        assert_eq!(
            (answer.status.as_u16(), answer.json["code"].as_str().unwrap()),
            (status, code),
            "{asked}"
        );
    }
}
