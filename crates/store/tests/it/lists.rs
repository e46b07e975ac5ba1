//! Lists: every order, forwards through all pages, filters, counts.

use std::collections::BTreeSet;

use enishi_kind::{Body, Kind as _, Text, Value, Viewer};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_store::{Change, Error, Filter, ListQuery, Reading, Sort, Store};
use enishi_testkit::kinds::{self, Specimen};

use crate::place::{Place, Writes, header, refusal};

both!(
    titles_sort_by_reading_and_by_english,
    every_order_pages_through_everything_once,
    values_sort_as_people_expect,
    filters_join_and_their_values_choose,
    counts_come_most_first_and_ties_by_value,
    values_that_several_records_share_are_found,
    a_foreign_cursor_is_refused,
);

/// Every order that the specimen has.
pub fn orders() -> Vec<&'static str> {
    let fields = Specimen::INFO.fields().filter(|field| field.sort).map(|field| field.name);
    ["created", "title.ja", "title.en"].into_iter().chain(fields).collect()
}

pub fn query(sort: &str, descending: bool, filters: &[Filter], limit: u32) -> ListQuery {
    let sort = Sort { name: sort.to_owned(), descending };
    ListQuery { kind: Specimen::INFO, filters: filters.to_vec(), sort, after: None, limit }
}

/// All pages of a list.
pub async fn pages(store: &Store, viewer: &Viewer, query: ListQuery) -> Vec<RecordId> {
    pages_at(store, Reading::now(viewer), query).await
}

/// All pages of a list as it was.
pub async fn pages_at(store: &Store, reading: Reading<'_>, mut query: ListQuery) -> Vec<RecordId> {
    let mut ids = Vec::new();
    loop {
        let page = store.list(reading, &query).await.unwrap();
        assert!(page.items.len() <= usize::try_from(query.limit).unwrap());
        assert!(page.next.is_none() || page.items.len() == usize::try_from(query.limit).unwrap());
        ids.extend(page.items.into_iter().map(|seen| seen.id));
        query.after = page.next;
        if query.after.is_none() {
            return ids;
        }
    }
}

fn filter(name: &str, values: &[&str]) -> Filter {
    Filter { name: name.to_owned(), values: values.iter().map(|&value| value.to_owned()).collect() }
}

fn choice(code: &str) -> Value {
    Value::Choice(code.to_owned())
}

/// Commits each body on its own and gives the ids.
async fn fill(store: &Store, bodies: impl IntoIterator<Item = Body>) -> Vec<RecordId> {
    let mut ids = Vec::new();
    for body in bodies {
        ids.push(store.specimen(body).await);
    }
    ids
}

async fn titles_sort_by_reading_and_by_english(place: Place) {
    let store = place.open().await;
    let title = |ja: &str, kana: Option<&str>, en: Option<&str>| {
        let text =
            Text { kana: kana.map(str::to_owned), en: en.map(str::to_owned), ..Text::one(Lang::Ja, ja) };
        kinds::specimen("-").with("title", &Value::Text(text))
    };
    let ids = fill(
        &store,
        [
            title("石", Some("イシ"), Some("Stone")),
            title("鏡", Some("カガミ"), Some("a mirror")),
            title("ｱﾝﾃﾅ", None, Some("ANTENNA")),
            title("アンテナ", None, Some("antenna")),
            title("傘", Some("カサ"), Some("Umbrella")),
        ],
    )
    .await;
    let [stone, mirror, narrow, wide, umbrella] = ids[..] else { panic!() };
    let viewer = Viewer::public();
    // Half width and full width, upper case and lower case are one; among equals the older comes first.
    let ja = pages(&store, &viewer, query("title.ja", false, &[], 2)).await;
    assert_eq!(ja, [narrow, wide, stone, mirror, umbrella]);
    let en = pages(&store, &viewer, query("title.en", false, &[], 2)).await;
    assert_eq!(en, [mirror, narrow, wide, stone, umbrella]);
    let mut backwards = pages(&store, &viewer, query("title.en", true, &[], 2)).await;
    backwards.reverse();
    assert_eq!(backwards, en);
}

async fn every_order_pages_through_everything_once(place: Place) {
    let store = place.open().await;
    let mut bodies = Vec::new();
    for number in 0..23_i64 {
        let mut body = kinds::specimen(&format!("石{}", number % 4));
        if number % 3 != 0 {
            body.set("grade", &choice(["fair", "good", "best"][usize::try_from(number % 2).unwrap()]));
            body.set("pieces", &Value::Integer(1 + number % 3));
        }
        if number % 5 == 0 {
            body.set("number", &Value::Line("同じ番号".into()));
        }
        bodies.push(body);
    }
    // Many of one commit: ties even in the order of making.
    let changes: Vec<Change> = bodies
        .into_iter()
        .map(|body| Change::Create { id: store.fresh_id(), kind: Specimen::INFO, body })
        .collect();
    for chunk in changes.chunks(6) {
        store.commit(&header("some"), chunk).await.unwrap();
    }
    let all: BTreeSet<RecordId> = changes.iter().map(Change::id).collect();
    let viewer = Viewer::operator();
    for order in orders() {
        for descending in [false, true] {
            let whole = pages(&store, &viewer, query(order, descending, &[], 100)).await;
            assert_eq!(whole.iter().copied().collect::<BTreeSet<_>>(), all, "{order}");
            for limit in [1, 2, 3, 7, 22, 23] {
                let paged = pages(&store, &viewer, query(order, descending, &[], limit)).await;
                assert_eq!(paged, whole, "{order}, descending: {descending}, {limit} a page");
            }
            // Rows without the value come last, newest first, whichever way the others go.
            let mut without = Vec::new();
            for id in &whole {
                let has = order.contains('.')
                    || order == "created"
                    || store.record(*id).await.body.raw(order).is_some();
                without.push(!has);
            }
            assert!(without.is_sorted(), "{order}");
            let rest: Vec<RecordId> =
                whole.iter().zip(&without).filter(|(_, without)| **without).map(|(id, _)| *id).collect();
            assert!(rest.is_sorted_by(|one, two| one > two), "{order}");
        }
    }
}

async fn values_sort_as_people_expect(place: Place) {
    let store = place.open().await;
    let day = |text: &str| Value::Date(serde_json::from_value(text.into()).unwrap());
    let ids = fill(
        &store,
        [
            kinds::specimen("一").with("grade", &choice("best")).with("pieces", &Value::Integer(10)),
            kinds::specimen("二").with("grade", &choice("fair")).with("pieces", &Value::Integer(9)),
            kinds::specimen("三")
                .with("found", &day("2004-03-15"))
                .with("number", &Value::Line("Ｓ２".into())),
            kinds::specimen("四").with("found", &day("2004")).with("number", &Value::Line("s1".into())),
            kinds::specimen("五").with("found", &day("1998-12")).with("grade", &choice("good")),
        ],
    )
    .await;
    let viewer = Viewer::operator();
    let [one, two, three, four, five] = ids[..] else { panic!() };
    for (order, ascending) in [
        ("grade", [two, five, one, four, three]),
        ("pieces", [two, one, five, four, three]),
        ("found", [five, four, three, two, one]),
        ("number", [four, three, five, two, one]),
    ] {
        assert_eq!(pages(&store, &viewer, query(order, false, &[], 2)).await, ascending, "{order}");
    }
}

async fn filters_join_and_their_values_choose(place: Place) {
    let store = place.open().await;
    let shelf = store.shelf("棚").await;
    let colours = |codes: &[&str]| Value::Choices(codes.iter().map(|&code| code.to_owned()).collect());
    let ids = fill(
        &store,
        [
            kinds::specimen("一").with("colours", &colours(&["red", "blue"])).with("grade", &choice("best")),
            kinds::specimen("二").with("colours", &colours(&["blue"])).with("grade", &choice("good")),
            kinds::specimen("三")
                .with("colours", &colours(&["green"]))
                .with("shelf", &Value::Reference(shelf)),
            kinds::specimen("四").with("fragile", &Value::Flag(true)),
        ],
    )
    .await;
    let viewer = Viewer::public();
    let on_shelf = shelf.to_string();
    for (filters, expected) in [
        (vec![filter("colours", &["blue"])], vec![0, 1]),
        (vec![filter("colours", &["red", "green"])], vec![0, 2]),
        (vec![filter("colours", &["red", "blue"])], vec![0, 1]),
        (vec![filter("colours", &["blue"]), filter("grade", &["good", "fair"])], vec![1]),
        (vec![filter("colours", &["red"]), filter("colours", &["blue"])], vec![0]),
        (vec![filter("shelf", &[&on_shelf])], vec![2]),
        (vec![filter("fragile", &["true"])], vec![3]),
        (vec![filter("colours", &["no-such-colour"])], vec![]),
        (vec![filter("no-such-facet", &["red"])], vec![]),
        (vec![filter("colours", &[])], vec![]),
        (vec![], vec![0, 1, 2, 3]),
    ] {
        let expected: Vec<RecordId> = expected.into_iter().map(|at: usize| ids[at]).collect();
        assert_eq!(
            pages(&store, &viewer, query("created", false, &filters, 1)).await,
            expected,
            "{filters:?}"
        );
        // In the order of a value that most have not.
        let mut by_grade = pages(&store, &viewer, query("grade", true, &filters, 1)).await;
        by_grade.sort_unstable();
        assert_eq!(by_grade, expected, "{filters:?}");
        let count = store.count(Reading::now(&viewer), Specimen::INFO, &filters).await.unwrap();
        assert_eq!(usize::try_from(count).unwrap(), expected.len());
    }
}

async fn counts_come_most_first_and_ties_by_value(place: Place) {
    let store = place.open().await;
    let keywords = |words: &[&str]| Value::Keywords(words.iter().map(|&word| word.to_owned()).collect());
    fill(
        &store,
        [
            kinds::specimen("一").with("keywords", &keywords(&["青", "Stone"])),
            kinds::specimen("二").with("keywords", &keywords(&["ｱｵ", "青", "a-stone"])),
            kinds::specimen("三").with("keywords", &keywords(&["ＡＯ", "zeolite", "ゼオライト"])),
        ],
    )
    .await;
    let viewer = Viewer::public();
    let counts =
        store.facet_counts(Reading::now(&viewer), Specimen::INFO, "keywords", &[], 100).await.unwrap();
    let expected =
        [("青", 2), ("a-stone", 1), ("ao", 1), ("stone", 1), ("zeolite", 1), ("アオ", 1), ("ゼオライト", 1)];
    let expected = expected.map(|(value, count)| (value.to_owned(), count));
    assert_eq!(counts, expected);
    let first = store.facet_counts(Reading::now(&viewer), Specimen::INFO, "keywords", &[], 3).await.unwrap();
    assert_eq!(first, expected[..3]);
    let filters = [filter("keywords", &["a-stone"])];
    let narrowed =
        store.facet_counts(Reading::now(&viewer), Specimen::INFO, "keywords", &filters, 100).await.unwrap();
    assert_eq!(
        narrowed.iter().map(|(value, _)| value.as_str()).collect::<Vec<_>>(),
        ["a-stone", "アオ", "青"]
    );
}

async fn values_that_several_records_share_are_found(place: Place) {
    let store = place.open().await;
    let found_by = |name: &str| kinds::specimen("石").with("finder", &kinds::text(name));
    let ids = fill(&store, [found_by("北海花子"), found_by("北海　花子"), found_by("別の人")]).await;
    let viewer = Viewer::public();
    let shared =
        store.shared_facet_values(Reading::now(&viewer), Specimen::INFO, "folded", 10).await.unwrap();
    assert_eq!(shared.len(), 1, "{shared:?}");
    assert_eq!(shared[0].1, ids[..2]);
    // More values than one statement takes.
    let mut values: Vec<String> = (0..900).map(|number| format!("値{number}")).collect();
    values.insert(450, shared[0].0.clone());
    let found = store.ids_with_facet(Reading::now(&viewer), Specimen::INFO, "folded", &values).await.unwrap();
    assert_eq!(found.into_values().collect::<Vec<_>>(), [ids[..2].to_vec()]);
}

async fn a_foreign_cursor_is_refused(place: Place) {
    let store = place.open().await;
    store.specimen(kinds::specimen("石")).await;
    for cursor in ["", "x", "k", "次のページ", "k00' OR 1=1 --"] {
        let mut query = query("created", false, &[], 10);
        query.after = Some(cursor.to_owned());
        let error = refusal(store.list(Reading::now(&Viewer::public()), &query).await);
        assert!(matches!(error, Error::Cursor), "{error}");
    }
}
