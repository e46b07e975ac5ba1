//! The same story on both engines: the same bytes in every table, the same answers to every question.

use enishi_kind::{Kind as _, Text, Value};
use enishi_kit::lang::Lang;
use enishi_store::{Batch, BatchState, Change, Reading, Store};
use enishi_testkit::kinds::{self, Shelf, Source, Specimen};
use jiff::{SignedDuration, Timestamp};

use crate::lists::{orders, query};
use crate::place::{Place, Writes, batch_header, header, run};
use crate::raw::Raw;
use crate::verify::differences;

#[test]
fn both_engines_tell_the_same_story() {
    let Some(postgres) = Place::postgres("both_engines_tell_the_same_story") else { return };
    let sqlite = run(story(Place::sqlite()));
    let postgres = run(story(postgres));
    assert!(sqlite.len() > 500, "{} lines are no story", sqlite.len());
    for (one, other) in sqlite.iter().zip(&postgres) {
        assert_eq!(one, other);
    }
    assert_eq!(sqlite.len(), postgres.len());
}

/// Words whose order differs between collations, widths and cases.
const WORDS: [&str; 14] = [
    "アズライト",
    "ｱｽﾞﾗｲﾄ",
    "藍銅鉱",
    "あい",
    "アイ",
    "Äpfel",
    "apple",
    "Apple",
    "zebra",
    "石 10",
    "石 9",
    "石-9",
    "ゟ",
    "𠮷野石",
];

async fn story(place: Place) -> Vec<String> {
    let store = place.open_as(kinds::registry()).await;
    let [shelf, source] = [store.shelf("棚").await, store.source("台帳").await];
    let first = store.specimen(kinds::specimen("はじめの石")).await;
    let full = store.specimen(kinds::full_specimen("すべてを持つ石", shelf, first)).await;
    let mut changes = Vec::new();
    for (number, word) in (0..).zip(WORDS) {
        let title = Text { en: Some(word.chars().rev().collect()), ..Text::one(Lang::Ja, word) };
        let mut body = kinds::specimen("-").with("title", &Value::Text(title));
        body.set("number", &Value::Line(word.to_owned()));
        body.set("keywords", &Value::Keywords(vec![word.to_owned(), WORDS[0].to_owned()]));
        body.set("owner", &Value::Line(word.to_owned()));
        body.set("source", &Value::Reference(source));
        body.set("pieces", &Value::Integer(1 + number % 4));
        if number % 3 == 0 {
            body.set(
                "disclosure",
                &Value::Choice(["members", "secret"][usize::try_from(number % 2).unwrap()].into()),
            );
            body.set("shelf", &Value::Reference(shelf));
        }
        changes.push(Change::Create { id: store.fresh_id(), kind: Specimen::INFO, body });
    }
    place.clock.advance(SignedDuration::from_secs(61));
    store.commit(&batch_header("import-1"), &changes).await.unwrap();
    place.clock.advance(SignedDuration::from_secs(-10));
    store.edit(full, |body| body.with("grade", &Value::Choice("best".into()))).await.unwrap();
    store.edit(full, |body| body.with("disclosure", &Value::Choice("members".into()))).await.unwrap();
    store
        .edit(changes[2].id(), |mut body| {
            body.remove("owner");
            body.set_raw(
                "unknown field",
                serde_json::json!({"ü": [1, 2.5, null, "\u{1F5FF}"], "a": "\u{2028}"}),
            );
            body
        })
        .await
        .unwrap();
    store.delete(changes[3].id()).await.unwrap();
    store.delete(shelf).await.unwrap_err();

    let batch = Batch {
        id: "import-1".into(),
        kind: "specimen".into(),
        title: "石.xlsx".into(),
        state: BatchState::Done,
        at: Timestamp::UNIX_EPOCH,
        report: "{}".into(),
    };
    let plan = store.plan_undo("import-1").await.unwrap();
    let mut lines = vec![format!("{plan:?}")];
    tell(&store, &mut lines).await;
    store.undo(&header("undo"), &batch, &plan, &[]).await.unwrap();
    tell(&store, &mut lines).await;
    let raw = Raw::open(&place.location).await;
    assert_eq!(differences(&raw, store.registry()).await, [""; 0]);
    lines.extend(raw.dump().await);
    lines.push(format!("{:?}", store.batches("", 5).await.unwrap()));
    lines
}

/// Every answer of the store to every viewer.
async fn tell(store: &Store, lines: &mut Vec<String>) {
    let viewers = kinds::viewers();
    for viewer in &viewers {
        for order in orders() {
            for descending in [false, true] {
                let mut query = query(order, descending, &[], 3);
                loop {
                    let page = store.list(Reading::now(viewer), &query).await.unwrap();
                    lines.push(format!("{order} {descending} {page:?}"));
                    query.after = page.next;
                    if query.after.is_none() {
                        break;
                    }
                }
            }
        }
        for kind in [Specimen::INFO, Shelf::INFO, Source::INFO] {
            lines.push(format!(
                "{} {}",
                kind.name,
                store.count(Reading::now(viewer), kind, &[]).await.unwrap()
            ));
            for field in kind.fields().filter(|field| field.facet) {
                let counts =
                    store.facet_counts(Reading::now(viewer), kind, field.name, &[], 5).await.unwrap();
                lines.push(format!("{} {counts:?}", field.name));
            }
            lines.push(format!(
                "{:?}",
                store.shared_facet_values(Reading::now(viewer), kind, "keywords", 9).await.unwrap()
            ));
        }
    }
    let changes = store.changes_after(0, 0, 1_000).await.unwrap();
    for change in &changes {
        let Some(record) = store.load(change.id).await.unwrap() else { continue };
        for viewer in &viewers {
            let history = store.history(Reading::now(viewer), record.id).await.unwrap();
            let referrers = store.referrers(Reading::now(viewer), record.id, 3).await.unwrap();
            let seen = store.find(Reading::now(viewer), &record.reference).await.unwrap();
            lines.push(format!("{history:?} {referrers:?} {seen:?}"));
        }
    }
    lines
        .extend(changes.iter().map(|change| format!("{} {} {:?}", change.seq, change.ordinal, change.after)));
}
