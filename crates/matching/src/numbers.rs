//! The numeric conversions of this crate, in one place. Scores are rounded here and nowhere else.
#![expect(clippy::as_conversions, reason = "the only module of the crate that converts between number types")]

/// Decimals a score is rounded to before ranking: far above the error of a sum of a thousand terms, far below any
/// difference that means something.
const SCORE_DECIMALS: f64 = 1e9;

/// The count as a real number; exact below 2^53.
pub(crate) fn real(count: u64) -> f64 {
    count as f64
}

/// The length as a real number; exact below 2^53.
pub(crate) fn real_len(count: usize) -> f64 {
    count as f64
}

/// Widens an index. Lossless on every platform Rust runs the standard library on with 32 bits or more.
#[inline]
pub(crate) fn index(number: u32) -> usize {
    number as usize
}

/// Narrows a count to 32 bits; what does not fit is held at the largest value.
pub(crate) fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Widens a count to 64 bits.
pub(crate) fn wide(count: usize) -> u64 {
    count as u64
}

/// Rounds a score to nine decimals.
pub(crate) fn round_score(score: f64) -> f64 {
    (score * SCORE_DECIMALS).round() / SCORE_DECIMALS
}

/// The position at `share_0_1` of a sorted list of `count` values (nearest rank).
pub(crate) fn nearest_rank(share_0_1: f64, count: usize) -> usize {
    let rank = (share_0_1 * count as f64).ceil();
    (rank as usize).clamp(1, count.max(1)) - 1
}
