//! Telephone numbers: Japanese ones with hyphens, parentheses, dots in the middle or nothing between their parts,
//! international ones with a plus sign, and North American ones.

use std::ops::Range;

use super::{at, before, reads, run};

/// A part of a number.
struct Group {
    digits: String,
    end: usize,
    /// Whether blanks part it from the part before.
    is_after_blank: bool,
}

/// Prefixes of eleven digits: mobile, IP, pagers, free of charge.
const LONG: [&str; 7] = ["020", "050", "060", "070", "080", "090", "0800"];

/// Parts of a number at most.
const GROUPS: usize = 6;

pub(super) fn find(text: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < text.len() {
        match number_end(text, place) {
            Some(end) => {
                found.push(place..end);
                place = end;
            }
            None => place += 1,
        }
    }
    found
}

fn number_end(text: &[char], place: usize) -> Option<usize> {
    let first = at(text, place)?;
    // A parenthesis belongs to the number where it holds the first part alone.
    let area_end = run(text, place + 1, |c| c.is_ascii_digit());
    let rest = run(text, area_end, |c| matches!(c, ')' | '-' | ' '));
    let opens = first == '('
        && at(text, area_end) == Some(')')
        && rest <= area_end + 2
        && at(text, rest).is_some_and(|c| c.is_ascii_digit());
    let begin = if opens { place + 1 } else { place };
    let is_international = at(text, begin) == Some('+');
    if !(first.is_ascii_digit() || opens || is_international) {
        return None;
    }
    // In the middle of something longer; TEL and FAX are written without a blank too.
    let is_marked =
        place.checked_sub(3).is_some_and(|word| reads(text, word, "tel") || reads(text, word, "fax"));
    if !is_marked
        && before(text, place)
            .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | '_' | '+'))
    {
        return None;
    }
    let digits = if is_international { begin + 1 } else { begin };
    let groups = groups(text, digits);
    (1..=groups.len()).rev().find_map(|count| {
        let taken = groups.get(..count)?;
        let end = taken.last()?.end;
        // What goes on without a blank belongs to it, and makes it something else.
        let goes_on = groups.get(count).is_some_and(|next| !next.is_after_blank);
        let is_cut = at(text, end).is_some_and(|c| c.is_ascii_alphanumeric());
        (!goes_on && !is_cut && is_number(taken, is_international)).then_some(end)
    })
}

fn groups(text: &[char], place: usize) -> Vec<Group> {
    let mut groups = Vec::new();
    let (mut from, mut is_after_blank) = (place, false);
    while groups.len() < GROUPS {
        let end = run(text, from, |c| c.is_ascii_digit());
        if end == from {
            break;
        }
        let digits = text.get(from..end).map(|digits| digits.iter().collect()).unwrap_or_default();
        groups.push(Group { digits, end, is_after_blank });
        // The long vowel mark and the middle dot are typed for a hyphen.
        let next = run(text, end, |c| matches!(c, '-' | '(' | ')' | ' ' | 'ー' | '・'));
        if next == end || next > end + 2 {
            break;
        }
        is_after_blank = text.get(end..next).is_some_and(|between| between.iter().all(|c| *c == ' '));
        from = next;
    }
    groups
}

fn is_number(groups: &[Group], is_international: bool) -> bool {
    let digits: String = groups.iter().map(|group| group.digits.as_str()).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let is_blank = groups.iter().any(|group| group.is_after_blank);
    if is_international {
        return (8..=15).contains(&digits.len());
    }
    if digits.starts_with('0') {
        let is_long = LONG.iter().any(|prefix| digits.starts_with(prefix));
        let fits = match digits.len() {
            10 => digits.as_bytes().get(1).is_some_and(|digit| *digit != b'0'),
            11 => is_long,
            _ => false,
        };
        // An area code, an exchange, a line; numbers free of charge are often parted otherwise.
        let is_parted = match lengths.as_slice() {
            [_] => true,
            [area, _] => *area <= 5,
            [area, exchange, line] => *area <= 5 && *exchange <= 4 && (3..=4).contains(line),
            _ => false,
        };
        return fits && is_parted && (!is_blank || lengths.len() == 3);
    }
    // North America: never without parts, for amounts and numbers of all kinds have ten digits.
    lengths == [3, 3, 4]
        && !is_blank
        && digits.as_bytes().first().is_some_and(|digit| (b'2'..=b'9').contains(digit))
        || lengths == [1, 3, 3, 4] && digits.starts_with('1') && !is_blank
}
