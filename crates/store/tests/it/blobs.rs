//! Attached files: whole or absent, named only when they are there, the same bytes back on both engines.

use enishi_kind::{Body, FileEntry, Layer, Value, Viewer};
use enishi_kit::ids::RecordId;
use enishi_store::{Blob, Change, Error, Reading, Store};
use enishi_testkit::kinds;

use crate::place::{Place, Writes, header, refusal};

both!(
    a_file_comes_back_as_it_went_in,
    a_file_that_is_not_there_cannot_be_named,
    a_file_without_all_its_bytes_cannot_be_named,
    what_was_not_finished_is_not_there,
    the_same_bytes_are_kept_once,
    hidden_files_are_in_no_answer_and_no_history,
    a_file_taken_off_stays_for_the_history,
);

fn entry(hash: &str, size: u64, layer: Layer) -> FileEntry {
    FileEntry {
        blob: hash.to_owned(),
        name: "資料.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size,
        layer,
        title: None,
    }
}

fn naming(body: Body, entries: &[FileEntry]) -> Body {
    body.with("files", &Value::Files(entries.to_vec()))
}

fn blob(hash: &str, size: u64) -> Blob {
    Blob {
        hash: hash.to_owned(),
        size,
        media_type: "application/pdf".to_owned(),
        state: "whole".to_owned(),
        reason: None,
        at: "2026-04-01T00:00:00Z".parse().unwrap(),
    }
}

fn hash(of: char) -> String {
    of.to_string().repeat(64)
}

async fn attach(store: &Store, id: RecordId, layer: Layer, hash: &str, parts: &[Vec<u8>]) {
    let size = parts.iter().map(|part| u64::try_from(part.len()).unwrap()).sum();
    let mut transaction = store.begin(&header("attach")).await.unwrap();
    assert!(transaction.begin_blob(&blob(hash, size), Some("希少糖")).await.unwrap());
    for (ordinal, part) in (0..).zip(parts) {
        transaction.add_part(hash, ordinal, part.clone()).await.unwrap();
    }
    let record = store.load(id).await.unwrap().unwrap();
    let body = naming(record.body.clone(), &[entry(hash, size, layer)]);
    transaction.apply(&[Change::Update { id, expected: record.version, body }]).await.unwrap();
    transaction.finish().await.unwrap();
}

async fn a_file_comes_back_as_it_went_in(place: Place) {
    let store = place.open().await;
    let id = store.specimen(kinds::specimen("石")).await;
    let parts: Vec<Vec<u8>> = vec![(0..=255).cycle().take(Store::PART_BYTES).collect(), vec![0, 1, 2]];
    attach(&store, id, Layer::Public, &hash('a'), &parts).await;
    let found = store.blobs(&[hash('a'), hash('b')]).await.unwrap();
    assert_eq!(found.into_values().collect::<Vec<_>>(), [blob(&hash('a'), 1_048_579)]);
    for (ordinal, part) in (0..).zip(&parts) {
        assert_eq!(store.blob_part(&hash('a'), ordinal).await.unwrap().as_ref(), Some(part));
    }
    assert_eq!(store.blob_part(&hash('a'), 2).await.unwrap(), None);
    assert_eq!(store.blob_words(&hash('a')).await.unwrap().as_deref(), Some("希少糖"));
    assert_eq!(store.blob_words(&hash('b')).await.unwrap(), None);
}

async fn a_file_that_is_not_there_cannot_be_named(place: Place) {
    let store = place.open().await;
    let body = naming(kinds::specimen("石"), &[entry(&hash('a'), 3, Layer::Public)]);
    let id = store.fresh_id();
    let kind = enishi_testkit::kinds::registry().kind("specimen").unwrap();
    let create = Change::Create { id, kind, body: body.clone() };
    let error = refusal(store.commit(&header("wrong"), &[create]).await);
    assert!(
        matches!(&error, Error::MissingBlob { from, hash: found } if *from == id && *found == hash('a')),
        "{error}"
    );
    let stone = store.specimen(kinds::specimen("石")).await;
    assert!(matches!(refusal(store.update(stone, body).await), Error::MissingBlob { .. }));
    assert_eq!(store.record(stone).await.version, 1);
}

async fn a_file_without_all_its_bytes_cannot_be_named(place: Place) {
    let store = place.open().await;
    let id = store.specimen(kinds::specimen("石")).await;
    let mut transaction = store.begin(&header("attach")).await.unwrap();
    transaction.begin_blob(&blob(&hash('a'), 6), None).await.unwrap();
    transaction.add_part(&hash('a'), 0, vec![1, 2, 3]).await.unwrap();
    let body = naming(kinds::specimen("石"), &[entry(&hash('a'), 6, Layer::Public)]);
    transaction.apply(&[Change::Update { id, expected: 1, body }]).await.unwrap();
    assert!(matches!(refusal(transaction.finish().await), Error::MissingBlob { .. }));
    assert!(store.blobs(&[hash('a')]).await.unwrap().is_empty());
}

async fn what_was_not_finished_is_not_there(place: Place) {
    let store = place.open().await;
    let mut transaction = store.begin(&header("attach")).await.unwrap();
    transaction.begin_blob(&blob(&hash('a'), 3), Some("希少糖")).await.unwrap();
    transaction.add_part(&hash('a'), 0, vec![1, 2, 3]).await.unwrap();
    drop(transaction);
    // Another begins only when the first is over.
    drop(store.begin(&header("next")).await.unwrap());
    assert!(store.blobs(&[hash('a')]).await.unwrap().is_empty());
    assert_eq!(store.blob_part(&hash('a'), 0).await.unwrap(), None);
    assert_eq!(store.blob_words(&hash('a')).await.unwrap(), None);
}

async fn the_same_bytes_are_kept_once(place: Place) {
    let store = place.open().await;
    let [one, two] =
        [store.specimen(kinds::specimen("石")).await, store.specimen(kinds::specimen("瓦")).await];
    attach(&store, one, Layer::Public, &hash('a'), &[vec![1, 2, 3]]).await;
    let mut transaction = store.begin(&header("attach")).await.unwrap();
    assert!(!transaction.begin_blob(&blob(&hash('a'), 3), None).await.unwrap());
    let body = naming(kinds::specimen("瓦"), &[entry(&hash('a'), 3, Layer::Steward)]);
    transaction.apply(&[Change::Update { id: two, expected: 1, body }]).await.unwrap();
    transaction.finish().await.unwrap();
    assert_eq!(store.blob_part(&hash('a'), 1).await.unwrap(), None);
    assert_eq!(store.blob_words(&hash('a')).await.unwrap().as_deref(), Some("希少糖"));
}

async fn hidden_files_are_in_no_answer_and_no_history(place: Place) {
    let store = place.open().await;
    let open = kinds::specimen("石").with("disclosure", &Value::Choice("public".to_owned()));
    let id = store.specimen(open).await;
    attach(&store, id, Layer::Member, &hash('a'), &[vec![1, 2, 3]]).await;
    let record = store.record(id).await;
    let public = Viewer::public();
    let seen = store.seen(&public, &record).await.unwrap().unwrap();
    assert_eq!(seen.body.raw("files"), None);
    let history = store.history(Reading::now(&public), id).await.unwrap();
    assert_eq!(history.iter().map(|entry| entry.operation.as_str()).collect::<Vec<_>>(), ["create"]);
    let all = store.history(Reading::now(&Viewer::operator()), id).await.unwrap();
    assert_eq!(all[0].changes.iter().map(|change| change.field).collect::<Vec<_>>(), ["files"]);
}

async fn a_file_taken_off_stays_for_the_history(place: Place) {
    let store = place.open().await;
    let id = store.specimen(kinds::specimen("石")).await;
    attach(&store, id, Layer::Public, &hash('a'), &[vec![1, 2, 3]]).await;
    store
        .edit(id, |mut body| {
            body.remove("files");
            body
        })
        .await
        .unwrap();
    assert!(store.body_at(id, 2).await.unwrap().unwrap().raw("files").is_some());
    assert_eq!(store.blob_part(&hash('a'), 0).await.unwrap(), Some(vec![1, 2, 3]));
    // And it may be named again, as an undone removal does.
    let body = store.body_at(id, 2).await.unwrap().unwrap();
    store.update(id, body).await.unwrap();
}
