//! A query against one commit: its terms, where they stand, and how their lanes weigh. Scoring (`score`) and explaining
//! (`explain`) work on the same preparation, so that they cannot disagree.

use std::ops::Range;
use std::sync::Arc;

use crate::query::{Note, Query, QueryTerm, Terms};
use crate::score::Searcher;
use crate::segment::{LaneKind, Posting};
use crate::view::{HIDDEN, LaneCount, View};
use crate::{Error, numbers};

/// Lengths up to this one have their normalisation computed once per query.
const LONGEST_TABLE: u32 = 1 << 12;

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

    pub(crate) fn count_single(&self, found: &[Found], prepared: &Prepared) -> u64 {
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
}

/// The rarity of a term that `df` of `population` documents hold.
pub(crate) fn idf(population: u64, df: u64) -> f64 {
    let (population, df) = (numbers::real(population.max(df)), numbers::real(df));
    (1.0 + (population - df + 0.5) / (df + 0.5)).ln()
}

/// Whether no document can stand in two of the runs: each segment has one at most.
pub(crate) fn is_single(found: &[Found]) -> bool {
    found.windows(2).all(|pair| matches!(pair, [a, b] if a.part != b.part))
}
