//! The scores are those of the formula, computed here without postings.

use std::collections::{BTreeMap, BTreeSet};

use enishi_matching::{Analyser, Document, TokenKind};
use proptest::prelude::*;

use crate::builders::{TOKENS, any_documents, any_text, index_of, query, schema};

type Lane = (String, String, TokenKind);
type Term = (TokenKind, String);

/// Counts of a document by lane and term.
fn count(document: &Document) -> BTreeMap<Lane, BTreeMap<Term, f64>> {
    let mut lanes: BTreeMap<Lane, BTreeMap<Term, f64>> = BTreeMap::new();
    for field in &document.fields {
        for token in Analyser::new().analyse(&field.text) {
            let lane = lanes.entry((field.field.clone(), field.lang.clone(), token.kind)).or_default();
            *lane.entry((token.kind, token.term)).or_default() += 1.0;
        }
    }
    lanes
}

/// BM25F by its definition.
fn scores(documents: &[Document], words: &str) -> BTreeMap<String, f64> {
    let schema = schema();
    let parameters = &schema.parameters;
    let group: Vec<&Document> = documents.iter().filter(|document| document.group == "seed").collect();
    let counted: Vec<_> = group.iter().map(|document| count(document)).collect();
    let seen = counted
        .iter()
        .zip(&group)
        .filter(|(lanes, document)| !lanes.is_empty() || !document.codes.is_empty());
    let population = seen.count() as f64;
    let mut sizes: BTreeMap<&Lane, Vec<f64>> = BTreeMap::new();
    for lanes in &counted {
        for (lane, terms) in lanes {
            sizes.entry(lane).or_default().push(terms.values().sum());
        }
    }
    let idf = |df: f64| (1.0 + (population - df + 0.5) / (df + 0.5)).ln();

    let mut asked: BTreeMap<Term, f64> = BTreeMap::new();
    for token in Analyser::new().analyse(words) {
        *asked.entry((token.kind, token.term)).or_default() += 1.0;
    }
    let of_kind = |kind| asked.keys().filter(|term| term.0 == kind).count();
    let length =
        if of_kind(TokenKind::Word) > 0 { of_kind(TokenKind::Word) } else { of_kind(TokenKind::Pair) };
    let (k1, general_b) = parameters.for_words(length as f64);

    let mut scores: BTreeMap<String, f64> = BTreeMap::new();
    for (term, repeats) in &asked {
        let share = if term.0 == TokenKind::Pair { parameters.pair_share } else { 1.0 };
        let weight = share * (parameters.k3 + 1.0) * repeats / (parameters.k3 + repeats);
        let df = counted.iter().filter(|lanes| lanes.values().any(|terms| terms.contains_key(term))).count()
            as f64;
        for (document, lanes) in group.iter().zip(&counted) {
            let mut x = 0.0;
            for (lane, terms) in lanes {
                let Some(tf) = terms.get(term) else { continue };
                let field = schema.fields.iter().find(|field| field.name == lane.0).unwrap();
                let b = field.b.unwrap_or(general_b);
                let all = &sizes[lane];
                let average = all.iter().sum::<f64>() / all.len() as f64;
                x += field.weight * tf / (1.0 - b + b * terms.values().sum::<f64>() / average);
            }
            if x > 0.0 {
                *scores.entry(document.key.clone()).or_default() +=
                    weight * idf(df) * (k1 + 1.0) * x / (k1 + x);
            }
        }
    }
    let has_bio = |document: &&&Document| document.codes.iter().any(|code| code.value == "bio");
    let df = group.iter().filter(has_bio).count() as f64;
    for document in group.iter().filter(has_bio) {
        *scores.entry(document.key.clone()).or_default() += schema.codes[0].weight * idf(df);
    }
    scores
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn scores_are_those_of_the_formula(documents in any_documents(), words in any_text()) {
        let expected = scores(&documents, &words);
        let mut query = query(&words, &TOKENS);
        query.top = 100;
        let answer = index_of(&documents).searcher().search(&query).unwrap();
        let found: BTreeSet<&str> = answer.hits.iter().map(|hit| hit.key.as_str()).collect();
        prop_assert_eq!(found, expected.keys().map(String::as_str).collect());
        for hit in &answer.hits {
            prop_assert!((hit.score - expected[&hit.key]).abs() < 1e-8, "{} {} {}", hit.key, hit.score, expected[&hit.key]);
        }
        prop_assert!(answer.hits.is_sorted_by(|a, b| a.score > b.score || (a.score == b.score && a.key < b.key)));
    }
}
