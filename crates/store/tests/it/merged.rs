//! Records that went into others: nothing begins to refer to them, and they come out again whole.

use enishi_kind::{Body, Kind as _, MERGED_INTO, Value};
use enishi_kit::ids::RecordId;
use enishi_store::{Change, Error, Reading, Store};
use enishi_testkit::kinds;

use crate::place::{Place, Writes, batch_header, header, refusal};
use crate::raw::Raw;
use crate::verify::differences;

both!(
    nothing_begins_to_refer_to_what_went_elsewhere,
    what_names_a_record_is_found_wherever_it_does,
    a_former_target_that_went_elsewhere_is_not_restored,
);

fn on_shelf(title: &str, shelf: RecordId) -> Body {
    kinds::specimen(title).with("shelf", &Value::Reference(shelf))
}

async fn merge(store: &Store, batch: &str, from: RecordId, into: RecordId) {
    let record = store.record(from).await;
    let body = record.body.with(MERGED_INTO, &Value::Reference(into));
    let change = Change::Update { id: from, expected: record.version, body };
    store.commit(&batch_header(batch), &[change]).await.unwrap();
}

async fn nothing_begins_to_refer_to_what_went_elsewhere(place: Place) {
    let store = place.open().await;
    let raw = Raw::open(&place.location).await;
    let [old, new] = [store.shelf("古い棚").await, store.shelf("新しい棚").await];
    let standing = store.specimen(on_shelf("石", old)).await;
    merge(&store, "merge-1", old, new).await;
    let id = store.fresh_id();
    let create = Change::Create { id, kind: kinds::Specimen::INFO, body: on_shelf("瓦", old) };
    let error = refusal(store.commit(&header("late"), &[create]).await);
    assert!(
        matches!(&error, Error::MergedTarget { field, to, .. } if field == "shelf" && *to == old),
        "{error}"
    );
    // What referred to it before may be edited all the same.
    store.edit(standing, |body| body.with("number", &Value::Line("7".into()))).await.unwrap();
    let error = refusal(store.edit(standing, |body| body.with("papers", &Value::Reference(old))).await);
    assert!(matches!(error, Error::MergedTarget { .. }), "{error}");
    assert_eq!(differences(&raw, store.registry()).await, [""; 0]);
    // Once it stands again it can be referred to.
    let plan = store.plan_undo("merge-1").await.unwrap();
    store.commit(&header("undo"), &plan.changes).await.unwrap();
    store.specimen(on_shelf("瓦", old)).await;
}

async fn what_names_a_record_is_found_wherever_it_does(place: Place) {
    let store = place.open().await;
    let [shelf, other] = [store.shelf("棚").await, store.shelf("別の棚").await];
    let field = store.specimen(on_shelf("石", shelf)).await;
    let claim = serde_json::json!([{"field": "shelf", "value": shelf, "certainty": "stated"}]);
    let mut body = on_shelf("瓦", other);
    body.set_raw("claims", claim);
    let claimed = store.specimen(body).await;
    store.specimen(on_shelf("紙", other)).await;
    let mut found: Vec<RecordId> =
        store.load_naming(shelf).await.unwrap().iter().map(|record| record.id).collect();
    found.sort_unstable();
    let mut expected = vec![field, claimed];
    expected.sort_unstable();
    assert_eq!(found, expected);
}

async fn a_former_target_that_went_elsewhere_is_not_restored(place: Place) {
    let store = place.open().await;
    let [old, new] = [store.shelf("古い棚").await, store.shelf("新しい棚").await];
    let id = store.specimen(on_shelf("石", old)).await;
    let moved = Change::Update { id, expected: 1, body: on_shelf("石", new) };
    store.commit(&batch_header("import-1"), &[moved]).await.unwrap();
    merge(&store, "merge-1", old, new).await;
    let plan = store.plan_undo("import-1").await.unwrap();
    assert_eq!(plan.kept, [(id, "target-gone")]);
    let plan = store.plan_undo("merge-1").await.unwrap();
    store.commit(&header("undo"), &plan.changes).await.unwrap();
    let plan = store.plan_undo("import-1").await.unwrap();
    store.commit(&header("undo"), &plan.changes).await.unwrap();
    let viewer = enishi_kind::Viewer::operator();
    let seen = store.find_many(Reading::now(&viewer), &[id]).await.unwrap().remove(&id).unwrap();
    assert_eq!(seen.body, on_shelf("石", old));
}
