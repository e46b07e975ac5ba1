//! The two times as people write them: `on`, the day asked about, and `known-at`, the time of what was recorded.

use enishi_kit::date::PartialDate;
use enishi_kit::fiscal::FiscalYear;
use enishi_store::Moment;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::{App, Error};

/// The parameter, and the option of the command line, for the day asked about.
pub const ON: &str = "on";
/// The parameter, and the option of the command line, for the time of what was recorded.
pub const KNOWN_AT: &str = "known-at";

/// Characters of a refused value shown at most.
const SHOWN: usize = 40;

/// The two times that somebody asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// For the store.
    pub moment: Moment,
    /// The time of what was recorded, where it was asked for.
    pub known_at: Option<Timestamp>,
}

impl App {
    /// Reads the two times. What is empty was not asked for.
    ///
    /// # Errors
    /// `bad-day`, `bad-time`, `future-time`, or the store.
    pub async fn moment(&self, on: Option<&str>, known_at: Option<&str>) -> Result<Asked, Error> {
        let present =
            |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let on = present(on).map(|text| parse_day(&text)).transpose()?;
        let known_at = match present(known_at) {
            Some(text) => Some(self.parse_time(&text).await?),
            None => None,
        };
        let seq = match known_at {
            Some(at) => Some(self.store.seq_at(at).await?),
            None => None,
        };
        Ok(Asked { moment: Moment { known_at: seq, on }, known_at })
    }

    /// An instant with its offset, or a day, which means its end. The store cannot answer for what has not come: of
    /// the running day it answers for the present.
    async fn parse_time(&self, text: &str) -> Result<Timestamp, Error> {
        let bad = |code| Error::new(code).arg("found", text.chars().take(SHOWN).collect::<String>());
        // Where the clock was set back the log is ahead of it, and what it holds has come.
        let now = self.now().max(self.store.head().await?.at);
        if let Ok(day) = text.parse::<PartialDate>() {
            let day = day.last_day();
            if day > self.today() {
                return Err(bad("future-time"));
            }
            let next = day.tomorrow().ok().and_then(|next| self.zone.first_instant(next));
            let last = next.and_then(|next| next.checked_sub(SignedDuration::from_micros(1)).ok());
            return Ok(last.ok_or_else(|| bad("bad-time"))?.min(now));
        }
        // An address in which nobody wrote `+` as %2B.
        let at = text.replace(' ', "+").parse::<Timestamp>().map_err(|_| bad("bad-time"))?;
        if at > now { Err(bad("future-time")) } else { Ok(at) }
    }
}

/// A day, or the last day of a month, of a year, of a fiscal year.
fn parse_day(text: &str) -> Result<Date, Error> {
    let day = text.parse::<PartialDate>().map(PartialDate::last_day).ok();
    day.or_else(|| FiscalYear::parse(text).ok().map(FiscalYear::end))
        .ok_or_else(|| Error::new("bad-day").arg("found", text.chars().take(SHOWN).collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_last_of_what_is_written() {
        for (text, day) in [
            ("2004-03-31", "2004-03-31"),
            ("2004-02", "2004-02-29"),
            ("2003", "2003-12-31"),
            ("FY2003", "2004-03-31"),
            ("2003年度", "2004-03-31"),
            ("平成15年度", "2004-03-31"),
        ] {
            assert_eq!(parse_day(text).unwrap().to_string(), day, "{text}");
        }
        for text in ["2004-02-30", "2004/3/31", "yesterday", "-1", "FY", "20040331"] {
            assert_eq!(parse_day(text).unwrap_err().code, "bad-day", "{text}");
        }
    }
}
