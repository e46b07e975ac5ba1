//! Folding of text: spellings that differ only in form become equal.
//!
//! Not here: word splitting, stemming, and anything that changes what is said.

use unicode_normalization::UnicodeNormalization;

/// Folds a text for comparison.
pub fn fold_text(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

/// Folds the name of an organisation for comparison.
pub fn fold_name(name: &str) -> String {
    fold_text(name)
}

/// Full-width digits as ASCII digits; everything else stays.
pub fn digits_to_ascii(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// Katakana as hiragana; everything else stays.
pub fn kana_to_hiragana(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// Whether the text holds the character NUL, which PostgreSQL cannot store.
pub fn has_nul(text: &str) -> bool {
    text.contains('\0')
}

/// The beginning of a text, at most `max_chars` characters with the mark that it goes on.
pub fn excerpt(text: &str, max_chars: usize) -> String {
    text.chars().take(max_chars).collect()
}
