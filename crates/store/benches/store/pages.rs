//! What a reader waits for in a large store: a page of a list, facet counts, a record with everything around it.

use std::time::Instant;

use enishi_kind::{Kind as _, Value, Viewer};
use enishi_kit::ids::RecordId;
use enishi_store::{Change, Filter, ListQuery, Reading, Sort, Store};
use enishi_testkit::kinds::{self, Specimen};

use crate::bulk::Filled;
use crate::records::header;
use crate::report::{Report, median, memory_mb, ms};

/// Repetitions of each question; the median is reported.
const TIMES: usize = 21;

pub async fn measure(report: &mut Report, filled: &Filled, records: usize) {
    let store = &filled.store;
    let viewer = Viewer::operator();
    let grade = grade();
    let rare = [Filter { name: "keywords".to_owned(), values: vec!["sugar5".to_owned()] }];
    for (name, sort, filters) in [
        ("list_newest", "created", &[][..]),
        ("list_by_title", "title.ja", &[][..]),
        ("list_filtered", "title.ja", &grade[..]),
        ("list_filtered_rare", "title.ja", &rare[..]),
        ("list_without_value", "price", &[][..]),
    ] {
        let sort = Sort { name: sort.to_owned(), descending: false };
        let query =
            ListQuery { kind: Specimen::INFO, filters: filters.to_vec(), sort, after: None, limit: 25 };
        let time = time(async || store.list(Reading::now(&viewer), &query).await.map(drop).unwrap()).await;
        report.add(&format!("{name}_page_25"), time, "ms");
    }
    counts(report, store, &viewer, "").await;
    bitmaps(report, store, &viewer).await;
    let few = with_few_referrers(store).await;
    let ordinary = page(store, &viewer, few).await;
    report.add("record_page_10_referrers", ordinary, "ms");
    // Every record of the import refers to the same first one.
    let many = page(store, &viewer, filled.targets.first).await;
    report.add(&format!("record_page_{records}_referrers"), many, "ms");
    let ratio = many / ordinary;
    report.limited("record_page_ratio", ratio, "times the page with 10", "<= 2", ratio <= 2.0);
}

/// The same counts by bitmaps, now and after somebody has written.
pub async fn bitmaps(report: &mut Report, store: &Store, viewer: &Viewer) {
    let before = memory_mb();
    let begin = Instant::now();
    store.keep_counts().await.unwrap();
    report.add("bitmaps_built", ms(begin.elapsed()), "ms");
    report.add("bitmaps_memory", memory_mb() - before, "MB");
    counts(report, store, viewer, "_by_bitmaps").await;
    let number = std::cell::Cell::new(0);
    let after_commit = time_after(
        async || {
            number.set(number.get() + 1);
            let id = store.ids().record_id(store.clock().now());
            let body = kinds::specimen(&format!("石{}", number.get()));
            let change = Change::Create { id, kind: Specimen::INFO, body };
            store.commit(&header("one"), &[change]).await.unwrap();
        },
        async || six_facets(store, viewer).await,
    )
    .await;
    report.add("six_filtered_facets_by_bitmaps_after_a_commit", after_commit, "ms");
}

/// Counts of a list under a filter, and of its facets.
async fn counts(report: &mut Report, store: &Store, viewer: &Viewer, by: &str) {
    let grade = grade();
    let count =
        time(async || store.count(Reading::now(viewer), Specimen::INFO, &grade).await.map(drop).unwrap())
            .await;
    report.add(&format!("count_filtered{by}"), count, "ms");
    for (name, facet, filters) in [
        ("facet_counts_grade", "grade", &[][..]),
        ("facet_counts_keywords", "keywords", &[][..]),
        ("facet_counts_filtered", "colours", &grade[..]),
    ] {
        let time = time(async || facet_counts(store, viewer, facet, filters).await).await;
        report.add(&format!("{name}{by}"), time, "ms");
    }
    let six = time(async || six_facets(store, viewer).await).await;
    report.add(&format!("six_filtered_facets{by}"), six, "ms");
}

/// What a list page asks beside its rows.
async fn six_facets(store: &Store, viewer: &Viewer) {
    for facet in ["grade", "colours", "keywords", "shelf", "related", "found"] {
        facet_counts(store, viewer, facet, &grade()).await;
    }
}

async fn facet_counts(store: &Store, viewer: &Viewer, facet: &str, filters: &[Filter]) {
    store.facet_counts(Reading::now(viewer), Specimen::INFO, facet, filters, 30).await.map(drop).unwrap();
}

fn grade() -> [Filter; 1] {
    [Filter { name: "grade".to_owned(), values: vec!["good".to_owned()] }]
}

async fn with_few_referrers(store: &Store) -> RecordId {
    let id = || store.ids().record_id(store.clock().now());
    let first = id();
    let mut changes = vec![Change::Create { id: first, kind: Specimen::INFO, body: kinds::specimen("石") }];
    for _ in 0..10 {
        let body = kinds::specimen("石").with("related", &Value::References(vec![first]));
        changes.push(Change::Create { id: id(), kind: Specimen::INFO, body });
    }
    store.commit(&header("few"), &changes).await.unwrap();
    first
}

/// What a record's page asks the store.
async fn page(store: &Store, viewer: &Viewer, id: RecordId) -> f64 {
    let reference = store.load(id).await.unwrap().unwrap().reference;
    time(async || {
        let seen = store.find(Reading::now(viewer), &reference).await.unwrap().unwrap();
        let record = store.load_reference(&reference).await.unwrap().unwrap();
        store.referrers(Reading::now(viewer), seen.id, 10).await.unwrap();
        store.history(Reading::now(viewer), record.id).await.unwrap();
    })
    .await
}

/// The time of a question, each time after something else was done.
async fn time_after(mut before: impl AsyncFnMut(), mut ask: impl AsyncFnMut()) -> f64 {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        before().await;
        let begin = Instant::now();
        ask().await;
        times.push(ms(begin.elapsed()));
    }
    median(times)
}

pub async fn time(mut ask: impl AsyncFnMut()) -> f64 {
    ask().await;
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let begin = Instant::now();
        ask().await;
        times.push(ms(begin.elapsed()));
    }
    median(times)
}
