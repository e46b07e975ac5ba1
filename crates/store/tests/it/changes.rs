//! One change at a time: versions, several changes of one record in one transaction, times, nothing half done.

use enishi_kind::{Kind as _, Value};
use enishi_store::{Change, Error, Reading};
use enishi_testkit::kinds::{self, Specimen};
use jiff::SignedDuration;

use crate::place::{Place, Writes, header, refusal};
use crate::raw::Raw;
use crate::verify::differences;

both!(
    a_change_on_an_old_version_is_refused,
    a_record_may_change_several_times_in_one_transaction,
    a_refused_commit_leaves_nothing,
    nothing_is_swallowed_of_a_large_commit,
    an_abandoned_transaction_leaves_nothing,
    time_never_runs_backwards_along_the_log,
    a_store_opens_and_reads_beside_an_open_transaction,
);

async fn a_change_on_an_old_version_is_refused(place: Place) {
    let store = place.open().await;
    let id = store.specimen(kinds::specimen("石")).await;
    store.update(id, kinds::specimen("青い石")).await.unwrap();

    let body = kinds::specimen("赤い石");
    for change in [Change::Update { id, expected: 1, body: body.clone() }, Change::Delete { id, expected: 1 }]
    {
        let error = refusal(store.commit(&header("late"), &[change]).await);
        assert!(matches!(error, Error::Conflict { expected: 1, found: 2, .. }), "{error}");
    }
    assert_eq!(store.record(id).await.body, kinds::specimen("青い石"));

    store.delete(id).await.unwrap();
    let error = refusal(store.commit(&header("late"), &[Change::Update { id, expected: 2, body }]).await);
    assert!(matches!(error, Error::Conflict { expected: 2, found: 0, .. }), "{error}");
    assert_eq!(store.head().await.unwrap().seq, 3);
}

async fn a_record_may_change_several_times_in_one_transaction(place: Place) {
    let store = place.open().await;
    let (id, gone) = (store.fresh_id(), store.fresh_id());
    let body = kinds::specimen("石");
    let changes = [
        Change::Create { id, kind: Specimen::INFO, body: body.clone() },
        Change::Create { id: gone, kind: Specimen::INFO, body: body.clone() },
        Change::Update { id, expected: 1, body: body.clone().with("grade", &Value::Choice("good".into())) },
        Change::Update { id, expected: 2, body: body.with("grade", &Value::Choice("best".into())) },
        Change::Delete { id: gone, expected: 1 },
    ];
    store.commit(&header("all at once"), &changes).await.unwrap();
    let record = store.record(id).await;
    assert_eq!((record.version, record.body.str("grade")), (3, Some("best")));
    assert!(store.load(gone).await.unwrap().is_none());

    // Ended and brought back within one commit, under its former reference.
    let (reference, body) = (record.reference.clone(), record.body.clone());
    let changes = [
        Change::Delete { id, expected: 3 },
        Change::Return { id, kind: Specimen::INFO, reference: reference.clone(), ended: 4, body },
    ];
    store.commit(&header("there and back"), &changes).await.unwrap();
    let record = store.record(id).await;
    assert_eq!((record.version, record.reference), (5, reference));
    assert_eq!(differences(&Raw::open(&place.location).await, store.registry()).await, [""; 0]);
}

async fn a_refused_commit_leaves_nothing(place: Place) {
    let store = place.open().await;
    let standing = store.specimen(kinds::specimen("石")).await;
    let raw = Raw::open(&place.location).await;
    let before = raw.dump().await;
    let changes = [
        Change::Create { id: store.fresh_id(), kind: Specimen::INFO, body: kinds::specimen("新しい石") },
        Change::Update { id: standing, expected: 1, body: kinds::specimen("青い石") },
        Change::Delete { id: store.fresh_id(), expected: 1 },
    ];
    let error = refusal(store.commit(&header("one of three cannot be"), &changes).await);
    assert!(matches!(error, Error::Conflict { .. }), "{error}");
    assert_eq!(raw.dump().await, before);
}

async fn an_abandoned_transaction_leaves_nothing(place: Place) {
    let store = place.open().await;
    let raw = Raw::open(&place.location).await;
    let before = raw.dump().await;
    let change = Change::Create { id: store.fresh_id(), kind: Specimen::INFO, body: kinds::specimen("石") };
    let mut open = store.begin(&header("never")).await.unwrap();
    open.apply(std::slice::from_ref(&change)).await.unwrap();
    drop(open);
    assert_eq!(raw.dump().await, before);
    // The head is free again, and the place in the log is not lost.
    assert_eq!(store.commit(&header("now"), &[change]).await.unwrap().seq, 1);
}

async fn time_never_runs_backwards_along_the_log(place: Place) {
    let store = place.open().await;
    let mut times = Vec::new();
    for minutes in [0, 5, -60, 90] {
        place.clock.advance(SignedDuration::from_mins(minutes));
        let change =
            Change::Create { id: store.fresh_id(), kind: Specimen::INFO, body: kinds::specimen("石") };
        let committed = store.commit(&header("tick"), &[change]).await.unwrap();
        assert_eq!(store.committed_at(committed.seq).await.unwrap(), Some(committed.at));
        times.push(committed.at);
    }
    assert!(times.is_sorted_by(|one, next| one < next), "{times:?}");
    let step = times[2].duration_since(times[1]);
    assert_eq!(step, SignedDuration::from_micros(1), "while the clock is set back time goes by in steps");
}

async fn a_store_opens_and_reads_beside_an_open_transaction(place: Place) {
    let store = place.open().await;
    let id = store.specimen(kinds::specimen("石")).await;
    let mut open = store.begin(&header("long")).await.unwrap();
    open.apply(&[Change::Update { id, expected: 1, body: kinds::specimen("青い石") }]).await.unwrap();
    // As many writers wait as there are connections for writing; readers have their own.
    let mut waiting = Vec::new();
    for _ in 0..20 {
        let store = store.clone();
        waiting.push(tokio::spawn(async move { store.specimen(kinds::specimen("瓦")).await }));
    }
    crate::followers::let_others_run(&store).await;
    for reader in [place.open().await, store.clone()] {
        assert_eq!(reader.record(id).await.body, kinds::specimen("石"));
    }
    assert!(waiting.iter().all(|writer| !writer.is_finished()));
    open.finish().await.unwrap();
    for writer in waiting {
        writer.await.unwrap();
    }
    assert_eq!(store.record(id).await.body, kinds::specimen("青い石"));
}

/// Rows are written many to a statement; no length of a commit may lose any, nor the parts in which they come.
async fn nothing_is_swallowed_of_a_large_commit(place: Place) {
    let store = place.open().await;
    let mut made = Vec::new();
    for length in [1_usize, 2, 399, 400, 401, 1_000] {
        let changes: Vec<Change> = (0..length)
            .map(|number| {
                let body = kinds::specimen(&format!("石{number}")).with("pieces", &Value::Integer(1));
                Change::Create { id: store.fresh_id(), kind: Specimen::INFO, body }
            })
            .collect();
        let mut transaction = store.begin(&header("large")).await.unwrap();
        for part in changes.chunks(701) {
            transaction.apply(part).await.unwrap();
        }
        let seq = transaction.finish().await.unwrap().seq;
        let logged = store.changes_after(seq - 1, i64::MAX, 9_999).await.unwrap();
        let ids: Vec<_> = changes.iter().map(Change::id).collect();
        assert_eq!(logged.iter().map(|change| change.id).collect::<Vec<_>>(), ids, "{length}");
        made.extend(ids);
    }
    assert_eq!(store.load_many(&made).await.unwrap().len(), made.len());
    let count = store.count(Reading::now(&enishi_kind::Viewer::public()), Specimen::INFO, &[]).await.unwrap();
    assert_eq!(usize::try_from(count).unwrap(), made.len());
    assert_eq!(differences(&Raw::open(&place.location).await, store.registry()).await, [""; 0]);
}
