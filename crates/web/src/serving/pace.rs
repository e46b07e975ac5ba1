//! How slowly bytes may move before whoever sends or takes them is given up.

use std::time::Duration;

use tokio::time::Instant;

/// A pace: some time at the beginning, and then some bytes a second on the whole.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// What nobody needs to explain.
    pub grace: Duration,
    /// What every byte that moved earns.
    pub bytes_per_second: u32,
}

impl Pace {
    /// Until when the next byte must move, of something that began then and moved so far.
    pub(super) fn deadline(self, began: Instant, bytes: u64) -> Instant {
        let earned = Duration::from_secs(bytes / u64::from(self.bytes_per_second.max(1)));
        // Too far away to be said is as good as never.
        began.checked_add(self.grace.saturating_add(earned)).unwrap_or_else(|| began + self.grace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_byte_earns_time_and_a_trickle_does_not_earn_enough() {
        let pace = Pace { grace: Duration::from_secs(30), bytes_per_second: 1_000 };
        let began = Instant::now();
        assert_eq!(pace.deadline(began, 0) - began, Duration::from_secs(30));
        // A byte every ten seconds: after a minute six came, and none of them earned a second.
        assert_eq!(pace.deadline(began, 6) - began, Duration::from_secs(30));
        assert_eq!(pace.deadline(began, 64_000_000) - began, Duration::from_secs(64_030));
    }
}
