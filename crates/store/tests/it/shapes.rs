//! Shapes: what a former program wrote is read in today's shape, and nothing that today's program does not know is lost.

use enishi_kind::{Body, Kind as _, Value, Viewer};
use enishi_store::{Archive, Change, Erase, Error, Filter, Moment, Reading, Store};
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
    a_field_renamed_one_split_and_one_removed_keep_history_undo_and_earlier_times,
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
    assert_eq!(raw.texts("SELECT CAST(shape AS TEXT) FROM record WHERE kind = 'label'").await, ["4"]);
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

async fn a_field_renamed_one_split_and_one_removed_keep_history_undo_and_earlier_times(place: Place) {
    let former = place.open_as(kinds::former_registry()).await;
    let line = |words: &str| Value::Line(words.to_owned());
    let body = kinds::label("札", "Red").with("size", &line("40x20")).with("maker", &line("前の人"));
    let id = former.create(FormerLabel::INFO, body.clone()).await;
    let wider = body.with("size", &line("60x20"));
    let change = Change::Update { id, expected: 1, body: wider };
    former.commit(&crate::place::batch_header("import-1"), &[change]).await.unwrap();
    let ended = former.create(FormerLabel::INFO, kinds::label("終わった札", "Blue")).await;
    former.delete(ended).await.unwrap();
    former.close().await;

    let store = place.open_as(kinds::raised_registry()).await;
    let sides = |body: &Body| (body.raw("width").cloned(), body.raw("height").cloned());
    let of = |width: i64| (Some(json!(width)), Some(json!(20)));
    let now = store.record(id).await.body;
    assert_eq!((sides(&now), now.raw("size"), now.raw("maker")), (of(60), None, None));
    // Each version of the history is told in today's fields.
    let viewer = Viewer::public();
    let history = store.history(Reading::now(&viewer), id).await.unwrap();
    let changed: Vec<_> =
        history[0].changes.iter().map(|change| (change.field, change.after.clone())).collect();
    assert_eq!(changed, [("width", Some(json!(60)))]);
    // What was known before the change, and of what has ended.
    let at = |seq: i64| Reading { moment: Moment { known_at: Some(seq), on: None }, ..Reading::now(&viewer) };
    let reference = store.record(id).await.reference;
    let then = store.find(at(1), &reference).await.unwrap().unwrap();
    assert_eq!(sides(&then.body), of(40));
    assert_eq!(store.history(at(3), ended).await.unwrap()[0].operation, "create");
    // Lists ask by the fields that there are now.
    assert_eq!((count(&store, "width", "60").await, count(&store, "maker", "前の人").await), (1, 0));
    // A batch of a former shape is undone in today's.
    let plan = store.plan_undo("import-1").await.unwrap();
    assert_eq!((plan.restored, plan.kept.len()), (1, 0));
    store.commit(&header("undo"), &plan.changes).await.unwrap();
    assert_eq!(sides(&store.record(id).await.body), of(40));
    assert_eq!(crate::corruptions::verify(&store).await.findings, []);
    // A backup with changes of former shapes goes into the other engine and back to the same lists.
    let files = tempfile::tempdir().unwrap();
    let path = files.path().join("shapes.zip");
    store.backup(&path, "test", &|_, _| ()).await.unwrap();
    let archive = Archive::open(&path).unwrap();
    let other = Place::sqlite();
    let registry = std::sync::Arc::new(kinds::raised_registry());
    let ids = enishi_kit::ids::SystemIds::default();
    let restored = Store::restore(&other.location, archive, registry, &ids, &[], &|_, _| ()).await.unwrap();
    assert_eq!(restored.verified.findings, []);
    let restored = other.open_as(kinds::raised_registry()).await;
    assert_eq!((count(&restored, "width", "40").await, count(&restored, "width", "60").await), (1, 0));
    // Erasing reaches into former shapes.
    let erase = Erase { id, fields: vec!["width".to_owned()], reason: "本人の申し出".to_owned() };
    store.erase(&header("history-erased"), &erase).await.unwrap().unwrap();
    for version in 1..=4 {
        assert_eq!(store.body_at(id, version).await.unwrap().unwrap().raw("width"), None, "{version}");
    }
    assert_eq!(crate::corruptions::verify(&store).await.findings, []);
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
