//! What a viewer may not see leaves no trace: not in the list, not in the scores, not in the counts.

use enishi_matching::{Document, WhyNot};
use proptest::prelude::*;

use crate::builders::{TOKENS, any_documents, any_text, bytes, index_of, query, seed, text};

/// The documents as if what lies under other tokens had never been written.
fn redacted(documents: &[Document], held: &[&str]) -> Vec<Document> {
    let may = |token: &str| held.contains(&token);
    let strip = |document: &Document| {
        let mut document = document.clone();
        document.fields.retain(|field| may(&field.clearance));
        document.codes.retain(|code| may(&code.clearance));
        document.readiness = document.readiness.filter(|readiness| may(&readiness.clearance));
        document
    };
    documents
        .iter()
        .map(strip)
        .filter(|document| !document.fields.is_empty() || !document.codes.is_empty())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn hidden_texts_leave_no_trace(
        documents in any_documents(),
        words in any_text(),
        held in prop::sample::subsequence(&TOKENS[..], 0..=3),
    ) {
        let whole = index_of(&documents).searcher();
        let less = index_of(&redacted(&documents, &held)).searcher();
        let query = query(&words, &held);
        prop_assert_eq!(bytes(&whole.search(&query).unwrap()), bytes(&less.search(&query).unwrap()));
        for key in documents.iter().map(|document| document.key.as_str()).chain(["seed-99"]) {
            prop_assert_eq!(whole.why_not(&query, key).unwrap(), less.why_not(&query, key).unwrap());
        }
    }
}

#[test]
fn more_tokens_show_more() {
    let mut secret = seed("s", "laser", "");
    secret.fields = vec![text("title", "steward:a", "rare sugar")];
    let searcher = index_of(&[secret, seed("p", "laser", "")]).searcher();
    assert_eq!(searcher.search(&query("sugar", &["public"])).unwrap().hits.len(), 0);
    assert_eq!(searcher.why_not(&query("sugar", &["public"]), "s").unwrap(), WhyNot::Unknown);
    assert_eq!(searcher.why_not(&query("sugar", &["public"]), "no such key").unwrap(), WhyNot::Unknown);
    assert_eq!(searcher.search(&query("sugar", &["public", "steward:a"])).unwrap().hits.len(), 1);
}
