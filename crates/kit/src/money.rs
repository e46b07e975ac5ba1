//! Yen: exact whole amounts, and the units in which they are written.

mod written;

use serde::{Deserialize, Serialize};

pub use written::{parse_yen, parse_yen_range};

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

impl Yen {
    /// The sum, or none if it does not fit.
    pub fn checked_add(self, other: Yen) -> Option<Yen> {
        self.0.checked_add(other.0).map(Yen)
    }
}

impl YenRange {
    /// Whether an amount lies within the bounds.
    pub fn contains(&self, amount: Yen) -> bool {
        self.min.is_none_or(|min| min <= amount) && self.max.is_none_or(|max| amount <= max)
    }
}

/// An amount, exact, as it is written in running text: 1億2,000万円 or JPY 120,000,000.
///
/// [`parse_yen`] reads both back.
pub fn format_yen(amount: Yen, lang: Lang) -> String {
    let sign = if amount.0 < 0 { "-" } else { "" };
    let magnitude = amount.0.unsigned_abs();
    match lang {
        Lang::Ja => format!("{sign}{}円", in_myriads(magnitude)),
        Lang::En => format!("JPY {sign}{}", grouped(magnitude)),
    }
}

/// A range as it is written in running text: 500万円〜1,000万円 or JPY 5,000,000 to JPY 10,000,000; empty if open on
/// both sides. [`parse_yen_range`] reads it back.
pub fn format_yen_range(range: &YenRange, lang: Lang) -> String {
    let amount = |yen| format_yen(yen, lang);
    match (range.min, range.max, lang) {
        (None, None, _) => String::new(),
        (Some(min), Some(max), _) if min == max => amount(min),
        (Some(min), Some(max), Lang::Ja) => format!("{}〜{}", amount(min), amount(max)),
        (Some(min), Some(max), Lang::En) => format!("{} to {}", amount(min), amount(max)),
        (Some(min), None, Lang::Ja) => format!("{}以上", amount(min)),
        (Some(min), None, Lang::En) => format!("at least {}", amount(min)),
        (None, Some(max), Lang::Ja) => format!("{}以下", amount(max)),
        (None, Some(max), Lang::En) => format!("up to {}", amount(max)),
    }
}

/// Steps of ten thousand, zero steps left out.
fn in_myriads(magnitude: u64) -> String {
    // The greatest amount is about 922 京.
    let steps =
        [(10_u64.pow(16), "京"), (10_u64.pow(12), "兆"), (10_u64.pow(8), "億"), (10_000, "万"), (1, "")];
    let mut rest = magnitude;
    let mut out = String::new();
    for (size, name) in steps {
        let count = rest / size;
        rest %= size;
        if count > 0 || (size == 1 && out.is_empty()) {
            out.push_str(&grouped(count));
            out.push_str(name);
        }
    }
    out
}

/// Digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests;
