//! Several segments to one, without the documents that are gone.

use super::build::Parts;
use super::{Length, NO_LEVEL, Posting, Segment, Zone};
use crate::{Error, numbers};

/// Merges segments. `is_alive` says for each segment which documents stay; a key is alive in one segment at most.
///
/// The result equals the segment built from the living documents at once.
/// Cost: memory for the result beside the sources.
pub(crate) fn merge(sources: &[(&Segment, &dyn Fn(u32) -> bool)]) -> Result<Segment, Error> {
    let mut docs: Vec<(&str, usize, u32)> = Vec::new();
    for (source, (segment, is_alive)) in sources.iter().enumerate() {
        let keys = segment.keys.iter().zip(0_u32..);
        docs.extend(keys.filter(|&(_, doc)| is_alive(doc)).map(|(key, doc)| (key, source, doc)));
    }
    docs.sort_unstable();
    let mut new_docs: Vec<Vec<Option<u32>>> =
        sources.iter().map(|(segment, _)| vec![None; segment.doc_count()]).collect();
    for (&(_, source, doc), new) in docs.iter().zip(0_u32..) {
        if let Some(place) = new_docs.get_mut(source).and_then(|list| list.get_mut(numbers::index(doc))) {
            *place = Some(new);
        }
    }
    let new_doc = |source: usize, doc: u32| new_docs.get(source)?.get(numbers::index(doc)).copied().flatten();

    let (zones, zone_maps) = merge_zones(sources, &new_doc);
    let new_zone =
        |source: usize, zone: u32| -> Option<u32> { *zone_maps.get(source)?.get(numbers::index(zone))? };

    let mut parts = Parts::new(zones.len());
    for &(key, source, doc) in &docs {
        parts.add_doc(key, sources.get(source).and_then(|(segment, _)| readiness_of(segment, doc)));
    }
    let mut lengths: Vec<(u32, u32, u32)> = Vec::new();
    for (source, (segment, _)) in sources.iter().enumerate() {
        for zone in 0..segment.zones.len() {
            let Some(to) = new_zone(source, numbers::narrow(zone)) else { continue };
            let living = segment.zone_lengths(zone).iter();
            lengths
                .extend(living.filter_map(|length| Some((to, new_doc(source, length.doc)?, length.tokens))));
        }
    }
    lengths.sort_unstable();
    for (zone, doc, tokens) in lengths {
        parts.add_length(zone, Length { doc, tokens });
    }
    merge_terms(sources, &mut parts, &new_doc, &new_zone);
    parts.finish(zones)
}

fn readiness_of(segment: &Segment, doc: u32) -> Option<(u32, &str)> {
    let at = numbers::index(doc);
    let level = segment.levels.get(at).copied().filter(|&level| level != NO_LEVEL)?;
    let token = segment.tokens.get(numbers::index(*segment.level_tokens.get(at)?))?;
    Some((level, token))
}

type Sources<'a> = [(&'a Segment, &'a dyn Fn(u32) -> bool)];

/// The zones that still hold a living document, and where each old zone went.
fn merge_zones(
    sources: &Sources<'_>,
    new_doc: &impl Fn(usize, u32) -> Option<u32>,
) -> (Vec<Zone>, Vec<Vec<Option<u32>>>) {
    let mut zones: Vec<&Zone> = Vec::new();
    for (source, (segment, _)) in sources.iter().enumerate() {
        for (at, zone) in segment.zones.iter().enumerate() {
            if segment.zone_lengths(at).iter().any(|length| new_doc(source, length.doc).is_some()) {
                zones.push(zone);
            }
        }
    }
    zones.sort_unstable();
    zones.dedup();
    let rank = |zone: &Zone| zones.binary_search(&zone).ok().map(numbers::narrow);
    let maps = sources.iter().map(|(segment, _)| segment.zones.iter().map(rank).collect()).collect();
    (zones.into_iter().cloned().collect(), maps)
}

fn merge_terms(
    sources: &Sources<'_>,
    parts: &mut Parts,
    new_doc: &impl Fn(usize, u32) -> Option<u32>,
    new_zone: &impl Fn(usize, u32) -> Option<u32>,
) {
    let mut places = vec![0_usize; sources.len()];
    let mut list: Vec<(u32, Posting)> = Vec::new();
    loop {
        let heads = sources.iter().zip(&places).filter(|((segment, _), place)| **place < segment.terms.len());
        let Some(name) = heads.map(|((segment, _), place)| segment.terms.get(*place)).min() else { break };
        for (source, ((segment, _), place)) in sources.iter().zip(&mut places).enumerate() {
            if *place >= segment.terms.len() || segment.terms.get(*place) != name {
                continue;
            }
            for (zone, postings) in segment.term_runs(numbers::narrow(*place)) {
                let Some(zone) = new_zone(source, zone) else { continue };
                let living = segment.postings.get(postings).unwrap_or_default().iter();
                list.extend(
                    living.filter_map(|p| Some((zone, Posting::new(new_doc(source, p.doc())?, p.repeats())))),
                );
            }
            *place += 1;
        }
        if !list.is_empty() {
            parts.add_term(name, &mut list);
        }
    }
}
