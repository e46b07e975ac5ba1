//! A query, its terms, and the answer.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::analyse::{Analyser, TokenKind};
use crate::document::{ClearanceSet, Schema};
use crate::explain::Reason;
use crate::segment::{LaneKind, code_text, term_name};
use crate::{Error, numbers};

/// What is looked for, among which documents, on whose behalf.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// The texts of the need or seed that is matched, or the words a person typed.
    pub text: Vec<QueryText>,
    /// The codes of the need or seed.
    pub codes: Vec<QueryCode>,
    /// Its readiness level.
    pub readiness: Option<u8>,
    /// The group of documents that is asked.
    pub group: String,
    /// What the viewer may see.
    pub tokens: ClearanceSet,
    /// At most so many hits.
    pub top: usize,
    /// Only so many of the best hits get reasons; without a number all do.
    pub explain_first: Option<usize>,
    /// Keys of documents that are no answer (the record itself, pairs already declined).
    pub exclude: Vec<String>,
}

/// A text of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryText {
    /// The text.
    pub text: String,
    /// Its language; only the reasons speak of it.
    pub lang: String,
    /// How much a word of it counts against a word in a text of weight 1.
    pub weight: f64,
}

/// A code of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryCode {
    /// The scheme of the schema.
    pub scheme: String,
    /// The code.
    pub value: String,
}

/// The ranked documents and what a reader must know about them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// The best documents, best first; ties by key.
    pub hits: Vec<Hit>,
    /// What limited the search.
    pub notes: Vec<Note>,
    /// Documents of the group that the viewer may see.
    pub population: u64,
    /// The number of different terms asked for.
    pub terms: usize,
    /// The saturation used.
    pub k1: f64,
    /// The length normalisation used where a field has none of its own.
    pub b: f64,
}

/// A document found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The key.
    pub key: String,
    /// The score: the sum of the contributions of the reasons, rounded to nine decimals.
    pub score: f64,
    /// Why, the greatest contribution first.
    pub reasons: Vec<Reason>,
}

/// What limited a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "note")]
pub enum Note {
    /// The query holds no word, pair or code: only blanks, punctuation, emoji or function words.
    NothingToSearch,
    /// The texts were longer than is read.
    TextCut {
        /// Characters read.
        read: usize,
        /// Characters given.
        given: usize,
    },
    /// There were more different terms than are asked for; those of the highest weight were.
    TermsCut {
        /// Terms asked for.
        kept: usize,
        /// Terms found in the query.
        found: usize,
    },
}

/// A term of a query.
#[derive(Debug, Clone)]
pub(crate) struct QueryTerm {
    /// The name in the term table.
    pub(crate) name: String,
    pub(crate) source: Source,
    /// What its repetition and the weights of its texts make of it.
    pub(crate) weight: f64,
}

/// Where a term of a query comes from.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    /// The first place: number of the text, bytes of it.
    Text { kind: TokenKind, text: usize, range: Range<usize> },
    /// Number of the code.
    Code(usize),
}

/// A query divided into terms, in the order of their first places.
pub(crate) struct Terms {
    pub(crate) list: Vec<QueryTerm>,
    pub(crate) notes: Vec<Note>,
    /// Different words (or, without words, pairs): the length that parameters follow.
    pub(crate) words: f64,
}

impl Terms {
    pub(crate) fn of(query: &Query, schema: &Schema) -> Result<Self, Error> {
        let parameters = &schema.parameters;
        let mut notes = Vec::new();
        let mut list: Vec<QueryTerm> = Vec::new();
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        let mut counts: Vec<f64> = Vec::new();
        let mut analyser = Analyser::new();
        let given: usize = query.text.iter().map(|part| part.text.chars().count()).sum();
        let mut left = parameters.most_characters;
        for (number, part) in query.text.iter().enumerate() {
            let end = part.text.char_indices().nth(left).map_or(part.text.len(), |(at, _)| at);
            let read = part.text.get(..end).unwrap_or_default();
            left -= read.chars().count().min(left);
            analyser.visit(read, |kind, text, range| {
                let lane = if kind == TokenKind::Word { LaneKind::Word } else { LaneKind::Pair };
                let name = term_name(lane, text);
                let place = *places.entry(name).or_insert_with_key(|name| {
                    let source = Source::Text { kind, text: number, range };
                    list.push(QueryTerm { name: name.clone(), source, weight: 0.0 });
                    counts.push(0.0);
                    list.len() - 1
                });
                if let Some(count) = counts.get_mut(place) {
                    *count += part.weight.max(0.0);
                }
            });
        }
        if given > parameters.most_characters {
            notes.push(Note::TextCut { read: parameters.most_characters, given });
        }
        for (term, count) in list.iter_mut().zip(counts) {
            let is_pair = matches!(term.source, Source::Text { kind: TokenKind::Pair, .. });
            let share = if is_pair { parameters.pair_share } else { 1.0 };
            term.weight = share * (parameters.k3 + 1.0) * count / (parameters.k3 + count);
        }
        let of_kind = |wanted| {
            let is_wanted =
                |term: &&QueryTerm| matches!(term.source, Source::Text { kind, .. } if kind == wanted);
            list.iter().filter(is_wanted).count()
        };
        let words = match of_kind(TokenKind::Word) {
            0 => of_kind(TokenKind::Pair),
            words => words,
        };
        list.retain(|term| term.weight > 0.0);
        list.extend(code_terms(query, schema)?);
        if list.is_empty() {
            notes.push(Note::NothingToSearch);
        }
        Ok(Self { list, notes, words: numbers::real_len(words) })
    }
}

fn code_terms(query: &Query, schema: &Schema) -> Result<Vec<QueryTerm>, Error> {
    let mut terms = BTreeMap::new();
    for (number, code) in query.codes.iter().enumerate() {
        let scheme = schema.scheme_number("query", &code.scheme)?;
        let weight = schema.codes.get(usize::from(scheme)).map_or(0.0, |spec| spec.weight);
        let name = term_name(LaneKind::Code, &code_text(scheme, &code.value));
        if weight > 0.0 {
            terms.entry(name.clone()).or_insert(QueryTerm { name, source: Source::Code(number), weight });
        }
    }
    Ok(terms.into_values().collect())
}
