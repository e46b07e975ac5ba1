//! Latin letters without their diacritics.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Appends a lower-case character in NFKC, a Latin letter without its diacritics.
pub(super) fn push_without_marks(out: &mut String, c: char) {
    match c {
        // Letters that Unicode does not decompose.
        'ß' => out.push_str("ss"),
        'æ' | 'ǽ' | 'ǣ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'ø' | 'ǿ' => out.push('o'),
        'đ' | 'ð' => out.push('d'),
        'þ' => out.push_str("th"),
        'ł' => out.push('l'),
        'ı' => out.push('i'),
        'ħ' => out.push('h'),
        'ŧ' => out.push('t'),
        // One sigma, wherever in the word it stands.
        'ς' => out.push('σ'),
        '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}' => {
            decompose_canonical(c, |part| {
                if !is_combining_mark(part) {
                    out.push(part);
                }
            });
        }
        // A mark that NFKC could not join to its letter.
        '\u{0300}'..='\u{036F}' if out.ends_with(|last: char| last.is_ascii_alphabetic()) => {}
        _ => out.push(c),
    }
}
