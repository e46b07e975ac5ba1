//! Traces of people and papers in running text: e-mail addresses, telephone numbers, links, patent numbers.
//!
//! A trace is what reads like one, full-width or half-width, in Japanese or in English; whether it may stand there is for a
//! person to say. Not here: which texts are looked at.

mod patent;
mod telephone;
#[cfg(test)]
mod tests;

use std::ops::Range;

/// What a trace is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TraceOf {
    /// An e-mail address.
    Email,
    /// A telephone or fax number.
    Telephone,
    /// An address on the web.
    Link,
    /// The number of a patent, an application or another right.
    Patent,
}

/// A trace with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// As it is written.
    pub text: String,
    /// Its place in the text, counted in characters.
    pub place: Range<usize>,
}

/// Digits of the shortest number that counts as a trace.
const LEAST_DIGITS: usize = 4;

/// Characters shown on either side of a trace.
const AROUND: usize = 10;

/// The traces of one kind, in the order of the text; they do not overlap.
///
/// Cost: one pass over the text. Determinism: full-width letters, digits and signs count as half-width ones.
#[must_use]
pub fn find_traces(text: &str, of: TraceOf) -> Vec<Trace> {
    if !may_have(text, of) {
        return Vec::new();
    }
    let written: Vec<char> = text.chars().collect();
    let read: Vec<char> = written.iter().copied().map(narrow).collect();
    let places = match of {
        TraceOf::Email => emails(&read),
        TraceOf::Link => links(&read),
        TraceOf::Patent => patent::find(&read),
        TraceOf::Telephone => {
            // Digits of these read like telephone numbers too.
            let mut others = links(&read);
            others.extend(patent::find(&read));
            let is_free = |place: &Range<usize>| {
                others.iter().all(|other| place.end <= other.start || other.end <= place.start)
            };
            telephone::find(&read).into_iter().filter(is_free).collect()
        }
    };
    let shown = |place: Range<usize>| {
        let text = written.get(place.clone()).map(|chars| chars.iter().collect()).unwrap_or_default();
        Trace { text, place }
    };
    places.into_iter().map(shown).collect()
}

/// Whether a text has what every trace of a kind has: most texts do not.
fn may_have(text: &str, of: TraceOf) -> bool {
    match of {
        TraceOf::Email => text.contains(['@', '＠', '(', '（', '[', '［', '<', '＜', 'ア']),
        TraceOf::Link => text.contains(['.', '．', ':', '：']),
        TraceOf::Telephone | TraceOf::Patent => {
            text.chars().filter(|c| narrow(*c).is_ascii_digit()).nth(LEAST_DIGITS - 1).is_some()
        }
    }
}

/// A trace with the words around it, on one line.
#[must_use]
pub fn around(text: &str, place: &Range<usize>) -> String {
    let (from, to) = (place.start.saturating_sub(AROUND), place.end.saturating_add(AROUND));
    let all = text.chars().count();
    let shown = text.chars().take(to).skip(from).map(|c| if c.is_whitespace() { ' ' } else { c });
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < all { "…" } else { "" });
    format!("{before}{}{after}", shown.collect::<String>().trim())
}

/// The half-width form of a letter, digit or sign; one character stays one.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' => '-',
        c => c,
    }
}

fn at(text: &[char], place: usize) -> Option<char> {
    text.get(place).copied()
}

/// The character before a place.
fn before(text: &[char], place: usize) -> Option<char> {
    at(text, place.checked_sub(1)?)
}

/// Whether these characters stand here, in whichever case.
fn reads(text: &[char], place: usize, wanted: &str) -> bool {
    wanted
        .chars()
        .zip(place..)
        .all(|(c, place)| at(text, place).is_some_and(|found| found.eq_ignore_ascii_case(&c)))
}

/// Where what `fits` ends, from a place on.
fn run(text: &[char], place: usize, fits: impl Fn(char) -> bool) -> usize {
    text.iter().skip(place).position(|c| !fits(*c)).map_or(text.len(), |length| place + length)
}

/// Signs that stand for `@`, and how long they are.
const AT_SIGNS: [&str; 6] = ["@", "(at)", "[at]", "<at>", "(アット)", "アットマーク"];

fn emails(text: &[char]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for sign in 0..text.len() {
        let Some(word) = AT_SIGNS.iter().find(|word| reads(text, sign, word)) else { continue };
        let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\'');
        // One blank on either side is what people write to keep machines away.
        let local_end = if before(text, sign) == Some(' ') { sign - 1 } else { sign };
        let length = text.iter().take(local_end).rev().take_while(|c| is_local(**c)).count();
        let domain = sign + word.chars().count();
        let domain = if at(text, domain) == Some(' ') { domain + 1 } else { domain };
        let begin = local_end - length;
        let is_free = found.last().is_none_or(|last| last.end <= begin);
        if let (1.., Some(end), true) = (length, domain_end(text, domain), is_free) {
            found.push(begin..end);
        }
    }
    found
}

/// Where a domain that begins here ends: labels with dots between, the last of at least two letters.
fn domain_end(text: &[char], place: usize) -> Option<usize> {
    let is_label = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let (mut from, mut labels, mut last) = (place, 0, None);
    loop {
        let end = run(text, from, is_label);
        if end == from {
            break;
        }
        labels += 1;
        let label = text.get(from..end).unwrap_or_default();
        if labels > 1 && label.len() >= 2 && label.iter().all(char::is_ascii_alphabetic) {
            last = Some(end);
        }
        if at(text, end) != Some('.') {
            break;
        }
        from = end + 1;
    }
    last
}

/// How addresses with a scheme begin; the second is how Japanese pages write what shall be no link.
const SCHEMES: [&str; 4] = ["https://", "http://", "ttp://", "ftp://"];

/// The ends of bare domains that count as an address.
const TOP_DOMAINS: [&str; 8] = ["jp", "com", "org", "net", "edu", "gov", "info", "biz"];

fn links(text: &[char]) -> Vec<Range<usize>> {
    let mail = emails(text);
    let mut found = Vec::new();
    let mut place = 0;
    while place < text.len() {
        let is_inside = mail.iter().find(|mail| mail.contains(&place));
        let end = match is_inside {
            Some(mail) => {
                place = mail.end;
                continue;
            }
            None => link_end(text, place),
        };
        match end {
            Some(end) => {
                found.push(place..end);
                place = end;
            }
            None => place += 1,
        }
    }
    found
}

fn link_end(text: &[char], place: usize) -> Option<usize> {
    let is_part = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '(' | ')' | '[' | ']');
    if before(text, place).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '@')) {
        return None;
    }
    if let Some(scheme) = SCHEMES.iter().find(|scheme| reads(text, place, scheme)) {
        let begin = place + scheme.len();
        let end = trimmed(text, begin, run(text, begin, is_part));
        return (end > begin).then_some(end);
    }
    let end = domain_end(text, place)?;
    let domain: String = text.get(place..end)?.iter().collect();
    let is_known = TOP_DOMAINS.iter().any(|top| domain.rsplit('.').next() == Some(top));
    let is_web = domain.to_ascii_lowercase().starts_with("www.");
    if !(is_known || is_web) {
        return None;
    }
    Some(if at(text, end) == Some('/') { trimmed(text, end, run(text, end, is_part)) } else { end })
}

/// An end without the punctuation of the sentence.
fn trimmed(text: &[char], begin: usize, mut end: usize) -> usize {
    while end > begin
        && before(text, end).is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\''))
    {
        end -= 1;
    }
    end
}
