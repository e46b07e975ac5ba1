//! Exact decimal numbers, as people write them and as they are kept: `12.5`, never `12.50` or `1.25e1`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use unicode_normalization::UnicodeNormalization;

use crate::lang::Lang;

/// Digits after the point at most.
const FRACTION: usize = 6;
/// Digits before the point at most.
const WHOLE: usize = 15;
/// Millionths in one.
const ONE: i128 = 1_000_000;

/// An exact decimal number of at most 15 digits before and 6 after the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal {
    millionths: i128,
}

/// Why a text is no decimal number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// The text has none of the known forms.
    #[error("cannot read a number from `{found}`: expected digits with a point, such as 12.5 or 1,234.5")]
    Unreadable {
        /// The text as it was given.
        found: String,
    },
    /// The commas do not part groups of three digits.
    #[error("the commas in `{found}` do not part groups of three digits: write 1,234.5 or 1234.5")]
    Grouping {
        /// The text as it was given.
        found: String,
    },
    /// More digits than are kept exactly.
    #[error("`{found}` has too many digits: at most 15 before and 6 after the point")]
    TooLong {
        /// The text as it was given.
        found: String,
    },
    /// The number is right, but not written as it is kept.
    #[error("`{found}` is written `{expected}` here")]
    NotCanonical {
        /// The text as it was given.
        found: String,
        /// The same number as it is kept.
        expected: String,
    },
}

impl Decimal {
    /// The number of so many millionths; `None` beyond 15 digits before the point.
    #[must_use]
    pub fn from_millionths(millionths: i128) -> Option<Decimal> {
        let limit = 10_i128.pow(15) * ONE;
        (millionths.abs() < limit).then_some(Decimal { millionths })
    }

    /// How many millionths it is.
    #[must_use]
    pub const fn millionths(self) -> i128 {
        self.millionths
    }

    /// Bytes that sort as the numbers do, negative ones included.
    #[must_use]
    pub fn sort_key(self) -> [u8; 16] {
        (self.millionths ^ i128::MIN).to_be_bytes()
    }

    /// The number as it is written in running text, in groups of three digits: `1,234.5`.
    #[must_use]
    pub fn label(self, _lang: Lang) -> String {
        let text = self.to_string();
        let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut out = String::from(sign);
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push('.');
            out.push_str(fraction);
        }
        out
    }
}

/// Reads a number as people write it: full-width digits, commas between groups of three, a sign.
///
/// # Errors
/// [`DecimalError`]: no exponent, no bare point, no more digits than are kept.
pub fn parse_decimal(text: &str) -> Result<Decimal, DecimalError> {
    let found = || text.to_owned();
    let unreadable = || DecimalError::Unreadable { found: found() };
    let tight: String =
        text.nfkc().filter(|c| !c.is_whitespace()).map(|c| if c == '−' { '-' } else { c }).collect();
    let (is_negative, digits) = match tight.strip_prefix(['-', '+']) {
        Some(digits) => (tight.starts_with('-'), digits),
        None => (false, tight.as_str()),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((_, "")) => return Err(unreadable()),
        Some(parts) => parts,
        None => (digits, ""),
    };
    let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<&str> = whole.split(',').collect();
    if whole.is_empty() || groups.iter().any(|group| !is_digits(group)) || !is_digits(fraction) {
        return Err(unreadable());
    }
    let is_grouped = groups.iter().skip(1).all(|group| group.len() == 3);
    if groups.len() > 1 && !(is_grouped && groups.first().is_some_and(|group| (1..=3).contains(&group.len())))
    {
        return Err(DecimalError::Grouping { found: found() });
    }
    let whole = groups.concat();
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    if whole.len() > WHOLE || fraction.len() > FRACTION {
        return Err(DecimalError::TooLong { found: found() });
    }
    let magnitude: i128 = format!("0{whole}{fraction:0<FRACTION$}").parse().map_err(|_| unreadable())?;
    Ok(Decimal { millionths: if is_negative { -magnitude } else { magnitude } })
}

impl FromStr for Decimal {
    type Err = DecimalError;

    /// Reads the canonical form and nothing else; for what people write see [`parse_decimal`].
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = parse_decimal(text)?;
        let expected = number.to_string();
        if expected == text {
            Ok(number)
        } else {
            Err(DecimalError::NotCanonical { found: text.to_owned(), expected })
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.millionths < 0 { "-" } else { "" };
        let magnitude = self.millionths.abs();
        let (whole, fraction) = (magnitude / ONE, magnitude % ONE);
        write!(f, "{sign}{whole}")?;
        if fraction != 0 {
            let digits = format!("{fraction:0FRACTION$}");
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        Ok(())
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn written_forms_are_read() {
        for (text, kept) in [
            ("12.50", "12.5"),
            ("１２．５", "12.5"),
            ("1,234,567.000001", "1234567.000001"),
            ("−0.5", "-0.5"),
            ("-0", "0"),
            ("007", "7"),
            ("+1.459", "1.459"),
            ("999999999999999.999999", "999999999999999.999999"),
        ] {
            assert_eq!(parse_decimal(text).unwrap().to_string(), kept, "{text}");
        }
    }

    #[test]
    fn what_is_no_exact_number_is_refused() {
        for text in ["", "-", ".5", "5.", "1e3", "12,5", "1,23,456", "1.2.3", "十二", "0x10", "1.0000001"] {
            assert!(parse_decimal(text).is_err(), "{text}");
        }
        assert!(matches!(parse_decimal("1000000000000000"), Err(DecimalError::TooLong { .. })));
        assert!(matches!("12.50".parse::<Decimal>(), Err(DecimalError::NotCanonical { .. })));
    }

    #[test]
    fn groups_of_three_in_running_text() {
        assert_eq!(parse_decimal("-1234567.25").unwrap().label(Lang::En), "-1,234,567.25");
        assert_eq!(parse_decimal("123").unwrap().label(Lang::Ja), "123");
    }

    fn any_decimal() -> impl Strategy<Value = Decimal> {
        (-999_999_999_999_999_999_999_i128..=999_999_999_999_999_999_999)
            .prop_map(|millionths| Decimal::from_millionths(millionths).unwrap())
    }

    proptest! {
        #[test]
        fn the_canonical_form_reads_back(number in any_decimal()) {
            prop_assert_eq!(number.to_string().parse(), Ok(number));
            prop_assert_eq!(parse_decimal(&number.label(Lang::Ja)), Ok(number));
        }

        #[test]
        fn sort_keys_sort_as_numbers(one in any_decimal(), two in any_decimal()) {
            prop_assert_eq!(one.cmp(&two), one.sort_key().cmp(&two.sort_key()));
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,24}") {
            let _ = parse_decimal(&text).is_ok();
        }
    }
}
