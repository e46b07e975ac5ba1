//! The same documents give the same bytes, however they came into the index.

use std::collections::BTreeMap;

use enishi_matching::{Cursor, Document, Index};
use proptest::prelude::*;

use crate::builders::{
    TOKENS, any_document, any_documents, any_text, bytes, index_of, keys, query, schema, seed,
};

#[derive(Debug, Clone)]
enum Step {
    Put(Document),
    Remove(u8),
    Commit,
    Compact,
    Reopen,
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => any_document().prop_map(Step::Put),
        2 => (0..12_u8).prop_map(Step::Remove),
        3 => Just(Step::Commit),
        1 => Just(Step::Compact),
        1 => Just(Step::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn incremental_merged_and_rebuilt_indexes_agree(
        steps in prop::collection::vec(any_step(), 1..40),
        asked in prop::collection::vec(any_text(), 1..4),
        held in prop::sample::subsequence(&TOKENS[..], 1..=3),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut index = Index::open(folder.path(), schema()).unwrap();
        let mut waiting: BTreeMap<String, Option<Document>> = BTreeMap::new();
        let mut model: BTreeMap<String, Document> = BTreeMap::new();
        let mut seq = 0;
        for step in steps.into_iter().chain([Step::Commit]) {
            match step {
                Step::Put(document) => {
                    index.put(&document).unwrap();
                    waiting.insert(document.key.clone(), Some(document));
                }
                Step::Remove(number) => {
                    let key = format!("seed-{number:02}");
                    index.remove(&key);
                    waiting.insert(key, None);
                }
                Step::Commit | Step::Compact => {
                    seq += 1;
                    let cursor = Some(Cursor { epoch: "e".to_owned(), seq });
                    if matches!(step, Step::Commit) { index.commit(cursor).unwrap() } else { index.compact(cursor).unwrap() }
                    for (key, document) in std::mem::take(&mut waiting) {
                        match document {
                            Some(document) => model.insert(key, document),
                            None => model.remove(&key),
                        };
                    }
                }
                Step::Reopen => {
                    // What was not committed is gone.
                    index = Index::open(folder.path(), schema()).unwrap();
                    waiting.clear();
                    prop_assert_eq!(index.cursor().map_or(0, |cursor| cursor.seq), seq);
                }
            }
            let documents: Vec<Document> = model.values().rev().cloned().collect();
            let rebuilt = index_of(&documents);
            let mut merged = index_of(&documents);
            merged.compact(None).unwrap();
            for words in &asked {
                let query = query(words, &held);
                let expected = bytes(&rebuilt.searcher().search(&query).unwrap());
                prop_assert_eq!(&bytes(&index.searcher().search(&query).unwrap()), &expected);
                prop_assert_eq!(&bytes(&merged.searcher().search(&query).unwrap()), &expected);
                for key in ["seed-03", "seed-07"] {
                    prop_assert_eq!(index.searcher().why_not(&query, key).unwrap(), rebuilt.searcher().why_not(&query, key).unwrap());
                }
            }
        }
    }

    #[test]
    fn the_order_of_arrival_does_not_matter(documents in any_documents(), words in any_text(), start in 0..20_usize) {
        let mut turned = documents.clone();
        turned.rotate_left(start % documents.len().max(1));
        let query = query(&words, &TOKENS);
        let one = bytes(&index_of(&documents).searcher().search(&query).unwrap());
        prop_assert_eq!(one, bytes(&index_of(&turned).searcher().search(&query).unwrap()));
    }
}

#[test]
fn ties_break_by_key() {
    let documents: Vec<Document> =
        ["c", "a", "b"].iter().map(|key| seed(key, "rare sugar", "made here")).collect();
    let answer = index_of(&documents).searcher().search(&query("rare sugar", &TOKENS)).unwrap();
    assert_eq!(keys(&answer), ["a", "b", "c"]);
    assert_eq!(answer.hits[0].score, answer.hits[2].score);
}

#[test]
fn a_short_list_is_the_head_of_a_long_one() {
    let documents: Vec<Document> =
        (0..300).map(|n| seed(&format!("s{n:03}"), "laser", &"sensor laser ".repeat(n % 7 + 1))).collect();
    let index = index_of(&documents);
    let ask = |top| {
        let mut query = query("laser sensors for sugar", &TOKENS);
        query.top = top;
        let answer = index.searcher().search(&query).unwrap();
        answer.hits.into_iter().map(|hit| hit.key).collect::<Vec<_>>()
    };
    let all = ask(1000);
    assert_eq!(all.len(), 300);
    for top in [0, 1, 3, 10, 50, 100, 299] {
        assert_eq!(ask(top), all[..top]);
    }
}

#[test]
fn only_the_group_asked_is_counted_and_found() {
    let mut need = seed("need-1", "rare sugar", "");
    need.group = "need".to_owned();
    let index = index_of(&[seed("seed-1", "rare sugar", ""), need]);
    let answer = index.searcher().search(&query("sugar", &TOKENS)).unwrap();
    assert_eq!((keys(&answer), answer.population), (vec!["seed-1"], 1));
}

#[test]
fn excluded_documents_are_no_answer_but_still_count() {
    let index = index_of(&[seed("a", "rare sugar", ""), seed("b", "rare sugar", "")]);
    let plain = index.searcher().search(&query("sugar", &TOKENS)).unwrap();
    let mut without = query("sugar", &TOKENS);
    without.exclude = vec!["a".to_owned(), "no such key".to_owned()];
    let answer = index.searcher().search(&without).unwrap();
    assert_eq!(keys(&answer), ["b"]);
    assert_eq!(answer.hits[0], plain.hits[1]);
}

#[test]
fn a_searcher_keeps_its_commit_while_the_index_goes_on() {
    let mut index = index_of(&[seed("a", "rare sugar", "")]);
    let before = index.searcher();
    index.remove("a");
    index.put(&seed("b", "rare sugar", "")).unwrap();
    assert_eq!(keys(&index.searcher().search(&query("sugar", &TOKENS)).unwrap()), ["a"]);
    index.commit(None).unwrap();
    assert_eq!(keys(&before.search(&query("sugar", &TOKENS)).unwrap()), ["a"]);
    assert_eq!(keys(&index.searcher().search(&query("sugar", &TOKENS)).unwrap()), ["b"]);
}

#[test]
fn a_document_put_after_its_removal_is_there_and_the_other_way_round() {
    let mut index = index_of(&[seed("a", "laser", "")]);
    index.remove("a");
    index.put(&seed("a", "sugar", "")).unwrap();
    index.put(&seed("b", "sugar", "")).unwrap();
    index.remove("b");
    index.commit(None).unwrap();
    assert_eq!(keys(&index.searcher().search(&query("sugar laser", &TOKENS)).unwrap()), ["a"]);
}
