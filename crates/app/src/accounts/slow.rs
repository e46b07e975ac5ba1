//! Slowing down who tries often, by account and by address: each further attempt waits twice as long, up to a limit,
//! and a day of rest forgets it all. Nobody is shut out for ever.
//!
//! An attempt is counted before it is looked at, so that many at once are many. Addresses that have no account are slowed
//! down in the same way as those that have.

use enishi_store::AccountChanges;
use jiff::{SignedDuration, Timestamp};

use super::hash;
use crate::{App, Error};

/// Attempts without waiting, and the longest wait: of one account from one address, ..
const FROM_ONE: (i64, SignedDuration) = (5, SignedDuration::from_mins(15));
/// .. of one account from anywhere: short, so that a stranger cannot keep its owner out, ..
const FROM_ALL: (i64, SignedDuration) = (20, SignedDuration::from_secs(60));
/// .. of all accounts from one address, which an office may share.
const OF_ALL: (i64, SignedDuration) = (50, SignedDuration::from_mins(15));
/// After this time of rest attempts are forgotten.
const FORGET: SignedDuration = SignedDuration::from_hours(24);

/// Who tries: the account that he names, and from where.
#[derive(Clone, Debug)]
pub(super) struct Trier {
    /// His own counters, which a success clears.
    own: Vec<(String, (i64, SignedDuration))>,
    /// The counter of the address, which others share.
    shared: Option<String>,
}

impl Trier {
    /// Somebody who names an account for a purpose.
    pub(super) fn new(purpose: &str, account: &str, address: &str) -> Self {
        // What somebody types is not kept: it may be a passphrase in the wrong field.
        let one = format!("{purpose}-from:{}", hash(&format!("{account} {address}")));
        Self {
            own: vec![(one, FROM_ONE), (format!("{purpose}:{}", hash(account)), FROM_ALL)],
            ..Self::anybody(address)
        }
    }

    /// Somebody who names no account.
    pub(super) fn anybody(address: &str) -> Self {
        let shared = Some(address).filter(|known| !known.is_empty());
        Self { own: Vec::new(), shared: shared.map(|known| format!("address:{known}")) }
    }

    fn counters(&self) -> impl Iterator<Item = (&String, (i64, SignedDuration))> {
        let own = self.own.iter().map(|(subject, limit)| (subject, *limit));
        own.chain(self.shared.iter().map(|subject| (subject, OF_ALL)))
    }
}

/// How long the next attempt waits after so many.
fn wait_after(failures: i64, (free, longest): (i64, SignedDuration)) -> SignedDuration {
    let over = failures - free;
    if over < 0 {
        return SignedDuration::ZERO;
    }
    let seconds = u32::try_from(over).ok().and_then(|over| 1_i64.checked_shl(over));
    seconds.filter(|wait| *wait > 0).map_or(longest, SignedDuration::from_secs).min(longest)
}

impl App {
    /// Counts an attempt.
    ///
    /// # Errors
    /// `sign-in-wait` with the seconds that are left, or the store.
    pub(super) async fn count_attempt(&self, trier: &Trier) -> Result<(), Error> {
        let now = self.now();
        for (subject, _) in trier.counters() {
            if let Some(found) = self.store.attempts(subject).await?
                && found.free_at > now
            {
                return Err(wait(now, found.free_at));
            }
        }
        let since = now.checked_sub(FORGET).map_err(Error::internal)?;
        let mut changes = self.store.change_accounts().await?;
        for (subject, limit) in trier.counters() {
            let failures = changes.count_attempt(subject, now, since).await?;
            let free_at = self.after(wait_after(failures, limit))?;
            changes.delay_attempts(subject, free_at).await?;
        }
        Ok(changes.commit().await?)
    }

    /// Forgets the attempts of somebody who was right.
    pub(super) async fn forget_attempts(
        &self,
        changes: &mut AccountChanges,
        trier: &Trier,
    ) -> Result<(), Error> {
        for (subject, _) in &trier.own {
            changes.forget_attempts(subject).await?;
        }
        if let Some(address) = &trier.shared {
            changes.take_attempt_back(address).await?;
        }
        Ok(())
    }
}

fn wait(now: Timestamp, free_at: Timestamp) -> Error {
    let seconds = free_at.duration_since(now).as_secs().max(0) + 1;
    Error::new("sign-in-wait").arg("seconds", seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_and_end_at_a_quarter_of_an_hour() {
        let waits: Vec<i64> = (1..=18).map(|failures| wait_after(failures, FROM_ONE).as_secs()).collect();
        assert_eq!(waits, [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]);
        assert_eq!(wait_after(i64::MAX, FROM_ONE), SignedDuration::from_mins(15));
        assert_eq!(wait_after(500, FROM_ALL), SignedDuration::from_secs(60));
    }
}
