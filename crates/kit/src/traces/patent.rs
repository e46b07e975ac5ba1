//! Numbers of patents, applications and other rights: Japanese words with a number, and offices with two letters.
//!
//! What looks like one is found, also where no office would accept it: a slip of the pen tells as much.

use std::ops::Range;

use super::{at, before, reads, run};

/// Words before Japanese numbers. Longer ones first.
const WORDS: [&str; 20] = [
    "実用新案登録",
    "意匠登録",
    "商標登録",
    "国際公開",
    "国際出願",
    "特許出願",
    "特許番号",
    "特許公開",
    "特許",
    "特願",
    "特開",
    "特表",
    "特公",
    "特再",
    "再表",
    "実願",
    "実開",
    "実公",
    "意願",
    "商願",
];

/// Digits that a number after a Japanese word has at least: 特許3件 is none.
const LEAST_AFTER_WORD: usize = 4;

/// Characters of a number after its word or office at most.
const LONGEST: usize = 24;

pub(super) fn find(text: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < text.len() {
        match after_word(text, place).or_else(|| after_office(text, place)) {
            Some(end) => {
                found.push(place..end);
                place = end;
            }
            None => place += 1,
        }
    }
    found
}

fn after_word(text: &[char], place: usize) -> Option<usize> {
    let word = WORDS.iter().find(|word| reads(text, place, word))?;
    let begin = place + word.chars().count();
    // 特願平10-123456, 特許第1234567号, 特許番号：第1234567号
    let fits = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '第' | '号'
                    | '平'
                    | '成'
                    | '昭'
                    | '和'
                    | '令'
                    | '年'
                    | '-'
                    | 'ー'
                    | '/'
                    | ':'
                    | ','
                    | '.'
                    | ' '
            )
            || matches!(c, 'H' | 'S' | 'R' | 'W' | 'O' | 'P' | 'C' | 'T' | 'J')
    };
    number(text, begin, LEAST_AFTER_WORD, &fits)
}

/// The end of the last digit, and of 号 after it, where there are enough digits.
fn number(text: &[char], begin: usize, least: usize, fits: &dyn Fn(char) -> bool) -> Option<usize> {
    let limit = run(text, begin, fits).min(begin + LONGEST);
    let (mut digits, mut end, mut blanks) = (0, begin, 0);
    for place in begin..limit {
        let c = at(text, place)?;
        if c == ' ' {
            blanks += 1;
            // After its number a sentence goes on.
            if blanks > 1 || digits >= least {
                break;
            }
        } else {
            blanks = 0;
        }
        if c.is_ascii_digit() {
            digits += 1;
            end = place + 1;
        }
    }
    let end = if at(text, end) == Some('号') { end + 1 } else { end };
    (digits >= least).then_some(end)
}

fn after_office(text: &[char], place: usize) -> Option<usize> {
    if before(text, place).is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let (begin, shape): (usize, fn(&str) -> bool) = if reads(text, place, "PCT") {
        (place + 3, is_pct)
    } else if reads(text, place, "WO") {
        (place + 2, is_wo)
    } else if reads(text, place, "U.S.") || reads(text, place, "US") {
        let begin = if reads(text, place, "US") { place + 2 } else { place + 4 };
        (after_words(text, begin), is_us)
    } else if reads(text, place, "EP") {
        (after_words(text, place + 2), is_ep)
    } else if ["JP", "KR", "CN", "DE", "GB", "FR", "TW"].iter().any(|office| reads(text, place, office)) {
        (after_words(text, place + 2), is_national)
    } else {
        return None;
    };
    let limit = run(text, begin, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | ',' | '.' | ' '))
        .min(begin + LONGEST);
    // The longest beginning that is a number: a kind code may follow, or the sentence.
    (begin + 1..=limit).rev().find(|end| {
        let goes_on = at(text, *end).is_some_and(|c| c.is_ascii_alphanumeric());
        let is_trailing = before(text, *end).is_some_and(|c| !c.is_ascii_alphanumeric());
        let written: String = text.get(begin..*end).unwrap_or_default().iter().collect();
        !goes_on
            && !is_trailing
            && shape(written.to_ascii_uppercase().trim_start_matches([' ', '-', '/', '.']))
    })
}

/// Past words such as Patent, Pat., No.
fn after_words(text: &[char], mut place: usize) -> usize {
    loop {
        let blank = run(text, place, |c| c == ' ' || c == '.');
        let word = ["PATENT", "PAT", "APPLICATION", "APPL", "PUBLICATION", "PUB", "NO", "SERIAL"];
        match word.iter().find(|word| reads(text, blank, word)) {
            Some(word) if !at(text, blank + word.len()).is_some_and(|c| c.is_ascii_alphabetic()) => {
                place = blank + word.len();
            }
            _ => return place,
        }
    }
}

fn all_digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_year(text: &str) -> bool {
    all_digits(text, 4..=4) && (text.starts_with("19") || text.starts_with("20"))
}

/// Without a kind code: A1, B2, U.
fn bare(text: &str) -> &str {
    let text = text.trim_end();
    let cut = text.rfind(|c: char| c.is_ascii_uppercase()).filter(|at| text.len() - at <= 2);
    cut.and_then(|at| text.get(..at)).unwrap_or(text).trim_end()
}

/// A year and a number, parted by one of these or by nothing.
fn is_year_and(text: &str, between: &[char], lengths: std::ops::RangeInclusive<usize>) -> bool {
    let Some((year, rest)) = text.split_at_checked(4) else { return false };
    let rest = rest.strip_prefix(between).unwrap_or(rest);
    is_year(year) && all_digits(rest, lengths)
}

fn is_pct(text: &str) -> bool {
    let Some((office, rest)) = text.split_at_checked(2) else { return false };
    office.bytes().all(|b| b.is_ascii_uppercase())
        && (is_year_and(rest, &['/'], 5..=6)
            || rest
                .split_once('/')
                .is_some_and(|(year, number)| all_digits(year, 2..=2) && all_digits(number, 5..=6)))
}

fn is_wo(text: &str) -> bool {
    let text = bare(text);
    let old = text.split_once(['/', '-']).filter(|(year, _)| all_digits(year, 2..=2));
    old.is_some_and(|(_, number)| all_digits(number, 5..=6)) || is_year_and(text, &['/', '-'], 6..=6)
}

/// Digits in groups of three, parted by commas or blanks, or without parts.
fn is_grouped(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    let mut groups = text.split([',', ' ']);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    all_digits(&digits, lengths)
        && (rest.is_empty() && first == digits
            || all_digits(first, 1..=3) && rest.iter().all(|group| all_digits(group, 3..=3)))
}

fn is_us(text: &str) -> bool {
    let text = bare(text);
    is_grouped(text, 7..=8)
        || is_year_and(text, &['/', '-'], 7..=7)
        // Serial numbers of applications: 10/123,456.
        || text.split_once('/').is_some_and(|(series, number)| {
            all_digits(series, 2..=2) && is_grouped(number, 6..=6)
        })
}

fn is_ep(text: &str) -> bool {
    let text = bare(text);
    // With the check digit after a dot: 04 123456.7.
    let plain = text.split_once('.').map_or(text, |(number, _)| number);
    let tight: String = plain.chars().filter(|c| *c != ' ').collect();
    is_grouped(text, 7..=7) || all_digits(&tight, 7..=8)
}

fn is_national(text: &str) -> bool {
    let text = bare(text);
    let era = text.trim_start_matches(['H', 'S', 'R']);
    is_grouped(text, 7..=13)
        || is_year_and(text, &['-', '/'], 6..=7)
        || era
            .split_once('-')
            .is_some_and(|(year, number)| all_digits(year, 1..=2) && all_digits(number, 5..=7))
        || text.split_once('-').is_some_and(|(prefix, rest)| {
            all_digits(prefix, 2..=2) && (all_digits(rest, 7..=13) || is_year_and(rest, &['-'], 7..=7))
        })
}
