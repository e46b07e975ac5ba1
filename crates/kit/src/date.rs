//! Civil dates that know how exact they are, as people write them in Japan and abroad.
//!
//! Not here: instants and zones (see [`crate::clock`]), fiscal years (see [`crate::fiscal`]).

mod era;
mod written;

use std::{cmp::Ordering, fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub use era::Era;
pub use written::parse_written;

use crate::lang::Lang;

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// The very day.
    Day,
}

/// A date of the years 1 to 9999 that is known to the year, the month or the day.
///
/// Dates sort by their first day, and among those with the same first day the less exact come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// The first day of the year, month or day meant.
    first: Date,
    precision: Precision,
}

/// Why a text or three numbers are no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Nothing was written.
    #[error("no date is written: expected one such as 2004-03-15, 2004年3月 or 平成16年3月15日")]
    Empty,
    /// The text has none of the known forms.
    #[error(
        "cannot read a date from `{found}`: expected a form such as 2004-03-15, 2004/3/15, 2004年3月, \
         平成16年3月15日, H16.3.15 or 15 March 2004"
    )]
    Unreadable {
        /// The text as it was given.
        found: String,
    },
    /// The text is not strictly an ISO date.
    #[error("`{found}` is no ISO date: expected YYYY, YYYY-MM or YYYY-MM-DD")]
    NotIso {
        /// The text as it was given.
        found: String,
    },
    /// Day, month and year stand in an order that cannot be told, or the year has two digits.
    #[error(
        "`{found}` can be read in more than one way: write the year first and with four digits, as in 2004-03-15"
    )]
    Ambiguous {
        /// The text as it was given.
        found: String,
    },
    /// A fiscal year stands where a date is expected.
    #[error("`{found}` is a fiscal year, not a date: write its first or last day")]
    FiscalYear {
        /// The text as it was given.
        found: String,
    },
    /// The timestamp carries a zone, so its civil day depends on where one stands.
    #[error(
        "`{found}` carries a time zone, so its day depends on the place: write the day alone, as in 2004-03-15"
    )]
    Zoned {
        /// The text as it was given.
        found: String,
    },
    /// The year is outside 1 to 9999.
    #[error("there is no year {year} here: expected a year from 1 to 9999")]
    Year {
        /// The year found.
        year: i32,
    },
    /// The month is outside 1 to 12.
    #[error("there is no month {month}: expected 1 to 12")]
    Month {
        /// The month found.
        month: i32,
    },
    /// The month has no such day.
    #[error("{year:04}-{month:02} has no day {day}: its last day is {last}")]
    Day {
        /// The year found.
        year: i32,
        /// The month found.
        month: i32,
        /// The day found.
        day: i32,
        /// The last day of that month.
        last: i32,
    },
    /// The hour, minute or second after the date is impossible.
    #[error("`{found}` has an impossible time of day: expected 00:00:00 to 23:59:59")]
    Time {
        /// The text as it was given.
        found: String,
    },
    /// The era had ended by then.
    #[error("{era} ended on {ended}; {written} would be {date} = {same_as}")]
    EraEnded {
        /// The era as it is called.
        era: &'static str,
        /// The last day of the era.
        ended: Date,
        /// The date as it was written, in full.
        written: String,
        /// The same date by the common calendar.
        date: PartialDate,
        /// The same date in the era that was right.
        same_as: String,
    },
    /// The era had not begun yet.
    #[error("{era} began on {began}; {written} would be {date} = {same_as}")]
    EraNotBegun {
        /// The era as it is called.
        era: &'static str,
        /// The first day of the era.
        began: Date,
        /// The date as it was written, in full.
        written: String,
        /// The same date by the common calendar.
        date: PartialDate,
        /// The same date in the era that was right.
        same_as: String,
    },
    /// Eras count from 1 (元年).
    #[error("there is no {era}0年: the first year of an era is 元年 or 1年")]
    EraYearZero {
        /// The era as it is called.
        era: &'static str,
    },
    /// Months and days of Meiji 1 to 5 belong to the lunisolar calendar.
    #[error(
        "{written} is a day of the old lunisolar calendar (in use until 1872-12-31): write its year alone or the \
         date by the common calendar"
    )]
    Lunisolar {
        /// The date as it was written, in full.
        written: String,
    },
}

impl PartialDate {
    /// A date known to the year.
    ///
    /// # Errors
    /// [`DateError::Year`] outside 1 to 9999.
    pub fn year(year: i32) -> Result<PartialDate, DateError> {
        Self::build(year, 1, 1, Precision::Year)
    }

    /// A date known to the month.
    ///
    /// # Errors
    /// [`DateError::Year`] or [`DateError::Month`].
    pub fn month(year: i32, month: i32) -> Result<PartialDate, DateError> {
        Self::build(year, month, 1, Precision::Month)
    }

    /// A date known to the day.
    ///
    /// # Errors
    /// [`DateError::Year`], [`DateError::Month`] or [`DateError::Day`].
    pub fn day(year: i32, month: i32, day: i32) -> Result<PartialDate, DateError> {
        Self::build(year, month, day, Precision::Day)
    }

    /// The first day that may be meant.
    pub const fn first_day(self) -> Date {
        self.first
    }

    /// The last day that may be meant.
    pub fn last_day(self) -> Date {
        match self.precision {
            Precision::Year => self.first.last_of_year(),
            Precision::Month => self.first.last_of_month(),
            Precision::Day => self.first,
        }
    }

    /// How exactly the date is known.
    pub const fn precision(self) -> Precision {
        self.precision
    }

    fn build(year: i32, month: i32, day: i32, precision: Precision) -> Result<PartialDate, DateError> {
        let short =
            i16::try_from(year).ok().filter(|y| (1..=9999).contains(y)).ok_or(DateError::Year { year })?;
        let start = i8::try_from(month)
            .ok()
            .and_then(|m| Date::new(short, m, 1).ok())
            .ok_or(DateError::Month { month })?;
        let first = i8::try_from(day)
            .ok()
            .and_then(|d| Date::new(short, start.month(), d).ok())
            .ok_or_else(|| DateError::Day { year, month, day, last: i32::from(start.days_in_month()) })?;
        Ok(PartialDate { first, precision })
    }
}

impl From<Date> for PartialDate {
    /// The day itself.
    fn from(first: Date) -> Self {
        PartialDate { first, precision: Precision::Day }
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.first.cmp(&other.first).then(self.precision.cmp(&other.precision))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.first.year(), self.first.month(), self.first.day());
        match self.precision {
            Precision::Year => write!(f, "{year:04}"),
            Precision::Month => write!(f, "{year:04}-{month:02}"),
            Precision::Day => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    /// Reads YYYY, YYYY-MM or YYYY-MM-DD and nothing else; for what people write see [`parse_written`].
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let not_iso = || DateError::NotIso { found: text.to_owned() };
        let number = |part: &str, len: usize| {
            let digits = part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse::<i32>().ok()).flatten().ok_or_else(not_iso)
        };
        let parts: Vec<&str> = text.split('-').collect();
        match parts.as_slice() {
            [year] => Self::year(number(year, 4)?),
            [year, month] => Self::month(number(year, 4)?, number(month, 2)?),
            [year, month, day] => Self::day(number(year, 4)?, number(month, 2)?, number(day, 2)?),
            _ => Err(not_iso()),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// English names of the months, in order.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date as it is written in running text: 2004年3月1日 or 1 March 2004.
pub fn format_date(date: PartialDate, lang: Lang) -> String {
    let (year, month, day) = (date.first.year(), date.first.month(), date.first.day());
    let name = usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
    match (lang, date.precision) {
        (Lang::Ja, Precision::Year) => format!("{year}年"),
        (Lang::Ja, Precision::Month) => format!("{year}年{month}月"),
        (Lang::Ja, Precision::Day) => format!("{year}年{month}月{day}日"),
        (Lang::En, Precision::Year) => format!("{year:04}"),
        (Lang::En, Precision::Month) => format!("{name} {year:04}"),
        (Lang::En, Precision::Day) => format!("{day} {name} {year:04}"),
    }
}

#[cfg(test)]
mod tests;
