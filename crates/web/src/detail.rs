//! Why a written date, amount or identifier cannot be read, in the reader's language.
//!
//! The library's own sentences are in English; a problem keeps what was written, so the reason is worked out again from
//! that and said with a message of the catalogue.

use enishi_kind::Problem;
use enishi_kit::date::{DateError, parse_written};
use enishi_kit::ident::{IdentError, Scheme, check};
use enishi_kit::money::{MoneyError, parse_yen_range};

use crate::text::Words;

/// The reason in words, where it can be worked out.
#[must_use]
pub fn detail(words: &Words, problem: &Problem) -> Option<String> {
    let arg =
        |name: &str| problem.args.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str());
    let found = arg("found")?;
    match problem.code.as_str() {
        "date" => parse_written(found).err().map(|error| date(words, &error)),
        "amount" => parse_yen_range(found).err().map(|error| amount(words, &error)),
        "identifier" => {
            let scheme = Scheme::from_name(arg("scheme")?).ok()?;
            check(&scheme, found).err().map(|error| identifier(words, &error))
        }
        _ => None,
    }
}

fn date(words: &Words, error: &DateError) -> String {
    match error {
        DateError::Empty | DateError::Unreadable { .. } | DateError::NotIso { .. } => {
            words.t("written-date-form")
        }
        DateError::Ambiguous { .. } => words.t("written-date-ambiguous"),
        DateError::FiscalYear { .. } => words.t("written-date-fiscal"),
        DateError::Zoned { .. } => words.t("written-date-zoned"),
        DateError::Year { year } => words.one("written-date-year", "year", format!("{year} ")),
        DateError::Month { month } => words.one("written-date-month", "month", month),
        DateError::Day { day, last, .. } => {
            words.with("written-date-day", &[("day", day.to_string()), ("last", last.to_string())])
        }
        DateError::Time { .. } => words.t("written-date-time"),
        DateError::EraEnded { era, ended, date, same_as, .. } => {
            era_words(words, "written-date-era-ended", era, ended, date, same_as)
        }
        DateError::EraNotBegun { era, began, date, same_as, .. } => {
            era_words(words, "written-date-era-not-begun", era, began, date, same_as)
        }
        DateError::EraYearZero { era } => words.one("written-date-era-zero", "era", era),
        DateError::Lunisolar { .. } => words.t("written-date-lunisolar"),
    }
}

fn era_words(
    words: &Words,
    key: &str,
    era: &str,
    edge: &jiff::civil::Date,
    date: &enishi_kit::date::PartialDate,
    same_as: &str,
) -> String {
    let edge = words.date(enishi_kit::date::PartialDate::from(*edge));
    let args =
        [("era", era.to_owned()), ("edge", edge), ("date", words.date(*date)), ("same", same_as.to_owned())];
    words.with(key, &args)
}

fn amount(words: &Words, error: &MoneyError) -> String {
    match error {
        MoneyError::Empty | MoneyError::Unreadable { .. } => words.t("written-amount-form"),
        MoneyError::Grouping { .. } => words.t("written-amount-grouping"),
        MoneyError::TwoUnits { first, second, .. } => {
            words.with("written-amount-units", &[("first", first.clone()), ("second", second.clone())])
        }
        MoneyError::FractionOfYen { .. } => words.t("written-amount-fraction"),
        MoneyError::OtherCurrency { currency, .. } => {
            words.one("written-amount-currency", "currency", currency)
        }
        MoneyError::TooLarge { .. } => words.t("written-amount-large"),
        MoneyError::Reversed { .. } => words.t("written-amount-reversed"),
    }
}

fn identifier(words: &Words, error: &IdentError) -> String {
    match error {
        IdentError::CheckDigit { found_digit, expected_digit, .. } => words.with(
            "written-identifier-check",
            &[("found", format!(" {found_digit}")), ("expected", format!(" {expected_digit}"))],
        ),
        IdentError::Empty { .. } | IdentError::Form { .. } | IdentError::SchemeName { .. } => {
            words.t("written-identifier-form")
        }
    }
}
