//! A third token beside `public` and `all`: who holds it sees exactly what carries it, on every way of reading.

use enishi_kind::{Body, Kind as _, Value, Viewer};
use enishi_kit::ids::RecordId;
use enishi_kit::money::Yen;
use enishi_store::{Filter, ListQuery, Reading, Sort, Store};
use enishi_testkit::kinds::{self, Shelf, Specimen};

use crate::place::{Place, Writes};
use crate::raw::Raw;

both!(
    members_see_what_carries_their_token,
    members_see_records_for_members,
    the_log_carries_the_tokens_of_what_changed,
    two_stores_that_differ_in_hidden_things_answer_alike,
    a_viewer_without_tokens_sees_nothing,
);

fn viewers() -> [Viewer; 3] {
    kinds::viewers()
}

fn disclosed(title: &str, code: &str) -> Body {
    kinds::specimen(title).with("disclosure", &Value::Choice(code.to_owned()))
}

async fn facet(store: &Store, viewer: &Viewer, name: &str) -> Vec<(String, u64)> {
    store.facet_counts(Reading::now(viewer), Specimen::INFO, name, &[], 10).await.unwrap()
}

async fn listed(store: &Store, viewer: &Viewer, name: &str, filters: &[Filter]) -> Vec<RecordId> {
    let sort = Sort { name: name.to_owned(), descending: false };
    let query = ListQuery { kind: Specimen::INFO, filters: filters.to_vec(), sort, after: None, limit: 100 };
    store.list(Reading::now(viewer), &query).await.unwrap().items.into_iter().map(|seen| seen.id).collect()
}

async fn members_see_what_carries_their_token(place: Place) {
    let store = place.open_as(kinds::registry()).await;
    let (shelf, papers) = (store.shelf("棚").await, store.shelf("書庫").await);
    let other = store.specimen(kinds::specimen("もう一つ")).await;
    let mut body = kinds::full_specimen("石", shelf, other);
    body.set("papers", &Value::Reference(papers));
    let stone = store.specimen(body).await;
    let reference = store.record(stone).await.reference;
    let [public, member, operator] = viewers();

    // The body.
    let fields = |viewer: Viewer| {
        let (store, reference) = (store.clone(), reference.clone());
        async move {
            let seen = store.find(Reading::now(&viewer), &reference).await.unwrap().unwrap();
            let hidden = ["remark", "price", "belongs", "owner", "papers", "insured", "secret"];
            hidden.map(|name| u8::from(seen.body.raw(name).is_some()))
        }
    };
    assert_eq!(fields(public.clone()).await, [0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(fields(member.clone()).await, [1, 1, 1, 0, 0, 0, 0]);
    assert_eq!(fields(operator.clone()).await, [1; 7]);

    // Facet counts, filters and counts: `price` is for members, `secret` for those in charge.
    let one = |value: &str| vec![(value.to_owned(), 1)];
    for (viewer, price, secret) in [
        (&public, vec![], vec![]),
        (&member, one("120000"), vec![]),
        (&operator, one("120000"), one("鍵は机の中")),
    ] {
        assert_eq!(facet(&store, viewer, "price").await, price);
        assert_eq!(facet(&store, viewer, "secret").await, secret);
        for (name, value, expected) in [("price", "120000", &price), ("secret", "鍵は机の中", &secret)] {
            let filter = [Filter { name: name.to_owned(), values: vec![value.to_owned()] }];
            let count = store.count(Reading::now(viewer), Specimen::INFO, &filter).await.unwrap();
            assert_eq!(usize::try_from(count).unwrap(), expected.len(), "{name}");
            assert_eq!(listed(&store, viewer, "created", &filter).await.len(), expected.len());
            let values = [value.to_owned()];
            let found =
                store.ids_with_facet(Reading::now(viewer), Specimen::INFO, name, &values).await.unwrap();
            assert_eq!(found.len(), expected.len());
        }
    }

    // Orders: who does not see the price finds the priced stone among those without a price, newest first.
    assert_eq!(listed(&store, &public, "price", &[]).await, [stone, other]);
    let cheap = store.specimen(kinds::specimen("安い石").with("price", &Value::Yen(Yen(5)))).await;
    assert_eq!(listed(&store, &public, "price", &[]).await, [cheap, stone, other]);
    assert_eq!(listed(&store, &member, "price", &[]).await, [cheap, stone, other]);
    store.edit(cheap, |body| body.with("price", &Value::Yen(Yen(900_000)))).await.unwrap();
    assert_eq!(listed(&store, &public, "price", &[]).await, [cheap, stone, other]);
    assert_eq!(listed(&store, &member, "price", &[]).await, [stone, cheap, other]);

    // References that lead to a record.
    for (viewer, to_other, to_papers) in [
        (&public, vec!["stays.beside", "related"], vec![]),
        (&member, vec!["stays.beside", "related", "belongs"], vec![]),
        (&operator, vec!["stays.beside", "related", "belongs", "hidings.beside"], vec!["papers"]),
    ] {
        for (to, expected) in [(other, to_other), (papers, to_papers)] {
            let groups = store.referrers(Reading::now(viewer), to, 5).await.unwrap();
            let found: Vec<&str> = groups.iter().map(|group| group.field.as_str()).collect();
            assert_eq!(found, expected);
            assert!(groups.iter().all(|group| group.count == 1 && group.newest[0].id == stone));
        }
    }
}

async fn members_see_records_for_members(place: Place) {
    let store = place.open_as(kinds::registry()).await;
    let shelf = store.shelf("棚").await;
    let mut ids = Vec::new();
    for code in ["public", "members", "coordinator", "secret"] {
        ids.push(store.specimen(disclosed(code, code).with("shelf", &Value::Reference(shelf))).await);
    }
    // What says nothing is for members.
    let mut silent = kinds::specimen("無記入");
    silent.remove("disclosure");
    ids.push(store.specimen(silent.with("shelf", &Value::Reference(shelf))).await);
    let [public, member, operator] = viewers();
    for (viewer, expected) in
        [(&public, vec![ids[0]]), (&member, vec![ids[0], ids[1], ids[4]]), (&operator, ids.clone())]
    {
        let shelves = [Filter { name: "shelf".to_owned(), values: vec![shelf.to_string()] }];
        for sort in ["created", "title.ja", "title.en", "number"] {
            let mut found = listed(&store, viewer, sort, &shelves).await;
            found.sort_unstable();
            assert_eq!(found, expected, "{sort}");
        }
        let count = store.count(Reading::now(viewer), Specimen::INFO, &[]).await.unwrap();
        assert_eq!(usize::try_from(count).unwrap(), expected.len());
        assert_eq!(facet(&store, viewer, "shelf").await[0].1, count);
        let groups = store.referrers(Reading::now(viewer), shelf, 10).await.unwrap();
        assert_eq!((groups[0].count, groups[0].newest.len()), (count, expected.len()));
        let found = store.find_many(Reading::now(viewer), &ids).await.unwrap();
        assert_eq!(found.len(), expected.len());
        for id in &ids {
            let reference = store.record(*id).await.reference;
            let seen = store.find(Reading::now(viewer), &reference).await.unwrap();
            assert_eq!(seen.is_some(), expected.contains(id));
        }
    }
    // Opening a record changes what the public counts, closing it changes it back.
    store.edit(ids[1], |body| body.with("disclosure", &Value::Choice("public".into()))).await.unwrap();
    assert_eq!(store.count(Reading::now(&public), Specimen::INFO, &[]).await.unwrap(), 2);
    assert_eq!(facet(&store, &public, "shelf").await[0].1, 2);
    store.edit(ids[1], |body| body.with("disclosure", &Value::Choice("secret".into()))).await.unwrap();
    assert_eq!(store.count(Reading::now(&public), Specimen::INFO, &[]).await.unwrap(), 1);
    assert_eq!(store.count(Reading::now(&member), Specimen::INFO, &[]).await.unwrap(), 2);
    assert_eq!(listed(&store, &public, "title.ja", &[]).await, [ids[0]]);
}

async fn the_log_carries_the_tokens_of_what_changed(place: Place) {
    let store = place.open_as(kinds::registry()).await;
    let id = store.specimen(kinds::specimen("石")).await;
    store.edit(id, |body| body.with("remark", &kinds::text("会員へ"))).await.unwrap();
    store.edit(id, |body| body.with("secret", &Value::Line("鍵".into()))).await.unwrap();
    store
        .edit(id, |body| body.with("number", &Value::Line("1".into())).with("price", &Value::Yen(Yen(5))))
        .await
        .unwrap();
    let claim = serde_json::json!([{"field": "price", "value": 6}]);
    let with_claim = |mut body: Body| {
        body.set_raw("claims", claim);
        body
    };
    store.edit(id, with_claim).await.unwrap();
    store.edit(id, |body| body.with("disclosure", &Value::Choice("members".into()))).await.unwrap();
    let raw = Raw::open(&place.location).await;
    let tokens = raw.texts("SELECT clearances FROM log_change ORDER BY seq, ordinal").await;
    assert_eq!(tokens, ["public", "member:-", "steward:-", "member:- public", "member:-", "member:- public"]);
}

/// Everything that a viewer can ask, as text.
async fn everything(store: &Store, viewer: &Viewer, references: &[String]) -> String {
    let mut said = String::new();
    for kind in [Specimen::INFO, Shelf::INFO] {
        let mut names = vec!["created", "title.ja", "title.en"];
        names.extend(kind.fields().filter(|field| field.sort || field.facet).map(|field| field.name));
        for name in names {
            for descending in [false, true] {
                let sort = Sort { name: name.to_owned(), descending };
                let mut query = ListQuery { kind, filters: Vec::new(), sort, after: None, limit: 2 };
                loop {
                    let page = store.list(Reading::now(viewer), &query).await.unwrap();
                    said.push_str(&format!("{name} {descending} {page:?}\n"));
                    query.after = page.next;
                    if query.after.is_none() {
                        break;
                    }
                }
            }
            let counts = store.facet_counts(Reading::now(viewer), kind, name, &[], 10).await.unwrap();
            let shared = store.shared_facet_values(Reading::now(viewer), kind, name, 10).await.unwrap();
            said.push_str(&format!("{name} {counts:?} {shared:?}\n"));
        }
        said.push_str(&format!("{:?}\n", store.count(Reading::now(viewer), kind, &[]).await.unwrap()));
    }
    for reference in references {
        said.push_str(&format!("{:?}\n", store.find(Reading::now(viewer), reference).await.unwrap()));
        let record = store.load_reference(reference).await.unwrap().unwrap();
        let referrers = store.referrers(Reading::now(viewer), record.id, 5).await.unwrap();
        said.push_str(&format!(
            "{referrers:?} {:?}\n",
            store.history(Reading::now(viewer), record.id).await.unwrap()
        ));
    }
    said
}

/// Non-interference: the second store holds other hidden values, hidden references and changes of hidden fields.
async fn two_stores_that_differ_in_hidden_things_answer_alike(place: Place) {
    let other_place = if place.is_sqlite() { Place::sqlite() } else { Place::postgres("alike").unwrap() };
    let mut answers = Vec::new();
    for (place, differs) in [(&place, false), (&other_place, true)] {
        let store = place.open_as(kinds::registry()).await;
        let (shelf, other_shelf) = (store.shelf("棚").await, store.shelf("書庫").await);
        let first = store.specimen(kinds::specimen("一つめ")).await;
        let mut body = kinds::full_specimen("石", shelf, first);
        let mut hidden = disclosed("隠れた石", "secret");
        if differs {
            body.set("remark", &kinds::text("まったく別の注記"));
            body.set("price", &Value::Yen(Yen(1)));
            body.remove("belongs");
            body.remove("insured");
            body.set("papers", &Value::Reference(other_shelf));
            body.set("secret", &Value::Line("別の秘密".into()));
            body.set_raw("claims", serde_json::json!([{"field": "secret", "value": "x"}]));
            hidden =
                hidden.with("shelf", &Value::Reference(shelf)).with("grade", &Value::Choice("best".into()));
        }
        let stone = store.specimen(body).await;
        store.specimen(hidden).await;
        store.edit(stone, |body| body.with("secret", &Value::Line(format!("{differs}")))).await.unwrap();
        let last = store.specimen(kinds::specimen("二つめ").with("price", &Value::Yen(Yen(7)))).await;
        let mut references = Vec::new();
        for id in [shelf, other_shelf, first, stone, last] {
            references.push(store.record(id).await.reference);
        }
        answers.push(everything(&store, &Viewer::public(), &references).await);
        assert_ne!(everything(&store, &viewers()[2], &references).await, answers[answers.len() - 1]);
    }
    assert_eq!(answers[0], answers[1]);
}

async fn a_viewer_without_tokens_sees_nothing(place: Place) {
    let store = place.open().await;
    let id = store.specimen(kinds::specimen("石").with("grade", &Value::Choice("good".into()))).await;
    let nobody = Viewer::of([]);
    assert_eq!(listed(&store, &nobody, "created", &[]).await, []);
    assert_eq!(listed(&store, &nobody, "grade", &[]).await, []);
    assert_eq!(store.count(Reading::now(&nobody), Specimen::INFO, &[]).await.unwrap(), 0);
    assert_eq!(facet(&store, &nobody, "grade").await, []);
    assert!(store.find_many(Reading::now(&nobody), &[id]).await.unwrap().is_empty());
    assert_eq!(store.referrers(Reading::now(&nobody), id, 5).await.unwrap(), []);
}
