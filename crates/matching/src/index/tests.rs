//! Tests of what cannot be reached from outside with few documents: waiting documents that are set aside early.

use super::*;
use crate::document::{ClearanceSet, FieldSpec, FieldText};
use crate::query::{Answer, Query, QueryText};

fn schema() -> Schema {
    Schema { fields: vec![FieldSpec::new("title", 1.0)], ..Schema::default() }
}

fn document(key: &str, title: &str) -> Document {
    let (field, clearance, lang) = ("title".to_owned(), "public".to_owned(), "en".to_owned());
    let fields = vec![FieldText { field, clearance, lang, text: title.to_owned() }];
    Document { key: key.to_owned(), group: "seed".to_owned(), fields, ..Document::default() }
}

fn ask(index: &Index, words: &str) -> Answer {
    let text = vec![QueryText { text: words.to_owned(), lang: "en".to_owned(), weight: 1.0 }];
    let tokens = ClearanceSet::from_iter(["public"]);
    index
        .searcher()
        .search(&Query { text, group: "seed".to_owned(), tokens, top: 10, ..Query::default() })
        .unwrap()
}

#[test]
fn documents_set_aside_early_are_seen_at_the_commit_and_not_before() {
    let mut index = Index::in_memory(schema()).unwrap();
    index.put(&document("a", "sugar")).unwrap();
    index.put(&document("b", "sugar")).unwrap();
    index.commit(None).unwrap();
    let before = ask(&index, "sugar laser");

    index.put(&document("a", "laser")).unwrap();
    index.flush().unwrap();
    index.remove("b");
    index.flush().unwrap();
    index.put(&document("a", "laser sugar")).unwrap();
    index.put(&document("c", "laser")).unwrap();
    index.flush().unwrap();
    assert_eq!(ask(&index, "sugar laser"), before);

    index.commit(None).unwrap();
    let mut rebuilt = Index::in_memory(schema()).unwrap();
    rebuilt.put(&document("c", "laser")).unwrap();
    rebuilt.put(&document("a", "laser sugar")).unwrap();
    rebuilt.commit(None).unwrap();
    assert_eq!(ask(&index, "sugar laser"), ask(&rebuilt, "sugar laser"));
}

#[test]
fn more_documents_than_may_wait_are_all_found() {
    let mut index = Index::in_memory(schema()).unwrap();
    for number in 0..=MOST_WAITING {
        index.put(&document(&format!("s{number}"), "rare sugar")).unwrap();
    }
    assert_eq!(ask(&index, "sugar").population, 0);
    index.commit(None).unwrap();
    assert_eq!(ask(&index, "sugar").population, numbers::wide(MOST_WAITING + 1));
}

#[test]
fn merged_segments_equal_those_built_at_once() {
    let mut index = Index::in_memory(schema()).unwrap();
    for (key, title) in [("b", "rare sugar"), ("a", "laser"), ("c", "only here"), ("b", "希少糖 laser")] {
        index.put(&document(key, title)).unwrap();
        index.flush().unwrap();
    }
    index.remove("c");
    index.compact(None).unwrap();
    let mut rebuilt = Index::in_memory(schema()).unwrap();
    rebuilt.put(&document("b", "希少糖 laser")).unwrap();
    rebuilt.put(&document("a", "laser")).unwrap();
    rebuilt.compact(None).unwrap();
    assert_eq!(index.parts.len(), 1);
    assert_eq!(index.parts[0].segment, rebuilt.parts[0].segment);
}

#[test]
fn index_and_searcher_may_go_to_other_threads() {
    fn check<T: Send>() {}
    fn check_shared<T: Send + Sync>() {}
    check::<Index>();
    check_shared::<Searcher>();
}
