//! What the program remembers beside the records: settings, answered requests.

use enishi_kind::Kind as _;
use enishi_store::{AnsweredRequest, Change, Error};
use enishi_testkit::kinds::{self, Specimen};

use crate::place::{Place, Writes, header, refusal};

both!(a_setting_is_remembered, a_request_key_is_answered_once, one_of_two_equal_requests_is_carried_out,);

async fn a_setting_is_remembered(place: Place) {
    let store = place.open().await;
    assert_eq!(store.setting("名").await.unwrap(), None);
    for value in ["一", "", "二"] {
        store.save_setting("名", value).await.unwrap();
        assert_eq!(store.setting("名").await.unwrap().as_deref(), Some(value));
    }
    assert_eq!(place.open().await.setting("名").await.unwrap().as_deref(), Some("二"));
}

async fn a_request_key_is_answered_once(place: Place) {
    let store = place.open().await;
    let id = store.fresh_id();
    let answer = AnsweredRequest { key: "k".into(), fingerprint: "f".into(), record: Some(id) };
    let nothing = AnsweredRequest { key: "l".into(), fingerprint: "f".into(), record: None };
    let mut transaction = store.begin(&header("request")).await.unwrap();
    let create = |id| Change::Create { id, kind: Specimen::INFO, body: kinds::specimen("石") };
    transaction.apply(&[create(id)]).await.unwrap();
    transaction.save_answer(&answer).await.unwrap();
    transaction.save_answer(&nothing).await.unwrap();
    assert_eq!(place.open().await.answered("k").await.unwrap(), None, "not before it is committed");
    transaction.finish().await.unwrap();
    assert_eq!(store.answered("k").await.unwrap(), Some(answer.clone()));
    assert_eq!(store.answered("l").await.unwrap(), Some(nothing));

    let mut again = store.begin(&header("again")).await.unwrap();
    again.apply(&[create(store.fresh_id())]).await.unwrap();
    let other = AnsweredRequest { fingerprint: "other".into(), ..answer.clone() };
    let error = refusal(again.save_answer(&other).await);
    assert!(matches!(&error, Error::RequestKeyReused(key) if key == "k"), "{error}");
    drop(again);
    assert_eq!(store.answered("k").await.unwrap(), Some(answer));
    assert_eq!(store.head().await.unwrap().seq, 1);
}

async fn one_of_two_equal_requests_is_carried_out(place: Place) {
    let store = place.open_random().await;
    let mut requests = Vec::new();
    for number in 0..6 {
        let store = if number % 2 == 0 { store.clone() } else { place.open_random().await };
        requests.push(tokio::spawn(async move {
            let id = store.fresh_id();
            let mut transaction = store.begin(&header("request")).await?;
            let body = kinds::specimen("石");
            transaction.apply(&[Change::Create { id, kind: Specimen::INFO, body }]).await?;
            let answer = AnsweredRequest { key: "k".into(), fingerprint: "f".into(), record: Some(id) };
            transaction.save_answer(&answer).await?;
            transaction.finish().await?;
            Ok::<_, Error>(id)
        }));
    }
    let mut made = Vec::new();
    for request in requests {
        match request.await.unwrap() {
            Ok(id) => made.push(id),
            Err(error) => assert!(matches!(error, Error::RequestKeyReused(_)), "{error}"),
        }
    }
    assert_eq!(made.len(), 1);
    assert_eq!(store.answered("k").await.unwrap().unwrap().record, Some(made[0]));
    assert_eq!(store.head().await.unwrap().seq, 1);
}
