//! Undoing a batch: what nobody touched goes back as it was, the rest is listed and stays as it is.

use enishi_kind::{Body, Kind as _, Value};
use enishi_kit::ids::RecordId;
use enishi_store::{BatchState, Change, Error, Store, UndoPlan};
use enishi_testkit::kinds::{self, Shelf, Specimen};

use crate::batches::batch;
use crate::place::{Place, Writes, batch_header, header, refusal};
use crate::raw::Raw;
use crate::verify::differences;

both!(
    an_unedited_batch_goes_wholly_back,
    what_others_edited_or_refer_to_is_kept_and_listed,
    a_field_that_others_edited_too_stays_and_the_rest_goes_back,
    whatever_a_kept_record_refers_to_is_kept,
    what_somebody_else_ended_stays_ended,
    a_body_whose_target_is_gone_is_not_restored,
    an_edit_between_plan_and_undo_is_a_conflict,
    a_reference_between_plan_and_undo_is_refused,
    an_undo_can_be_undone,
    what_is_done_again_can_be_undone_again,
    attached_files_come_and_go_with_their_field,
    a_large_batch_goes_back,
);

const BATCH: &str = "import-1";

fn on_shelf(title: &str, shelf: RecordId) -> Body {
    kinds::specimen(title).with("shelf", &Value::Reference(shelf))
}

fn create(id: RecordId, body: Body) -> Change {
    Change::Create { id, kind: Specimen::INFO, body }
}

async fn import(store: &Store, changes: &[Change]) {
    store.commit(&batch_header(BATCH), changes).await.unwrap();
}

async fn carry_out(store: &Store, plan: &UndoPlan) -> Result<(), Error> {
    let done = batch(BATCH, BatchState::Done, store.clock().now());
    store.undo(&header("undo"), &done, plan, &[]).await.map(drop)
}

fn counts(plan: &UndoPlan) -> [u64; 4] {
    [plan.removed, plan.restored, plan.returned, u64::try_from(plan.kept.len()).unwrap()]
}

/// What the lists, references and bodies are made of, without versions and places in the log.
async fn standing(raw: &Raw) -> Vec<String> {
    let mut rows =
        raw.rows("record", &["<id>", "kind", "reference", "shape", "body", "clearance"], "1 = 1").await;
    let facets = ["<id>", "name", "value", "<sort_key>", "clearance"];
    rows.extend(raw.rows("facet", &facets, "to_seq IS NULL AND name <> 'created'").await);
    rows.extend(
        raw.rows("reference", &["<from_id>", "field", "<to_id>", "clearance"], "to_seq IS NULL").await,
    );
    rows
}

async fn an_unedited_batch_goes_wholly_back(place: Place) {
    let store = place.open().await;
    let raw = Raw::open(&place.location).await;
    let shelf = store.shelf("棚").await;
    let [updated, deleted] = [
        store.specimen(on_shelf("石", shelf)).await,
        store.specimen(kinds::full_specimen("瓦", shelf, shelf_less(&store).await)).await,
    ];
    let lonely = store.shelf("空の棚").await;
    let before = standing(&raw).await;

    // It makes two records that refer to each other, points an old one at the new, ends two; in two commits.
    let [new_shelf, new] = [store.fresh_id(), store.fresh_id()];
    import(
        &store,
        &[
            Change::Create { id: new_shelf, kind: Shelf::INFO, body: kinds::shelf("新しい棚") },
            create(new, on_shelf("新しい石", new_shelf).with("related", &Value::References(vec![updated]))),
            Change::Update { id: updated, expected: 1, body: on_shelf("石", new_shelf) },
            Change::Delete { id: deleted, expected: 1 },
        ],
    )
    .await;
    let second = on_shelf("石その二", new_shelf).with("grade", &Value::Choice("best".into()));
    import(
        &store,
        &[
            Change::Update { id: updated, expected: 2, body: second },
            Change::Delete { id: lonely, expected: 1 },
        ],
    )
    .await;
    let plan = store.plan_undo(BATCH).await.unwrap();
    assert_eq!(counts(&plan), [2, 1, 2, 0]);
    carry_out(&store, &plan).await.unwrap();
    assert_eq!(standing(&raw).await, before, "former references and all");
    assert_eq!(store.batch(BATCH).await.unwrap().unwrap().state, BatchState::Undone);
    assert_eq!(differences(&raw, store.registry()).await, [""; 0]);
    // A second time there is nothing left of it but records at newer versions.
    let again = store.plan_undo(BATCH).await.unwrap();
    assert!(again.changes.is_empty());
}

/// A specimen to which others may be related.
async fn shelf_less(store: &Store) -> RecordId {
    store.specimen(kinds::specimen("棚のない石")).await
}

async fn what_others_edited_or_refer_to_is_kept_and_listed(place: Place) {
    let store = place.open().await;
    let old = store.specimen(kinds::specimen("前からの石")).await;
    let other_old = store.specimen(kinds::specimen("前からの瓦")).await;
    let ids: Vec<RecordId> = (0..4).map(|_| store.fresh_id()).collect();
    let [edited, referred, free, shelf] = ids[..] else { panic!() };
    import(
        &store,
        &[
            create(edited, kinds::specimen("編集される石")),
            create(referred, kinds::specimen("参照される石")),
            create(free, on_shelf("だれも触れない石", shelf)),
            Change::Create { id: shelf, kind: Shelf::INFO, body: kinds::shelf("棚") },
            Change::Update { id: old, expected: 1, body: kinds::specimen("直した石") },
            Change::Update { id: other_old, expected: 1, body: kinds::specimen("直した瓦") },
        ],
    )
    .await;
    store.edit(edited, |body| body.with("number", &Value::Line("人の手".into()))).await.unwrap();
    store.edit(other_old, |body| body.with("number", &Value::Line("人の手".into()))).await.unwrap();
    store.specimen(kinds::specimen("外の石").with("belongs", &Value::References(vec![referred]))).await;

    let plan = store.plan_undo(BATCH).await.unwrap();
    let mut kept = plan.kept.clone();
    kept.sort_unstable();
    let mut expected = vec![(edited, "edited"), (referred, "referred")];
    expected.sort_unstable();
    assert_eq!(kept, expected);
    assert_eq!(counts(&plan), [2, 2, 0, 2]);
    let fields: Vec<_> = plan.fields[&edited].iter().map(|kept| (&*kept.field, &*kept.actor)).collect();
    assert_eq!(fields, [("number", "tester")], "listed with its author");
    assert_eq!(plan.fields[&edited][0].value, Some("人の手".into()), "and with what it says");
    carry_out(&store, &plan).await.unwrap();
    assert_eq!(store.record(old).await.body, kinds::specimen("前からの石"));
    assert_eq!(store.record(edited).await.body.str("number"), Some("人の手"));
    // The field that the batch wrote goes back, the one that somebody else wrote stays.
    let other = kinds::specimen("前からの瓦").with("number", &Value::Line("人の手".into()));
    assert_eq!(store.record(other_old).await.body, other);
    assert!(store.load(free).await.unwrap().is_none() && store.load(shelf).await.unwrap().is_none());
}

async fn a_field_that_others_edited_too_stays_and_the_rest_goes_back(place: Place) {
    let store = place.open().await;
    let id = store.specimen(kinds::specimen("前からの石")).await;
    let number = |text: &str| Value::Line(text.into());
    let body = kinds::specimen("直した石").with("number", &number("取り込み"));
    import(&store, &[Change::Update { id, expected: 1, body }]).await;
    store.edit(id, |body| body.with("number", &number("人の手"))).await.unwrap();
    let plan = store.plan_undo(BATCH).await.unwrap();
    assert_eq!((counts(&plan), plan.kept.clone()), ([0, 0, 0, 1], vec![(id, "partly")]));
    let kept = &plan.fields[&id];
    assert_eq!((kept.len(), &*kept[0].field, &kept[0].value), (1, "number", &Some("人の手".into())));
    carry_out(&store, &plan).await.unwrap();
    let expected = kinds::specimen("前からの石").with("number", &number("人の手"));
    assert_eq!(store.record(id).await.body, expected);
}

async fn whatever_a_kept_record_refers_to_is_kept(place: Place) {
    let store = place.open().await;
    // A chain within the batch: one → two → three → shelf; somebody refers to its beginning.
    let [one, two, three, shelf] = [store.fresh_id(), store.fresh_id(), store.fresh_id(), store.fresh_id()];
    let related = |title: &str, to| kinds::specimen(title).with("related", &Value::References(vec![to]));
    import(
        &store,
        &[
            Change::Create { id: shelf, kind: Shelf::INFO, body: kinds::shelf("棚") },
            create(one, related("一", two)),
            create(two, related("二", three)),
            create(three, on_shelf("三", shelf)),
        ],
    )
    .await;
    store.specimen(related("外の石", one)).await;
    let plan = store.plan_undo(BATCH).await.unwrap();
    assert_eq!(counts(&plan), [0, 0, 0, 4]);
    assert!(plan.kept.iter().all(|(_, reason)| *reason == "referred"));
    carry_out(&store, &plan).await.unwrap();
    store.record(shelf).await;
}

async fn what_somebody_else_ended_stays_ended(place: Place) {
    let store = place.open().await;
    let [updated, new, flickering] = [
        store.specimen(kinds::specimen("石")).await,
        store.fresh_id(),
        store.specimen(kinds::specimen("瓦")).await,
    ];
    let reference = store.record(flickering).await.reference;
    import(
        &store,
        &[
            create(new, kinds::specimen("新しい石")),
            Change::Update { id: updated, expected: 1, body: kinds::specimen("直した石") },
            Change::Delete { id: flickering, expected: 1 },
        ],
    )
    .await;
    store.delete(updated).await.unwrap();
    store.delete(new).await.unwrap();
    // Ended by the batch, brought back and ended again by others.
    let (kind, body) = (Specimen::INFO, kinds::specimen("瓦"));
    let back = Change::Return { id: flickering, kind, reference, ended: 2, body };
    store.commit(&header("back"), &[back]).await.unwrap();
    store.delete(flickering).await.unwrap();

    let plan = store.plan_undo(BATCH).await.unwrap();
    assert_eq!(counts(&plan), [0, 0, 0, 3]);
    assert!(plan.kept.iter().all(|(_, reason)| *reason == "gone"), "{:?}", plan.kept);
    carry_out(&store, &plan).await.unwrap();
    assert!(store.load(updated).await.unwrap().is_none());
}

async fn a_body_whose_target_is_gone_is_not_restored(place: Place) {
    let store = place.open().await;
    let shelf = store.shelf("棚").await;
    let [updated, deleted] =
        [store.specimen(on_shelf("石", shelf)).await, store.specimen(on_shelf("瓦", shelf)).await];
    import(
        &store,
        &[
            Change::Update { id: updated, expected: 1, body: kinds::specimen("石") },
            Change::Delete { id: deleted, expected: 1 },
        ],
    )
    .await;
    store.delete(shelf).await.unwrap();
    let plan = store.plan_undo(BATCH).await.unwrap();
    assert_eq!(counts(&plan), [0, 0, 0, 2]);
    assert!(plan.kept.iter().all(|(_, reason)| *reason == "target-gone"));
    carry_out(&store, &plan).await.unwrap();
    assert_eq!(store.record(updated).await.body, kinds::specimen("石"));
}

async fn an_edit_between_plan_and_undo_is_a_conflict(place: Place) {
    let store = place.open().await;
    let [one, two] = [store.fresh_id(), store.fresh_id()];
    import(&store, &[create(one, kinds::specimen("一")), create(two, kinds::specimen("二"))]).await;
    let plan = store.plan_undo(BATCH).await.unwrap();
    store.edit(one, |body| body.with("number", &Value::Line("人の手".into()))).await.unwrap();
    let error = refusal(carry_out(&store, &plan).await);
    assert!(matches!(error, Error::Conflict { id, expected: 1, found: 2 } if id == one), "{error}");
    // Nothing of the plan was done; a new plan lists the edit.
    store.record(two).await;
    assert!(store.batch(BATCH).await.unwrap().is_none());
    let plan = store.plan_undo(BATCH).await.unwrap();
    assert_eq!(counts(&plan), [1, 0, 0, 1]);
    carry_out(&store, &plan).await.unwrap();
}

async fn a_reference_between_plan_and_undo_is_refused(place: Place) {
    let store = place.open().await;
    let shelf = store.fresh_id();
    import(&store, &[Change::Create { id: shelf, kind: Shelf::INFO, body: kinds::shelf("棚") }]).await;
    let plan = store.plan_undo(BATCH).await.unwrap();
    store.specimen(on_shelf("石", shelf)).await;
    let error = refusal(carry_out(&store, &plan).await);
    assert!(matches!(error, Error::Referred { referrers: 1, .. }), "{error}");
    store.record(shelf).await;
}

async fn an_undo_can_be_undone(place: Place) {
    let store = place.open().await;
    let raw = Raw::open(&place.location).await;
    let [old, gone] =
        [store.specimen(kinds::specimen("前からの石")).await, store.specimen(kinds::specimen("瓦")).await];
    let [new, shelf] = [store.fresh_id(), store.fresh_id()];
    import(
        &store,
        &[
            Change::Create { id: shelf, kind: Shelf::INFO, body: kinds::shelf("棚") },
            create(new, on_shelf("新しい石", shelf)),
            Change::Update { id: old, expected: 1, body: on_shelf("直した石", shelf) },
            Change::Delete { id: gone, expected: 1 },
        ],
    )
    .await;
    let after = standing(&raw).await;
    let plan = store.plan_undo(BATCH).await.unwrap();
    store.commit(&batch_header("undo-1"), &plan.changes).await.unwrap();
    let plan = store.plan_undo("undo-1").await.unwrap();
    assert_eq!(counts(&plan), [1, 1, 2, 0]);
    store.commit(&batch_header("undo-2"), &plan.changes).await.unwrap();
    assert_eq!(standing(&raw).await, after);
    // Once more: what the second undo brought back goes with what refers to it.
    let plan = store.plan_undo("undo-2").await.unwrap();
    assert_eq!(counts(&plan), [2, 1, 1, 0]);
    store.commit(&header("undo"), &plan.changes).await.unwrap();
    assert_eq!(store.record(old).await.body, kinds::specimen("前からの石"));
    assert_eq!(differences(&raw, store.registry()).await, [""; 0]);
}

async fn a_large_batch_goes_back(place: Place) {
    let store = place.open().await;
    let raw = Raw::open(&place.location).await;
    let shelf = store.shelf("棚").await;
    let old: Vec<Change> =
        (0..900).map(|n| create(store.fresh_id(), on_shelf(&format!("石{n}"), shelf))).collect();
    store.commit(&header("old"), &old).await.unwrap();
    let before = standing(&raw).await;
    let new_shelf = store.fresh_id();
    let mut changes =
        vec![Change::Create { id: new_shelf, kind: Shelf::INFO, body: kinds::shelf("新しい棚") }];
    for (number, change) in old.iter().enumerate() {
        let id = change.id();
        changes.push(if number % 3 == 0 {
            Change::Delete { id, expected: 1 }
        } else {
            Change::Update { id, expected: 1, body: on_shelf(&format!("直した石{number}"), new_shelf) }
        });
        changes.push(create(store.fresh_id(), on_shelf("新しい石", new_shelf)));
    }
    import(&store, &changes).await;
    let plan = store.plan_undo(BATCH).await.unwrap();
    assert_eq!(counts(&plan), [901, 600, 300, 0]);
    carry_out(&store, &plan).await.unwrap();
    assert_eq!(standing(&raw).await, before);
    assert_eq!(differences(&raw, store.registry()).await, [""; 0]);
}

async fn what_is_done_again_can_be_undone_again(place: Place) {
    let store = place.open().await;
    let raw = Raw::open(&place.location).await;
    let [old, gone] =
        [store.specimen(kinds::specimen("前からの石")).await, store.specimen(kinds::specimen("瓦")).await];
    let before = standing(&raw).await;
    let [new, shelf] = [store.fresh_id(), store.fresh_id()];
    import(
        &store,
        &[
            Change::Create { id: shelf, kind: Shelf::INFO, body: kinds::shelf("棚") },
            create(new, on_shelf("新しい石", shelf)),
            Change::Update { id: old, expected: 1, body: on_shelf("直した石", shelf) },
            Change::Delete { id: gone, expected: 1 },
        ],
    )
    .await;
    let after = standing(&raw).await;
    for round in 0..3 {
        let undo = format!("undo-{round}");
        let plan = store.plan_undo(BATCH).await.unwrap();
        assert_eq!(counts(&plan), [2, 1, 1, 0], "{round}");
        store.commit(&batch_header(&undo), &plan.changes).await.unwrap();
        assert_eq!(standing(&raw).await, before, "{round}");
        let again = store.plan_undo(&undo).await.unwrap();
        assert_eq!(counts(&again), [1, 1, 2, 0], "{round}");
        store.commit(&batch_header(&format!("undo-of-{undo}")), &again.changes).await.unwrap();
        assert_eq!(standing(&raw).await, after, "{round}");
    }
    assert_eq!(differences(&raw, store.registry()).await, [""; 0]);
    assert!(crate::corruptions::verify(&store).await.is_clean());
}

async fn attached_files_come_and_go_with_their_field(place: Place) {
    let store = place.open().await;
    let id = store.specimen(kinds::specimen("石")).await;
    crate::corruptions::attach(
        &store,
        id,
        &hex::encode(<sha2::Sha256 as sha2::Digest>::digest(b"a file")),
        b"a file",
    )
    .await;
    let with_file = store.record(id).await.body;
    let mut without = with_file.clone();
    without.remove("files");
    import(&store, &[Change::Update { id, expected: 2, body: without.clone() }]).await;
    let plan = store.plan_undo(BATCH).await.unwrap();
    carry_out(&store, &plan).await.unwrap();
    assert_eq!(store.record(id).await.body, with_file, "the entry is back, and its bytes never went");
    assert!(crate::corruptions::verify(&store).await.is_clean());
}
