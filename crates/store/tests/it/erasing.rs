//! Erasing: a marker planted in every place where a record leaves something is in no byte of the store afterwards;
//! the log stays whole, and a backup made before does not bring it back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use enishi_kind::{Body, Claim, Kind as _, Value, Viewer};
use enishi_kit::ids::{RecordId, SystemIds};
use enishi_store::{
    AnsweredRequest, Archive, BatchState, Change, Erase, Error, Header, Location, Reading, Store,
};
use enishi_testkit::kinds::{self, Specimen};
use sha2::{Digest, Sha256};

use crate::batches::batch;
use crate::corruptions::{attach, verify};
use crate::place::{Place, Writes, batch_header, header};
use crate::raw::Raw;
use crate::verify::differences;

both!(
    a_marker_is_in_no_byte_after_erasing,
    one_field_goes_and_the_rest_stays_whole,
    a_record_that_ended_can_be_erased,
    an_older_backup_does_not_bring_it_back,
    a_file_that_others_name_stays_and_is_told,
    an_undo_after_erasing_brings_nothing_back,
);

/// Stands nowhere else; in each kind of place with a number of its own.
const MARKER: &str = "目印ゼッタイニナイ";

fn marked(number: u32) -> String {
    format!("{MARKER}{number}")
}

fn erase(id: RecordId, fields: &[&str]) -> Erase {
    let fields = fields.iter().map(|&field| field.to_owned()).collect();
    Erase { id, fields, reason: "本人の申し出".to_owned() }
}

/// A record that leaves something in every place.
async fn plant(store: &Store) -> RecordId {
    let shelf = store.shelf("棚").await;
    let source = store.source("台帳").await;
    let other = store.specimen(kinds::specimen("瓦")).await;
    let id = store.fresh_id();
    let claim = |field: &str, value: Value| Claim {
        field: field.to_owned(),
        value: value.to_json(),
        source: Some(source),
        as_of: None,
        certainty: enishi_kind::Certainty::default(),
    };
    let line = |number: u32| Value::Line(marked(number));
    let text = |number: u32| kinds::text(&marked(number));
    let body = kinds::full_specimen(&marked(1), shelf, other)
        .with("finder", &text(2))
        .with("number", &line(3))
        .with("keywords", &Value::Keywords(vec![marked(4)]))
        .with("owner", &line(5))
        .with("secret", &line(6))
        .with("remark", &text(7))
        .with("stays", &Value::Rows(vec![Body::new().with("by", &line(8)).with("note", &text(9))]))
        .with("claims", &Value::Claims(vec![claim("title", text(10)), claim("owner", line(11))]));
    store
        .commit(&batch_header("import-1"), &[Change::Create { id, kind: Specimen::INFO, body }])
        .await
        .unwrap();
    // Versions that came and went, a reason in somebody's own words, a file, an import's report, a stage, an answer.
    store.edit(id, |body| body.with("owner", &line(12))).await.unwrap();
    let reason = Header { reason: marked(13), ..header("x") };
    let record = store.record(id).await;
    let body = record.body.with("title", &text(14));
    store.commit(&reason, &[Change::Update { id, expected: record.version, body }]).await.unwrap();
    let bytes = format!("{} in a file", marked(15));
    attach(store, id, &hex::encode(Sha256::digest(&bytes)), bytes.as_bytes()).await;
    let mut done = batch("import-1", BatchState::Done, store.clock().now());
    done.report =
        serde_json::json!({"problems": [{"value": format!("-{}-", marked(5))}], "rows": 1}).to_string();
    done.title = format!("{}.xlsx", marked(2));
    store.save_batch(&done).await.unwrap();
    let staged = batch("import-2", BatchState::Staged, store.clock().now());
    store.save_batch(&staged).await.unwrap();
    store.stage("import-2", 0, &[marked(5)]).await.unwrap();
    store.save_setting("mapping:specimen:x", &marked(5)).await.unwrap();
    let mut transaction = store.begin(&header("answered")).await.unwrap();
    let answer = AnsweredRequest { key: "key".to_owned(), fingerprint: "print".to_owned(), record: Some(id) };
    transaction.save_answer(&answer).await.unwrap();
    transaction.finish().await.unwrap();
    // An account of the person, with mail that waits.
    crate::accounts::let_in(store, &format!("{}@example.jp", marked(16)), Some(id)).await;
    // Somebody else refers to it, and will go on to do so.
    store.edit(other, |body| body.with("related", &Value::References(vec![id]))).await.unwrap();
    id
}

/// Files of the store in which the marker stands.
async fn found_in(place: &Place) -> Vec<PathBuf> {
    let folder = match &place.location {
        Location::Folder(folder) => folder.clone(),
        Location::Postgres(_) => {
            let raw = Raw::open(&place.location).await;
            // What the server still holds in memory is written before the files are read.
            raw.execute("CHECKPOINT").await;
            let data = raw.texts("SHOW data_directory").await;
            let database = raw
                .texts("SELECT CAST(oid AS TEXT) FROM pg_database WHERE datname = current_database()")
                .await;
            Path::new(&data[0]).join("base").join(&database[0])
        }
    };
    let mut found = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // A file of the server may go while it is looked for.
            let Ok(bytes) = std::fs::read(&path) else { continue };
            if bytes.windows(MARKER.len()).any(|window| window == MARKER.as_bytes()) {
                found.push(relation(place, path).await);
            }
        }
    }
    found
}

/// The table or index that a file of PostgreSQL belongs to; the file itself where there is none.
async fn relation(place: &Place, path: PathBuf) -> PathBuf {
    let number: Option<u32> = path.file_name().and_then(|name| name.to_str()?.parse().ok());
    let (Some(number), false) = (number, place.is_sqlite()) else { return path };
    let sql = format!("SELECT coalesce(CAST(pg_filenode_relation(0, {number}) AS TEXT), '{number}')");
    PathBuf::from(&Raw::open(&place.location).await.texts(&sql).await[0])
}

async fn a_marker_is_in_no_byte_after_erasing(place: Place) {
    let store = place.open().await;
    let id = plant(&store).await;
    if !place.is_sqlite() {
        // Statistics hold the most common values of columns.
        Raw::open(&place.location).await.execute("ANALYZE").await;
    }
    assert!(verify_own(&store).await, "whole before");
    assert!(!found_in(&place).await.is_empty(), "the marker is planted");
    let plan = store.plan_erase(&erase(id, &[])).await.unwrap().unwrap();
    assert_eq!((plan.versions, plan.reasons, plan.batches, plan.staged), (4, 1, 1, 1));
    assert_eq!((plan.settings, plan.answers, plan.files.len(), plan.stands), (1, 1, 1, true));
    assert_eq!(plan.accounts, 1);
    assert_eq!(plan.elsewhere, [], "ids are no names");
    assert!(!found_in(&place).await.is_empty(), "a plan changes nothing");

    let epoch = store.head().await.unwrap().epoch;
    let (done, committed) = store.erase(&header("history-erased"), &erase(id, &[])).await.unwrap().unwrap();
    assert_eq!(done, plan);
    let cleaned = store.clean().await.unwrap();
    assert_eq!(cleaned.left, [""; 0]);
    assert_eq!(found_in(&place).await, Vec::<PathBuf>::new());
    assert_ne!(store.head().await.unwrap().epoch, epoch, "followers begin anew");

    assert!(verify_own(&store).await, "whole afterwards");
    assert_eq!(differences(&Raw::open(&place.location).await, store.registry()).await, [""; 0]);
    let record = store.record(id).await;
    assert_eq!(record.body.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["disclosure"]);
    let history = store.history(Reading::now(&Viewer::operator()), id).await.unwrap();
    assert_eq!(history[0].because.as_deref(), Some("本人の申し出"));
    assert_eq!((history[0].operation.as_str(), history[0].at), ("erase", committed.at));
    let public = store.history(Reading::now(&Viewer::public()), id).await.unwrap();
    assert_eq!(public[0].because.as_deref(), Some("本人の申し出"), "the record is public");
    let ledger = store.erasures().await.unwrap();
    assert_eq!((ledger.len(), ledger[0].record, ledger[0].fields.len()), (1, id, 0));
    // Others still refer to it, and work goes on.
    store.edit(id, |body| body.with("title", &kinds::text("名前のない石"))).await.unwrap();
    assert!(verify_own(&store).await);
}

async fn verify_own(store: &Store) -> bool {
    let found = verify(store).await;
    assert_eq!(found.findings, []);
    true
}

async fn one_field_goes_and_the_rest_stays_whole(place: Place) {
    let store = place.open().await;
    let id = plant(&store).await;
    let (plan, _) = store.erase(&header("history-erased"), &erase(id, &["owner"])).await.unwrap().unwrap();
    assert_eq!((plan.versions, plan.files.len()), (4, 0));
    let record = store.record(id).await;
    assert!(record.body.raw("owner").is_none() && record.body.raw("secret").is_some());
    let text = record.body.canonical();
    assert!(text.contains(&marked(10)) && !text.contains(&marked(11)), "claims go with their field");
    for version in 1..=5 {
        let body = store.body_at(id, version).await.unwrap().unwrap();
        assert!(body.raw("owner").is_none(), "{version}");
        assert!(body.raw("finder").is_some(), "{version}");
    }
    assert!(verify_own(&store).await);
    assert_eq!(differences(&Raw::open(&place.location).await, store.registry()).await, [""; 0]);
}

async fn a_record_that_ended_can_be_erased(place: Place) {
    let store = place.open().await;
    let id = store.specimen(kinds::specimen(&marked(1))).await;
    let reference = store.record(id).await.reference;
    store.delete(id).await.unwrap();
    let (found, _) = store.find_ever(&reference).await.unwrap().unwrap();
    assert_eq!(found, id);
    let (plan, _) = store.erase(&header("history-erased"), &erase(id, &[])).await.unwrap().unwrap();
    assert!(!plan.stands);
    store.clean().await.unwrap();
    assert_eq!(found_in(&place).await, Vec::<PathBuf>::new());
    assert!(verify_own(&store).await);
}

async fn an_older_backup_does_not_bring_it_back(place: Place) {
    let files = tempfile::tempdir().unwrap();
    let path = files.path().join("before.zip");
    let store = place.open().await;
    let id = plant(&store).await;
    store.backup(&path, "test", &|_, _| ()).await.unwrap();
    store.erase(&header("history-erased"), &erase(id, &[])).await.unwrap().unwrap();
    let ledger = store.erasures().await.unwrap();
    for is_sqlite in [true, false] {
        let other = if is_sqlite { Place::sqlite() } else { Place::postgres("erasing").unwrap() };
        let archive = Archive::open(&path).unwrap();
        let registry = Arc::new(kinds::registry());
        let restored =
            Store::restore(&other.location, archive, registry, &SystemIds::default(), &ledger, &|_, _| ())
                .await
                .unwrap();
        assert_eq!(restored.verified.findings, []);
        assert_eq!(restored.erased, ledger);
        let restored = other.open().await;
        assert_eq!(restored.record(id).await.body, store.record(id).await.body);
        assert_eq!(restored.erasures().await.unwrap(), ledger);
        let history = restored.history(Reading::now(&Viewer::operator()), id).await.unwrap();
        assert_eq!(history[0].because.as_deref(), Some("本人の申し出"));
        assert_eq!(found_in(&other).await, Vec::<PathBuf>::new());
        // A later backup knows it by itself.
        let later = files.path().join(format!("later-{is_sqlite}.zip"));
        restored.backup(&later, "test", &|_, _| ()).await.unwrap();
        let third = Place::sqlite();
        let archive = Archive::open(&later).unwrap();
        let registry = Arc::new(kinds::registry());
        let again =
            Store::restore(&third.location, archive, registry, &SystemIds::default(), &ledger, &|_, _| ())
                .await
                .unwrap();
        assert_eq!((again.erased.len(), again.verified.findings.len()), (0, 0));
    }
}

async fn a_file_that_others_name_stays_and_is_told(place: Place) {
    let store = place.open().await;
    let one = store.specimen(kinds::specimen(&marked(1))).await;
    let two = store.specimen(kinds::specimen(&format!("{}の隣", marked(1)))).await;
    let hash = hex::encode(Sha256::digest(b"shared"));
    attach(&store, one, &hash, b"shared").await;
    let files = store.record(one).await.body.raw("files").cloned().unwrap();
    store
        .edit(two, |mut body| {
            body.set_raw("files", files);
            body
        })
        .await
        .unwrap();
    store.save_setting("contact", &format!("receives: {}", marked(1))).await.unwrap();
    let (plan, _) = store.erase(&header("history-erased"), &erase(one, &[])).await.unwrap().unwrap();
    let reference = store.record(two).await.reference;
    assert_eq!((plan.files.len(), plan.files_kept), (0, vec![(hash, reference.clone())]));
    let elsewhere = [("setting".to_owned(), "contact".to_owned()), (reference, "title".to_owned())];
    assert_eq!(plan.elsewhere, elsewhere, "the other record and a setting hold its title");
    assert!(verify_own(&store).await);
    let naming = Erase { reason: format!("about {}の隣", marked(1)), ..erase(two, &[]) };
    assert!(store.plan_erase(&naming).await.unwrap().unwrap().reason_names);
}

async fn an_undo_after_erasing_brings_nothing_back(place: Place) {
    let store = place.open().await;
    let id = store.specimen(kinds::specimen(&marked(1))).await;
    let change = |expected: i64, body: Body| Change::Update { id, expected, body };
    let edited = store.record(id).await.body.with("owner", &Value::Line(marked(2)));
    store.commit(&batch_header("import-1"), &[change(1, edited)]).await.unwrap();
    store.erase(&header("history-erased"), &erase(id, &[])).await.unwrap().unwrap();
    let plan = store.plan_undo("import-1").await.unwrap();
    assert!(plan.changes.iter().all(|change| match change {
        Change::Update { body, .. } | Change::Return { body, .. } => !body.canonical().contains(MARKER),
        _ => true,
    }));
    let deleted = store.specimen(kinds::specimen(&marked(3))).await;
    let end = Change::Delete { id: deleted, expected: 1 };
    store.commit(&batch_header("import-2"), &[end]).await.unwrap();
    store.erase(&header("history-erased"), &erase(deleted, &[])).await.unwrap().unwrap();
    let plan = store.plan_undo("import-2").await.unwrap();
    assert_eq!((plan.changes.len(), plan.kept.len()), (0, 1));
    let stale = Change::Update { id, expected: 2, body: kinds::specimen(&marked(4)) };
    let refused = store.commit(&header("stale"), &[stale]).await;
    assert!(matches!(refused, Err(Error::Conflict { .. })), "what was read before does not come back");
}
