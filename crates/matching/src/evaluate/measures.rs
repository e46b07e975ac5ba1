//! Measures of a ranking against judgements.
//!
//! Source: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques" (2002), with gain `2^grade - 1` and
//! discount `log2(rank + 1)`; Voorhees, TREC-8 question answering track (1999), for the reciprocal rank.

use std::collections::BTreeMap;

use super::mean_of;
use crate::numbers;

/// A ranking and the grades of the documents that were judged for its query.
#[derive(Debug, Clone, Default)]
pub struct Judged {
    /// Documents, best first.
    pub ranking: Vec<String>,
    /// Grades; what is not here counts 0.
    pub grades: BTreeMap<String, u32>,
}

impl Judged {
    fn grade(&self, doc: &str) -> u32 {
        self.grades.get(doc).copied().unwrap_or(0)
    }

    fn relevant(&self) -> usize {
        self.grades.values().filter(|&&grade| grade > 0).count()
    }
}

/// One over the rank of the first relevant document among the first `k`; 0 without one.
#[must_use]
pub fn mrr(judged: &Judged, k: usize) -> f64 {
    let first = judged.ranking.iter().take(k).position(|doc| judged.grade(doc) > 0);
    first.map_or(0.0, |at| 1.0 / numbers::real_len(at + 1))
}

/// Discounted gain of the first `k` as a share of the best possible.
#[must_use]
pub fn ndcg(judged: &Judged, k: usize) -> f64 {
    let gain = |grades: &mut dyn Iterator<Item = u32>| -> f64 {
        let gains = grades
            .take(k)
            .enumerate()
            .map(|(at, grade)| (f64::from(grade).exp2() - 1.0) / numbers::real_len(at + 2).log2());
        gains.sum()
    };
    let mut best: Vec<u32> = judged.grades.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let ideal = gain(&mut best.into_iter());
    let found = gain(&mut judged.ranking.iter().map(|doc| judged.grade(doc)));
    if ideal > 0.0 { found / ideal } else { 0.0 }
}

/// Share of the relevant documents among the first `k`.
#[must_use]
pub fn recall(judged: &Judged, k: usize) -> f64 {
    let found = judged.ranking.iter().take(k).filter(|doc| judged.grade(doc) > 0).count();
    mean_of(numbers::real_len(found), judged.relevant())
}

/// The mean; 0 for none.
pub fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let mut count = 0;
    let sum: f64 = values.inspect(|_| count += 1).sum();
    mean_of(sum, count)
}

/// The value that a share of all values does not exceed (nearest rank); 0 for none.
pub fn percentile(values: &mut [f64], share_0_1: f64) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(numbers::nearest_rank(share_0_1, values.len())).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(ranking: &[&str], grades: &[(&str, u32)]) -> Judged {
        Judged {
            ranking: ranking.iter().map(|&doc| doc.to_owned()).collect(),
            grades: grades.iter().map(|&(doc, grade)| (doc.to_owned(), grade)).collect(),
        }
    }

    #[test]
    fn measures_agree_with_hand_computed_values() {
        let one = judged(&["x", "a", "y", "b"], &[("a", 1), ("b", 1), ("c", 1), ("z", 0)]);
        assert_eq!(mrr(&one, 10), 0.5);
        assert_eq!(mrr(&one, 1), 0.0);
        assert!((recall(&one, 10) - 2.0 / 3.0).abs() < 1e-12);
        assert!((recall(&one, 2) - 1.0 / 3.0).abs() < 1e-12);
        let found = 1.0 / 3_f64.log2() + 1.0 / 5_f64.log2();
        let ideal = 1.0 + 1.0 / 3_f64.log2() + 0.5;
        assert!((ndcg(&one, 10) - found / ideal).abs() < 1e-12);
        let graded = judged(&["a", "b"], &[("a", 1), ("b", 2)]);
        let expected = (1.0 + 3.0 / 3_f64.log2()) / (3.0 + 1.0 / 3_f64.log2());
        assert!((ndcg(&graded, 10) - expected).abs() < 1e-12);
    }

    #[test]
    fn nothing_judged_or_found_is_zero() {
        let none = judged(&[], &[("a", 1)]);
        assert_eq!((mrr(&none, 10), ndcg(&none, 10), recall(&none, 10)), (0.0, 0.0, 0.0));
        let unjudged = judged(&["a"], &[]);
        assert_eq!((mrr(&unjudged, 10), ndcg(&unjudged, 10), recall(&unjudged, 10)), (0.0, 0.0, 0.0));
        assert_eq!(mean(std::iter::empty()), 0.0);
    }

    #[test]
    fn percentiles_are_values_of_the_list() {
        let mut values = [3.0, 1.0, 2.0, 4.0];
        assert_eq!(percentile(&mut values, 0.5), 2.0);
        assert_eq!(percentile(&mut values, 0.99), 4.0);
        assert_eq!(percentile(&mut values, 0.0), 1.0);
        assert_eq!(percentile(&mut [], 0.5), 0.0);
    }
}
