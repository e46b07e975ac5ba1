//! The two times: what was known at a place of the log, what was true on a day; never the one for the other.

use enishi_kind::{Body, Clearance, HELD_BY, Kind as _, Layer, OPENED, Value, Viewer, WHOLE};
use enishi_kit::ids::RecordId;
use enishi_kit::money::Yen;
use enishi_store::{Change, Filter, ListQuery, Moment, Reading, Seen, Sort, Store};
use enishi_testkit::kinds::{self, Keeper, Loan, Specimen};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::place::{Place, Writes, batch_header, header};
use crate::raw::Raw;
use crate::verify::differences;

both!(
    a_time_leads_to_the_last_commit_before_it,
    a_life_is_told_as_it_was_known,
    what_was_open_then_is_shown_to_those_cleared_now,
    a_record_that_ended_is_as_closed_as_it_last_was,
    the_last_body_decides_about_a_record_that_one_commit_changed_and_ended,
    a_record_that_ended_lies_with_whoever_held_it_last,
    what_is_opened_no_more_is_closed_of_the_past,
    dated_values_hold_on_their_days,
    records_and_references_hold_on_the_day_asked,
    a_changed_day_is_known_from_its_commit_on,
);

fn known(viewer: &Viewer, seq: i64) -> Reading<'_> {
    Reading { moment: Moment { known_at: Some(seq), on: None }, ..Reading::now(viewer) }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn on<'a>(viewer: &'a Viewer, text: &str) -> Reading<'a> {
    Reading { moment: Moment { known_at: None, on: Some(day(text)) }, ..Reading::now(viewer) }
}

fn today<'a>(viewer: &'a Viewer, text: &str) -> Reading<'a> {
    Reading { today: Some(day(text)), ..Reading::now(viewer) }
}

fn filter(name: &str, value: &str) -> Vec<Filter> {
    vec![Filter { name: name.to_owned(), values: vec![value.to_owned()] }]
}

async fn head(store: &Store) -> i64 {
    store.head().await.unwrap().seq
}

/// All pages of two by an order, and what their records say.
async fn listed(
    store: &Store,
    reading: Reading<'_>,
    kind: &'static enishi_kind::KindInfo,
    sort: &str,
) -> Vec<Seen> {
    let sort = Sort { name: sort.to_owned(), descending: false };
    let mut query = ListQuery { kind, filters: Vec::new(), sort, after: None, limit: 2 };
    let mut all = Vec::new();
    loop {
        let page = store.list(reading, &query).await.unwrap();
        all.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return all,
        }
    }
}

async fn a_time_leads_to_the_last_commit_before_it(place: Place) {
    let store = place.open().await;
    let micro = SignedDuration::from_micros(1);
    assert_eq!(store.seq_at(Timestamp::now()).await.unwrap(), 0);
    store.shelf("一").await;
    let first = store.committed_at(1).await.unwrap().unwrap();
    place.clock.advance(SignedDuration::from_secs(60));
    store.shelf("二").await;
    // Two commits of one instant, and one after the clock was set back: each time names one place of the log.
    store.shelf("三").await;
    place.clock.advance(SignedDuration::from_secs(-30));
    store.shelf("四").await;
    let second = store.committed_at(2).await.unwrap().unwrap();
    assert_eq!(second - first, jiff::Span::new().seconds(60).fieldwise());
    for (after, seq) in [(-1, 1), (0, 2), (1, 3), (2, 4), (3, 4)] {
        let at = second + micro * after;
        assert_eq!(store.seq_at(at).await.unwrap(), seq, "{at}");
    }
    for (at, seq) in [(first - micro, 0), (first, 1), (first + micro, 1)] {
        assert_eq!(store.seq_at(at).await.unwrap(), seq, "{at}");
    }
}

/// Everything that the operator can ask about specimens, as text.
async fn told(store: &Store, reading: Reading<'_>, ids: &[RecordId]) -> String {
    let mut said = String::new();
    for sort in ["created", "title.ja", "price", "grade"] {
        said.push_str(&format!("{sort} {:?}\n", listed(store, reading, Specimen::INFO, sort).await));
    }
    for filters in [vec![], filter("grade", "good"), filter("keywords", "sugar")] {
        let count = store.count(reading, Specimen::INFO, &filters).await.unwrap();
        said.push_str(&format!("{filters:?}: {count}\n"));
        for facet in ["grade", "keywords", "related"] {
            let counts = store.facet_counts(reading, Specimen::INFO, facet, &filters, 10).await.unwrap();
            said.push_str(&format!("{facet}: {counts:?}\n"));
        }
    }
    for id in ids {
        let seen = store.find_many(reading, &[*id]).await.unwrap().remove(id);
        if let Some(seen) = &seen {
            assert_eq!(store.find(reading, &seen.reference).await.unwrap().as_ref(), Some(seen));
        }
        said.push_str(&format!("{seen:?}\n{:?}\n", store.referrers(reading, *id, 5).await.unwrap()));
        if seen.is_some() {
            said.push_str(&format!("{:?}\n", store.history(reading, *id).await.unwrap()));
        }
    }
    let names = ["石".to_owned(), "sugar".to_owned()];
    for facet in ["folded", "keywords"] {
        let found = store.ids_with_facet(reading, Specimen::INFO, facet, &names).await.unwrap();
        said.push_str(&format!("{:?}\n", found.into_iter().collect::<std::collections::BTreeMap<_, _>>()));
        let shared = store.shared_facet_values(reading, Specimen::INFO, facet, 9).await.unwrap();
        said.push_str(&format!("{shared:?}\n"));
    }
    said
}

/// Creating, changing, deleting, importing, undoing: what was told after each commit is told of it ever after.
async fn a_life_is_told_as_it_was_known(place: Place) {
    let store = place.open().await;
    let operator = Viewer::operator();
    let mut told_then = Vec::new();
    let ids: Vec<RecordId> = (0..5).map(|_| store.fresh_id()).collect();
    let keywords = |words: &[&str]| Value::Keywords(words.iter().map(|&word| word.to_owned()).collect());
    let related = |to: &[RecordId]| Value::References(to.to_vec());
    let body = |title: &str| kinds::specimen(title).with("finder", &kinds::text("石"));
    let create = |place: usize, body: Body| Change::Create { id: ids[place], kind: Specimen::INFO, body };
    let steps: Vec<(bool, Vec<Change>)> = vec![
        (false, vec![create(0, body("石").with("grade", &Value::Choice("good".into())))]),
        (
            false,
            vec![
                create(1, body("瓦").with("related", &related(&[ids[0]]))),
                create(
                    2,
                    body("土").with("keywords", &keywords(&["sugar"])).with("related", &related(&[ids[0]])),
                ),
            ],
        ),
        (
            true,
            vec![
                Change::Update {
                    id: ids[0],
                    expected: 1,
                    body: body("石英").with("keywords", &keywords(&["sugar"])),
                },
                create(3, body("砂").with("price", &Value::Yen(enishi_kit::money::Yen(5)))),
            ],
        ),
        (false, vec![Change::Delete { id: ids[1], expected: 1 }]),
        (
            false,
            vec![
                Change::Update {
                    id: ids[2],
                    expected: 1,
                    body: body("土").with("grade", &Value::Choice("good".into())),
                },
                create(4, body("泥")),
                // In one commit: it was never known.
                Change::Delete { id: ids[4], expected: 1 },
            ],
        ),
    ];
    for (is_batch, changes) in steps {
        place.clock.advance(SignedDuration::from_secs(1));
        let header = if is_batch { batch_header("import-1") } else { header("step") };
        store.commit(&header, &changes).await.unwrap();
        told_then.push(told(&store, Reading::now(&operator), &ids).await);
    }
    let plan = store.plan_undo("import-1").await.unwrap();
    assert_eq!(plan.kept.len(), 0);
    store.commit(&header("undo"), &plan.changes).await.unwrap();
    told_then.push(told(&store, Reading::now(&operator), &ids).await);
    for (number, then) in (1..).zip(&told_then) {
        let now = told(&store, known(&operator, number), &ids).await;
        assert_eq!(&now, then, "after commit {number}");
    }
    assert_eq!(head(&store).await, 6);
    // Before the first commit there was nothing.
    assert_eq!(listed(&store, known(&operator, 0), Specimen::INFO, "created").await, []);
    assert_eq!(store.count(known(&operator, 0), Specimen::INFO, &[]).await.unwrap(), 0);
    assert_eq!(store.find_many(known(&operator, 0), &ids).await.unwrap().len(), 0);
    assert_eq!(differences(&Raw::open(&place.location).await, store.registry()).await, [""; 0]);
}

fn viewers() -> [Viewer; 3] {
    kinds::viewers()
}

/// A past value is shown to those cleared for its layer then and now.
async fn what_was_open_then_is_shown_to_those_cleared_now(place: Place) {
    let store = place.open_as(kinds::registry()).await;
    let target = store.specimen(kinds::specimen("的")).await;
    let open = |code: &str| {
        kinds::specimen("石")
            .with("disclosure", &Value::Choice(code.into()))
            .with("grade", &Value::Choice("good".into()))
            .with("price", &Value::Yen(enishi_kit::money::Yen(5)))
            .with("related", &Value::References(vec![target]))
    };
    let stone = store.specimen(open("public")).await;
    let (was_open, reference) = (head(&store).await, store.record(stone).await.reference);
    store.update(stone, open("members")).await.unwrap();
    let was_for_members = head(&store).await;
    let expectations = [
        // As it stands: who may see it now, and that it was open then, and that it was for members then.
        ("members", [(false, false), (true, true), (true, true)]),
        ("secret", [(false, false), (false, false), (true, true)]),
        ("public", [(true, false), (true, true), (true, true)]),
    ];
    for (code, expected) in expectations {
        store.update(stone, open(code)).await.unwrap();
        for (viewer, (then_open, then_members)) in viewers().iter().zip(expected) {
            for (seq, is_seen) in [(was_open, then_open), (was_for_members, then_members)] {
                let reading = known(viewer, seq);
                let what = format!("{code}, {viewer:?} at {seq}");
                let found = store.find(reading, &reference).await.unwrap();
                assert_eq!(found.is_some(), is_seen, "{what}");
                // The price is for members, whatever the record says.
                let is_member = *viewer != Viewer::public();
                let price = found.is_some_and(|seen| seen.body.raw("price").is_some());
                assert_eq!(price, is_seen && is_member, "{what}");
                let count = u64::from(is_seen);
                assert_eq!(
                    store.count(reading, Specimen::INFO, &filter("grade", "good")).await.unwrap(),
                    count,
                    "{what}"
                );
                let priced = store.count(reading, Specimen::INFO, &filter("price", "5")).await.unwrap();
                assert_eq!(priced, u64::from(is_seen && is_member), "{what}");
                let counts = store.facet_counts(reading, Specimen::INFO, "grade", &[], 9).await.unwrap();
                assert_eq!(counts.len(), usize::from(is_seen), "{what}");
                let referrers = store.referrers(reading, target, 5).await.unwrap();
                assert_eq!(referrers.len(), usize::from(is_seen), "{what}");
                let titles = listed(&store, reading, Specimen::INFO, "title.ja").await;
                assert_eq!(titles.iter().any(|seen| seen.id == stone), is_seen, "{what}");
            }
        }
    }
}

async fn a_record_that_ended_is_as_closed_as_it_last_was(place: Place) {
    let store = place.open_as(kinds::registry()).await;
    let [public, member, operator] = viewers();
    let stone = store.specimen(kinds::specimen("石")).await;
    let tile = store.specimen(kinds::specimen("瓦")).await;
    // Closed and ended at once: the commit leaves two rows that ended with it.
    let cup = store.specimen(kinds::specimen("杯")).await;
    let was_open = head(&store).await;
    let body = kinds::specimen("杯").with("disclosure", &Value::Choice("secret".into()));
    let changes = [Change::Update { id: cup, expected: 1, body }, Change::Delete { id: cup, expected: 2 }];
    store.commit(&header("closed and ended"), &changes).await.unwrap();
    let references = [store.record(stone).await.reference, store.record(tile).await.reference];
    store.edit(stone, |body| body.with("disclosure", &Value::Choice("members".into()))).await.unwrap();
    store.delete(stone).await.unwrap();
    store.delete(tile).await.unwrap();
    for (viewer, expected) in
        [(&public, vec![tile]), (&member, vec![stone, tile]), (&operator, vec![stone, tile, cup])]
    {
        let reading = known(viewer, was_open);
        let found = listed(&store, reading, Specimen::INFO, "created").await;
        assert_eq!(found.iter().map(|seen| seen.id).collect::<Vec<_>>(), expected, "{viewer:?}");
        let count = store.count(reading, Specimen::INFO, &[]).await.unwrap();
        assert_eq!(count, u64::try_from(expected.len()).unwrap(), "{viewer:?}");
        for (reference, id) in references.iter().zip([stone, tile]) {
            let found = store.find(known(viewer, was_open), reference).await.unwrap();
            assert_eq!(found.is_some(), expected.contains(&id), "{viewer:?}");
            let history = store.history(known(viewer, was_open), id).await.unwrap();
            assert_eq!(history.len(), usize::from(expected.contains(&id)), "{viewer:?}");
            assert_eq!(store.find(Reading::now(viewer), reference).await.unwrap(), None);
        }
    }
}

/// Of what one commit wrote one after the other the last decides, in whichever order it came.
async fn the_last_body_decides_about_a_record_that_one_commit_changed_and_ended(place: Place) {
    let store = place.open_as(kinds::registry()).await;
    let [public, member, operator] = viewers();
    let codes = ["public", "members", "secret"];
    for (first, last) in (0..3).flat_map(|first| (0..3).map(move |last| (first, last))) {
        let cup = store.specimen(kinds::specimen("杯")).await;
        let was_open = head(&store).await;
        let body = |code: usize| kinds::specimen("杯").with("disclosure", &Value::Choice(codes[code].into()));
        let changes = [
            Change::Update { id: cup, expected: 1, body: body(first) },
            Change::Update { id: cup, expected: 2, body: body(last) },
            Change::Delete { id: cup, expected: 3 },
        ];
        store.commit(&header("changed and ended"), &changes).await.unwrap();
        for (viewer, least) in [(&public, 0), (&member, 1), (&operator, 2)] {
            let found = listed(&store, known(viewer, was_open), Specimen::INFO, "created").await;
            let is_seen = found.iter().any(|seen| seen.id == cup);
            assert_eq!(is_seen, last <= least, "{} then {}: {viewer:?}", codes[first], codes[last]);
        }
    }
    assert!(store.verify(&|_, _, _| ()).await.unwrap().is_clean());
}

/// Who held it when it ended, not who held it before, decides who sees what was closed of it.
async fn a_record_that_ended_lies_with_whoever_held_it_last(place: Place) {
    let store = place.open_as(kinds::registry()).await;
    let keeper = store.create(Keeper::INFO, Body::new().with("title", &kinds::text("係"))).await;
    let cup = store
        .specimen(
            kinds::specimen("杯").with("price", &Value::Yen(Yen(5))).with(HELD_BY, &Value::Reference(keeper)),
        )
        .await;
    let was_held = head(&store).await;
    let body = kinds::specimen("杯").with("price", &Value::Yen(Yen(5)));
    let changes = [Change::Update { id: cup, expected: 1, body }, Change::Delete { id: cup, expected: 2 }];
    store.commit(&header("given to the whole and ended"), &changes).await.unwrap();
    let (whole, held) =
        (kinds::viewer(Layer::Member, WHOLE), kinds::viewer(Layer::Member, &keeper.to_string()));
    let both = Viewer::of(whole.tokens().chain(held.tokens()).cloned());
    for (viewer, expected) in [(&whole, 0), (&held, 0), (&both, 1)] {
        let reading = known(viewer, was_held);
        let priced = store.count(reading, Specimen::INFO, &filter("price", "5")).await.unwrap();
        assert_eq!(priced, expected, "{viewer:?}");
    }
}

/// What was opened by name and is not any more is closed of the past too, also where the record itself is public now.
async fn what_is_opened_no_more_is_closed_of_the_past(place: Place) {
    let store = place.open_as(kinds::registry()).await;
    let priced = |title: &str| kinds::specimen(title).with("price", &Value::Yen(Yen(5)));
    let mut opened = priced("杯");
    opened.set_raw(OPENED, json!([{"reason": "x"}]));
    let cup = store.specimen(opened.clone()).await;
    let was_open = head(&store).await;
    let named = Viewer::of([Clearance::public(), Clearance::opened(Layer::Member, WHOLE, cup)]);
    let count =
        async |seq| store.count(known(&named, seq), Specimen::INFO, &filter("price", "5")).await.unwrap();
    opened.remove("price");
    store.update(cup, opened).await.unwrap();
    assert_eq!(count(was_open).await, 1);
    store.update(cup, priced("椀")).await.unwrap();
    store.update(cup, kinds::specimen("椀")).await.unwrap();
    assert_eq!(count(was_open).await, 0);
    store.delete(cup).await.unwrap();
    assert_eq!(count(was_open).await, 0);
}

fn loan(title: &str, days: [Option<&str>; 2]) -> Body {
    let mut body = kinds::shelf(title);
    for (name, day) in ["since", "until"].into_iter().zip(days) {
        if let Some(day) = day {
            body.set_raw(name, json!(day));
        }
    }
    body
}

/// A value with days counts on its first and its last day, and on neither the day before nor the day after.
async fn dated_values_hold_on_their_days(place: Place) {
    let store = place.open_as(kinds::dated_registry()).await;
    let public = Viewer::public();
    let mut body = loan("壺", [None, None]);
    body.set_raw(
        "states",
        json!([
            {"grade": "good", "since": "2004-04-01", "until": "2004-06-30"},
            {"grade": "fair", "since": "2004-07"},
            {"grade": "best", "until": "2004-04-01"},
        ]),
    );
    assert_eq!(body.problems(Loan::INFO), []);
    store.create(Loan::INFO, body).await;
    let grade = "states.grade";
    for (date, expected) in [
        ("2004-03-31", vec!["best"]),
        ("2004-04-01", vec!["best", "good"]),
        ("2004-04-02", vec!["good"]),
        ("2004-06-30", vec!["good"]),
        ("2004-07-01", vec!["fair"]),
        ("2026-11-20", vec!["fair"]),
    ] {
        // Asked about a day, and simply read on that day: dated values hold on their days alone.
        for reading in [on(&public, date), today(&public, date)] {
            let counts = store.facet_counts(reading, Loan::INFO, grade, &[], 9).await.unwrap();
            let found: Vec<&str> = counts.iter().map(|(value, _)| value.as_str()).collect();
            assert_eq!(found, expected, "{date}");
            for code in ["fair", "good", "best"] {
                let count = store.count(reading, Loan::INFO, &filter(grade, code)).await.unwrap();
                assert_eq!(count, u64::from(expected.contains(&code)), "{code} on {date}");
            }
        }
        // The day asked about goes before the day it is.
        let both = Reading { today: Some(day("1900-01-01")), ..on(&public, date) };
        assert_eq!(store.facet_counts(both, Loan::INFO, grade, &[], 9).await.unwrap().len(), expected.len());
    }
    // Without a day all of them count: finding by name or number knows no day.
    assert_eq!(store.facet_counts(Reading::now(&public), Loan::INFO, grade, &[], 9).await.unwrap().len(), 3);
}

async fn records_and_references_hold_on_the_day_asked(place: Place) {
    let store = place.open_as(kinds::dated_registry()).await;
    let public = Viewer::public();
    let shelf = store.shelf("棚").await;
    let mut ids = Vec::new();
    for (title, days) in [
        ("春", [Some("2004-04-01"), Some("2004-06-30")]),
        ("夏から", [Some("2004-07"), None]),
        ("年の間", [Some("2004"), Some("2004")]),
        ("不明", [None, None]),
    ] {
        ids.push(store.create(Loan::INFO, loan(title, days).with("shelf", &Value::Reference(shelf))).await);
    }
    let [spring, summer, year, unknown] = [ids[0], ids[1], ids[2], ids[3]];
    for (date, expected) in [
        ("2003-12-31", vec![unknown]),
        ("2004-01-01", vec![year, unknown]),
        ("2004-03-31", vec![year, unknown]),
        ("2004-04-01", vec![spring, year, unknown]),
        ("2004-06-30", vec![spring, year, unknown]),
        ("2004-07-01", vec![summer, year, unknown]),
        ("2004-12-31", vec![summer, year, unknown]),
        ("2005-01-01", vec![summer, unknown]),
    ] {
        let reading = on(&public, date);
        for sort in ["created", "title.ja", "since"] {
            let mut found: Vec<RecordId> =
                listed(&store, reading, Loan::INFO, sort).await.iter().map(|seen| seen.id).collect();
            found.sort_unstable();
            assert_eq!(found, expected, "{sort} on {date}");
        }
        let count = store.count(reading, Loan::INFO, &[]).await.unwrap();
        assert_eq!(usize::try_from(count).unwrap(), expected.len(), "{date}");
        assert_eq!(store.count_undated(reading, Loan::INFO, &[]).await.unwrap(), 1, "{date}");
        let on_shelf = filter("shelf", &shelf.to_string());
        assert_eq!(store.count(reading, Loan::INFO, &on_shelf).await.unwrap(), count, "{date}");
        assert_eq!(
            store.facet_counts(reading, Loan::INFO, "shelf", &[], 9).await.unwrap()[0].1,
            count,
            "{date}"
        );
        let referrers = store.referrers(reading, shelf, 9).await.unwrap();
        assert_eq!(referrers[0].count, count, "{date}");
        // Nobody asked about a day: the whole register, whatever day it is.
        assert_eq!(listed(&store, today(&public, date), Loan::INFO, "created").await.len(), 4);
        assert_eq!(store.referrers(today(&public, date), shelf, 9).await.unwrap()[0].count, 4);
    }
}

/// The two times together: on that day, as far as it was known then.
async fn a_changed_day_is_known_from_its_commit_on(place: Place) {
    let store = place.open_as(kinds::dated_registry()).await;
    let public = Viewer::public();
    let shelf = store.shelf("棚").await;
    let body =
        |until: &str| loan("壺", [Some("2004-04-01"), Some(until)]).with("shelf", &Value::Reference(shelf));
    let id = store.create(Loan::INFO, body("2004-06-30")).await;
    let first = head(&store).await;
    store.update(id, body("2004-09-30")).await.unwrap();
    let second = head(&store).await;
    for (seq, date, expected) in [
        (first, "2004-06-30", 1),
        (first, "2004-07-01", 0),
        (second, "2004-07-01", 1),
        (second, "2004-10-01", 0),
        (first - 1, "2004-06-30", 0),
    ] {
        let moment = Moment { known_at: Some(seq), on: Some(day(date)) };
        let reading = Reading { moment, ..Reading::now(&public) };
        assert_eq!(store.count(reading, Loan::INFO, &[]).await.unwrap(), expected, "{seq} {date}");
        let groups = store.referrers(reading, shelf, 5).await.unwrap();
        assert_eq!(groups.iter().map(|group| group.count).sum::<u64>(), expected, "{seq} {date}");
    }
    assert_eq!(differences(&Raw::open(&place.location).await, store.registry()).await, [""; 0]);
}
