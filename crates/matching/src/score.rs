//! BM25F over the postings, term by term, with exact counts.
//!
//! For a term `t` and a document `d`: `x = sum over lanes of w * tf / (1 - b + b * length / average)`, contribution
//! `weight(t) * idf(t) * (k1 + 1) * x / (k1 + x)` with `idf = ln(1 + (N - df + 1/2) / (df + 1/2))`. A shared code gives
//! `weight * idf`. `N`, `df` and the averages count living documents of the group in what the viewer may see.
//!
//! Source: Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (CIKM 2004).
//! Determinism: terms are added in the order of the query, lanes in their sorted order, so that a document's score has
//! the same bits however the index is divided into segments. No term or document is skipped to save time.

use std::cmp::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use crate::document::{ClearanceSet, Schema};
use crate::index::Part;
use crate::prepare::{Found, Prepared, idf, is_single};
use crate::query::{Answer, Hit, Query, Source};
use crate::segment::Posting;
use crate::view::View;
use crate::{Error, numbers};

/// Views (lengths and counts per group and clearance) kept for the next query.
const VIEWS_KEPT: usize = 8;

/// The last commit of an index, for searching. Cheap to clone, may be used from many threads.
#[derive(Clone)]
pub struct Searcher {
    pub(crate) schema: Arc<Schema>,
    pub(crate) parts: Arc<Vec<Part>>,
    views: Arc<Mutex<Vec<CachedView>>>,
}

type CachedView = (String, ClearanceSet, Arc<View>);

impl Searcher {
    pub(crate) fn new(schema: Arc<Schema>, parts: Vec<Part>) -> Self {
        Self { schema, parts: Arc::new(parts), views: Arc::default() }
    }

    /// The best documents for a query, with reasons.
    ///
    /// Determinism: the same documents and the same query give the same answer to the last bit.
    /// Cost: the postings of the query's terms, once or twice.
    ///
    /// # Errors
    /// The query names a code scheme that the schema does not declare.
    pub fn search(&self, query: &Query) -> Result<Answer, Error> {
        let mut prepared = self.prepare(query)?;
        let scores = self.score_all(query, &mut prepared);
        let explained = query.explain_first.unwrap_or(query.top);
        let hits = self.best(&scores, query.top).into_iter().enumerate().map(|(rank, (score, doc))| {
            let (part, doc) = self.locate(doc);
            let reasons =
                if rank < explained { self.explain(query, &prepared, part, doc) } else { Vec::new() };
            Hit { key: self.key(part, doc).to_owned(), score, reasons }
        });
        Ok(Answer {
            hits: hits.collect(),
            population: prepared.view.population,
            terms: prepared.terms.len(),
            k1: prepared.k1,
            b: prepared.b,
            notes: prepared.notes,
        })
    }

    /// Whether a living document has this key.
    #[must_use]
    pub fn holds(&self, key: &str) -> bool {
        self.parts.iter().any(|part| part.find_living(key).is_some())
    }

    /// How many living documents there are in all groups.
    #[must_use]
    pub fn living(&self) -> u64 {
        self.parts.iter().map(|part| numbers::wide(part.living())).sum()
    }

    /// How many documents of a group a viewer may see.
    #[must_use]
    pub fn population(&self, group: &str, tokens: &ClearanceSet) -> u64 {
        self.view(group, tokens).population
    }

    pub(crate) fn view(&self, group: &str, tokens: &ClearanceSet) -> Arc<View> {
        let mut views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = views.iter().position(|(g, t, _)| g == group && t == tokens) {
            let cached = views.remove(at);
            let view = Arc::clone(&cached.2);
            views.push(cached);
            return view;
        }
        let view = Arc::new(View::new(&self.parts, group, tokens));
        if views.len() == VIEWS_KEPT {
            views.remove(0);
        }
        views.push((group.to_owned(), tokens.clone(), Arc::clone(&view)));
        view
    }

    /// The scores of all documents, by running number over the segments; 0 for what is excluded or not met.
    pub(crate) fn score_all(&self, query: &Query, prepared: &mut Prepared) -> Vec<f64> {
        let bases = self.bases();
        let count = self.parts.iter().map(|part| part.segment.doc_count()).sum();
        let mut scores = vec![0.0_f64; count];
        let mut sums = vec![0.0_f64; count];
        let mut touched: Vec<usize> = Vec::new();
        let mut gains = Vec::with_capacity(prepared.terms.len());
        let mut dfs = Vec::with_capacity(prepared.terms.len());
        for (term, found) in prepared.terms.iter().zip(&prepared.found) {
            let is_code = matches!(term.source, Source::Code(_));
            let k1 = if is_code { 0.0 } else { prepared.k1 };
            let gain = |df| term.weight * idf(prepared.view.population, df) * (k1 + 1.0);
            if is_single(found) {
                let df = self.count_single(found, prepared);
                let gain = gain(df);
                dfs.push(df);
                gains.push(gain);
                for run in found {
                    let base = bases.get(run.part).copied().unwrap_or_default();
                    add_single(
                        self.postings(run),
                        run,
                        prepared,
                        gain,
                        k1,
                        scores.get_mut(base..).unwrap_or_default(),
                    );
                }
                continue;
            }
            for run in found {
                let base = bases.get(run.part).copied().unwrap_or_default();
                gather(self.postings(run), run, prepared, base, &mut sums, &mut touched);
            }
            let df = numbers::wide(touched.len());
            let gain = gain(df);
            dfs.push(df);
            gains.push(gain);
            for at in touched.drain(..) {
                if let (Some(score), Some(x)) = (scores.get_mut(at), sums.get_mut(at)) {
                    *score += gain * *x / (*x + k1);
                    *x = 0.0;
                }
            }
        }
        prepared.dfs = dfs;
        prepared.gains = gains;
        for key in &query.exclude {
            if let Some((part, doc)) = self.find_key(key) {
                let at = bases.get(part).copied().unwrap_or_default() + numbers::index(doc);
                if let Some(score) = scores.get_mut(at) {
                    *score = 0.0;
                }
            }
        }
        scores
    }

    /// The best `top` documents with their rounded scores.
    fn best(&self, scores: &[f64], top: usize) -> Vec<(f64, usize)> {
        let mut kept: Vec<(f64, usize)> = Vec::new();
        if top == 0 {
            return kept;
        }
        let room = top.saturating_mul(2).max(64);
        let mut least = 0.0;
        for (at, &score) in scores.iter().enumerate() {
            // Half a unit of rounding of slack, so that nothing is lost that rounding lifts to a tie.
            if score <= 0.0 || score + 1e-9 < least {
                continue;
            }
            kept.push((numbers::round_score(score), at));
            if kept.len() >= room {
                kept.select_nth_unstable_by(top - 1, |a, b| self.order(*a, *b));
                kept.truncate(top);
                least = kept.last().map_or(least, |last| last.0);
            }
        }
        kept.sort_unstable_by(|a, b| self.order(*a, *b));
        kept.truncate(top);
        kept
    }

    /// Higher scores first, ties by key.
    pub(crate) fn order(&self, a: (f64, usize), b: (f64, usize)) -> Ordering {
        b.0.total_cmp(&a.0).then_with(|| {
            let ((part_a, doc_a), (part_b, doc_b)) = (self.locate(a.1), self.locate(b.1));
            self.key(part_a, doc_a).cmp(self.key(part_b, doc_b))
        })
    }

    fn bases(&self) -> Vec<usize> {
        let counts = self.parts.iter().map(|part| part.segment.doc_count());
        counts
            .scan(0, |sum, count| {
                let base = *sum;
                *sum += count;
                Some(base)
            })
            .collect()
    }

    /// The running number of a document.
    pub(crate) fn running(&self, part: usize, doc: u32) -> usize {
        self.bases().get(part).copied().unwrap_or_default() + numbers::index(doc)
    }

    fn locate(&self, running: usize) -> (usize, u32) {
        let mut left = running;
        for (at, part) in self.parts.iter().enumerate() {
            if left < part.segment.doc_count() {
                return (at, numbers::narrow(left));
            }
            left -= part.segment.doc_count();
        }
        (self.parts.len(), 0)
    }

    fn key(&self, part: usize, doc: u32) -> &str {
        self.parts.get(part).map_or("", |part| part.segment.keys.get(numbers::index(doc)))
    }

    pub(crate) fn find_key(&self, key: &str) -> Option<(usize, u32)> {
        self.parts.iter().enumerate().find_map(|(at, part)| Some((at, part.find_living(key)?)))
    }
}

/// Adds a term that stands in one lane only: the frequent case, without the way over `sums`.
#[expect(
    clippy::indexing_slicing,
    reason = "the innermost loop; a document number is below the lengths of its segment"
)]
fn add_single(
    postings: &[Posting],
    run: &Found,
    prepared: &Prepared,
    gain: f64,
    k1: f64,
    scores: &mut [f64],
) {
    let Some(lengths) = prepared.view.parts.get(run.part).and_then(|view| view.lengths.get(run.lane)) else {
        return;
    };
    let Some(norm) = prepared.norms.get(run.lane) else { return };
    for posting in postings {
        let doc = numbers::index(posting.doc());
        let length = lengths[doc];
        if length > 0 {
            let x = f64::from(posting.repeats()) * norm.of(length);
            scores[doc] += gain * x / (x + k1);
        }
    }
}

/// Sums what one lane of a segment holds of a term.
#[expect(
    clippy::indexing_slicing,
    reason = "the innermost loop; a document number is below the lengths of its segment"
)]
fn gather(
    postings: &[Posting],
    run: &Found,
    prepared: &Prepared,
    base: usize,
    sums: &mut [f64],
    touched: &mut Vec<usize>,
) {
    let Some(lengths) = prepared.view.parts.get(run.part).and_then(|view| view.lengths.get(run.lane)) else {
        return;
    };
    let Some(norm) = prepared.norms.get(run.lane) else { return };
    for posting in postings {
        let doc = numbers::index(posting.doc());
        let length = lengths[doc];
        if length > 0 {
            let sum = &mut sums[base + doc];
            if *sum == 0.0 {
                touched.push(base + doc);
            }
            *sum += f64::from(posting.repeats()) * norm.of(length);
        }
    }
}
