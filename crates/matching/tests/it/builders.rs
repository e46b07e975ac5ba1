//! Schema, documents and queries for the tests: few words, so that everything meets.

use enishi_matching::{
    Answer, ClearanceSet, Code, CodeSpec, Document, FieldSpec, FieldText, Index, Parameters, Query,
    QueryCode, QueryText, Readiness, Schema,
};
use proptest::prelude::*;

pub const TOKENS: [&str; 3] = ["public", "member:a", "steward:a"];

const WORDS: [&str; 14] = [
    "laser",
    "sensors",
    "the",
    "rare",
    "sugar",
    "希少糖",
    "半導体",
    "製造",
    "の",
    "medical",
    "Ｌａｓｅｒ",
    "3D",
    "ｾﾝｻ",
    "。",
];

pub fn schema() -> Schema {
    Schema {
        fields: vec![
            FieldSpec::new("title", 2.0),
            FieldSpec { b: Some(0.6), ..FieldSpec::new("summary", 1.0) },
        ],
        codes: vec![CodeSpec { scheme: "key_field".to_owned(), weight: 0.5 }],
        parameters: Parameters::default(),
    }
}

pub fn text(field: &str, clearance: &str, text: &str) -> FieldText {
    let (field, clearance) = (field.to_owned(), clearance.to_owned());
    FieldText { field, clearance, lang: "en".to_owned(), text: text.to_owned() }
}

/// A public document of the group "seed".
pub fn seed(key: &str, title: &str, summary: &str) -> Document {
    let fields = vec![text("title", "public", title), text("summary", "public", summary)];
    Document { key: key.to_owned(), group: "seed".to_owned(), fields, ..Document::default() }
}

pub fn query(words: &str, tokens: &[&str]) -> Query {
    Query {
        text: vec![QueryText { text: words.to_owned(), lang: "en".to_owned(), weight: 1.0 }],
        codes: vec![QueryCode { scheme: "key_field".to_owned(), value: "bio".to_owned() }],
        readiness: Some(4),
        group: "seed".to_owned(),
        tokens: ClearanceSet::from_iter(tokens.iter().copied()),
        top: 10,
        ..Query::default()
    }
}

pub fn index_of(documents: &[Document]) -> Index {
    let mut index = Index::in_memory(schema()).unwrap();
    for document in documents {
        index.put(document).unwrap();
    }
    index.commit(None).unwrap();
    index
}

/// The answer as bytes: equal bytes, equal answers to the last bit.
pub fn bytes(answer: &Answer) -> String {
    serde_json::to_string(answer).unwrap()
}

pub fn keys(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.key.as_str()).collect()
}

pub fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 0..8).prop_map(|words| words.join(" "))
}

fn any_token() -> impl Strategy<Value = String> {
    prop::sample::select(&TOKENS[..]).prop_map(str::to_owned)
}

pub fn any_field() -> impl Strategy<Value = FieldText> {
    let field = prop::sample::select(&["title", "summary"][..]).prop_map(str::to_owned);
    let lang = prop::sample::select(&["en", "ja"][..]).prop_map(str::to_owned);
    (field, any_token(), lang, any_text()).prop_map(|(field, clearance, lang, text)| FieldText {
        field,
        clearance,
        lang,
        text,
    })
}

pub fn any_document() -> impl Strategy<Value = Document> {
    let key = (0..12_u8).prop_map(|number| format!("seed-{number:02}"));
    let group = prop::sample::select(&["seed", "seed", "seed", "need"][..]).prop_map(str::to_owned);
    let value = prop::sample::select(&["bio", "it"][..]).prop_map(str::to_owned);
    let code = (value, any_token()).prop_map(|(value, clearance)| Code {
        scheme: "key_field".to_owned(),
        value,
        clearance,
    });
    let readiness = prop::option::of(
        (1..9_u8, any_token()).prop_map(|(level, clearance)| Readiness { level, clearance }),
    );
    (key, group, prop::collection::vec(any_field(), 0..5), prop::collection::vec(code, 0..3), readiness)
        .prop_map(|(key, group, fields, codes, readiness)| Document { key, group, fields, codes, readiness })
}

/// Documents with different keys.
pub fn any_documents() -> impl Strategy<Value = Vec<Document>> {
    prop::collection::vec(any_document(), 0..20).prop_map(|mut documents| {
        documents.sort_by(|a, b| a.key.cmp(&b.key));
        documents.dedup_by(|a, b| a.key == b.key);
        documents
    })
}
