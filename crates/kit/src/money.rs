//! Yen: exact whole amounts, and the units in which they are written.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// An amount in yen, negative for a repayment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Yen(pub i64);

/// An amount between two bounds, both included; a bound that is absent is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct YenRange {
    /// The least amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Yen>,
    /// The greatest amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Yen>,
}

/// Why a text is no amount in yen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Nothing was written.
    #[error("no amount is written: expected one such as 1,200,000円 or 120万円")]
    Empty,
    /// The text has none of the known forms.
    #[error(
        "cannot read an amount in yen from `{found}`: expected a form such as 3,000,000, 300万円, 5千円 or 12.5億円"
    )]
    Unreadable {
        /// The text as it was given.
        found: String,
    },
    /// The commas do not part groups of three digits.
    #[error("the commas in `{found}` do not part groups of three digits: write 1,200,000 or 1200000")]
    Grouping {
        /// The text as it was given.
        found: String,
    },
    /// Two amounts or two scales stand side by side.
    #[error(
        "`{found}` holds two units, `{first}` and `{second}`: write one amount with one unit (120百万円), or falling \
         steps of 兆, 億 and 万 (1億2,000万円)"
    )]
    TwoUnits {
        /// The text as it was given.
        found: String,
        /// The unit met first.
        first: String,
        /// The unit that does not go with it.
        second: String,
    },
    /// The amount is not a whole number of yen.
    #[error("`{found}` is not a whole number of yen")]
    FractionOfYen {
        /// The text as it was given.
        found: String,
    },
    /// The amount is in another currency.
    #[error("`{found}` is in {currency}, not in yen: convert it and keep the original in the notes")]
    OtherCurrency {
        /// The text as it was given.
        found: String,
        /// The currency met.
        currency: &'static str,
    },
    /// The amount does not fit.
    #[error("`{found}` is too large: the greatest amount is 9,223,372,036,854,775,807 yen")]
    TooLarge {
        /// The text as it was given.
        found: String,
    },
    /// The lower bound is above the upper bound.
    #[error("the range `{found}` runs downwards: write the smaller amount first")]
    Reversed {
        /// The text as it was given.
        found: String,
    },
}

/// Reads one exact amount.
///
/// # Errors
/// [`MoneyError`].
pub fn parse_yen(text: &str) -> Result<Yen, MoneyError> {
    text.trim().parse().map(Yen).map_err(|_| MoneyError::Unreadable { found: text.to_owned() })
}

/// Reads a range of amounts or a single amount.
///
/// # Errors
/// [`MoneyError`].
pub fn parse_yen_range(text: &str) -> Result<YenRange, MoneyError> {
    let amount = parse_yen(text)?;
    Ok(YenRange { min: Some(amount), max: Some(amount) })
}

/// An amount, exact, as it is written in running text: 1億2,000万円 or JPY 120,000,000.
pub fn format_yen(amount: Yen, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}円", amount.0),
        Lang::En => format!("JPY {}", amount.0),
    }
}

/// A range as it is written in running text: 500万円〜1,000万円 or JPY 5,000,000 – JPY 10,000,000.
pub fn format_yen_range(range: &YenRange, lang: Lang) -> String {
    let part = |bound: Option<Yen>| bound.map(|amount| format_yen(amount, lang)).unwrap_or_default();
    format!("{}〜{}", part(range.min), part(range.max))
}
