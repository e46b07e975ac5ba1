//! The Japanese fiscal year: 1 April to 31 March, named by the year in which it begins.

use std::{fmt, str::FromStr};

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::{
    date::{DateError, Era, PartialDate},
    fold::kanji_number,
    lang::Lang,
};

/// A fiscal year; `FiscalYear(2002)` runs from 2002-04-01 to 2003-03-31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FiscalYear(pub i32);

/// Why a text is no fiscal year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FiscalError {
    /// The text has none of the known forms.
    #[error(
        "cannot read a fiscal year from `{found}`: expected a form such as 2002年度, FY2002, 平成14年度 or H14年度"
    )]
    Unreadable {
        /// The text as it was given.
        found: String,
    },
    /// The era or the year does not fit.
    #[error(transparent)]
    Date(#[from] DateError),
}

impl FiscalYear {
    /// The fiscal year in which a day falls.
    pub fn of(day: Date) -> FiscalYear {
        let year = i32::from(day.year());
        FiscalYear(if day.month() < 4 { year - 1 } else { year })
    }

    /// Reads 平成14年度, H14年度, 令和元年度, 2002年度 and FY2002, in full-width characters too.
    ///
    /// An era is accepted when any day of the fiscal year lies in it: FY2019 is 平成31年度 and 令和元年度.
    ///
    /// # Errors
    /// [`FiscalError`]; a year outside its era is told with the era that was right.
    pub fn parse(text: &str) -> Result<FiscalYear, FiscalError> {
        let unreadable = || FiscalError::Unreadable { found: text.to_owned() };
        let tight: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        if let Some(year) = tight.strip_prefix("FY").or_else(|| tight.strip_prefix("fy")) {
            return common_year(year.trim_end_matches("年度")).ok_or_else(unreadable);
        }
        let named = tight.strip_suffix("年度").ok_or_else(unreadable)?;
        let Some((era, count)) = Era::split(named) else { return common_year(named).ok_or_else(unreadable) };
        let count = match count {
            "元" => 1,
            digits if digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit()) => {
                digits.parse().map_err(|_| unreadable())?
            }
            kanji => kanji_number(kanji).ok_or_else(unreadable)?,
        };
        let year = FiscalYear(era.common_year(count)?);
        year.check_era(era, count)?;
        Ok(year)
    }

    /// Reads what people write where only a fiscal year can stand: every form of [`FiscalYear::parse`] and the bare year
    /// 2003. A calendar year written as one (2003年) is refused.
    ///
    /// # Errors
    /// As [`FiscalYear::parse`].
    pub fn parse_written(text: &str) -> Result<FiscalYear, FiscalError> {
        let tight: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        common_year(&tight).map_or_else(|| FiscalYear::parse(text), Ok)
    }

    /// Whether it is a year that every written form has: 1000 to 9998, four digits.
    #[must_use]
    pub fn is_in_calendar(self) -> bool {
        (1000..=9998).contains(&self.0)
    }

    /// The year with the era that its first day lies in: 2003年度（平成15年度） or FY2003.
    pub fn full_label(self, lang: Lang) -> String {
        let label = self.label(lang);
        let in_era = self.in_era();
        if lang == Lang::En || in_era == label { label } else { format!("{label}（{in_era}）") }
    }

    /// The first day, 1 April; years beyond the calendar of 1 to 9998 give its nearest end.
    pub fn start(self) -> Date {
        date(self.in_calendar(), 4, 1)
    }

    /// The last day, 31 March of the next year; years beyond the calendar of 1 to 9998 give its nearest end.
    pub fn end(self) -> Date {
        date(self.in_calendar() + 1, 3, 31)
    }

    /// The year as it is written in running text: 2002年度 or FY2002.
    pub fn label(self, lang: Lang) -> String {
        match lang {
            Lang::Ja => format!("{}年度", self.0),
            Lang::En => self.to_string(),
        }
    }

    /// Refuses a fiscal year of which no day lies in the era it was written with. It cannot lie before the era: eras count
    /// from 1, and the fiscal year named after an era's first year ends after the era began.
    fn check_era(self, era: Era, count: i32) -> Result<(), DateError> {
        let written = format!("{}{count}年度", era.name());
        let date = PartialDate::year(self.0)?;
        if let Some(ended) = era.last_day().filter(|ended| self.start() > *ended) {
            let same_as = self.in_era();
            return Err(DateError::EraEnded { era: era.name(), ended, written, date, same_as });
        }
        Ok(())
    }

    /// The fiscal year counted in the era of its first day.
    fn in_era(self) -> String {
        match Era::of(self.start()) {
            None => format!("{}年度", self.0),
            Some(era) => match self.0 - i32::from(era.first_day().year()) + 1 {
                1 => format!("{}元年度", era.name()),
                count => format!("{}{count}年度", era.name()),
            },
        }
    }

    fn in_calendar(self) -> i16 {
        i16::try_from(self.0.clamp(1, 9998)).unwrap_or(9998)
    }
}

/// A year of the common calendar in four digits.
fn common_year(digits: &str) -> Option<FiscalYear> {
    let four = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    let year = digits.parse().ok().filter(|_| four)?;
    (1..=9998).contains(&year).then_some(FiscalYear(year))
}

impl FromStr for FiscalYear {
    type Err = FiscalError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        FiscalYear::parse(text)
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FY{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parsed(text: &str) -> i32 {
        FiscalYear::parse(text).unwrap().0
    }

    #[test]
    fn written_forms_are_read() {
        for text in [
            "平成14年度",
            "H14年度",
            "h14年度",
            "2002年度",
            "FY2002",
            "fy 2002",
            "２００２年度",
            "平成１４年度",
            "平成十四年度",
        ] {
            assert_eq!(parsed(text), 2002, "{text}");
        }
        assert_eq!(parsed("令和6年度"), 2024);
        assert_eq!(parsed("昭和63年度"), 1988);
        assert_eq!(parsed("㍻元年度"), 1989);
    }

    #[test]
    fn the_year_of_two_eras_has_two_names() {
        assert_eq!(parsed("平成31年度"), 2019);
        assert_eq!(parsed("令和元年度"), 2019);
        assert_eq!(parsed("令和1年度"), 2019);
    }

    #[test]
    fn a_year_outside_its_era_is_told_with_the_right_one() {
        let error = |text: &str| FiscalYear::parse(text).unwrap_err().to_string();
        assert_eq!(error("平成32年度"), "平成 ended on 2019-04-30; 平成32年度 would be 2020 = 令和2年度");
        assert_eq!(error("昭和64年度"), "昭和 ended on 1989-01-07; 昭和64年度 would be 1989 = 平成元年度");
        assert_eq!(error("平成0年度"), "there is no 平成0年: the first year of an era is 元年 or 1年");
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "2002",
            "2002年",
            "02年度",
            "FY02",
            "FY20024",
            "年度",
            "平成年度",
            "FY-200",
            "令和9999999年度",
        ] {
            assert!(FiscalYear::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_dated_conferences_of_the_tie_up_table_fall_in_2003() {
        assert_eq!(FiscalYear::of(date(2003, 5, 1)), FiscalYear(2003));
        assert_eq!(FiscalYear::of(date(2004, 3, 31)), FiscalYear(2003));
        assert_eq!(FiscalYear::of(date(2004, 4, 1)), FiscalYear(2004));
        assert_eq!(FiscalYear(2002).label(Lang::Ja), "2002年度");
        assert_eq!(FiscalYear(2002).label(Lang::En), "FY2002");
    }

    #[test]
    fn a_bare_year_is_read_where_only_a_fiscal_year_can_stand() {
        for text in ["2003", "２００３", "FY2003", "2003年度", "平成15年度"] {
            assert_eq!(FiscalYear::parse_written(text), Ok(FiscalYear(2003)), "{text}");
        }
        for text in ["", "03", "2003年", "20030", "0000"] {
            assert!(FiscalYear::parse_written(text).is_err(), "{text}");
        }
        assert_eq!(FiscalYear(2003).full_label(Lang::Ja), "2003年度（平成15年度）");
        assert_eq!(FiscalYear(2019).full_label(Lang::Ja), "2019年度（平成31年度）");
        assert_eq!(FiscalYear(2003).full_label(Lang::En), "FY2003");
        assert_eq!(FiscalYear(1800).full_label(Lang::Ja), "1800年度");
    }

    proptest! {
        #[test]
        fn start_and_end_enclose_the_year_and_nothing_else(year in 1868..3000i32) {
            let fiscal = FiscalYear(year);
            prop_assert_eq!(FiscalYear::of(fiscal.start()), fiscal);
            prop_assert_eq!(FiscalYear::of(fiscal.end()), fiscal);
            prop_assert_eq!(FiscalYear::of(fiscal.end().tomorrow().unwrap()), FiscalYear(year + 1));
            prop_assert_eq!(FiscalYear::of(fiscal.start().yesterday().unwrap()), FiscalYear(year - 1));
            prop_assert_eq!(FiscalYear::parse(&fiscal.to_string()), Ok(fiscal));
            prop_assert_eq!(FiscalYear::parse(&fiscal.label(Lang::Ja)), Ok(fiscal));
            prop_assert_eq!(FiscalYear::parse(&fiscal.in_era()), Ok(fiscal));
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,12}年度") {
            let _ = FiscalYear::parse(&text).is_ok();
        }
    }
}
