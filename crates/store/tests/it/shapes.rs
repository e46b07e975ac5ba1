//! Shapes: what a former program wrote is read in today's shape, and nothing that today's program does not know is lost.

use enishi_kind::{Kind as _, Value, Viewer};
use enishi_store::{Change, Error, Filter, Reading, Store};
use enishi_testkit::kinds::{self, FormerLabel, Label};
use serde_json::json;

use crate::place::{Place, Writes, header, refusal};
use crate::raw::Raw;
use crate::verify::differences;

both!(
    a_record_of_a_former_shape_is_read_raised,
    lists_find_records_of_a_former_shape_by_todays_fields,
    an_update_writes_todays_shape_and_keeps_unknown_fields,
    an_undo_gives_back_a_former_shape_raised,
    what_a_newer_program_wrote_is_refused,
    a_newer_schema_is_refused,
);

async fn a_record_of_a_former_shape_is_read_raised(place: Place) {
    let former = place.open_as(kinds::former_registry()).await;
    let id = former.create(FormerLabel::INFO, kinds::label("札", "Red")).await;
    former.close().await;

    let store = place.open_as(kinds::raised_registry()).await;
    let record = store.record(id).await;
    assert_eq!((record.body.str("tint"), record.body.str("colour")), (Some("red"), None));
    let seen = store.find(Reading::now(&Viewer::public()), &record.reference).await.unwrap().unwrap();
    assert_eq!(seen.body.str("tint"), Some("red"));
    let follower = store.changes_after(0, 0, 10).await.unwrap();
    assert_eq!(follower[0].after.as_ref().unwrap().str("tint"), Some("red"));
    assert_eq!(store.body_at(id, 1).await.unwrap().unwrap().str("tint"), Some("red"));
    let history = store.history(Reading::now(&Viewer::public()), record.id).await.unwrap();
    assert!(
        history[0].changes.iter().any(|change| change.field == "tint" && change.after == Some(json!("red")))
    );
}

async fn count(store: &Store, name: &str, value: &str) -> u64 {
    let filter = [Filter { name: name.to_owned(), values: vec![value.to_owned()] }];
    store.count(Reading::now(&Viewer::public()), Label::INFO, &filter).await.unwrap()
}

async fn lists_find_records_of_a_former_shape_by_todays_fields(place: Place) {
    let former = place.open_as(kinds::former_registry()).await;
    let body = |number: usize| kinds::label(&format!("札{number}"), ["Red", "BLUE"][number % 2]);
    let changes: Vec<Change> = (0..901)
        .map(|number| Change::Create { id: former.fresh_id(), kind: FormerLabel::INFO, body: body(number) })
        .collect();
    former.commit(&header("labels"), &changes).await.unwrap();
    former.close().await;

    let store = place.open_as(kinds::raised_registry()).await;
    assert_eq!((count(&store, "tint", "red").await, count(&store, "tint", "blue").await), (451, 450));
    assert_eq!(count(&store, "colour", "Red").await, 0);
    let raw = Raw::open(&place.location).await;
    assert_eq!(differences(&raw, store.registry()).await, [""; 0]);
    // Once, with its line in the log; followers see no change of a record.
    assert_eq!(store.head().await.unwrap().seq, 2);
    assert_eq!(store.changes_after(1, i64::MAX, 10).await.unwrap().len(), 0);
    assert_eq!(place.open_as(kinds::raised_registry()).await.head().await.unwrap().seq, 2);
    // A store that is new has nothing to raise.
    let fresh = if place.is_sqlite() { Place::sqlite() } else { Place::postgres("fresh").unwrap() };
    assert_eq!(fresh.open_as(kinds::raised_registry()).await.head().await.unwrap().seq, 0);
}

async fn an_update_writes_todays_shape_and_keeps_unknown_fields(place: Place) {
    let former = place.open_as(kinds::former_registry()).await;
    let source = former.source("台帳").await;
    let mut body = kinds::label("札", "Red").with("source", &Value::Reference(source));
    let foreign = json!({"z": [1, {"b": 2, "a": "名"}]});
    body.set_raw("of another program", foreign.clone());
    let id = former.create(FormerLabel::INFO, body).await;
    former.close().await;

    let store = place.open_as(kinds::raised_registry()).await;
    store.edit(id, |body| body.with("title", &kinds::text("新しい札"))).await.unwrap();
    let record = store.record(id).await;
    assert_eq!(record.body.raw("of another program"), Some(&foreign));
    assert_eq!(record.body.str("tint"), Some("red"));
    // It is hidden from everybody: nobody knows its layer.
    let seen = store.find(Reading::now(&Viewer::operator()), &record.reference).await.unwrap().unwrap();
    assert_eq!(seen.body.raw("of another program"), None);

    let raw = Raw::open(&place.location).await;
    assert_eq!(raw.texts("SELECT CAST(shape AS TEXT) FROM record WHERE kind = 'label'").await, ["3"]);
    // Lists find it by today's fields and no longer by the former ones.
    assert_eq!(differences(&raw, store.registry()).await, [""; 0]);
    assert_eq!((count(&store, "tint", "red").await, count(&store, "colour", "Red").await), (1, 0));
    assert!(matches!(refusal(store.delete(source).await), Error::Referred { .. }));
}

async fn an_undo_gives_back_a_former_shape_raised(place: Place) {
    let former = place.open_as(kinds::former_registry()).await;
    let id = former.create(FormerLabel::INFO, kinds::label("札", "Red")).await;
    former.close().await;
    let store = place.open_as(kinds::raised_registry()).await;
    let body = store.record(id).await.body.with("tint", &Value::Line("blue".into()));
    let change = Change::Update { id, expected: 1, body };
    store.commit(&crate::place::batch_header("import-1"), &[change]).await.unwrap();
    let plan = store.plan_undo("import-1").await.unwrap();
    assert_eq!((plan.restored, plan.kept.len()), (1, 0));
    store.commit(&header("undo"), &plan.changes).await.unwrap();
    assert_eq!(store.record(id).await.body.str("tint"), Some("red"));
    assert_eq!(differences(&Raw::open(&place.location).await, store.registry()).await, [""; 0]);
}

async fn what_a_newer_program_wrote_is_refused(place: Place) {
    let newer = place.open_as(kinds::raised_registry()).await;
    let body = kinds::shelf("札").with("tint", &Value::Line("red".into()));
    let id = newer.create(Label::INFO, body).await;
    newer.close().await;
    let store = place.open_as(kinds::former_registry()).await;
    let error = refusal(store.load(id).await);
    assert!(matches!(&error, Error::Body { problem, .. } if problem.code == "shape-newer"), "{error}");
    let other = place.open().await;
    let error = refusal(other.load(id).await);
    assert!(matches!(&error, Error::UnknownKind(kind) if kind == "label"), "{error}");
}

async fn a_newer_schema_is_refused(place: Place) {
    place.open().await.close().await;
    let raw = Raw::open(&place.location).await;
    raw.execute("INSERT INTO migration (number) VALUES (99)").await;
    let error = refusal(place.try_open(kinds::registry()).await);
    assert!(matches!(error, Error::Newer { .. }), "{error}");
}
