//! References lead somewhere: to a record of the right kind, at the end of every transaction.

use enishi_kind::{Body, Kind as _, Value};
use enishi_kit::ids::RecordId;
use enishi_store::{Change, Error};
use enishi_testkit::kinds::{self, Shelf, Specimen};

use crate::place::{Place, Writes, header, refusal};
use crate::raw::Raw;
use crate::verify::differences;

both!(
    a_reference_leads_to_a_record_of_the_right_kind,
    the_target_may_come_before_or_after_in_the_same_transaction,
    what_a_later_change_takes_back_is_not_asked_for,
    a_record_that_others_refer_to_stays,
    records_that_refer_to_each_other_go_together,
    deleting_and_referring_at_once_never_both_succeed,
    the_sources_of_claims_are_references,
);

fn on_shelf(title: &str, shelf: RecordId) -> Body {
    kinds::specimen(title).with("shelf", &Value::Reference(shelf))
}

fn create(id: RecordId, body: Body) -> Change {
    Change::Create { id, kind: Specimen::INFO, body }
}

async fn a_reference_leads_to_a_record_of_the_right_kind(place: Place) {
    let store = place.open().await;
    let shelf = store.shelf("棚").await;
    let stone = store.specimen(on_shelf("石", shelf)).await;
    let nobody = kinds::reference_ids(1)[0];
    for to in [nobody, stone] {
        let id = store.fresh_id();
        let error = refusal(store.commit(&header("wrong"), &[create(id, on_shelf("瓦", to))]).await);
        let Error::MissingTarget { from, field, to: found, expected } = &error else { panic!("{error}") };
        assert_eq!((*from, &**field, *found, expected.as_str()), (id, "shelf", to, "shelf"));
        let error = refusal(store.update(stone, on_shelf("石", to)).await);
        assert!(matches!(error, Error::MissingTarget { .. }), "{error}");
    }
    assert_eq!(store.record(stone).await.version, 1);
}

async fn the_target_may_come_before_or_after_in_the_same_transaction(place: Place) {
    let store = place.open().await;
    let [shelf, early, late] = [store.fresh_id(), store.fresh_id(), store.fresh_id()];
    let shelf_change = Change::Create { id: shelf, kind: Shelf::INFO, body: kinds::shelf("棚") };
    let changes = [create(early, on_shelf("先", shelf)), shelf_change, create(late, on_shelf("後", shelf))];
    store.commit(&header("together"), &changes).await.unwrap();

    // Of the wrong kind is wrong in the same transaction too.
    let [one, two] = [store.fresh_id(), store.fresh_id()];
    let changes = [create(one, kinds::specimen("石")), create(two, on_shelf("瓦", one))];
    assert!(matches!(refusal(store.commit(&header("wrong"), &changes).await), Error::MissingTarget { .. }));

    // And what was made and ended in it is not there.
    let gone = store.fresh_id();
    let changes = [
        Change::Create { id: gone, kind: Shelf::INFO, body: kinds::shelf("仮") },
        create(store.fresh_id(), on_shelf("瓦", gone)),
        Change::Delete { id: gone, expected: 1 },
    ];
    assert!(matches!(refusal(store.commit(&header("gone"), &changes).await), Error::MissingTarget { .. }));
}

async fn what_a_later_change_takes_back_is_not_asked_for(place: Place) {
    let store = place.open().await;
    let [nobody, other] = [kinds::reference_ids(2)[0], kinds::reference_ids(2)[1]];
    let [one, two] = [store.fresh_id(), store.fresh_id()];
    let changes = [
        create(one, on_shelf("石", nobody)),
        create(two, on_shelf("瓦", other)),
        Change::Update { id: one, expected: 1, body: kinds::specimen("石") },
        Change::Delete { id: two, expected: 1 },
    ];
    store.commit(&header("second thoughts"), &changes).await.unwrap();
    assert_eq!(differences(&Raw::open(&place.location).await, store.registry()).await, [""; 0]);
}

async fn a_record_that_others_refer_to_stays(place: Place) {
    let store = place.open().await;
    let shelf = store.shelf("棚").await;
    let stones = [store.specimen(on_shelf("石", shelf)).await, store.specimen(on_shelf("瓦", shelf)).await];
    let error = refusal(store.delete(shelf).await);
    assert!(matches!(error, Error::Referred { id, referrers: 2 } if id == shelf), "{error}");
    // A reference counts whoever may see it.
    let papers = kinds::specimen("石").with("papers", &Value::Reference(shelf));
    store.update(stones[0], papers).await.unwrap();
    store.delete(stones[1]).await.unwrap();
    assert!(matches!(refusal(store.delete(shelf).await), Error::Referred { referrers: 1, .. }));
    store.update(stones[0], kinds::specimen("石")).await.unwrap();
    store.delete(shelf).await.unwrap();
}

async fn records_that_refer_to_each_other_go_together(place: Place) {
    let store = place.open().await;
    let [one, two] = [store.fresh_id(), store.fresh_id()];
    let related = |to| kinds::specimen("対").with("related", &Value::References(vec![to]));
    store.commit(&header("a pair"), &[create(one, related(two)), create(two, related(one))]).await.unwrap();
    assert!(matches!(refusal(store.delete(one).await), Error::Referred { .. }));
    let both = [Change::Delete { id: one, expected: 1 }, Change::Delete { id: two, expected: 1 }];
    store.commit(&header("both"), &both).await.unwrap();
    // Itself is nobody else.
    let own = store.fresh_id();
    store.commit(&header("own"), &[create(own, related(own))]).await.unwrap();
    store.delete(own).await.unwrap();
    assert_eq!(differences(&Raw::open(&place.location).await, store.registry()).await, [""; 0]);
}

/// A transaction that has written a reference and is still open, and a deletion of its target by another process.
async fn deleting_and_referring_at_once_never_both_succeed(place: Place) {
    let (store, other) = (place.open_random().await, place.open_random().await);
    let shelf = store.shelf("棚").await;
    let mut referring = store.begin(&header("refer")).await.unwrap();
    referring.apply(&[create(store.fresh_id(), on_shelf("石", shelf))]).await.unwrap();
    let deleting = tokio::spawn(async move {
        other.commit(&header("delete"), &[Change::Delete { id: shelf, expected: 1 }]).await
    });
    // However long the first takes, the second waits at the head of the log. Were there no lock, it would get as far
    // as the database lets it, and neither see the reference nor be told of it.
    crate::followers::let_others_run(&store).await;
    assert!(!deleting.is_finished(), "the deletion did not wait");
    referring.finish().await.unwrap();
    let error = refusal(deleting.await.unwrap());
    assert!(matches!(error, Error::Referred { referrers: 1, .. }), "{error}");

    // The other way round: a deletion is open, a reference comes.
    let (store, other) = (place.open_random().await, place.open_random().await);
    let shelf = store.shelf("別の棚").await;
    let mut deleting = store.begin(&header("delete")).await.unwrap();
    deleting.apply(&[Change::Delete { id: shelf, expected: 1 }]).await.unwrap();
    let referring = tokio::spawn(async move {
        other.commit(&header("refer"), &[create(other.fresh_id(), on_shelf("石", shelf))]).await
    });
    crate::followers::let_others_run(&store).await;
    assert!(!referring.is_finished(), "the reference did not wait");
    deleting.finish().await.unwrap();
    let error = refusal(referring.await.unwrap());
    assert!(matches!(error, Error::MissingTarget { .. }), "{error}");
    assert_eq!(differences(&Raw::open(&place.location).await, store.registry()).await, [""; 0]);
}

async fn the_sources_of_claims_are_references(place: Place) {
    let store = place.open().await;
    let source = store.source("台帳").await;
    let claim = serde_json::json!([{"field": "grade", "value": "best", "source": source}]);
    let mut body = kinds::specimen("石");
    body.set_raw("claims", claim);
    let stone = store.specimen(body.clone()).await;
    assert!(matches!(refusal(store.delete(source).await), Error::Referred { referrers: 1, .. }));
    body.set_raw("claims", serde_json::json!([{"field": "grade", "value": "best", "source": stone}]));
    let error = refusal(store.update(stone, body).await);
    assert!(matches!(&error, Error::MissingTarget { field, .. } if field == "claims"), "{error}");
}
