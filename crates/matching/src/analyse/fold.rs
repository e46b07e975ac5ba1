//! Folding (NFKC and lower case) that remembers where each byte came from.

use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

use crate::numbers;

/// A character and its marks are normalised together; longer heaps of marks are cut into groups of so many characters.
const LONGEST_CLUSTER: usize = 32;

/// The folded text. `origins` is empty when every byte stayed in its place.
pub(super) struct Folded {
    pub(super) text: String,
    origins: Vec<u32>,
}

impl Folded {
    /// The bytes of the original that a range of the folded text came from.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        if self.origins.is_empty() {
            return range;
        }
        let origin = |at: usize| self.origins.get(at).map_or(0, |&origin| numbers::index(origin));
        let last = origin(range.end.saturating_sub(1));
        let mut end = range.end;
        // A range that ends inside what one original character became takes that character as a whole.
        while end + 1 < self.origins.len() && origin(end) <= last {
            end += 1;
        }
        origin(range.start)..origin(end)
    }
}

pub(super) fn fold(
    text: &str,
    normalizer: &ComposingNormalizerBorrowed<'_>,
    classes: &CanonicalCombiningClassMapBorrowed<'_>,
) -> Folded {
    if text.is_ascii() {
        return Folded { text: text.to_ascii_lowercase(), origins: Vec::new() };
    }
    let mut folded =
        Folded { text: String::with_capacity(text.len()), origins: Vec::with_capacity(text.len() + 1) };
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        let mut end = start + first.len_utf8();
        let mut count = 1;
        while let Some(&(at, c)) = rest.peek() {
            if count == LONGEST_CLUSTER || !continues_cluster(c, classes) {
                break;
            }
            end = at + c.len_utf8();
            count += 1;
            rest.next();
        }
        if count == 1 && is_inert(first) {
            folded.text.push(first.to_ascii_lowercase());
        } else if let Some(cluster) = text.get(start..end) {
            for c in normalizer.normalize(cluster).chars() {
                folded.text.extend(c.to_lowercase());
            }
        }
        folded.origins.resize(folded.text.len(), numbers::narrow(start));
    }
    folded.origins.push(numbers::narrow(text.len()));
    folded
}

/// Whether a character may compose with the one before it: marks, half-width voicing marks, Hangul vowels and finals.
fn continues_cluster(c: char, classes: &CanonicalCombiningClassMapBorrowed<'_>) -> bool {
    !is_inert(c) && (matches!(c, '\u{ff9e}' | '\u{ff9f}' | '\u{1160}'..='\u{11ff}') || classes.get_u8(c) != 0)
}

/// Characters that NFKC leaves alone when no mark follows.
fn is_inert(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}
