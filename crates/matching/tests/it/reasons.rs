//! Reasons add up to the score, point at the words, and explain what is missing.

use enishi_matching::{Analyser, Code, Document, Readiness, Reason, WhyNot, locate};
use proptest::prelude::*;

use crate::builders::{TOKENS, any_documents, any_text, index_of, query, seed, text};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn contributions_sum_to_the_score(documents in any_documents(), words in any_text()) {
        let answer = index_of(&documents).searcher().search(&query(&words, &TOKENS)).unwrap();
        for hit in &answer.hits {
            let sum: f64 = hit.reasons.iter().map(Reason::contribution).sum();
            prop_assert!((sum - hit.score).abs() < 1e-9, "{} {}", sum, hit.score);
            for reason in &hit.reasons {
                let Reason::Words { surface, range, terms, contribution, .. } = reason else { continue };
                prop_assert_eq!(surface, &words[range.clone()]);
                let of_terms: f64 = terms.iter().map(|met| met.contribution).sum();
                let of_fields: f64 = terms.iter().flat_map(|met| &met.fields).map(|field| field.contribution).sum();
                prop_assert!((of_terms - contribution).abs() < 1e-9 && (of_fields - contribution).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn why_not_agrees_with_the_list(documents in any_documents(), words in any_text(), top in 0..6_usize) {
        let searcher = index_of(&documents).searcher();
        let mut query = query(&words, &TOKENS);
        query.top = 100;
        let all = searcher.search(&query).unwrap().hits;
        query.top = top;
        for (at, hit) in all.iter().enumerate() {
            match searcher.why_not(&query, &hit.key).unwrap() {
                WhyNot::Found { rank, score, reasons } => {
                    prop_assert!(at < top);
                    prop_assert_eq!((rank, score, &reasons), (at + 1, hit.score, &hit.reasons));
                }
                WhyNot::Below { rank, score, gap, reasons, .. } => {
                    prop_assert!(at >= top && gap >= 0.0);
                    prop_assert_eq!((rank, score, &reasons), (at + 1, hit.score, &hit.reasons));
                }
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }

    #[test]
    fn places_are_in_order_and_on_character_boundaries(documents in any_documents(), words in any_text(), other in any_text()) {
        for hit in index_of(&documents).searcher().search(&query(&words, &TOKENS)).unwrap().hits {
            let spans = locate(&mut Analyser::new(), &other, &hit.reasons);
            prop_assert!(spans.is_sorted_by(|a, b| a.range.end <= b.range.start));
            for span in spans {
                prop_assert!(other.get(span.range).is_some_and(|place| !place.is_empty()));
                let is_words = matches!(hit.reasons[span.reason], Reason::Words { .. });
                prop_assert!(is_words);
            }
        }
    }
}

fn rich_seed() -> Document {
    let mut document = seed("s", "希少糖の生産", "Enzymes produce rare sugars at low cost.");
    document.fields[0].lang = "ja".to_owned();
    document.codes.push(Code {
        scheme: "key_field".to_owned(),
        value: "bio".to_owned(),
        clearance: "public".to_owned(),
    });
    document.readiness = Some(Readiness { level: 3, clearance: "public".to_owned() });
    document
}

#[test]
fn reasons_name_words_codes_readiness_and_languages() {
    let answer = index_of(&[rich_seed(), seed("t", "laser", "")])
        .searcher()
        .search(&query("希少糖を探している: producing SUGAR", &["public"]))
        .unwrap();
    let reasons = &answer.hits[0].reasons;
    let surfaces: Vec<&str> = reasons
        .iter()
        .filter_map(
            |reason| if let Reason::Words { surface, .. } = reason { Some(surface.as_str()) } else { None },
        )
        .collect();
    for expected in ["希少糖", "producing", "SUGAR"] {
        assert!(surfaces.contains(&expected), "{surfaces:?}");
    }
    assert!(reasons.iter().any(
        |r| matches!(r, Reason::Code { value, contribution, .. } if value == "bio" && *contribution > 0.0)
    ));
    assert!(reasons.contains(&Reason::Readiness { asked: 4, offered: 3, gap: -1 }));
    let languages =
        Reason::Language { query: vec!["en".to_owned()], document: vec!["en".to_owned(), "ja".to_owned()] };
    assert!(reasons.contains(&languages));
}

#[test]
fn the_places_that_met_are_found_in_the_texts_of_the_document() {
    let document = rich_seed();
    let answer = index_of(&[document.clone(), seed("t", "laser", "")])
        .searcher()
        .search(&query("希少糖を作る produced sugar", &["public"]))
        .unwrap();
    let marked = |at: usize| -> Vec<&str> {
        let text = &document.fields[at].text;
        let spans = locate(&mut Analyser::new(), text, &answer.hits[0].reasons);
        spans.into_iter().map(|span| &text[span.range]).collect()
    };
    assert_eq!(marked(0), ["希少糖"]);
    assert_eq!(marked(1), ["produce", "sugars"]);
}

#[test]
fn a_hidden_readiness_is_no_reason() {
    let mut document = rich_seed();
    document.readiness = Some(Readiness { level: 3, clearance: "steward:a".to_owned() });
    let answer = index_of(&[document]).searcher().search(&query("sugar", &["public"])).unwrap();
    assert!(!answer.hits[0].reasons.iter().any(|reason| matches!(reason, Reason::Readiness { .. })));
}

#[test]
fn why_not_tells_what_is_missing() {
    let documents = [seed("a", "rare sugar enzyme", ""), seed("b", "sugar", ""), seed("c", "laser", "")];
    let searcher = index_of(&documents).searcher();
    let mut query = query("rare sugar", &["public"]);
    query.codes.clear();
    query.top = 1;
    let WhyNot::Below { rank, gap, missing, .. } = searcher.why_not(&query, "b").unwrap() else {
        panic!("b is not below")
    };
    assert_eq!((rank, gap > 0.0, missing), (2, true, vec!["rare".to_owned()]));
    let nothing = WhyNot::NothingMet { missing: vec!["rare".to_owned(), "sugar".to_owned()] };
    assert_eq!(searcher.why_not(&query, "c").unwrap(), nothing);
    query.exclude.push("c".to_owned());
    assert_eq!(searcher.why_not(&query, "c").unwrap(), WhyNot::Excluded);
    query.text.clear();
    assert_eq!(searcher.why_not(&query, "b").unwrap(), WhyNot::NothingToSearch);
}

#[test]
fn one_field_under_two_tokens_is_one_field_to_the_reader() {
    let mut document = seed("a", "sugar", "");
    document.fields.push(text("title", "member:a", "sugar sugar"));
    let answer = index_of(&[document]).searcher().search(&query("sugar", &TOKENS)).unwrap();
    let Reason::Words { terms, .. } = &answer.hits[0].reasons[0] else {
        panic!("the first reason is no word")
    };
    assert_eq!(terms[0].fields.iter().map(|field| field.repeats).collect::<Vec<_>>(), [3]);
}

#[test]
fn words_that_nobody_has_are_not_what_is_missing() {
    let searcher =
        index_of(&[seed("a", "rare sugar", ""), seed("b", "sugar", ""), seed("c", "sugar", "")]).searcher();
    let mut query = query("rare unheard sugar", &["public"]);
    query.top = 1;
    let WhyNot::Below { missing, .. } = searcher.why_not(&query, "b").unwrap() else {
        panic!("b is not below")
    };
    assert_eq!(missing, ["rare"]);
}
