//! Text to tokens: words and character pairs, each with the bytes of the original text it came from.
//!
//! A word is a run of letters and digits of the folded text (NFKC, lower case); runs in scripts written without spaces
//! are divided further by ICU's dictionaries, and in Chinese characters, katakana and Hangul every pair of neighbours
//! is a token too, because a dictionary divides 産学官連携 and 産学連携 differently while the pairs agree. Words of plain Latin
//! letters are reduced by the English Snowball stemmer whatever the language of the text: Japanese texts carry English
//! words, and both sides of a match must be treated alike.

mod fold;
mod script;
mod stop;

use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;
use icu_segmenter::WordSegmenter;
use icu_segmenter::WordSegmenterBorrowed;
use icu_segmenter::options::WordBreakInvariantOptions;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use fold::Folded;
use script::{Script, script_of};

/// Longer runs are no words (base64, sequences); they are dropped and counted. Unit: bytes of folded text.
const LONGEST_WORD: usize = 100;

/// ICU is asked in pieces of at most so many bytes, so that its work stays in proportion to the text.
const LONGEST_PIECE: usize = 3000;

/// The stemmer's answers are kept for so many different words.
const STEMS_KEPT: usize = 50_000;

/// Names the analysis in stored indexes: another number, another division into tokens.
pub(crate) const ANALYSIS: u32 = 1;

/// The two kinds of token. They are different terms even if written alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// A word.
    Word,
    /// Two neighbouring characters of a script written without spaces.
    Pair,
}

/// A token of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Word or pair.
    pub kind: TokenKind,
    /// The folded and stemmed form.
    pub term: String,
    /// The bytes of the original text.
    pub range: Range<usize>,
}

/// Divides texts into tokens. Keeps a memory of stems, hence `&mut`; the answers do not depend on it.
pub struct Analyser {
    segmenter: WordSegmenterBorrowed<'static>,
    normalizer: ComposingNormalizerBorrowed<'static>,
    classes: CanonicalCombiningClassMapBorrowed<'static>,
    stemmer: Stemmer,
    stems: FxHashMap<String, String>,
    dropped: u64,
}

impl Default for Analyser {
    fn default() -> Self {
        Self::new()
    }
}

impl Analyser {
    /// An analyser on the data compiled into the program.
    #[must_use]
    pub fn new() -> Self {
        Self {
            segmenter: WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()),
            normalizer: ComposingNormalizerBorrowed::new_nfkc(),
            classes: CanonicalCombiningClassMapBorrowed::new(),
            stemmer: Stemmer::create(Algorithm::English),
            stems: FxHashMap::default(),
            dropped: 0,
        }
    }

    /// The tokens of a text, in the order of their ends for words; the pairs of a run follow its words.
    ///
    /// Cost: linear in the text.
    pub fn analyse(&mut self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        self.visit(text, |kind, term, range| tokens.push(Token { kind, term: term.to_owned(), range }));
        tokens
    }

    /// How many runs of letters were dropped since the start because they were too long to be words.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.dropped
    }

    /// Like [`Analyser::analyse`] without keeping the tokens.
    pub fn visit(&mut self, text: &str, mut sink: impl FnMut(TokenKind, &str, Range<usize>)) {
        let folded = fold::fold(text, &self.normalizer, &self.classes);
        let mut chars = folded.text.char_indices().peekable();
        while let Some((start, first)) = chars.next() {
            let Some(script) = script_of(first) else { continue };
            let mut end = start + first.len_utf8();
            while let Some(&(at, c)) = chars.peek() {
                let joins = script_of(c) == Some(script) || (!c.is_ascii() && self.classes.get_u8(c) != 0);
                if !joins {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
            let Some(run) = folded.text.get(start..end) else { continue };
            match script {
                Script::Plain => self.visit_plain(&folded, start, run, &mut sink),
                Script::Unspaced => self.visit_unspaced(&folded, start, run, &mut sink),
                Script::Cjk => {
                    self.visit_unspaced(&folded, start, run, &mut sink);
                    visit_pairs(&folded, start, run, &mut sink);
                }
                Script::Hangul => {
                    self.visit_plain(&folded, start, run, &mut sink);
                    visit_pairs(&folded, start, run, &mut sink);
                }
            }
        }
    }

    fn visit_plain(
        &mut self,
        folded: &Folded,
        start: usize,
        run: &str,
        sink: &mut impl FnMut(TokenKind, &str, Range<usize>),
    ) {
        if run.len() > LONGEST_WORD {
            self.dropped += 1;
            return;
        }
        let before = folded.text.get(..start).unwrap_or_default();
        if stop::is_function_word(run) || stop::is_contraction(before, run) {
            return;
        }
        let range = folded.original(start..start + run.len());
        if run.bytes().all(|byte| byte.is_ascii_lowercase()) {
            if !self.stems.contains_key(run) {
                if self.stems.len() >= STEMS_KEPT {
                    self.stems.clear();
                }
                self.stems.insert(run.to_owned(), self.stemmer.stem(run).into_owned());
            }
            let stem = self.stems.get(run).map_or(run, String::as_str);
            sink(TokenKind::Word, stem, range);
        } else {
            sink(TokenKind::Word, run, range);
        }
    }

    fn visit_unspaced(
        &self,
        folded: &Folded,
        start: usize,
        run: &str,
        sink: &mut impl FnMut(TokenKind, &str, Range<usize>),
    ) {
        let mut rest = run;
        let mut at = start;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(LONGEST_PIECE.min(rest.len())));
            let mut from = 0;
            for to in self.segmenter.segment_str(piece) {
                let word = piece.get(from..to).unwrap_or_default();
                if !word.is_empty() && word.len() <= LONGEST_WORD && !stop::is_kana_particle(word) {
                    sink(TokenKind::Word, word, folded.original(at + from..at + to));
                }
                from = to;
            }
            at += piece.len();
            rest = after;
        }
    }
}

fn visit_pairs(
    folded: &Folded,
    start: usize,
    run: &str,
    sink: &mut impl FnMut(TokenKind, &str, Range<usize>),
) {
    let seconds = run.char_indices().skip(1);
    for ((at, first), (next, second)) in run.char_indices().zip(seconds) {
        // Hiragana are particles and endings: が砂 and き菓 are no reasons that a person would want to read, and leaving
        // them out costs nothing (kaken_ja nDCG@10 .926 with and without).
        if script::is_hiragana(first) || script::is_hiragana(second) {
            continue;
        }
        let end = next + second.len_utf8();
        if let Some(pair) = run.get(at..end) {
            sink(TokenKind::Pair, pair, folded.original(start + at..start + end));
        }
    }
}

#[cfg(test)]
mod tests;
