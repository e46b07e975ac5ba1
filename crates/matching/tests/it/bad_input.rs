//! Empty, tiny, huge and senseless input has a defined answer in bounded time.

use std::time::{Duration, Instant};

use enishi_matching::{Error, Note, QueryCode};

use crate::builders::{TOKENS, index_of, keys, query, schema, seed};

fn plain(words: &str) -> enishi_matching::Query {
    let mut query = query(words, &TOKENS);
    query.codes.clear();
    query
}

#[test]
fn a_query_without_words_says_so() {
    let searcher = index_of(&[seed("a", "rare sugar", "")]).searcher();
    for words in ["", "   ", "?!…。、", "🦀🦀🦀", "the of and", "\0\u{200b}", "をに"] {
        let answer = searcher.search(&plain(words)).unwrap();
        assert_eq!((answer.hits.len(), answer.notes), (0, vec![Note::NothingToSearch]), "{words:?}");
    }
    let mut only_code = query("", &TOKENS);
    assert!(searcher.search(&only_code).unwrap().notes.is_empty());
    only_code.codes.clear();
    only_code.text.clear();
    assert_eq!(searcher.search(&only_code).unwrap().notes, [Note::NothingToSearch]);
}

#[test]
fn a_query_of_one_character_finds_that_word() {
    let searcher = index_of(&[seed("a", "光 の 技術", ""), seed("b", "vitamin C", "")]).searcher();
    assert_eq!(keys(&searcher.search(&plain("光")).unwrap()), ["a"]);
    assert_eq!(keys(&searcher.search(&plain("c")).unwrap()), ["b"]);
    assert!(searcher.search(&plain("x")).unwrap().hits.is_empty());
}

#[test]
fn an_empty_index_answers() {
    let answer = index_of(&[]).searcher().search(&query("sugar", &TOKENS)).unwrap();
    assert_eq!((answer.hits.len(), answer.population), (0, 0));
}

#[test]
fn a_million_characters_are_cut_and_the_answer_says_so() {
    let searcher = index_of(&[seed("a", "rare sugar", ""), seed("b", "w7 w8", "")]).searcher();
    let words: String = (0..150_000).map(|number| format!("w{number} ")).collect();
    let start = Instant::now();
    let answer = searcher.search(&plain(&words)).unwrap();
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(keys(&answer), ["b"]);
    assert_eq!(answer.terms, schema().parameters.most_terms);
    assert!(matches!(
        answer.notes[..],
        [Note::TextCut { read: 200_000, given: 1_088_890 }, Note::TermsCut { kept: 1024, .. }]
    ));
    for text in ["a".repeat(1_000_000), "希少糖".repeat(400_000), "🦀".repeat(1_000_000), "ﾊﾞ".repeat(500_000)]
    {
        let start = Instant::now();
        searcher.search(&plain(&text)).unwrap();
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    }
}

#[test]
fn a_document_of_millions_of_characters_is_indexed() {
    let long = "rare sugar 半導体の製造 ".repeat(100_000);
    let searcher = index_of(&[seed("long", "laser", &long), seed("short", "rare sugar", "")]).searcher();
    let answer = searcher.search(&plain("sugar 半導体")).unwrap();
    assert_eq!(keys(&answer), ["long", "short"]);
    assert_eq!(answer.population, 2);
}

#[test]
fn unknown_fields_and_schemes_are_named_with_the_known_ones() {
    let mut index = index_of(&[]);
    let mut document = seed("a", "laser", "");
    document.fields[0].field = "titel".to_owned();
    let error = index.put(&document).unwrap_err();
    assert_eq!(error.to_string(), "document `a`: unknown field `titel`, expected one of: title, summary");
    let mut asked = plain("laser");
    asked.codes.push(QueryCode { scheme: "keyfield".to_owned(), value: "bio".to_owned() });
    let error = index.searcher().search(&asked).unwrap_err();
    assert!(matches!(error, Error::UnknownScheme { .. }));
    assert_eq!(error.to_string(), "`query`: unknown code scheme `keyfield`, expected one of: key_field");
}

#[test]
fn a_refused_document_leaves_the_others() {
    let mut index = index_of(&[seed("a", "rare sugar", "")]);
    let mut document = seed("a", "laser", "");
    document.fields[1].field = "titel".to_owned();
    assert!(index.put(&document).is_err());
    index.commit(None).unwrap();
    assert_eq!(keys(&index.searcher().search(&plain("sugar")).unwrap()), ["a"]);
}
