//! Histories: newest first, through the viewer of today and of then.

use enishi_kind::{Body, Layer, Value, Viewer, WHOLE};
use enishi_store::{Change, Entry, Reading, Store};
use enishi_testkit::kinds;
use serde_json::json;

use crate::place::{Place, Writes, header};

both!(
    a_history_tells_who_changed_what_from_what,
    hidden_fields_leave_no_trace,
    a_past_value_is_shown_to_those_cleared_then_and_now,
    claims_are_as_hidden_as_what_they_are_about,
    a_long_history_is_cut_without_inventing_a_beginning,
);

fn member() -> Viewer {
    kinds::viewer(Layer::Member, WHOLE)
}

fn operator() -> Viewer {
    kinds::viewer(Layer::Steward, WHOLE)
}

fn line(words: &str) -> Value {
    Value::Line(words.to_owned())
}

fn disclosed(body: Body, code: &str) -> Body {
    body.with("disclosure", &Value::Choice(code.to_owned()))
}

async fn entries(store: &Store, viewer: &Viewer, id: enishi_kit::ids::RecordId) -> Vec<Entry> {
    store.history(Reading::now(viewer), id).await.unwrap()
}

/// Operation and changed fields of each entry.
fn outline(entries: &[Entry]) -> Vec<(&str, Vec<&str>)> {
    let fields = |entry: &Entry| entry.changes.iter().map(|change| change.field).collect();
    entries.iter().map(|entry| (entry.operation.as_str(), fields(entry))).collect()
}

async fn a_history_tells_who_changed_what_from_what(place: Place) {
    let store = place.open().await;
    let id = store.specimen(kinds::specimen("石")).await;
    store
        .edit(id, |body| body.with("number", &line("S-1")).with("grade", &Value::Choice("good".into())))
        .await
        .unwrap();
    store.edit(id, |body| body.with("number", &line("S-2"))).await.unwrap();
    let found = entries(&store, &Viewer::public(), id).await;
    assert_eq!(
        outline(&found),
        [
            ("update", vec!["number"]),
            ("update", vec!["number", "grade"]),
            ("create", vec!["title", "disclosure"])
        ]
    );
    assert_eq!((found[0].actor.as_str(), found[0].reason.as_str()), ("tester", "edit"));
    let change = &found[0].changes[0];
    assert_eq!((change.before.clone(), change.after.clone()), (Some(json!("S-1")), Some(json!("S-2"))));
    assert_eq!(found[1].changes[0].before, None);

    // Ended and brought back: what comes after an end has nothing before it.
    let record = store.record(id).await;
    store.delete(id).await.unwrap();
    let (kind, reference, body) = (record.kind, record.reference.clone(), record.body.clone());
    let back = Change::Return { id, kind, reference, ended: record.version + 1, body };
    store.commit(&header("back"), &[back]).await.unwrap();
    let found = entries(&store, &Viewer::public(), id).await;
    let all = vec!["title", "number", "grade", "disclosure"];
    assert_eq!(outline(&found)[..2], [("create", all.clone()), ("delete", all)]);
}

async fn hidden_fields_leave_no_trace(place: Place) {
    let store = place.open_as(kinds::registry()).await;
    let id = store.specimen(kinds::specimen("石")).await;
    store.edit(id, |body| body.with("remark", &kinds::text("会員へ"))).await.unwrap();
    store.edit(id, |body| body.with("secret", &line("鍵"))).await.unwrap();
    store.edit(id, |body| body.with("number", &line("S-1")).with("secret", &line("錠"))).await.unwrap();
    assert_eq!(
        outline(&entries(&store, &Viewer::public(), id).await),
        [("update", vec!["number"]), ("create", vec!["title", "disclosure"])]
    );
    assert_eq!(
        outline(&entries(&store, &member(), id).await),
        [("update", vec!["number"]), ("update", vec!["remark"]), ("create", vec!["title", "disclosure"])]
    );
    let all = entries(&store, &operator(), id).await;
    assert_eq!(outline(&all)[..2], [("update", vec!["number", "secret"]), ("update", vec!["secret"])]);
    assert_eq!(all.len(), 4);
}

async fn a_past_value_is_shown_to_those_cleared_then_and_now(place: Place) {
    let store = place.open_as(kinds::registry()).await;
    // Secret at first, then opened: what stood before stays with those who could see it.
    let opened = store.specimen(disclosed(kinds::specimen("石"), "secret").with("number", &line("旧"))).await;
    store.edit(opened, |body| disclosed(body, "public").with("number", &line("新"))).await.unwrap();
    store.edit(opened, |body| body.with("number", &line("最新"))).await.unwrap();
    let seen = entries(&store, &Viewer::public(), opened).await;
    assert_eq!(outline(&seen), [("update", vec!["number"])]);
    assert!(!format!("{seen:?}").contains("旧"));
    assert_eq!(entries(&store, &operator(), opened).await.len(), 3);

    // Open at first, then closed: nothing at all is left for the public, and everything for those in charge.
    let closed = store.specimen(kinds::specimen("瓦").with("number", &line("公開"))).await;
    store.edit(closed, |body| disclosed(body, "secret")).await.unwrap();
    assert_eq!(entries(&store, &Viewer::public(), closed).await, []);
    assert_eq!(entries(&store, &member(), closed).await, []);
    assert_eq!(entries(&store, &operator(), closed).await.len(), 2);

    // Members only, and back to everybody.
    store.edit(closed, |body| disclosed(body, "members")).await.unwrap();
    assert_eq!(entries(&store, &member(), closed).await.len(), 1, "the open beginning");
    assert_eq!(entries(&store, &Viewer::public(), closed).await, []);
}

async fn claims_are_as_hidden_as_what_they_are_about(place: Place) {
    let store = place.open_as(kinds::registry()).await;
    let id = store.specimen(kinds::specimen("石")).await;
    let hidden = json!({"field": "secret", "value": "別の鍵"});
    let members = json!({"field": "price", "value": 90_000});
    let open = json!({"field": "grade", "value": "best"});
    let foreign = json!({"field": "no-such-field", "value": 1});
    let with = |claims: serde_json::Value| {
        move |mut body: Body| {
            body.set_raw("claims", claims);
            body
        }
    };
    store.edit(id, with(json!([hidden]))).await.unwrap();
    store.edit(id, with(json!([hidden, members, foreign]))).await.unwrap();
    store.edit(id, with(json!([hidden, members, foreign, open]))).await.unwrap();
    let record = store.record(id).await;
    for (viewer, claims) in [
        (Viewer::public(), json!([open])),
        (member(), json!([members, open])),
        (operator(), json!([hidden, members, open])),
    ] {
        let seen = store.find(Reading::now(&viewer), &record.reference).await.unwrap().unwrap();
        assert_eq!(seen.body.raw("claims"), Some(&claims));
        let found = entries(&store, &viewer, id).await;
        assert_eq!(found[0].changes[0].after.as_ref(), Some(&claims), "{viewer:?}");
        let expected = claims.as_array().unwrap().len() + 1;
        assert_eq!(found.len(), expected, "an entry for each claim seen and the beginning: {viewer:?}");
    }
}

async fn a_long_history_is_cut_without_inventing_a_beginning(place: Place) {
    let store = place.open().await;
    let id = store.specimen(kinds::specimen("石").with("grade", &Value::Choice("good".into()))).await;
    let edit = |version: i64| Change::Update {
        id,
        expected: version,
        body: kinds::specimen("石")
            .with("grade", &Value::Choice("good".into()))
            .with("pieces", &Value::Integer(version)),
    };
    for version in 1..=230 {
        store.commit(&header("count"), &[edit(version)]).await.unwrap();
    }
    let found = entries(&store, &Viewer::public(), id).await;
    assert_eq!(found.len(), 200);
    assert!(found.iter().all(|entry| entry.changes.len() == 1 && entry.changes[0].field == "pieces"));
    assert_eq!(found[199].changes[0].before, Some(json!(30)));
}
