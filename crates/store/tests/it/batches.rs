//! Batches: staged rows, their states, what is forgotten when.

use enishi_kind::Kind as _;
use enishi_store::{Batch, BatchState, Change};
use enishi_testkit::kinds::{self, Specimen};
use jiff::{SignedDuration, Timestamp};

use crate::place::{Place, Writes, batch_header};

both!(
    staged_rows_are_read_in_order,
    a_finished_batch_forgets_its_stage,
    a_part_takes_its_rows_out_of_the_stage_once,
    old_stages_are_cleared,
    the_newest_batches_come_first
);

pub fn batch(id: &str, state: BatchState, at: Timestamp) -> Batch {
    let (kind, title, report) = ("specimen".to_owned(), "石.xlsx".to_owned(), "{}".to_owned());
    Batch { id: id.to_owned(), kind, title, state, at, report }
}

async fn staged_rows_are_read_in_order(place: Place) {
    let store = place.open().await;
    let rows: Vec<String> = (0..2_500).map(|number| format!("{{\"行\": {number}}}")).collect();
    for (number, chunk) in (0..).zip(rows.chunks(999)) {
        store.stage("import-1", number * 999, chunk).await.unwrap();
    }
    store.stage("import-2", 0, &["another".to_owned()]).await.unwrap();
    let (mut after, mut read) = (-1, Vec::new());
    loop {
        let page = store.staged("import-1", after, 700).await.unwrap();
        let Some((last, _)) = page.last() else { break };
        after = *last;
        read.extend(page.into_iter().map(|(_, content)| content));
    }
    assert_eq!(read, rows);
}

async fn a_finished_batch_forgets_its_stage(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    store.stage("import-1", 0, &["一".to_owned(), "二".to_owned()]).await.unwrap();
    store.save_batch(&batch("import-1", BatchState::Staged, now)).await.unwrap();
    let mut transaction = store.begin(&batch_header("import-1")).await.unwrap();
    assert_eq!(store.staged("import-1", 0, 9).await.unwrap(), [(1, "二".to_owned())]);
    let body = kinds::specimen("石");
    transaction.apply(&[Change::Create { id: store.fresh_id(), kind: Specimen::INFO, body }]).await.unwrap();
    let done = Batch { report: "{\"created\":1}".into(), ..batch("import-1", BatchState::Done, now) };
    transaction.save_batch(&done).await.unwrap();
    // Not before it is committed.
    assert_eq!(store.staged("import-1", -1, 9).await.unwrap().len(), 2);
    assert_eq!(store.batch("import-1").await.unwrap().unwrap().state, BatchState::Staged);
    transaction.finish().await.unwrap();
    assert_eq!(store.staged("import-1", -1, 9).await.unwrap(), []);
    assert_eq!(store.batch("import-1").await.unwrap(), Some(done));
    assert_eq!(store.batch("import-2").await.unwrap(), None);
}

async fn a_part_takes_its_rows_out_of_the_stage_once(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    let rows: Vec<String> = (0..10).map(|number| number.to_string()).collect();
    store.stage("import-1", 0, &rows).await.unwrap();
    store.save_batch(&batch("import-1", BatchState::Staged, now)).await.unwrap();
    assert_eq!(store.batches_under_way().await.unwrap(), []);
    let applying = batch("import-1", BatchState::Applying, now);
    // One who dies in the middle takes nothing away.
    let mut killed = store.begin(&batch_header("import-1")).await.unwrap();
    assert_eq!(killed.advance(&applying, 5).await.unwrap(), 6);
    drop(killed);
    let mut made = Vec::new();
    for (through, taken) in [(5, 6), (5, 0), (9, 4)] {
        let mut part = store.begin(&batch_header("import-1")).await.unwrap();
        let id = store.fresh_id();
        let body = kinds::specimen("石");
        part.apply(&[Change::Create { id, kind: Specimen::INFO, body }]).await.unwrap();
        assert_eq!(part.advance(&applying, through).await.unwrap(), taken, "{through}");
        part.finish().await.unwrap();
        made.push(id);
        assert_eq!(store.batches_under_way().await.unwrap(), std::slice::from_ref(&applying));
    }
    let mut changed = store.changed_by("import-1").await.unwrap();
    changed.sort_unstable();
    assert_eq!(changed, made);
    assert_eq!(store.staged("import-1", -1, 99).await.unwrap(), []);
    // Old stages are cleared away, what is under way is not.
    store.clear_stages(now + SignedDuration::from_hours(99)).await.unwrap();
    assert_eq!(store.batches_under_way().await.unwrap(), [applying]);
    store.save_batch(&batch("import-1", BatchState::Done, now)).await.unwrap();
    assert_eq!(store.batches_under_way().await.unwrap(), []);
}

async fn old_stages_are_cleared(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    let [old, new] = [now - SignedDuration::from_hours(30), now - SignedDuration::from_hours(1)];
    for (id, state, at) in
        [("old", BatchState::Staged, old), ("new", BatchState::Staged, new), ("done", BatchState::Done, old)]
    {
        store.save_batch(&batch(id, state, at)).await.unwrap();
        store.stage(id, 0, &["row".to_owned()]).await.unwrap();
    }
    store.clear_stages(now - SignedDuration::from_hours(24)).await.unwrap();
    for (id, is_there) in [("old", false), ("new", true), ("done", true)] {
        assert_eq!(store.batch(id).await.unwrap().is_some(), is_there, "{id}");
        assert_eq!(!store.staged(id, -1, 9).await.unwrap().is_empty(), is_there, "{id}");
    }
}

async fn the_newest_batches_come_first(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    for (id, hours) in [("import-b", 1), ("import-a", 1), ("import-Z", 1), ("import-0", 2)] {
        store
            .save_batch(&batch(id, BatchState::Done, now + SignedDuration::from_hours(hours)))
            .await
            .unwrap();
    }
    let ids = |batches: Vec<Batch>| batches.into_iter().map(|batch| batch.id).collect::<Vec<_>>();
    let all = ids(store.batches("", 9).await.unwrap());
    assert_eq!(all, ["import-0", "import-Z", "import-a", "import-b"]);
    assert_eq!(ids(store.batches("", 2).await.unwrap()), all[..2]);
    // Newer batches of other kinds take no places of a kind's own.
    let other = Batch { kind: "other".to_owned(), ..batch("import-1", BatchState::Done, now) };
    store.save_batch(&other).await.unwrap();
    assert_eq!(ids(store.batches_of("import-", "other", 1).await.unwrap()), ["import-1"]);
    assert_eq!(ids(store.batches_of("merge-", "other", 1).await.unwrap()), [""; 0]);
    // Only what was never written can be discarded.
    store.save_batch(&batch("import-2", BatchState::Staged, now)).await.unwrap();
    store.stage("import-2", 0, &["row".to_owned()]).await.unwrap();
    assert!(!store.discard_batch("import-1").await.unwrap());
    assert!(
        store.discard_batch("import-2").await.unwrap() && !store.discard_batch("import-2").await.unwrap()
    );
    assert!(store.staged("import-2", -1, 9).await.unwrap().is_empty());
}
