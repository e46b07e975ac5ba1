//! Evaluation of matching on a judged set: corpus, queries and judgements in, measures out.
//! Not here: a clock. The caller gives one, so that the measures stay pure.

mod measures;
mod read;

pub use measures::{Judged, mean, mrr, ndcg, percentile, recall};
pub use read::{Item, Judgements, read_exclude, read_items, read_judgements};

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{
    ClearanceSet, Document, Error, FieldSpec, FieldText, Index, Parameters, Query, QueryText, Schema,
    Searcher, numbers,
};

const GROUP: &str = "corpus";
const TOKEN: &str = "public";

/// So many hits are asked for, as the deepest measure needs.
const DEPTH: usize = 100;

/// So many hits get reasons: what a person looks at, and what the times include.
const EXPLAINED: usize = 10;

/// How much a word in a title counts against one in the text.
const TITLE_WEIGHT: f64 = 2.0;

/// The figures of one evaluation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Mean reciprocal rank of the first right document among ten.
    #[serde(rename = "mrr@10")]
    pub mrr_10: f64,
    /// Normalised discounted cumulative gain of the first ten.
    #[serde(rename = "ndcg@10")]
    pub ndcg_10: f64,
    /// Share of the right documents among the first ten.
    #[serde(rename = "recall@10")]
    pub recall_10: f64,
    /// Share of the right documents among the first hundred.
    #[serde(rename = "recall@100")]
    pub recall_100: f64,
    /// Half of the queries took no longer. Unit: milliseconds.
    pub p50_ms: f64,
    /// 99 % of the queries took no longer. Unit: milliseconds.
    pub p99_ms: f64,
    /// Queries that have at least one judgement.
    pub queries: usize,
}

/// A judged set in memory.
pub struct Set {
    /// The documents.
    pub corpus: Vec<Item>,
    /// The queries.
    pub queries: Vec<Item>,
    /// The grades. What is not judged is not relevant.
    pub judgements: Judgements,
    /// Pairs that are dropped before scoring: query to documents.
    pub exclude: BTreeMap<String, Vec<String>>,
}

/// The fields that evaluation sets have, with the defaults of this crate.
#[must_use]
pub fn schema(parameters: Parameters) -> Schema {
    let fields = vec![FieldSpec::new("title", TITLE_WEIGHT), FieldSpec::new("text", 1.0)];
    Schema { fields, codes: Vec::new(), parameters }
}

/// Indexes a corpus in memory.
///
/// # Errors
/// The schema is not usable.
pub fn index(corpus: &[Item], schema: Schema) -> Result<Index, Error> {
    let mut index = Index::in_memory(schema)?;
    for item in corpus {
        let fields = [("title", &item.title), ("text", &item.text)].map(|(field, text)| FieldText {
            field: field.to_owned(),
            clearance: TOKEN.to_owned(),
            lang: item.lang.clone(),
            text: text.clone(),
        });
        let (key, group) = (item.id.clone(), GROUP.to_owned());
        index.put(&Document { key, group, fields: fields.into(), ..Document::default() })?;
    }
    index.compact(None)?;
    Ok(index)
}

/// The query that an item of an evaluation set stands for.
#[must_use]
pub fn query(item: &Item, exclude: &[String], top: usize) -> Query {
    let part = |text: &String| QueryText { text: text.clone(), lang: item.lang.clone(), weight: 1.0 };
    Query {
        text: vec![part(&item.title), part(&item.text)],
        group: GROUP.to_owned(),
        tokens: ClearanceSet::from_iter([TOKEN]),
        top,
        explain_first: Some(EXPLAINED),
        exclude: exclude.to_vec(),
        ..Query::default()
    }
}

/// Runs all judged queries. `now` is a clock that only goes forward.
///
/// # Errors
/// The query cannot be put (see [`Searcher::search`]).
pub fn run(searcher: &Searcher, set: &Set, now: impl Fn() -> Duration) -> Result<Report, Error> {
    let mut judged = Vec::new();
    let mut millis = Vec::new();
    for item in &set.queries {
        let Some(grades) = set.judgements.get(&item.id) else { continue };
        let exclude = set.exclude.get(&item.id).map_or(&[][..], Vec::as_slice);
        let query = query(item, exclude, DEPTH);
        let start = now();
        let answer = searcher.search(&query)?;
        millis.push(now().saturating_sub(start).as_secs_f64() * 1000.0);
        let ranking = answer.hits.into_iter().map(|hit| hit.key).collect();
        let grades =
            grades.iter().filter(|(doc, _)| !exclude.contains(doc)).map(|(doc, grade)| (doc.clone(), *grade));
        judged.push(Judged { ranking, grades: grades.collect() });
    }
    Ok(Report {
        mrr_10: mean(judged.iter().map(|one| mrr(one, 10))),
        ndcg_10: mean(judged.iter().map(|one| ndcg(one, 10))),
        recall_10: mean(judged.iter().map(|one| recall(one, 10))),
        recall_100: mean(judged.iter().map(|one| recall(one, DEPTH))),
        p50_ms: percentile(&mut millis, 0.5),
        p99_ms: percentile(&mut millis, 0.99),
        queries: judged.len(),
    })
}

/// The mean of numbers; 0 for none.
fn mean_of(sum: f64, count: usize) -> f64 {
    if count == 0 { 0.0 } else { sum / numbers::real_len(count) }
}
