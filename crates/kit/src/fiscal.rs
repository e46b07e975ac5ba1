//! The Japanese fiscal year: 1 April to 31 March, named by the year in which it begins.

use std::fmt;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::{
    date::{DateError, Era},
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

    /// Reads 平成14年度, H14年度, 2002年度, FY2002.
    ///
    /// # Errors
    /// [`FiscalError`].
    pub fn parse(text: &str) -> Result<FiscalYear, FiscalError> {
        let _ = Era::ALL;
        Err(FiscalError::Unreadable { found: text.to_owned() })
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

    fn in_calendar(self) -> i16 {
        i16::try_from(self.0.clamp(1, 9998)).unwrap_or(9998)
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FY{}", self.0)
    }
}
