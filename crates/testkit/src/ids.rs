//! Ids and tokens that count, so that a test reads the same on every run.

use std::sync::atomic::{AtomicU64, Ordering};

use enishi_kit::ids::{IdSource, RecordId};
use jiff::Timestamp;
use uuid::Builder;

/// Crockford's base 32 in lower case, as in `enishi_kit::ids`.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Ids 1, 2, 3, ... as UUIDv7 of the given instant; tokens `00000001`, `00000002`, ...
///
/// Record ids and tokens count separately, so that an added token does not shift the ids in snapshots.
#[derive(Debug, Default)]
pub struct SeqIds {
    records: AtomicU64,
    tokens: AtomicU64,
}

impl IdSource for SeqIds {
    fn record_id(&self, now: Timestamp) -> RecordId {
        let number = self.records.fetch_add(1, Ordering::Relaxed) + 1;
        let mut tail = [0_u8; 10];
        let (_, low) = tail.split_at_mut(2);
        low.copy_from_slice(&number.to_be_bytes());
        let milliseconds = u64::try_from(now.as_millisecond()).unwrap_or(0);
        RecordId(Builder::from_unix_timestamp_millis(milliseconds, &tail).into_uuid())
    }

    fn token(&self, chars: usize) -> String {
        let mut rest = self.tokens.fetch_add(1, Ordering::Relaxed) + 1;
        let mut token: Vec<char> = Vec::with_capacity(chars);
        for _ in 0..chars {
            let digit = usize::try_from(rest % 32).unwrap_or(0);
            token.push(ALPHABET.get(digit).copied().map_or('0', char::from));
            rest /= 32;
        }
        token.iter().rev().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_the_same_way_on_every_run() {
        let now: Timestamp = "2026-04-01T00:00:00Z".parse().unwrap();
        let (one, two) = (SeqIds::default(), SeqIds::default());
        assert_eq!(one.record_id(now), two.record_id(now));
        assert_ne!(one.record_id(now), two.record_id("2026-04-02T00:00:00Z".parse().unwrap()));
        assert_eq!(one.token(8), "00000001");
        assert_eq!(two.token(4), "0001");
    }

    #[test]
    fn rises_and_never_repeats() {
        let ids = SeqIds::default();
        let now: Timestamp = "2026-04-01T00:00:00Z".parse().unwrap();
        let made: Vec<RecordId> = (0..1_000).map(|_| ids.record_id(now)).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(made.iter().all(|id| id.0.get_version_num() == 7));
        let tokens: Vec<String> = (0..1_000).map(|_| ids.token(8)).collect();
        assert!(tokens.windows(2).all(|pair| pair[0] < pair[1] && pair[0].len() == 8));
    }
}
