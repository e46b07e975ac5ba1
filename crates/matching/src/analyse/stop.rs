//! Words that say nothing about the subject.
//!
//! Decision: a short list of English function words, left out of texts and queries alike. With exact statistics such
//! words score next to nothing, so that the effect on the ranking is small; they are left out because "the" is no reason
//! for a match that a person would want to read, and because they have by far the longest posting lists. Single kana
//! and words of two kana are left out for the same reason: in the dictionary's division of Japanese they are particles
//! and verb endings (を, し, てい, した).

use super::script::is_hiragana;

/// Bytes of the longest function word.
const LONGEST: usize = 5;

/// Sorted, so that a binary search finds them.
const FUNCTION_WORDS: [&str; 58] = [
    "a", "also", "an", "and", "any", "are", "as", "at", "be", "been", "being", "both", "but", "by", "can",
    "could", "do", "does", "for", "from", "had", "has", "have", "if", "in", "into", "is", "it", "its", "may",
    "more", "not", "of", "on", "or", "other", "our", "such", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "to", "was", "we", "were", "which", "while", "will", "with",
    "would",
];

pub(super) fn is_function_word(word: &str) -> bool {
    word.len() <= LONGEST && FUNCTION_WORDS.binary_search(&word).is_ok()
}

/// What follows an apostrophe in English contractions and possessives.
pub(super) fn is_contraction(before: &str, word: &str) -> bool {
    matches!(word, "s" | "t" | "d" | "m" | "ll" | "re" | "ve") && before.ends_with(['\'', '\u{2019}'])
}

pub(super) fn is_kana_particle(word: &str) -> bool {
    word.len() <= 6 && word.chars().all(is_hiragana)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_sorted_for_the_search() {
        assert!(FUNCTION_WORDS.is_sorted());
        assert_eq!(FUNCTION_WORDS.iter().map(|word| word.len()).max(), Some(LONGEST));
        assert!(
            is_function_word("the")
                && is_function_word("a")
                && is_function_word("would")
                && !is_function_word("laser")
        );
    }
}
