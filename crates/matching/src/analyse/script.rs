//! Which rule of division a character falls under.

/// How runs of a script are divided into words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// Words stand between spaces: the run is the word.
    Plain,
    /// Chinese characters and kana: ICU's dictionary, and pairs.
    Cjk,
    /// Words stand between spaces but carry particles: the run, and pairs.
    Hangul,
    /// Thai, Lao, Burmese, Khmer: ICU's dictionary.
    Unspaced,
}

/// The rule for a character; none for what is no part of a word.
pub(super) fn script_of(c: char) -> Option<Script> {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric().then_some(Script::Plain);
    }
    match c {
        // Middle dot and the double hyphen of foreign names divide words.
        '\u{30a0}' | '\u{30fb}' => None,
        '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{3096}'
        | '\u{309d}'..='\u{309f}'
        | '\u{30a1}'..='\u{30ff}' => Some(Script::Cjk),
        '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Some(Script::Cjk),
        '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' => Some(Script::Hangul),
        '\u{0e01}'..='\u{0e3a}'
        | '\u{0e40}'..='\u{0e4e}'
        | '\u{0e80}'..='\u{0eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17d3}' => Some(Script::Unspaced),
        _ => c.is_alphanumeric().then_some(Script::Plain),
    }
}

pub(super) fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}
