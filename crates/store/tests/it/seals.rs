//! Sealed batches: what they made is read only while they stand, goes as a whole, and comes back sealed.

use std::sync::Arc;

use enishi_kind::{Kind as _, Value};
use enishi_kit::ids::{RecordId, SystemIds};
use enishi_store::{Archive, Batch, BatchState, Change, Error, Store};
use enishi_testkit::kinds::{self, Shelf, Specimen};

use crate::batches::batch;
use crate::corruptions::verify;
use crate::place::{Place, Writes, batch_header, refusal};
use crate::raw::Raw;

both!(
    a_sealed_record_is_neither_changed_nor_ended,
    undoing_takes_all_but_what_others_need_and_that_is_free,
    undoing_the_undo_seals_again,
    a_backup_carries_the_seal,
    a_change_past_the_door_is_found,
);

const EXAMPLE: &str = "example-1";

/// A sealed batch: a shelf with a specimen, and a shelf alone.
async fn load(store: &Store) -> [RecordId; 3] {
    let ids = [store.fresh_id(), store.fresh_id(), store.fresh_id()];
    let [shelf, stone, alone] = ids;
    let body = kinds::specimen("例の石").with("shelf", &Value::Reference(shelf));
    let changes = [
        Change::Create { id: shelf, kind: Shelf::INFO, body: kinds::shelf("例の棚") },
        Change::Create { id: stone, kind: Specimen::INFO, body },
        Change::Create { id: alone, kind: Shelf::INFO, body: kinds::shelf("例の空の棚") },
    ];
    let mut transaction = store.begin(&batch_header(EXAMPLE)).await.unwrap();
    transaction.apply(&changes).await.unwrap();
    transaction.save_batch(&batch(EXAMPLE, BatchState::Done, store.clock().now())).await.unwrap();
    transaction.seal(EXAMPLE).await.unwrap();
    transaction.finish().await.unwrap();
    ids
}

/// Undoes a batch as `undo`; `again` is the batch that stands again by it.
async fn undo(store: &Store, batch_id: &str, undo: &str, again: Option<&str>) -> [u64; 3] {
    let plan = store.plan_undo(batch_id).await.unwrap();
    let now = store.clock().now();
    let mut others = vec![batch(undo, BatchState::Done, now)];
    others.extend(again.map(|id| batch(id, BatchState::Done, now)));
    let done: Batch = store.batch(batch_id).await.unwrap().unwrap();
    store.undo(&batch_header(undo), &done, &plan, &others).await.unwrap();
    [plan.removed, plan.returned, u64::try_from(plan.kept.len()).unwrap()]
}

async fn assert_sealed(store: &Store, id: RecordId) {
    let reference = store.record(id).await.reference;
    let edited = store.edit(id, |body| body.with("title", &kinds::text("直した"))).await;
    for refused in [refusal(edited), refusal(store.delete(id).await)] {
        let expected = (reference.as_str(), EXAMPLE);
        assert!(
            matches!(&refused, Error::Sealed { reference, batch } if (reference.as_str(), batch.as_str()) == expected),
            "{refused}"
        );
    }
    assert_eq!(store.seals(&[id]).await.unwrap(), [(id, EXAMPLE.to_owned())].into());
}

async fn a_sealed_record_is_neither_changed_nor_ended(place: Place) {
    let store = place.open().await;
    let ids = load(&store).await;
    for id in ids {
        assert_sealed(&store, id).await;
    }
    let body = kinds::specimen("自分の石").with("shelf", &Value::Reference(ids[0]));
    let own = store.specimen(body).await;
    store.edit(own, |body| body.with("grade", &Value::Choice("best".into()))).await.unwrap();
    assert_eq!(store.seals(&[own]).await.unwrap(), [].into());
    // All or nothing: what is one's own in the same changeset stays as it was.
    let before = store.record(own).await;
    let changes = [
        Change::Update { id: own, expected: before.version, body: kinds::specimen("変えた石") },
        Change::Delete { id: ids[2], expected: 1 },
    ];
    let refused = refusal(store.commit(&batch_header("edit-1"), &changes).await);
    assert!(matches!(refused, Error::Sealed { .. }), "{refused}");
    let now = store.record(own).await;
    assert_eq!((now.version, now.body), (before.version, before.body));
    assert!(verify(&store).await.is_clean());
}

async fn undoing_takes_all_but_what_others_need_and_that_is_free(place: Place) {
    let store = place.open().await;
    let [shelf, stone, alone] = load(&store).await;
    let own = kinds::specimen("自分の石").with("shelf", &Value::Reference(shelf));
    store.specimen(own).await;
    let plan = store.plan_undo(EXAMPLE).await.unwrap();
    assert_eq!(plan.kept, [(shelf, "referred")]);
    assert_eq!(undo(&store, EXAMPLE, "undo-1", None).await, [2, 0, 1]);
    assert!(store.load(stone).await.unwrap().is_none() && store.load(alone).await.unwrap().is_none());
    assert_eq!(store.seals(&[shelf]).await.unwrap(), [].into());
    store.edit(shelf, |body| body.with("title", &kinds::text("もう自分の棚"))).await.unwrap();
    assert!(verify(&store).await.is_clean());
}

async fn undoing_the_undo_seals_again(place: Place) {
    let store = place.open().await;
    let ids = load(&store).await;
    assert_eq!(undo(&store, EXAMPLE, "undo-1", None).await, [3, 0, 0]);
    assert_eq!(undo(&store, "undo-1", "undo-2", Some(EXAMPLE)).await, [0, 3, 0]);
    for id in ids {
        assert_sealed(&store, id).await;
    }
    assert_eq!(undo(&store, EXAMPLE, "undo-3", None).await, [3, 0, 0]);
    assert!(verify(&store).await.is_clean());
}

async fn a_backup_carries_the_seal(place: Place) {
    let store = place.open().await;
    let [shelf, ..] = load(&store).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backup.zip");
    store.backup(&path, "test", &|_, _| ()).await.unwrap();
    // Over the other engine.
    let other = if place.is_sqlite() { Place::postgres("seals") } else { Some(Place::sqlite()) };
    let Some(other) = other else { return };
    let mut archive = Archive::open(&path).unwrap();
    archive.check(&|_, _| ()).unwrap();
    let registry = Arc::new(kinds::registry());
    let restored =
        Store::restore(&other.location, archive, registry, &SystemIds::default(), &[], &|_, _| ()).await;
    assert!(restored.unwrap().verified.is_clean());
    assert_sealed(&other.open().await, shelf).await;
}

async fn a_change_past_the_door_is_found(place: Place) {
    let store = place.open().await;
    let raw = Raw::open(&place.location).await;
    let [_, stone, alone] = load(&store).await;
    raw.execute("DELETE FROM seal").await;
    store.edit(stone, |body| body.with("title", &kinds::text("書き換え"))).await.unwrap();
    store.delete(alone).await.unwrap();
    assert!(verify(&store).await.is_clean());
    raw.execute("INSERT INTO seal (batch) VALUES ('example-1')").await;
    let found = verify(&store).await;
    assert_eq!(found.counts.into_iter().collect::<Vec<_>>(), [("seal-broken", 2)]);
    let seqs: Vec<Option<i64>> = found.findings.iter().map(|finding| finding.seq).collect();
    assert_eq!(seqs, [Some(2), Some(3)]);
}
