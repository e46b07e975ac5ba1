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
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use crate::document::{ClearanceSet, Schema};
use crate::index::Part;
use crate::query::{Answer, Hit, Note, Query, QueryTerm, Source, Terms};
use crate::segment::{LaneKind, Posting};
use crate::view::{HIDDEN, LaneCount, View};
use crate::{Error, numbers};

/// Views (lengths and counts per group and clearance) kept for the next query.
const VIEWS_KEPT: usize = 8;

/// Lengths up to this one have their normalisation computed once per query.
const LONGEST_TABLE: u32 = 1 << 12;

/// The last commit of an index, for searching. Cheap to clone, may be used from many threads.
#[derive(Clone)]
pub struct Searcher {
    pub(crate) schema: Arc<Schema>,
    pub(crate) parts: Arc<Vec<Part>>,
    views: Arc<Mutex<Vec<CachedView>>>,
}

type CachedView = (String, ClearanceSet, Arc<View>);

/// A query prepared against a searcher: everything that explaining needs after scoring.
pub(crate) struct Prepared {
    pub(crate) view: Arc<View>,
    pub(crate) terms: Vec<QueryTerm>,
    pub(crate) notes: Vec<Note>,
    pub(crate) norms: Vec<LaneNorm>,
    pub(crate) k1: f64,
    pub(crate) b: f64,
    /// Per term: where it stands, by segment, lane and token.
    pub(crate) found: Vec<Vec<Found>>,
    /// Per term: documents that hold it. Filled by scoring, as the next.
    pub(crate) dfs: Vec<u64>,
    /// Per term: what it gives at most, `weight * idf * (k1 + 1)`.
    pub(crate) gains: Vec<f64>,
}

/// How a lane weighs and normalises.
pub(crate) struct LaneNorm {
    weight: f64,
    base: f64,
    slope: f64,
    table: Vec<f64>,
}

impl LaneNorm {
    /// Weight over normalised length. Determinism: the table holds what the formula gives.
    #[inline]
    pub(crate) fn of(&self, length: u32) -> f64 {
        match self.table.get(numbers::index(length)) {
            Some(&norm) => norm,
            None => self.compute(length),
        }
    }

    fn compute(&self, length: u32) -> f64 {
        self.weight / (self.base + self.slope * f64::from(length))
    }
}

/// The visible postings of a term in one lane of one segment.
#[derive(Clone)]
pub(crate) struct Found {
    pub(crate) part: usize,
    pub(crate) lane: usize,
    postings: Range<usize>,
}

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

    pub(crate) fn prepare(&self, query: &Query) -> Result<Prepared, Error> {
        let view = self.view(&query.group, &query.tokens);
        let mut terms = Terms::of(query, &self.schema)?;
        let (k1, b) = self.schema.parameters.for_words(terms.words);
        let norms = view.lanes.iter().map(|count| self.lane_norm(count, b)).collect();
        let mut prepared = Prepared {
            view,
            terms: Vec::new(),
            notes: Vec::new(),
            norms,
            k1,
            b,
            found: Vec::new(),
            dfs: Vec::new(),
            gains: Vec::new(),
        };
        self.cut(&mut terms, &prepared);
        prepared.found = terms.list.iter().map(|term| self.find(term, &prepared)).collect();
        prepared.terms = terms.list;
        prepared.notes = terms.notes;
        Ok(prepared)
    }

    fn lane_norm(&self, count: &LaneCount, b: f64) -> LaneNorm {
        let place = usize::from(count.lane.place);
        if count.lane.kind == LaneKind::Code {
            return LaneNorm { weight: 1.0, base: 1.0, slope: 0.0, table: Vec::new() };
        }
        let field = self.schema.fields.get(place);
        let b = field.and_then(|field| field.b).unwrap_or(b);
        let average = count.average().max(1.0);
        let weight = field.map_or(0.0, |field| field.weight);
        let mut norm = LaneNorm { weight, base: 1.0 - b, slope: b / average, table: Vec::new() };
        norm.table = (0..=count.longest.min(LONGEST_TABLE)).map(|length| norm.compute(length)).collect();
        norm
    }

    /// Keeps the terms of the highest weight if there are too many.
    fn cut(&self, terms: &mut Terms, prepared: &Prepared) {
        let kept = self.schema.parameters.most_terms;
        let found = terms.list.len();
        if found <= kept {
            return;
        }
        terms.notes.push(Note::TermsCut { kept, found });
        let population = prepared.view.population;
        // A term that no document has would be the rarest of all, and useless.
        let worth = |term: &QueryTerm| match self.df(term, prepared) {
            0 => 0.0,
            df => term.weight * idf(population, df),
        };
        let mut order: Vec<(f64, usize)> = terms.list.iter().map(worth).zip(0..).collect();
        order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        order.truncate(kept);
        order.sort_unstable_by_key(|&(_, at)| at);
        terms.list = order.into_iter().filter_map(|(_, at)| terms.list.get(at).cloned()).collect();
    }

    /// The number of documents of the view that hold a term.
    fn df(&self, term: &QueryTerm, prepared: &Prepared) -> u64 {
        let found = self.find(term, prepared);
        if is_single(&found) {
            return self.count_single(&found, prepared);
        }
        let mut docs: Vec<(usize, u32)> = Vec::new();
        for run in &found {
            let Some(part) = prepared.view.parts.get(run.part) else { continue };
            let living =
                self.postings(run).iter().map(|p| p.doc()).filter(|&doc| part.length(run.lane, doc) > 0);
            docs.extend(living.map(|doc| (run.part, doc)));
        }
        docs.sort_unstable();
        docs.dedup();
        numbers::wide(docs.len())
    }

    fn find(&self, term: &QueryTerm, prepared: &Prepared) -> Vec<Found> {
        let mut list = Vec::new();
        for (part, (source, view)) in self.parts.iter().zip(&prepared.view.parts).enumerate() {
            let Some(number) = source.segment.find_term(&term.name) else { continue };
            for (zone, postings) in source.segment.term_runs(number) {
                let lane = view.zone_lanes.get(numbers::index(zone)).copied().unwrap_or(HIDDEN);
                let lane = numbers::index(lane);
                if prepared.norms.get(lane).is_some_and(|norm| norm.weight > 0.0) {
                    list.push(Found { part, lane, postings });
                }
            }
        }
        list
    }

    pub(crate) fn postings(&self, found: &Found) -> &[Posting] {
        let part = self.parts.get(found.part);
        part.and_then(|part| part.segment.postings.get(found.postings.clone())).unwrap_or_default()
    }

    fn count_single(&self, found: &[Found], prepared: &Prepared) -> u64 {
        let mut df = 0;
        for run in found {
            let Some(view) = prepared.view.parts.get(run.part) else { continue };
            let postings = self.postings(run);
            df += if view.has_dead {
                postings.iter().filter(|posting| view.length(run.lane, posting.doc()) > 0).count()
            } else {
                postings.len()
            };
        }
        numbers::wide(df)
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

/// The rarity of a term that `df` of `population` documents hold.
pub(crate) fn idf(population: u64, df: u64) -> f64 {
    let (population, df) = (numbers::real(population.max(df)), numbers::real(df));
    (1.0 + (population - df + 0.5) / (df + 0.5)).ln()
}

/// Whether no document can stand in two of the runs: each segment has one at most.
fn is_single(found: &[Found]) -> bool {
    found.windows(2).all(|pair| matches!(pair, [a, b] if a.part != b.part))
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
