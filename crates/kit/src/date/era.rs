//! The Japanese eras since Meiji.
//!
//! Source: the era ordinances. An era's first day belongs to the new era; the day before is the last of the old.
//! Meiji is counted from the day it was proclaimed, 1868-10-23; the edict made it hold from 1868-01-25 backwards,
//! but since the months of Meiji 1 to 5 are lunisolar and not accepted here, the choice shows in no result.

use jiff::civil::{Date, date};

use super::{DateError, PartialDate, Precision};

/// An era.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// 明治, from 1868-10-23.
    Meiji,
    /// 大正, from 1912-07-30.
    Taisho,
    /// 昭和, from 1926-12-25.
    Showa,
    /// 平成, from 1989-01-08.
    Heisei,
    /// 令和, from 2019-05-01.
    Reiwa,
}

impl Era {
    /// All eras, oldest first.
    pub const ALL: [Era; 5] = [Era::Meiji, Era::Taisho, Era::Showa, Era::Heisei, Era::Reiwa];

    /// The name in Japanese.
    pub const fn name(self) -> &'static str {
        match self {
            Era::Meiji => "明治",
            Era::Taisho => "大正",
            Era::Showa => "昭和",
            Era::Heisei => "平成",
            Era::Reiwa => "令和",
        }
    }

    /// The letter used in forms: M, T, S, H or R.
    pub const fn letter(self) -> char {
        match self {
            Era::Meiji => 'M',
            Era::Taisho => 'T',
            Era::Showa => 'S',
            Era::Heisei => 'H',
            Era::Reiwa => 'R',
        }
    }

    /// The first day.
    pub const fn first_day(self) -> Date {
        match self {
            Era::Meiji => date(1868, 10, 23),
            Era::Taisho => date(1912, 7, 30),
            Era::Showa => date(1926, 12, 25),
            Era::Heisei => date(1989, 1, 8),
            Era::Reiwa => date(2019, 5, 1),
        }
    }

    /// The last day, where the era has ended.
    pub const fn last_day(self) -> Option<Date> {
        match self {
            Era::Meiji => Some(date(1912, 7, 29)),
            Era::Taisho => Some(date(1926, 12, 24)),
            Era::Showa => Some(date(1989, 1, 7)),
            Era::Heisei => Some(date(2019, 4, 30)),
            Era::Reiwa => None,
        }
    }

    /// The era in which a day falls; none before Meiji.
    pub fn of(day: Date) -> Option<Era> {
        Era::ALL.into_iter().rev().find(|era| era.first_day() <= day)
    }

    /// The year of the common calendar in which the era's year `year` lies.
    ///
    /// # Errors
    /// [`DateError::EraYearZero`] below 1, [`DateError::Year`] beyond 9999.
    pub fn common_year(self, year: i32) -> Result<i32, DateError> {
        if year < 1 {
            return Err(DateError::EraYearZero { era: self.name() });
        }
        let common = year.saturating_add(i32::from(self.first_day().year()) - 1);
        if common > 9999 { Err(DateError::Year { year: common }) } else { Ok(common) }
    }

    /// Splits an era name, or its letter before a number, off the front of a text folded to NFKC without spaces.
    pub(crate) fn split(text: &str) -> Option<(Era, &str)> {
        Era::ALL.into_iter().find_map(|era| {
            if let Some(rest) = text.strip_prefix(era.name()) {
                return Some((era, rest));
            }
            let rest = text.strip_prefix([era.letter(), era.letter().to_ascii_lowercase()])?;
            let rest = rest.strip_prefix('.').unwrap_or(rest);
            // A letter alone may begin the name of a month.
            rest.starts_with(|c: char| c.is_ascii_digit() || c == '元').then_some((era, rest))
        })
    }
}

/// Refuses a date of which no day lies in the era it was written with.
pub(crate) fn check_era(era: Era, written: &str, date: PartialDate) -> Result<PartialDate, DateError> {
    if date.precision() != Precision::Year && date.first_day().year() < 1873 {
        return Err(DateError::Lunisolar { written: written.to_owned() });
    }
    let (era_name, written) = (era.name(), written.to_owned());
    if let Some(ended) = era.last_day().filter(|ended| date.first_day() > *ended) {
        let same_as = in_era(date, date.first_day());
        return Err(DateError::EraEnded { era: era_name, ended, written, date, same_as });
    }
    let began = era.first_day();
    if date.last_day() < began {
        let same_as = in_era(date, date.last_day());
        return Err(DateError::EraNotBegun { era: era_name, began, written, date, same_as });
    }
    Ok(date)
}

/// The date in the era of one of its days, or by the common calendar before Meiji.
fn in_era(date: PartialDate, day: Date) -> String {
    let year = match Era::of(day) {
        None => format!("{}年", day.year()),
        Some(era) => match day.year() - era.first_day().year() + 1 {
            1 => format!("{}元年", era.name()),
            count => format!("{}{count}年", era.name()),
        },
    };
    match date.precision() {
        Precision::Year => year,
        Precision::Month => format!("{year}{}月", day.month()),
        Precision::Day => format!("{year}{}月{}日", day.month(), day.day()),
    }
}
