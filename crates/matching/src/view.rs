//! What one viewer may see of one group: the exact counts that scores rest on.

use crate::document::ClearanceSet;
use crate::index::Part;
use crate::numbers;
use crate::segment::Lane;

/// The zone is hidden from the viewer or belongs to another group.
pub(crate) const HIDDEN: u32 = u32::MAX;

/// Counts over the living documents of a group and the fields a viewer may see.
pub(crate) struct View {
    /// Documents with at least one visible term.
    pub(crate) population: u64,
    /// The visible lanes, sorted.
    pub(crate) lanes: Vec<LaneCount>,
    pub(crate) parts: Vec<PartView>,
}

/// A lane with its size.
pub(crate) struct LaneCount {
    pub(crate) lane: Lane,
    /// Documents that have a text here.
    pub(crate) docs: u64,
    /// Tokens of those texts.
    pub(crate) tokens: u64,
    /// The longest text. Unit: tokens.
    pub(crate) longest: u32,
}

impl LaneCount {
    pub(crate) fn average(&self) -> f64 {
        numbers::real(self.tokens) / numbers::real(self.docs.max(1))
    }
}

/// A segment as the viewer sees it.
pub(crate) struct PartView {
    /// Per zone of the segment: the lane, or [`HIDDEN`].
    pub(crate) zone_lanes: Vec<u32>,
    /// Per lane, per document: the visible length; 0 where there is nothing to see and for dead documents. Empty for
    /// lanes that the segment does not have.
    pub(crate) lengths: Vec<Vec<u32>>,
    /// Whether a document was left out of `lengths` because it is dead.
    pub(crate) has_dead: bool,
}

impl View {
    pub(crate) fn new(parts: &[Part], group: &str, tokens: &ClearanceSet) -> Self {
        let is_visible =
            |zone: &&crate::segment::Zone| zone.group == group && tokens.contains(&zone.clearance);
        let mut lanes: Vec<&Lane> = parts
            .iter()
            .flat_map(|part| part.segment.zones.iter().filter(is_visible).map(|zone| &zone.lane))
            .collect();
        lanes.sort_unstable();
        lanes.dedup();
        let mut counts: Vec<LaneCount> = lanes
            .iter()
            .map(|&lane| LaneCount { lane: lane.clone(), docs: 0, tokens: 0, longest: 0 })
            .collect();

        let mut population = 0;
        let mut views = Vec::with_capacity(parts.len());
        for part in parts {
            let segment = &part.segment;
            let mut lengths: Vec<Vec<u32>> = vec![Vec::new(); lanes.len()];
            let mut zone_lanes = Vec::with_capacity(segment.zones.len());
            let mut is_seen = vec![false; segment.doc_count()];
            for (at, zone) in segment.zones.iter().enumerate() {
                let lane = if is_visible(&zone) { lanes.binary_search(&&zone.lane).ok() } else { None };
                zone_lanes.push(lane.map_or(HIDDEN, numbers::narrow));
                let Some(list) = lane.and_then(|lane| lengths.get_mut(lane)) else { continue };
                list.resize(segment.doc_count(), 0);
                for length in
                    segment.zone_lengths(at).iter().filter(|length| !part.dead.contains(&length.doc))
                {
                    let doc = numbers::index(length.doc);
                    if let (Some(sum), Some(seen)) = (list.get_mut(doc), is_seen.get_mut(doc)) {
                        *sum = sum.saturating_add(length.tokens);
                        *seen = true;
                    }
                }
            }
            for (count, list) in counts.iter_mut().zip(&lengths) {
                for &length in list.iter().filter(|&&length| length > 0) {
                    count.docs += 1;
                    count.tokens += u64::from(length);
                    count.longest = count.longest.max(length);
                }
            }
            population += numbers::wide(is_seen.iter().filter(|&&seen| seen).count());
            views.push(PartView { zone_lanes, lengths, has_dead: !part.dead.is_empty() });
        }
        // A lane that only dead documents had keeps a count of 0 and has no effect: no living document is in it.
        Self { population, lanes: counts, parts: views }
    }
}

impl PartView {
    pub(crate) fn length(&self, lane: usize, doc: u32) -> u32 {
        self.lengths.get(lane).and_then(|list| list.get(numbers::index(doc))).copied().unwrap_or(0)
    }

    /// Whether the viewer sees anything of the document.
    pub(crate) fn shows(&self, doc: u32) -> bool {
        (0..self.lengths.len()).any(|lane| self.length(lane, doc) > 0)
    }
}
