//! What a reader waits for who asks of the past: the same lists and counts as of a place of the log, after a tenth of the
//! records was changed since.

use enishi_kind::{Kind as _, Value, Viewer};
use enishi_store::{Change, Filter, ListQuery, Moment, Reading, Sort, Store};
use enishi_testkit::kinds::Specimen;

use crate::pages::time;
use crate::records::header;
use crate::report::Report;

/// Changes of one commit.
const CHUNK: u32 = 1_000;

pub async fn measure(report: &mut Report, store: &Store, records: usize) {
    let seq = store.head().await.unwrap().seq;
    change(store, records / 10).await;
    let viewer = Viewer::operator();
    let public = Viewer::public();
    let grade = [Filter { name: "grade".to_owned(), values: vec!["good".to_owned()] }];
    let past = Moment { known_at: Some(seq), on: None };
    for (who, reading) in [
        ("now", Reading::now(&viewer)),
        ("known_at", Reading { moment: past, ..Reading::now(&viewer) }),
        ("known_at_public", Reading { moment: past, ..Reading::now(&public) }),
    ] {
        for (name, sort, filters) in [
            ("list_newest", "created", &[][..]),
            ("list_by_title", "title.ja", &[][..]),
            ("list_filtered", "title.ja", &grade[..]),
        ] {
            let sort = Sort { name: sort.to_owned(), descending: false };
            let query =
                ListQuery { kind: Specimen::INFO, filters: filters.to_vec(), sort, after: None, limit: 25 };
            let wait = time(async || store.list(reading, &query).await.map(drop).unwrap()).await;
            report.add(&format!("{name}_{who}"), wait, "ms");
        }
        let wait = time(async || store.count(reading, Specimen::INFO, &grade).await.map(drop).unwrap()).await;
        report.add(&format!("count_filtered_{who}"), wait, "ms");
        let counts = async || store.facet_counts(reading, Specimen::INFO, "grade", &[], 20).await.map(drop);
        let wait = time(async || counts().await.unwrap()).await;
        report.add(&format!("facet_counts_{who}"), wait, "ms");
    }
}

/// Gives so many records another grade.
async fn change(store: &Store, records: usize) {
    let (mut after, mut left) = ((0, i64::MAX), records);
    while left > 0 {
        let changes = store.changes_after(after.0, after.1, CHUNK).await.unwrap();
        let Some(last) = changes.last() else { return };
        after = (last.seq, last.ordinal);
        let specimens = changes.iter().filter(|change| change.kind.name == Specimen::INFO.name);
        let updates: Vec<Change> = specimens
            .filter_map(|change| {
                let body = change.after.clone()?.with("grade", &Value::Choice("best".to_owned()));
                Some(Change::Update { id: change.id, expected: change.version, body })
            })
            .collect();
        left = left.saturating_sub(changes.len());
        store.commit(&header("change"), &updates).await.unwrap();
    }
}
