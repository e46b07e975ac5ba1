//! Reading dates as people write them: ISO, Japanese with and without eras, English, spreadsheet timestamps.

use unicode_normalization::UnicodeNormalization;

use super::{DateError, MONTHS, PartialDate, era::check_era};
use crate::{date::Era, fold::kanji_number};

/// Reads a date as it is found in files and letters.
///
/// Accepted: `2004`, `2004-03`, `2004-03-15`, `20040315`, `2004/3/1`, `2004.3.1`, `2004年3月1日`, `平成16年3月`,
/// `H16.3.1`, `令和元年5月1日`, `平成十六年三月`, `January 10, 2017`, `10 Jan 2017`, each in full-width characters too,
/// with a weekday in parentheses, or followed by a time of day without zone (the time is checked and left out).
/// Refused because more than one day may be meant: two-digit years, `3/1/2004`, timestamps with a zone.
///
/// # Errors
/// [`DateError`], typed by what is wrong; a date outside its era is told with the era that was right.
pub fn parse_written(text: &str) -> Result<PartialDate, DateError> {
    let unreadable = || DateError::Unreadable { found: text.to_owned() };
    let folded: String = text.nfkc().map(unify).collect();
    let folded = folded.trim();
    if folded.is_empty() {
        return Err(DateError::Empty);
    }
    if folded.ends_with("年度") || folded.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("fy")) {
        return Err(DateError::FiscalYear { found: text.to_owned() });
    }
    let dated = without_weekday(without_time(folded, text)?);
    let tight: String = dated.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some((era, rest)) = Era::split(&tight) {
        return in_era(era, rest).unwrap_or_else(|| Err(unreadable()));
    }
    if dated.chars().any(|c| c.is_ascii_alphabetic()) {
        return english(dated, text);
    }
    let parts = fields(&tight).ok_or_else(unreadable)?;
    let years_first = parts.first().is_some_and(|part| part.len() == 4);
    if !years_first {
        return match parts.as_slice() {
            [only] if only.len() == 8 => basic(only).unwrap_or_else(|| Err(unreadable())),
            [_] => Err(unreadable()),
            _ => Err(DateError::Ambiguous { found: text.to_owned() }),
        };
    }
    let numbers: Option<Vec<i32>> = parts.iter().map(|part| part.parse().ok()).collect();
    build(&numbers.ok_or_else(unreadable)?).unwrap_or_else(|| Err(unreadable()))
}

/// One kind of space, one kind of hyphen; an ideographic comma stays what it is.
fn unify(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// The date from one to three numbers, year first.
fn build(numbers: &[i32]) -> Option<Result<PartialDate, DateError>> {
    match *numbers {
        [year] => Some(PartialDate::year(year)),
        [year, month] => Some(PartialDate::month(year, month)),
        [year, month, day] => Some(PartialDate::day(year, month, day)),
        _ => None,
    }
}

/// ISO 8601 basic form: YYYYMMDD.
fn basic(digits: &str) -> Option<Result<PartialDate, DateError>> {
    let number = |part: Option<&str>| part?.parse::<i32>().ok();
    build(&[number(digits.get(..4))?, number(digits.get(4..6))?, number(digits.get(6..))?])
}

/// Year, month and day as ASCII digits; none if the text is put together otherwise.
fn fields(text: &str) -> Option<Vec<String>> {
    let parts: Vec<&str> = if let Some((year, rest)) = text.split_once('年') {
        match rest.split_once('月') {
            None if rest.is_empty() => vec![year],
            None => return None,
            Some((month, "")) => vec![year, month],
            Some((month, day)) => vec![year, month, day.strip_suffix('日')?],
        }
    } else {
        let separator = ['/', '.', '-'].into_iter().find(|c| text.contains(*c));
        separator.map_or_else(|| vec![text], |c| text.split(c).collect())
    };
    if parts.len() > 3 {
        return None;
    }
    parts.into_iter().map(digits).collect()
}

/// The ASCII digits of a number written in ASCII digits or in kanji.
fn digits(part: &str) -> Option<String> {
    if !part.is_empty() && part.len() <= 8 && part.bytes().all(|b| b.is_ascii_digit()) {
        return Some(part.to_owned());
    }
    kanji_number(part).map(|number| number.to_string())
}

/// The date after an era name; none if it is put together in no known way.
fn in_era(era: Era, rest: &str) -> Option<Result<PartialDate, DateError>> {
    let rest = rest.strip_prefix('元').map_or_else(|| rest.to_owned(), |after| format!("1{after}"));
    let numbers: Option<Vec<i32>> = fields(&rest)?.iter().map(|part| part.parse().ok()).collect();
    let numbers = numbers?;
    let (count, after) = numbers.split_first()?;
    let year = match era.common_year(*count) {
        Ok(year) => year,
        Err(error) => return Some(Err(error)),
    };
    let common: Vec<i32> = std::iter::once(year).chain(after.iter().copied()).collect();
    let written = match *after {
        [] => format!("{}{count}年", era.name()),
        [month] => format!("{}{count}年{month}月", era.name()),
        [month, day] => format!("{}{count}年{month}月{day}日", era.name()),
        _ => return None,
    };
    Some(build(&common)?.and_then(|date| check_era(era, &written, date)))
}

/// The text before a time of day; the time is checked.
fn without_time<'a>(folded: &'a str, text: &str) -> Result<&'a str, DateError> {
    let Some((before_colon, _)) = folded.split_once(':') else { return Ok(folded) };
    let impossible = || DateError::Time { found: text.to_owned() };
    let start = before_colon.rfind(['T', 't', ' ']).ok_or_else(impossible)?;
    let (date, time) = folded.split_at(start);
    let time = time.get(1..).unwrap_or_default();
    if time.ends_with(['Z', 'z']) || time.contains(['+', '-']) {
        return Err(DateError::Zoned { found: text.to_owned() });
    }
    let limits = [23, 59, 59];
    let parts: Vec<&str> = time.split(':').collect();
    let fits = parts.len() <= limits.len()
        && parts.iter().zip(limits).enumerate().all(|(at, (part, limit))| {
            // Only seconds may have a fraction.
            let whole = if at == 2 { part.split('.').next().unwrap_or_default() } else { part };
            (1..=2).contains(&whole.len())
                && part.bytes().all(|b| b.is_ascii_digit() || b == b'.')
                && whole.parse::<u8>().is_ok_and(|number| number <= limit)
        });
    if fits { Ok(date.trim_end()) } else { Err(impossible()) }
}

/// The text before a weekday in parentheses.
fn without_weekday(text: &str) -> &str {
    let Some((before, inside)) = text.strip_suffix(')').and_then(|open| open.rsplit_once('(')) else {
        return text;
    };
    let day = inside.trim_end_matches("曜日").trim_end_matches('曜');
    let is_weekday = matches!(day, "月" | "火" | "水" | "木" | "金" | "土" | "日") || is_english_weekday(day);
    if is_weekday { before.trim_end() } else { text }
}

fn is_english_weekday(word: &str) -> bool {
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        .iter()
        .any(|day| abbreviates(word, day))
}

/// Whether `word` is the beginning, of three letters or more, of `name`.
fn abbreviates(word: &str, name: &str) -> bool {
    word.len() >= 3 && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// A date with the name of its month: `January 10, 2017`, `10th Jan 2017`, `Jan 2017`, `10-Jan-2017`.
fn english(dated: &str, text: &str) -> Result<PartialDate, DateError> {
    let unreadable = || DateError::Unreadable { found: text.to_owned() };
    let mut words: Vec<&str> =
        dated.split([' ', ',', '.', '-', '/']).filter(|word| !word.is_empty() && *word != "of").collect();
    if words.first().is_some_and(|word| is_english_weekday(word)) {
        words.remove(0);
    }
    let month_of = |word: &str| {
        (1..).zip(MONTHS).find(|(_, name)| abbreviates(word, name)).map(|(month, _): (i32, _)| month)
    };
    let year_of = |word: &str| match word.len() {
        4 => word.parse::<i32>().map_err(|_| unreadable()),
        2 if word.bytes().all(|b| b.is_ascii_digit()) => Err(DateError::Ambiguous { found: text.to_owned() }),
        _ => Err(unreadable()),
    };
    let day_of = |word: &str| {
        let number = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        number.parse::<i32>().ok().filter(|_| number.len() <= 2).ok_or_else(unreadable)
    };
    match *words.as_slice() {
        [first, year] => PartialDate::month(year_of(year)?, month_of(first).ok_or_else(unreadable)?),
        [first, second, year] => {
            let (month, day) = match (month_of(first), month_of(second)) {
                (Some(month), None) => (month, day_of(second)?),
                (None, Some(month)) => (month, day_of(first)?),
                _ => return Err(unreadable()),
            };
            PartialDate::day(year_of(year)?, month, day)
        }
        _ => Err(unreadable()),
    }
}
