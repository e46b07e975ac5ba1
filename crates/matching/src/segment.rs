//! A segment: the immutable postings of a number of documents.
//!
//! Everything is kept per *zone*, that is group × lane (words, pairs or codes of one field in one language) × clearance
//! token: a viewer who does not hold the token skips the zone's postings and lengths as if they did not exist.
//! Invariant: documents are sorted by key, zones and terms by themselves, so that equal documents give equal segments,
//! however they came together.
//! Not here: which documents are still alive (`index`), what a viewer may see (`view`).

mod build;
mod codec;
mod merge;
mod strings;

pub(crate) use build::Builder;
pub(crate) use codec::{FORMAT, Flaw, read, write};
pub(crate) use merge::merge;
pub(crate) use strings::{Strings, TermTable};

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::numbers;

/// Repetitions of a term in one field count up to this number; the formula is flat long before it.
pub(crate) const MOST_REPEATS: u32 = 255;

/// Documents one segment can number.
pub(crate) const MOST_DOCS: usize = 1 << 24;

/// No readiness level.
pub(crate) const NO_LEVEL: u32 = u32::MAX;

/// What kind of term a lane holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum LaneKind {
    Word,
    Pair,
    Code,
}

/// Texts that are measured together: one kind of term, one field (or code scheme), one language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Lane {
    pub(crate) kind: LaneKind,
    /// The number of the field or scheme in the schema.
    pub(crate) place: u16,
    pub(crate) lang: String,
}

/// The part of a lane that lies under one clearance token.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Zone {
    pub(crate) group: String,
    pub(crate) lane: Lane,
    pub(crate) clearance: String,
}

/// Postings of one term in one zone; they begin where the run before ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) zone: u32,
    pub(crate) end: u32,
}

/// A document and how often the term stands in it, in four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Posting(pub(crate) u32);

impl Posting {
    pub(crate) fn new(doc: u32, repeats: u32) -> Self {
        Self(doc << 8 | repeats.min(MOST_REPEATS))
    }

    #[inline]
    pub(crate) fn doc(self) -> u32 {
        self.0 >> 8
    }

    #[inline]
    pub(crate) fn repeats(self) -> u32 {
        self.0 & 0xff
    }
}

/// The length of a document in a zone. Unit: tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Length {
    pub(crate) doc: u32,
    pub(crate) tokens: u32,
}

/// Immutable postings. See the module.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) zones: Vec<Zone>,
    pub(crate) keys: Strings,
    /// Clearance tokens of readiness levels.
    pub(crate) tokens: Vec<String>,
    /// Per document: the level, or [`NO_LEVEL`].
    pub(crate) levels: Vec<u32>,
    /// Per document: the number of the level's token.
    pub(crate) level_tokens: Vec<u32>,
    /// Per zone: where its lengths end.
    pub(crate) length_ends: Vec<u32>,
    pub(crate) lengths: Vec<Length>,
    pub(crate) terms: TermTable,
    /// Per term: where its runs end.
    pub(crate) run_ends: Vec<u32>,
    pub(crate) runs: Vec<Run>,
    pub(crate) postings: Vec<Posting>,
}

impl Segment {
    pub(crate) fn doc_count(&self) -> usize {
        self.keys.len()
    }

    /// The number of the document with this key.
    pub(crate) fn find_doc(&self, key: &str) -> Option<u32> {
        self.keys.find_sorted(key)
    }

    /// The lengths of a zone, by document.
    pub(crate) fn zone_lengths(&self, zone: usize) -> &[Length] {
        slice_of(&self.length_ends, &self.lengths, zone)
    }

    /// Where the postings of a term are: per zone, in the order of the zones.
    pub(crate) fn term_runs(&self, term: u32) -> impl Iterator<Item = (u32, Range<usize>)> {
        let term = numbers::index(term);
        let first = start_of(&self.run_ends, term);
        let runs = slice_of(&self.run_ends, &self.runs, term);
        let mut start = first
            .checked_sub(1)
            .and_then(|before| self.runs.get(before))
            .map_or(0, |run| numbers::index(run.end));
        runs.iter().map(move |run| {
            let end = numbers::index(run.end);
            let postings = start..end;
            start = end;
            (run.zone, postings)
        })
    }

    pub(crate) fn find_term(&self, term: &str) -> Option<u32> {
        self.terms.find(term)
    }
}

fn start_of(ends: &[u32], at: usize) -> usize {
    at.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |&end| numbers::index(end))
}

fn slice_of<'a, T>(ends: &[u32], items: &'a [T], at: usize) -> &'a [T] {
    let end = ends.get(at).map_or(0, |&end| numbers::index(end));
    items.get(start_of(ends, at)..end).unwrap_or_default()
}

/// The term under which a token or code is filed: kinds never meet.
pub(crate) fn term_name(kind: LaneKind, text: &str) -> String {
    let mut name = String::with_capacity(text.len() + 1);
    name.push(match kind {
        LaneKind::Word => 'w',
        LaneKind::Pair => 'p',
        LaneKind::Code => 'c',
    });
    name.push_str(text);
    name
}

/// The text of a code inside a term name.
pub(crate) fn code_text(scheme: u16, value: &str) -> String {
    format!("{scheme}\u{1f}{value}")
}
