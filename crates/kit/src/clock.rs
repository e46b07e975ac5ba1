//! Where the present moment comes from, and in which zone a day is counted.

use std::fmt::Debug;

use jiff::{SignedDuration, Timestamp, civil, tz::TimeZone};

/// A source of the present moment; tests give a fixed one.
pub trait Clock: Send + Sync + Debug {
    /// The present instant (UTC).
    fn now(&self) -> Timestamp;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The clock of the machine, set to another moment from which it runs on: a demonstration of another day.
#[derive(Debug, Clone, Copy)]
pub struct ShiftedClock(SignedDuration);

impl ShiftedClock {
    /// A clock that shows `moment` now.
    pub fn from(moment: Timestamp) -> ShiftedClock {
        ShiftedClock(moment.duration_since(Timestamp::now()))
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> Timestamp {
        Timestamp::now().saturating_add(self.0).unwrap_or(Timestamp::MAX)
    }
}

/// The zone in which an installation counts its days and fiscal years; by default Asia/Tokyo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

/// A time zone name that the IANA time zone database does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown time zone `{name}`: expected an IANA name such as `Asia/Tokyo` or `Europe/Berlin`")]
pub struct ZoneError {
    /// The name as it was given.
    pub name: String,
}

impl Zone {
    /// Finds a zone by its IANA name.
    ///
    /// # Errors
    /// [`ZoneError`] when the time zone database has no such name.
    pub fn from_name(name: &str) -> Result<Zone, ZoneError> {
        TimeZone::get(name).map(Zone).map_err(|_| ZoneError { name: name.to_owned() })
    }

    /// The IANA name, where the zone has one.
    pub fn name(&self) -> Option<&str> {
        self.0.iana_name()
    }

    /// The civil day on which `now` falls in this zone.
    pub fn today(&self, now: Timestamp) -> civil::Date {
        self.local(now).date()
    }

    /// The instant at which a day begins in this zone; none beyond the years that instants cover.
    pub fn first_instant(&self, day: civil::Date) -> Option<Timestamp> {
        day.to_zoned(self.0.clone()).ok().map(|first| first.timestamp())
    }

    /// The civil date and time at `now` in this zone.
    pub fn local(&self, now: Timestamp) -> civil::DateTime {
        self.0.to_datetime(now)
    }
}

impl Default for Zone {
    #[expect(clippy::expect_used, reason = "the bundled database always holds Asia/Tokyo; a test proves it")]
    fn default() -> Self {
        Zone(TimeZone::get("Asia/Tokyo").expect("Asia/Tokyo is in the bundled time zone database"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fiscal::FiscalYear;

    fn at(utc: &str) -> Timestamp {
        utc.parse().unwrap()
    }

    #[test]
    fn the_day_turns_at_midnight_in_the_zone_and_not_in_utc() {
        let zone = Zone::default();
        // 31 March 23:30 and 1 April 00:30 in Tokyo are both 31 March in UTC.
        let before = zone.today(at("2024-03-31T14:30:00Z"));
        let after = zone.today(at("2024-03-31T15:30:00Z"));
        assert_eq!(before, civil::date(2024, 3, 31));
        assert_eq!(after, civil::date(2024, 4, 1));
        assert_eq!(FiscalYear::of(before), FiscalYear(2023));
        assert_eq!(FiscalYear::of(after), FiscalYear(2024));
    }

    #[test]
    fn a_day_begins_at_midnight_in_the_zone() {
        let zone = Zone::default();
        assert_eq!(zone.first_instant(civil::date(2024, 4, 1)), Some(at("2024-03-31T15:00:00Z")));
        // Where it is still evening, the last day of the calendar begins after the last instant.
        let west = Zone::from_name("America/Los_Angeles").unwrap();
        assert_eq!(west.first_instant(civil::Date::MAX), None);
    }

    #[test]
    fn a_zone_is_found_by_name_or_named_in_the_error() {
        assert_eq!(Zone::from_name("Asia/Tokyo").unwrap(), Zone::default());
        assert_eq!(Zone::from_name("Europe/Berlin").unwrap().name(), Some("Europe/Berlin"));
        assert!(Zone::from_name("Asia/Tokio").unwrap_err().to_string().contains("`Asia/Tokio`"));
    }

    #[test]
    fn a_shifted_clock_runs_on_from_its_moment() {
        let begins = at("2026-04-10T01:00:00Z");
        let shown = ShiftedClock::from(begins).now();
        assert!(shown >= begins && shown < at("2026-04-10T01:01:00Z"), "{shown}");
    }

    #[test]
    fn the_system_clock_does_not_run_backwards_past_its_build() {
        assert!(SystemClock.now() > at("2024-01-01T00:00:00Z"));
    }
}
