//! A clock that stands still until a test moves it.

use std::sync::{Mutex, PoisonError};

use enishi_kit::clock::Clock;
use jiff::{SignedDuration, Timestamp};

/// A clock that shows one instant until it is moved; share it with `Arc` to move it from outside.
#[derive(Debug)]
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// A clock standing at an instant written as in RFC 3339: `FixedClock::at("2026-03-31T14:30:00Z")`.
    ///
    /// # Panics
    /// When the text is no instant: a mistake in the test itself.
    pub fn at(instant: &str) -> FixedClock {
        FixedClock(Mutex::new(parse(instant)))
    }

    /// Moves the clock to another instant, forwards or backwards.
    ///
    /// # Panics
    /// When the text is no instant: a mistake in the test itself.
    pub fn set(&self, instant: &str) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = parse(instant);
    }

    /// Moves the clock on by a duration.
    pub fn advance(&self, by: SignedDuration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }
}

impl Default for FixedClock {
    /// 1 April 2026, nine in the morning in Tokyo: the first hour of work of a fiscal year.
    fn default() -> Self {
        FixedClock::at("2026-04-01T00:00:00Z")
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn parse(instant: &str) -> Timestamp {
    match instant.parse() {
        Ok(parsed) => parsed,
        Err(error) => panic!("`{instant}` is no instant ({error}): write it as 2026-03-31T14:30:00Z"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_still_until_moved() {
        let clock = FixedClock::default();
        let first = clock.now();
        assert_eq!(clock.now(), first);
        clock.advance(SignedDuration::from_secs(90));
        assert_eq!(clock.now().duration_since(first), SignedDuration::from_secs(90));
        clock.set("2026-03-31T14:30:00Z");
        assert!(clock.now() < first);
    }
}
