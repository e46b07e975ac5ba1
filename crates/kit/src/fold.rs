//! Folding of text: spellings that differ only in form become equal.
//!
//! Not here: word splitting, stemming, transliteration, and anything that changes what is said.

mod kanji;
mod latin;
mod legal;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

pub(crate) use kanji::kanji_number;

/// Folds a text for comparison and indexing.
///
/// NFKC (full-width Latin, half-width kana, ㈱, ①), lower case, old kanji as new, Latin letters without diacritics,
/// one kind of hyphen, apostrophe and wave dash, no invisible characters, white space collapsed and trimmed. Hiragana and
/// katakana stay apart, and voicing marks of kana stay.
///
/// Determinism: folding a folded text changes nothing.
pub fn fold_text(text: &str) -> String {
    // Invisible characters first: they may stand between a letter and its mark.
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let mut out = String::with_capacity(visible.len());
    for c in visible.nfkc() {
        push_folded(&mut out, c);
    }
    // Lower case may leave the normal form in rare scripts; a second pass then settles it.
    if is_nfkc_quick(out.chars()) != IsNormalized::Yes {
        let again: String = out.nfkc().collect();
        out.clear();
        for c in again.chars() {
            push_folded(&mut out, c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn push_folded(out: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        c if c.is_whitespace() => {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        c if is_invisible(c) => {}
        '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
        '\u{2018}' | '\u{2019}' | '\u{201B}' => out.push('\''),
        '\u{201C}' | '\u{201D}' | '\u{201F}' => out.push('"'),
        '〜' => out.push('~'),
        c => {
            for lower in c.to_lowercase() {
                latin::push_without_marks(out, kanji::new_form(lower));
            }
        }
    }
}

/// Characters that show nothing: variation selectors, joiners, soft hyphens, direction marks, byte order marks.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Folds the name of an organisation so that its spellings meet.
///
/// As [`fold_text`], then without legal form (株式会社, ㈱, 国立大学法人, Inc., GmbH, Sp. z o.o. ...), without the word
/// "the", punctuation and spaces, and with those kanji variants made one that names mix up (斉/斎, 嶋/島, 冨/富, 舘/館).
/// A name that is nothing but a legal form or punctuation keeps it, so a name that is not empty never folds to nothing.
///
/// Determinism: folding a folded name changes nothing.
pub fn fold_name(name: &str) -> String {
    let mut folded = fold_name_once(name);
    // Joining the words may bring a legal form together; each further round only shortens.
    loop {
        let again = fold_name_once(&folded);
        if again.len() >= folded.len() {
            return folded;
        }
        folded = again;
    }
}

fn fold_name_once(name: &str) -> String {
    let text: String = fold_text(name).chars().map(kanji::name_form).collect();
    if text.is_empty() {
        return name.to_owned();
    }
    let bare = legal::without_legal_form(&text);
    if !bare.is_empty() {
        // What was left out may have stood between marks that now have to be put in order.
        return bare.nfkc().collect();
    }
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.is_empty() { text } else { letters }
}

/// Full-width digits as ASCII digits; everything else stays.
pub fn digits_to_ascii(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' => shifted(c, 0xFEE0),
            _ => c,
        })
        .collect()
}

/// Katakana as hiragana; everything else stays, half-width kana too (fold them first).
pub fn kana_to_hiragana(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ァ'..='ヶ' | 'ヽ' | 'ヾ' => shifted(c, 0x60),
            _ => c,
        })
        .collect()
}

/// The character `by` places before `c` in Unicode.
fn shifted(c: char, by: u32) -> char {
    u32::from(c).checked_sub(by).and_then(char::from_u32).unwrap_or(c)
}

/// Whether the text holds the character NUL, which PostgreSQL cannot store.
pub fn has_nul(text: &str) -> bool {
    text.contains('\0')
}

/// The beginning of a text on one line: at most `max_chars` characters, the last of them `…` where something is left out.
///
/// Words of alphabetic scripts are kept whole unless that would cost more than half of the room.
pub fn excerpt(text: &str, max_chars: usize) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if line.chars().count() <= max_chars {
        return line;
    }
    let Some(room) = max_chars.checked_sub(1) else { return String::new() };
    let end = line.char_indices().nth(room).map_or(line.len(), |(at, _)| at);
    let (head, tail) = line.split_at(end);
    let splits_word = head.ends_with(is_spaced_letter) && tail.starts_with(is_spaced_letter);
    let head = match head.rsplit_once(' ') {
        Some((words, _)) if splits_word && words.chars().count() * 2 >= room => words,
        _ => head,
    };
    format!("{}…", head.trim_end())
}

/// A letter or digit of a script that puts spaces between words; kana and kanji do not.
fn is_spaced_letter(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2E80}'
}

#[cfg(test)]
mod tests;
