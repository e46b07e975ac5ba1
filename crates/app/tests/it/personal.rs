//! The copy of what is held about a person.

use std::sync::Arc;

use enishi_kind::Body;
use enishi_kit::ids::IdSource;
use enishi_store::{Change, Header, Location, Store};
use enishi_testkit::{FixedClock, SeqIds};
use serde_json::json;

use crate::Fixture;

/// More than a page of a history shows.
const CHANGES: i64 = 450;

#[tokio::test]
async fn a_copy_has_the_whole_history() {
    let fixture = Fixture::new().await;
    let registry = Arc::new(enishi_model::registry());
    let ids = Arc::new(SeqIds::default());
    let id = ids.record_id("2026-04-01T00:00:00Z".parse().unwrap());
    let location = Location::Folder(fixture.folder.folder().join("data"));
    let clock = Arc::new(FixedClock::default());
    let store = Store::open(&location, Arc::clone(&registry), clock, ids).await.unwrap();
    let header = Header { actor: "test".into(), reason: "history-updated".into(), batch: None };
    for version in 0..CHANGES {
        let mut body = Body::new();
        body.set_raw("name", json!({"original": "ja", "ja": format!("{version}番目の名前")}));
        let change = match version {
            0 => Change::Create { id, kind: registry.kind("person").unwrap(), body },
            expected => Change::Update { id, expected, body },
        };
        store.commit(&header, &[change]).await.unwrap();
    }
    let reference = store.load(id).await.unwrap().unwrap().reference;
    store.close().await;
    let file = fixture.folder.folder().join("held.zip");
    let made = fixture.app.write_dossier(&fixture.ctx, &reference, &file).await.unwrap();
    assert_eq!(made.changes, usize::try_from(CHANGES).unwrap());
}
