//! The constants of BM25F and how they follow the length of the query.

use serde::{Deserialize, Serialize};

use crate::Error;

/// The parameters of scoring.
///
/// `k1` (how slowly repetition saturates) and `b` (how far long texts are discounted) move with the number `n` of
/// distinct words asked for: below `short_words` the textbook values hold, above `long_words` those for long needs, between
/// them both move in a straight line over `ln n`. Long queries name many things in passing, so that what matters is how
/// much of a document is about them, and that is what full length normalisation measures.
///
/// Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), for the formula and
/// the textbook values. The values for long queries come from threefold cross-validation over the development sets
/// sbir/match, sbir/overlap, cordis_topic and kaken_ja (mean nDCG@10): `k1_long` 4 beats 3 and 5 on what two folds of
/// three choose and 3 on every held-out fold; `long_words` 50 and 100 are alike; lower `b_long` loses on long needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parameters {
    /// `k1` for short queries.
    pub k1_short: f64,
    /// `k1` for long queries.
    pub k1_long: f64,
    /// `b` for short queries.
    pub b_short: f64,
    /// `b` for long queries.
    pub b_long: f64,
    /// Number of distinct words up to which a query is short.
    pub short_words: f64,
    /// Number of distinct words from which a query is long.
    pub long_words: f64,
    /// Saturation of repetition in the query: a word asked for `q` times counts `(k3 + 1) q / (k3 + q)`.
    pub k3: f64,
    /// How much a character pair gives, as a share of what a word gives.
    pub pair_share: f64,
    /// At most so many distinct terms are asked for; those with the highest weight stay, and the answer says so.
    pub most_terms: usize,
    /// At most so many characters of a query are read; the answer says so.
    pub most_characters: usize,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            k1_short: 1.2,
            k1_long: 4.0,
            b_short: 0.75,
            b_long: 1.0,
            short_words: 5.0,
            long_words: 100.0,
            k3: 8.0,
            pair_share: 0.5,
            most_terms: 1024,
            most_characters: 200_000,
        }
    }
}

impl Parameters {
    /// `k1` and `b` for a query of `words` distinct words.
    #[must_use]
    pub fn for_words(&self, words: f64) -> (f64, f64) {
        let low = self.short_words.ln();
        let high = self.long_words.ln();
        let share = ((words.max(1.0).ln() - low) / (high - low)).clamp(0.0, 1.0);
        (
            self.k1_short + share * (self.k1_long - self.k1_short),
            self.b_short + share * (self.b_long - self.b_short),
        )
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        let bad = |what: &str, found: f64, expected| {
            Err(Error::BadSchema { what: what.to_owned(), found: found.to_string(), expected })
        };
        for (what, value) in [
            ("k1_short", self.k1_short),
            ("k1_long", self.k1_long),
            ("k3", self.k3),
            ("pair_share", self.pair_share),
        ] {
            if !(value.is_finite() && value >= 0.0) {
                return bad(what, value, "a finite number of at least 0");
            }
        }
        for (what, value) in [("b_short", self.b_short), ("b_long", self.b_long)] {
            if !(0.0..=1.0).contains(&value) {
                return bad(what, value, "a number from 0 to 1");
            }
        }
        if !(self.short_words >= 1.0 && self.long_words > self.short_words && self.long_words.is_finite()) {
            return bad("long_words", self.long_words, "more than short_words, which is at least 1");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_textbook_for_short_and_full_for_long_queries() {
        let parameters = Parameters::default();
        assert_eq!(parameters.for_words(0.0), (parameters.k1_short, parameters.b_short));
        assert_eq!(parameters.for_words(5.0), (parameters.k1_short, parameters.b_short));
        assert_eq!(parameters.for_words(1000.0), (parameters.k1_long, parameters.b_long));
        let (k1, b) = parameters.for_words(22.0);
        assert!(
            k1 > parameters.k1_short
                && k1 < parameters.k1_long
                && b > parameters.b_short
                && b < parameters.b_long
        );
    }

    #[test]
    fn impossible_parameters_are_refused() {
        assert!(Parameters { b_long: 1.5, ..Parameters::default() }.check().is_err());
        assert!(Parameters { k1_short: f64::NAN, ..Parameters::default() }.check().is_err());
        assert!(Parameters { long_words: 2.0, ..Parameters::default() }.check().is_err());
    }
}
