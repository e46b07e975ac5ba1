//! Documents to a segment.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    Lane, LaneKind, Length, MOST_DOCS, NO_LEVEL, Posting, Run, Segment, Strings, TermTable, Zone, code_text,
    term_name,
};
use crate::analyse::{Analyser, TokenKind};
use crate::document::{Document, Schema};
use crate::{Error, numbers};

/// Collects analysed documents and makes a segment of them. A document added under a key replaces the one before.
#[derive(Default)]
pub(crate) struct Builder {
    terms: Interner<Arc<str>>,
    zones: Interner<Zone>,
    docs: BTreeMap<String, Analysed>,
}

struct Analysed {
    readiness: Option<(u8, String)>,
    /// Zone and length, sorted by zone number.
    lengths: Vec<(u32, u32)>,
    /// Term, zone, repetitions.
    postings: Vec<(u32, u32, u32)>,
}

impl Builder {
    pub(crate) fn len(&self) -> usize {
        self.docs.len()
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.docs.keys().map(String::as_str)
    }

    pub(crate) fn remove(&mut self, key: &str) {
        self.docs.remove(key);
    }

    pub(crate) fn add(
        &mut self,
        schema: &Schema,
        analyser: &mut Analyser,
        document: &Document,
    ) -> Result<(), Error> {
        let mut lengths: BTreeMap<u32, u32> = BTreeMap::new();
        let mut counts: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        let mut name = String::new();
        for field in &document.fields {
            let place = schema.field_number(document, &field.field)?;
            let zone_of = |kind| {
                let lane = Lane { kind, place, lang: field.lang.clone() };
                Zone { group: document.group.clone(), lane, clearance: field.clearance.clone() }
            };
            let (mut words, mut pairs) = (None, None);
            let (terms, zones) = (&mut self.terms, &mut self.zones);
            analyser.visit(&field.text, |kind, text, _| {
                let (known, kind, prefix) = match kind {
                    TokenKind::Word => (&mut words, LaneKind::Word, 'w'),
                    TokenKind::Pair => (&mut pairs, LaneKind::Pair, 'p'),
                };
                let zone = *known.get_or_insert_with(|| zones.number(&zone_of(kind)));
                name.clear();
                name.push(prefix);
                name.push_str(text);
                let term = terms.number_str(&name);
                *counts.entry((term, zone)).or_default() += 1;
                *lengths.entry(zone).or_default() += 1;
            });
        }
        for code in &document.codes {
            let place = schema.scheme_number(&document.key, &code.scheme)?;
            let lane = Lane { kind: LaneKind::Code, place, lang: String::new() };
            let zone = Zone { group: document.group.clone(), lane, clearance: code.clearance.clone() };
            let zone = self.zones.number(&zone);
            let term = self.terms.number_str(&term_name(LaneKind::Code, &code_text(place, &code.value)));
            if counts.insert((term, zone), 1).is_none() {
                *lengths.entry(zone).or_default() += 1;
            }
        }
        let analysed = Analysed {
            readiness: document.readiness.as_ref().map(|r| (r.level, r.clearance.clone())),
            lengths: lengths.into_iter().collect(),
            postings: counts.into_iter().map(|((term, zone), repeats)| (term, zone, repeats)).collect(),
        };
        self.docs.insert(document.key.clone(), analysed);
        Ok(())
    }

    /// The segment of all documents collected.
    pub(crate) fn finish(self) -> Result<Segment, Error> {
        let used_zones = self.docs.values().flat_map(|doc| doc.lengths.iter().map(|&(zone, _)| zone));
        let (zone_ranks, zones) = self.zones.ranked(used_zones);
        let used_terms = self.docs.values().flat_map(|doc| doc.postings.iter().map(|&(term, _, _)| term));
        let (term_ranks, names) = self.terms.ranked(used_terms);
        let rank =
            |ranks: &[u32], number: u32| ranks.get(numbers::index(number)).copied().unwrap_or_default();

        let mut parts = Parts::new(zones.len());
        let mut filed: Vec<Vec<(u32, Posting)>> = vec![Vec::new(); names.len()];
        for (doc, (key, analysed)) in self.docs.iter().enumerate() {
            let doc = numbers::narrow(doc);
            parts.add_doc(
                key,
                analysed.readiness.as_ref().map(|(level, token)| (u32::from(*level), token.as_str())),
            );
            for &(zone, tokens) in &analysed.lengths {
                parts.add_length(rank(&zone_ranks, zone), Length { doc, tokens });
            }
            for &(term, zone, repeats) in &analysed.postings {
                if let Some(list) = filed.get_mut(numbers::index(rank(&term_ranks, term))) {
                    list.push((rank(&zone_ranks, zone), Posting::new(doc, repeats)));
                }
            }
        }
        for (name, list) in names.iter().zip(&mut filed) {
            parts.add_term(name, list);
        }
        parts.finish(zones)
    }
}

/// A segment in the making; terms come in order.
pub(super) struct Parts {
    segment: Segment,
    names: Strings,
    lengths: Vec<Vec<Length>>,
}

impl Parts {
    pub(super) fn new(zones: usize) -> Self {
        Self { segment: Segment::default(), names: Strings::default(), lengths: vec![Vec::new(); zones] }
    }

    pub(super) fn add_doc(&mut self, key: &str, readiness: Option<(u32, &str)>) {
        let segment = &mut self.segment;
        segment.keys.push(key);
        let (level, token) = match readiness {
            None => (NO_LEVEL, 0),
            Some((level, token)) => {
                let known = segment.tokens.iter().position(|known| known == token);
                let at = known.unwrap_or_else(|| {
                    segment.tokens.push(token.to_owned());
                    segment.tokens.len() - 1
                });
                (level, numbers::narrow(at))
            }
        };
        segment.levels.push(level);
        segment.level_tokens.push(token);
    }

    pub(super) fn add_length(&mut self, zone: u32, length: Length) {
        if let Some(lengths) = self.lengths.get_mut(numbers::index(zone)) {
            lengths.push(length);
        }
    }

    /// Adds a term with its postings, which are sorted here.
    pub(super) fn add_term(&mut self, name: &str, list: &mut Vec<(u32, Posting)>) {
        list.sort_unstable();
        self.names.push(name);
        let segment = &mut self.segment;
        for chunk in list.chunk_by(|a, b| a.0 == b.0) {
            segment.postings.extend(chunk.iter().map(|&(_, posting)| posting));
            let zone = chunk.first().map_or(0, |first| first.0);
            segment.runs.push(Run { zone, end: numbers::narrow(segment.postings.len()) });
        }
        segment.run_ends.push(numbers::narrow(segment.runs.len()));
        list.clear();
        list.shrink_to(1024);
    }

    pub(super) fn finish(self, zones: Vec<Zone>) -> Result<Segment, Error> {
        let Self { mut segment, names, lengths } = self;
        for lengths in lengths {
            segment.lengths.extend(lengths);
            segment.length_ends.push(numbers::narrow(segment.lengths.len()));
        }
        let most = numbers::index(u32::MAX);
        for (what, found, limit) in [
            ("documents", segment.keys.len(), MOST_DOCS),
            ("postings", segment.postings.len(), most),
            ("lengths", segment.lengths.len(), most),
            ("bytes of keys", segment.keys.text.len(), most),
            ("bytes of terms", names.text.len(), most),
        ] {
            if found >= limit {
                return Err(Error::TooLarge { what, found, limit });
            }
        }
        segment.zones = zones;
        segment.terms = TermTable::new(names);
        Ok(segment)
    }
}

/// Numbers things in the order they come.
struct Interner<T> {
    numbers: FxHashMap<T, u32>,
    items: Vec<T>,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self { numbers: FxHashMap::default(), items: Vec::new() }
    }
}

impl Interner<Arc<str>> {
    fn number_str(&mut self, item: &str) -> u32 {
        match self.numbers.get(item) {
            Some(&number) => number,
            None => self.insert(Arc::from(item)),
        }
    }
}

impl Interner<Zone> {
    fn number(&mut self, item: &Zone) -> u32 {
        match self.numbers.get(item) {
            Some(&number) => number,
            None => self.insert(item.clone()),
        }
    }
}

impl<T: Clone + Ord + std::hash::Hash> Interner<T> {
    fn insert(&mut self, item: T) -> u32 {
        let number = numbers::narrow(self.items.len());
        self.items.push(item.clone());
        self.numbers.insert(item, number);
        number
    }

    /// The rank of each number among the used items in sorted order, and those items.
    fn ranked(&self, used: impl Iterator<Item = u32>) -> (Vec<u32>, Vec<T>) {
        let mut is_used = vec![false; self.items.len()];
        for number in used {
            if let Some(flag) = is_used.get_mut(numbers::index(number)) {
                *flag = true;
            }
        }
        let mut order: Vec<(usize, &T)> = self
            .items
            .iter()
            .enumerate()
            .zip(&is_used)
            .filter(|(_, used)| **used)
            .map(|(item, _)| item)
            .collect();
        order.sort_unstable_by(|a, b| a.1.cmp(b.1));
        let mut ranks = vec![0; self.items.len()];
        for (rank, (number, _)) in order.iter().enumerate() {
            if let Some(place) = ranks.get_mut(*number) {
                *place = numbers::narrow(rank);
            }
        }
        (ranks, order.into_iter().map(|(_, item)| item.clone()).collect())
    }
}
