//! The text gathered so far, and when there is enough of it.

use std::time::Instant;

use unicode_normalization::{UnicodeNormalization, is_nfkc};

use crate::reading::{Limits, Reason, Stop};

/// Text that grows up to the limits.
pub(crate) struct Gather<'a> {
    pub(crate) limits: &'a Limits,
    began: Instant,
    text: String,
}

impl<'a> Gather<'a> {
    pub(crate) fn new(limits: &'a Limits, began: Instant) -> Self {
        Self { limits, began, text: String::new() }
    }

    /// Adds words.
    pub(crate) fn push(&mut self, words: &str) -> Result<(), Stop> {
        let room = self.limits.text_bytes.saturating_sub(self.text.len());
        if words.len() > room {
            let end = (0..=room).rev().find(|end| words.is_char_boundary(*end)).unwrap_or(0);
            self.text.push_str(words.get(..end).unwrap_or_default());
            return Err(Stop::Enough);
        }
        self.text.push_str(words);
        Ok(())
    }

    /// Ends a line; several ends are one.
    pub(crate) fn end_line(&mut self) -> Result<(), Stop> {
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        if self.text.is_empty() || self.text.ends_with('\n') { Ok(()) } else { self.push("\n") }
    }

    /// The last character so far.
    pub(crate) fn last(&self) -> Option<char> {
        self.text.chars().next_back()
    }

    /// Stops when the time is over: with what there is, or for want of anything.
    pub(crate) fn check_time(&self) -> Result<(), Stop> {
        if self.began.elapsed() < self.limits.time {
            return Ok(());
        }
        Err(if self.text.trim().is_empty() { Stop::Unreadable(Reason::Slow) } else { Stop::Enough })
    }

    /// The text in one form: fonts of PDF files map Chinese characters to radicals that only look like them, and
    /// compatibility forms are what the search folds anyway. Control characters would be bytes that no database takes.
    pub(crate) fn into_text(self) -> String {
        let kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
        let is_plain = |c: char| kept(&c) && whole(c) == c;
        let mut text: String = if is_nfkc(&self.text) && self.text.chars().all(is_plain) {
            self.text
        } else {
            self.text.chars().filter(kept).map(whole).nfkc().collect()
        };
        // Compatibility forms unfold to more bytes than they had.
        if text.len() > self.limits.text_bytes {
            let end = (0..=self.limits.text_bytes).rev().find(|end| text.is_char_boundary(*end));
            text.truncate(end.unwrap_or(0));
        }
        text.trim().to_owned()
    }
}

/// Radicals of the block U+2E80 that look like whole characters, and those characters. NFKC leaves them as they are.
///
/// Source: Unicode Character Database 16.0, EquivalentUnifiedIdeograph.txt, as far as Japanese fonts draw both alike.
const RADICALS: [(char, char); 26] = [
    ('\u{2e92}', '巳'),
    ('\u{2e9c}', '日'),
    ('\u{2e9d}', '月'),
    ('\u{2ea0}', '民'),
    ('\u{2ea7}', '牛'),
    ('\u{2ea9}', '王'),
    ('\u{2eab}', '目'),
    ('\u{2eac}', '示'),
    ('\u{2eae}', '竹'),
    ('\u{2eb6}', '羊'),
    ('\u{2ebc}', '肉'),
    ('\u{2ec1}', '虎'),
    ('\u{2ec4}', '西'),
    ('\u{2ec6}', '角'),
    ('\u{2ed1}', '長'),
    ('\u{2ed7}', '雨'),
    ('\u{2ed8}', '青'),
    ('\u{2edd}', '食'),
    ('\u{2ee1}', '首'),
    ('\u{2ee3}', '骨'),
    ('\u{2ee4}', '鬼'),
    ('\u{2ee8}', '麦'),
    ('\u{2ee9}', '黄'),
    ('\u{2eeb}', '斉'),
    ('\u{2eed}', '歯'),
    ('\u{2eef}', '竜'),
];

/// The whole character of a radical.
fn whole(c: char) -> char {
    if !matches!(c, '\u{2e80}'..='\u{2eff}') {
        return c;
    }
    RADICALS.iter().find(|(radical, _)| *radical == c).map_or(c, |(_, whole)| *whole)
}

/// Whether words are written without spaces around this character.
pub(crate) const fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}
