//! Why a document was found, and why not. Contributions are computed again from the postings, term by term, with the
//! same formula that ranked; their sum is the score.
//! Not here: the texts of documents. [`locate`] finds the places in a text that the caller holds.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::analyse::{Analyser, TokenKind};
use crate::prepare::Prepared;
use crate::query::{Query, Source};
use crate::score::Searcher;
use crate::segment::{Lane, LaneKind, NO_LEVEL};
use crate::{Error, numbers};

/// A reason for a match.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum Reason {
    /// Words of the query that the document has. Terms that overlap in the query (a word and its pairs) are one reason.
    Words {
        /// How it is written in the query.
        surface: String,
        /// The number of the query's text.
        text: usize,
        /// The bytes of that text.
        range: Range<usize>,
        /// The terms.
        terms: Vec<TermMet>,
        /// What they give together.
        contribution: f64,
    },
    /// A code that both have.
    Code {
        /// The scheme.
        scheme: String,
        /// The code.
        value: String,
        /// What it gives.
        contribution: f64,
    },
    /// Both name a readiness level. For information: gives nothing to the score.
    Readiness {
        /// The level of the query.
        asked: u8,
        /// The level of the document.
        offered: u8,
        /// Offered minus asked.
        gap: i16,
    },
    /// The languages of query and document. For information: gives nothing to the score.
    Language {
        /// The languages of the query.
        query: Vec<String>,
        /// The languages of the fields that met.
        document: Vec<String>,
    },
}

/// A term that met.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TermMet {
    /// The folded and stemmed form.
    pub term: String,
    /// Word or pair.
    pub kind: TokenKind,
    /// How many documents of the group (that the viewer may see) have it.
    pub documents: u64,
    /// Where it met.
    pub fields: Vec<FieldMet>,
    /// What it gives.
    pub contribution: f64,
}

/// A field in which a term met.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldMet {
    /// The field.
    pub field: String,
    /// The language of the text.
    pub lang: String,
    /// How often it stands there (255 and more are 255).
    pub repeats: u32,
    /// The share of the term's contribution.
    pub contribution: f64,
}

/// Why a document is not among the hits.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "answer")]
pub enum WhyNot {
    /// No such document, or none that the viewer may see: the two are not told apart.
    Unknown,
    /// The query excludes it.
    Excluded,
    /// The query holds nothing to search for.
    NothingToSearch,
    /// No term of the query stands in what the viewer may see of it.
    NothingMet {
        /// The words of the query that others have, the most valuable first.
        missing: Vec<String>,
    },
    /// It is among the hits.
    Found {
        /// Its place, counted from 1.
        rank: usize,
        /// Its score.
        score: f64,
        /// Why.
        reasons: Vec<Reason>,
    },
    /// It comes after the end of the list.
    Below {
        /// Its place, counted from 1.
        rank: usize,
        /// Its score.
        score: f64,
        /// What it lacks to the last hit.
        gap: f64,
        /// Why it has the score it has.
        reasons: Vec<Reason>,
        /// The words of the query that others have and it lacks, the most valuable first.
        missing: Vec<String>,
    },
}

impl Reason {
    /// What the reason gives to the score.
    #[must_use]
    pub fn contribution(&self) -> f64 {
        match self {
            Self::Words { contribution, .. } | Self::Code { contribution, .. } => *contribution,
            Self::Readiness { .. } | Self::Language { .. } => 0.0,
        }
    }
}

/// What one term gives to one document.
struct Met {
    contribution: f64,
    /// Lane and share.
    lanes: Vec<(usize, u32, f64)>,
}

impl Searcher {
    /// Why a document is not (or is) among the hits of a query.
    ///
    /// # Errors
    /// The query names a code scheme that the schema does not declare.
    pub fn why_not(&self, query: &Query, key: &str) -> Result<WhyNot, Error> {
        let mut prepared = self.prepare(query)?;
        let seen = self
            .find_key(key)
            .filter(|&(part, doc)| prepared.view.parts.get(part).is_some_and(|p| p.shows(doc)));
        let Some((part, doc)) = seen else { return Ok(WhyNot::Unknown) };
        if query.exclude.iter().any(|excluded| excluded == key) {
            return Ok(WhyNot::Excluded);
        }
        if prepared.terms.is_empty() {
            return Ok(WhyNot::NothingToSearch);
        }
        let scores = self.score_all(query, &mut prepared);
        let running = self.running(part, doc);
        let score = numbers::round_score(scores.get(running).copied().unwrap_or_default());
        let missing = self.missing(query, &prepared, part, doc);
        if score <= 0.0 {
            return Ok(WhyNot::NothingMet { missing });
        }
        let rounded = scores
            .iter()
            .map(|&score| numbers::round_score(score))
            .zip(0..)
            .filter(|&(score, _)| score > 0.0);
        let mut ranking: Vec<(f64, usize)> = rounded.collect();
        ranking.sort_unstable_by(|a, b| self.order(*a, *b));
        let rank = ranking.iter().position(|&(_, at)| at == running).map_or(ranking.len(), |at| at + 1);
        let reasons = self.explain(query, &prepared, part, doc);
        if rank <= query.top {
            return Ok(WhyNot::Found { rank, score, reasons });
        }
        let last = query.top.checked_sub(1).and_then(|last| ranking.get(last)).map_or(score, |last| last.0);
        Ok(WhyNot::Below { rank, score, gap: last - score, reasons, missing })
    }

    /// The reasons for a document, the greatest contribution first.
    pub(crate) fn explain(&self, query: &Query, prepared: &Prepared, part: usize, doc: u32) -> Vec<Reason> {
        let mut texts: Vec<(usize, Range<usize>, TermMet)> = Vec::new();
        let mut reasons = Vec::new();
        let mut languages: BTreeSet<&str> = BTreeSet::new();
        for (number, term) in prepared.terms.iter().enumerate() {
            let Some(met) = self.met(prepared, number, part, doc) else { continue };
            match &term.source {
                Source::Code(code) => {
                    let Some(code) = query.codes.get(*code) else { continue };
                    let (scheme, value) = (code.scheme.clone(), code.value.clone());
                    reasons.push(Reason::Code { scheme, value, contribution: met.contribution });
                }
                Source::Text { kind, text, range } => {
                    let lanes = met.lanes.iter().filter_map(|&(lane, repeats, share)| {
                        let lane = &prepared.view.lanes.get(lane)?.lane;
                        languages.insert(&lane.lang);
                        Some(self.field_met(lane, repeats, share))
                    });
                    let fields = lanes.collect();
                    let name = term.name.get(1..).unwrap_or_default().to_owned();
                    let documents = prepared.dfs.get(number).copied().unwrap_or_default();
                    let contribution = met.contribution;
                    let met = TermMet { term: name, kind: *kind, documents, fields, contribution };
                    texts.push((*text, range.clone(), met));
                }
            }
        }
        reasons.extend(join_overlapping(query, texts));
        reasons.sort_by(|a, b| b.contribution().total_cmp(&a.contribution()));
        reasons.extend(self.readiness(query, part, doc));
        if !languages.is_empty() {
            let mut asked: Vec<String> = query.text.iter().map(|text| text.lang.clone()).collect();
            asked.sort_unstable();
            asked.dedup();
            let document = languages.into_iter().map(str::to_owned).collect();
            reasons.push(Reason::Language { query: asked, document });
        }
        reasons
    }

    fn field_met(&self, lane: &Lane, repeats: u32, contribution: f64) -> FieldMet {
        let field = self.schema.fields.get(usize::from(lane.place)).map(|field| field.name.clone());
        FieldMet { field: field.unwrap_or_default(), lang: lane.lang.clone(), repeats, contribution }
    }

    fn readiness(&self, query: &Query, part: usize, doc: u32) -> Option<Reason> {
        let asked = query.readiness?;
        let segment = &self.parts.get(part)?.segment;
        let at = numbers::index(doc);
        let level = segment.levels.get(at).copied().filter(|&level| level != NO_LEVEL)?;
        let token = segment.tokens.get(numbers::index(*segment.level_tokens.get(at)?))?;
        let offered = u8::try_from(level).ok().filter(|_| query.tokens.contains(token))?;
        Some(Reason::Readiness { asked, offered, gap: i16::from(offered) - i16::from(asked) })
    }

    fn met(&self, prepared: &Prepared, number: usize, part: usize, doc: u32) -> Option<Met> {
        let gain = prepared.gains.get(number).copied()?;
        let view = prepared.view.parts.get(part)?;
        let mut lanes: Vec<(usize, u32, f64)> = Vec::new();
        for run in prepared.found.get(number)?.iter().filter(|run| run.part == part) {
            let lane = run.lane;
            let (Some(norm), length @ 1..) = (prepared.norms.get(lane), view.length(lane, doc)) else {
                continue;
            };
            let postings = self.postings(run);
            let Ok(at) = postings.binary_search_by_key(&doc, |posting| posting.doc()) else { continue };
            let repeats = postings.get(at).map_or(0, |posting| posting.repeats());
            let x = f64::from(repeats) * norm.of(length);
            // One lane may lie under several tokens: its parts are one field to the reader.
            match lanes.last_mut().filter(|last| last.0 == lane) {
                Some(last) => {
                    last.1 += repeats;
                    last.2 += x;
                }
                None => lanes.push((lane, repeats, x)),
            }
        }
        let x: f64 = lanes.iter().map(|&(_, _, x)| x).sum();
        if x <= 0.0 {
            return None;
        }
        let is_code = prepared.view.lanes.get(lanes.first()?.0)?.lane.kind == LaneKind::Code;
        let k1 = if is_code { 0.0 } else { prepared.k1 };
        let contribution = gain * x / (x + k1);
        for lane in &mut lanes {
            lane.2 *= contribution / x;
        }
        Some(Met { contribution, lanes })
    }

    /// The words of the query that others have and a document lacks, the most valuable first. Words that nobody has
    /// put nobody ahead of it.
    fn missing(&self, query: &Query, prepared: &Prepared, part: usize, doc: u32) -> Vec<String> {
        let mut list: Vec<(f64, &str)> = Vec::new();
        for (number, term) in prepared.terms.iter().enumerate() {
            let Source::Text { kind: TokenKind::Word, text, range } = &term.source else { continue };
            let is_known = prepared.dfs.get(number).is_some_and(|&df| df > 0);
            if is_known && self.met(prepared, number, part, doc).is_none() {
                let surface =
                    query.text.get(*text).and_then(|text| text.text.get(range.clone())).unwrap_or_default();
                list.push((prepared.gains.get(number).copied().unwrap_or_default(), surface));
            }
        }
        list.sort_by(|a, b| b.0.total_cmp(&a.0));
        list.into_iter().map(|(_, surface)| surface.to_owned()).collect()
    }
}

/// Joins terms whose places in the query overlap.
fn join_overlapping(query: &Query, mut texts: Vec<(usize, Range<usize>, TermMet)>) -> Vec<Reason> {
    texts.sort_by_key(|(text, place, _)| (*text, place.start, place.end));
    let mut reasons: Vec<Reason> = Vec::new();
    for (number, place, met) in texts {
        if let Some(Reason::Words { text, range, terms, contribution, .. }) = reasons.last_mut()
            && *text == number
            && place.start < range.end
        {
            range.end = range.end.max(place.end);
            *contribution += met.contribution;
            terms.push(met);
            continue;
        }
        let contribution = met.contribution;
        reasons.push(Reason::Words {
            surface: String::new(),
            text: number,
            range: place,
            terms: vec![met],
            contribution,
        });
    }
    for reason in &mut reasons {
        if let Reason::Words { surface, text, range, .. } = reason {
            let written = query.text.get(*text).and_then(|text| text.text.get(range.clone()));
            surface.push_str(written.unwrap_or_default());
        }
    }
    reasons
}

/// A place in a text of a document that met the query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// The number of the reason.
    pub reason: usize,
}

/// The places in a text that the reasons speak of, in order and without overlap.
///
/// Where places overlap they become one, under the reason that gives more.
pub fn locate(analyser: &mut Analyser, text: &str, reasons: &[Reason]) -> Vec<Span> {
    let mut wanted: FxHashMap<(TokenKind, &str), usize> = FxHashMap::default();
    for (number, reason) in reasons.iter().enumerate() {
        if let Reason::Words { terms, .. } = reason {
            wanted.extend(terms.iter().map(|met| ((met.kind, met.term.as_str()), number)));
        }
    }
    let mut places: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    analyser.visit(text, |kind, term, range| {
        if let Some(&number) = wanted.get(&(kind, term)) {
            let known = places.entry((range.start, range.end)).or_insert(number);
            *known = (*known).min(number);
        }
    });
    let mut spans: Vec<Span> = Vec::new();
    for ((start, end), reason) in places {
        match spans.last_mut().filter(|last| start < last.range.end) {
            Some(last) => {
                last.range.end = last.range.end.max(end);
                // Reasons are sorted by contribution: the smaller number gives more.
                last.reason = last.reason.min(reason);
            }
            None => spans.push(Span { range: start..end, reason }),
        }
    }
    spans
}
