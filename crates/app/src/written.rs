//! What is wrong with a value, in the reader's language: one sentence for pages, API and command line.
//!
//! The library's own reasons (why a date, an amount or an identifier cannot be read) are in English; a problem keeps what
//! was written, so the reason is worked out again from that and said with a message of the catalogue.

use enishi_kind::{Catalogue, Problem};
use enishi_kit::date::{DateError, PartialDate, format_date, parse_written};
use enishi_kit::ident::{IdentError, Scheme, check};
use enishi_kit::lang::Lang;
use enishi_kit::money::{MoneyError, parse_yen_range};

/// How the keys of sentences end that name the nearest known word.
const NEAR: &str = "-near";

/// The sentence for a problem, with the nearest known name where there is a sentence that names it.
#[must_use]
pub fn say_problem(catalogue: &Catalogue, lang: Lang, problem: &Problem) -> String {
    let words = Words { catalogue, lang };
    let mut args: Vec<(&str, String)> =
        problem.args.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    if let Some(detail) = detail(&words, problem) {
        args.retain(|(name, _)| *name != "detail");
        args.push(("detail", detail));
    }
    if !args.iter().any(|(name, _)| *name == "language") {
        args.push(("language", String::new()));
    }
    let near = has_near(problem).then(|| catalogue.find(lang, &near_key(problem), &args)).flatten();
    near.unwrap_or_else(|| catalogue.text(lang, &format!("problem-{}", problem.code), &args))
}

/// `did you mean ..?` where the problem has a near name that its sentence does not offer itself.
#[must_use]
pub fn hint_of_problem(catalogue: &Catalogue, lang: Lang, problem: &Problem) -> Option<String> {
    let is_said = problem.code.ends_with(NEAR) || catalogue.find(lang, &near_key(problem), &[]).is_some();
    let (_, near) = problem.args.iter().find(|(name, value)| name == "near" && !value.is_empty())?;
    (!is_said).then(|| catalogue.text(lang, "hint-near", &[("near", near.clone())]))
}

fn has_near(problem: &Problem) -> bool {
    problem.args.iter().any(|(name, value)| name == "near" && !value.is_empty())
}

fn near_key(problem: &Problem) -> String {
    format!("problem-{}{NEAR}", problem.code)
}

/// A catalogue in one language.
struct Words<'a> {
    catalogue: &'a Catalogue,
    lang: Lang,
}

impl Words<'_> {
    fn t(&self, key: &str) -> String {
        self.with(key, &[])
    }

    fn one(&self, key: &str, name: &str, value: impl std::fmt::Display) -> String {
        self.with(key, &[(name, value.to_string())])
    }

    fn with(&self, key: &str, args: &[(&str, String)]) -> String {
        self.catalogue.text(self.lang, key, args)
    }

    fn date(&self, date: PartialDate) -> String {
        format_date(date, self.lang)
    }
}

/// The reason in words, where it can be worked out.
fn detail(words: &Words<'_>, problem: &Problem) -> Option<String> {
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

fn date(words: &Words<'_>, error: &DateError) -> String {
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
    words: &Words<'_>,
    key: &str,
    era: &str,
    edge: &jiff::civil::Date,
    date: &PartialDate,
    same_as: &str,
) -> String {
    let edge = words.date(PartialDate::from(*edge));
    let args =
        [("era", era.to_owned()), ("edge", edge), ("date", words.date(*date)), ("same", same_as.to_owned())];
    words.with(key, &args)
}

fn amount(words: &Words<'_>, error: &MoneyError) -> String {
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

fn identifier(words: &Words<'_>, error: &IdentError) -> String {
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
