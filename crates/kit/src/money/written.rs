//! Reading amounts as people write them.

use unicode_normalization::UnicodeNormalization;

use super::{MoneyError, Yen, YenRange};

/// Steps of ten thousand, by which numbers in Japanese are read, with their power of ten.
const MYRIADS: [(char, u32); 4] = [('京', 16), ('兆', 12), ('億', 8), ('万', 4)];

/// Steps within ten thousand: 百万, 千円.
const SMALL_UNITS: [(char, u32); 3] = [('千', 3), ('百', 2), ('十', 1)];

/// Signs and words of other currencies as they look after folding, and what they are called.
/// Longer words first, so that 豪ドル is not read as ドル.
const OTHER_CURRENCIES: &[(&str, &str)] = &[
    ("豪ドル", "Australian dollars (AUD)"),
    ("カナダドル", "Canadian dollars (CAD)"),
    ("ドル", "dollars (USD)"),
    ("us$", "dollars (USD)"),
    ("usd", "dollars (USD)"),
    ("dollar", "dollars (USD)"),
    ("$", "dollars (USD)"),
    ("ユーロ", "euros (EUR)"),
    ("euro", "euros (EUR)"),
    ("eur", "euros (EUR)"),
    ("€", "euros (EUR)"),
    ("ポンド", "pounds (GBP)"),
    ("gbp", "pounds (GBP)"),
    ("pound", "pounds (GBP)"),
    ("£", "pounds (GBP)"),
    ("ウォン", "won (KRW)"),
    ("krw", "won (KRW)"),
    ("₩", "won (KRW)"),
    ("人民元", "yuan (CNY)"),
    ("cny", "yuan (CNY)"),
    ("rmb", "yuan (CNY)"),
    ("元", "yuan (CNY)"),
    ("フラン", "francs (CHF)"),
    ("chf", "francs (CHF)"),
];

/// Reads one exact amount: `1億2,000万円`, `120百万円`, `5千円`, `１，０００円`, `¥3,000,000`, `12.5億円`, `JPY 500`, `3000000`.
///
/// 兆, 億 and 万 may follow one another downwards (`2億5千万円`), each with whole numbers; a single step may have decimals.
/// A minus, `▲` or `△` before the amount makes it negative.
///
/// # Errors
/// [`MoneyError`]; in particular two units or two amounts, fractions of a yen and other currencies.
pub fn parse_yen(text: &str) -> Result<Yen, MoneyError> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(MoneyError::Empty);
    }
    check_currency(&folded, text)?;
    amount(&folded, text, None).map(|read| Yen(read.value))
}

/// Reads a range: `500万円〜1,000万円`, `500〜1,000万円` (the unit holds for both), `100万円以下`, `100万円未満`, `～300万円`,
/// `300万円以上`, `300万円程度`, `up to JPY 300`, or a single amount, which is then both bounds.
///
/// "About" (約, 程度, 前後) is not kept: the amount named is both bounds. 未満 and 超 leave the amount itself out.
///
/// # Errors
/// [`MoneyError`].
pub fn parse_yen_range(text: &str) -> Result<YenRange, MoneyError> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(MoneyError::Empty);
    }
    check_currency(&folded, text)?;
    let value = |part: &str| amount(part, text, None).map(|read| Yen(read.value));
    let too_large = || MoneyError::TooLarge { found: text.to_owned() };
    let beside = |yen: Yen, step: i64| yen.0.checked_add(step).map(Yen).ok_or_else(too_large);
    let at_most = |max: Yen| YenRange { min: None, max: Some(max) };
    let at_least = |min: Yen| YenRange { min: Some(min), max: None };

    for end in ["以下", "以内", "まで", "迄"] {
        if let Some(part) = folded.strip_suffix(end).filter(|part| split_range(part).is_none()) {
            return value(part).map(at_most);
        }
    }
    if let Some(part) = folded.strip_suffix("未満") {
        return beside(value(part)?, -1).map(at_most);
    }
    for end in ["以上", "から", "より"] {
        if let Some(part) = folded.strip_suffix(end) {
            return value(part).map(at_least);
        }
    }
    for end in ["を超える", "超"] {
        if let Some(part) = folded.strip_suffix(end) {
            return beside(value(part)?, 1).map(at_least);
        }
    }
    for start in ["upto", "atmost", "上限", "最大"] {
        if let Some(part) = folded.strip_prefix(start) {
            return value(part).map(at_most);
        }
    }
    for start in ["atleast", "下限", "最低"] {
        if let Some(part) = folded.strip_prefix(start) {
            return value(part).map(at_least);
        }
    }
    if let Some((low, high)) = split_range(&folded) {
        let high = high.strip_suffix("まで").unwrap_or(high);
        if low.is_empty() {
            return value(high).map(at_most);
        }
        if high.is_empty() {
            return value(low).map(at_least);
        }
        let upper = amount(high, text, None)?;
        let min = Yen(amount(low, text, Some(upper.scale))?.value);
        let max = Yen(upper.value);
        if min > max {
            return Err(MoneyError::Reversed { found: text.to_owned() });
        }
        return Ok(YenRange { min: Some(min), max: Some(max) });
    }
    let about = ["約", "およそ"].iter().find_map(|start| folded.strip_prefix(start)).unwrap_or(&folded);
    let about = ["程度", "前後", "ほど", "くらい", "ぐらい"]
        .iter()
        .find_map(|end| about.strip_suffix(end))
        .unwrap_or(about);
    let exact = value(about)?;
    Ok(YenRange { min: Some(exact), max: Some(exact) })
}

/// NFKC in lower case without spaces, one kind of minus and of wave.
fn fold(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '〜' | '～' => '~',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c => c,
        })
        .collect()
}

fn check_currency(folded: &str, text: &str) -> Result<(), MoneyError> {
    match OTHER_CURRENCIES.iter().find(|(sign, _)| folded.contains(sign)) {
        Some((_, currency)) => Err(MoneyError::OtherCurrency { found: text.to_owned(), currency }),
        None => Ok(()),
    }
}

/// Splits at the sign of a range; a minus at the beginning belongs to its number.
fn split_range(folded: &str) -> Option<(&str, &str)> {
    if let Some(parts) = folded.split_once('~').or_else(|| folded.split_once("から")) {
        return Some(parts);
    }
    // "to" stands between two amounts only.
    if let Some(parts) = folded.split_once("to") {
        return Some(parts);
    }
    let (at, _) = folded.char_indices().skip(1).find(|(at, c)| {
        *c == '-'
            && folded.get(..*at).is_some_and(|before| {
                before.ends_with(|c: char| c.is_ascii_digit() || c == '円' || unit_power(c).is_some())
            })
    })?;
    Some((folded.get(..at)?, folded.get(at + 1..)?))
}

fn unit_power(c: char) -> Option<u32> {
    MYRIADS.into_iter().chain(SMALL_UNITS).find(|(unit, _)| *unit == c).map(|(_, power)| power)
}

/// An amount as read, with the power of ten of its only unit.
struct Read {
    value: i64,
    /// Zero if the amount has steps of several units or none.
    scale: u32,
}

/// One number with its unit.
struct Step {
    /// The digits without commas and point.
    digits: i128,
    /// How many of them stand after the point.
    decimals: u32,
    /// The power of ten of the whole unit.
    power: u32,
    /// The unit as written.
    unit: String,
}

/// Reads one folded amount. `scale` is the unit that a bare number takes over from the other end of its range.
fn amount(folded: &str, text: &str, scale: Option<u32>) -> Result<Read, MoneyError> {
    let unreadable = || MoneyError::Unreadable { found: text.to_owned() };
    let (negative, rest) = strip_sign(folded);
    let rest = ["¥", "\\", "jpy"].iter().find_map(|start| rest.strip_prefix(start)).unwrap_or(rest);
    let (inner_negative, rest) = strip_sign(rest);
    if negative && inner_negative {
        return Err(unreadable());
    }
    let ending = ["円", "yen", "jpy"].iter().find_map(|end| rest.strip_suffix(end));
    let has_currency = ending.is_some();
    let body = ending.unwrap_or(rest);
    if let Some((before, after)) = body.split_once('円') {
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
        if after.is_empty() || !after.chars().all(|c| is_number(c) || c == '円' || unit_power(c).is_some()) {
            return Err(unreadable());
        }
        let unit_of = |part: &str| format!("{}円", part.trim_start_matches(is_number));
        return Err(two_units(text, &unit_of(before), &unit_of(after)));
    }
    let steps = steps(body, text)?;
    let value = match steps.as_slice() {
        [] => return Err(unreadable()),
        [only] => {
            let taken_over = if only.power == 0 && !has_currency { scale.unwrap_or(0) } else { 0 };
            shift(only, only.power + taken_over, text)?
        }
        several => cascade(several, text)?,
    };
    let value = if negative || inner_negative { -value } else { value };
    let value = i64::try_from(value).map_err(|_| MoneyError::TooLarge { found: text.to_owned() })?;
    let scale = if let [only] = steps.as_slice() { only.power } else { 0 };
    Ok(Read { value, scale })
}

fn strip_sign(text: &str) -> (bool, &str) {
    text.strip_prefix(['-', '▲', '△']).map_or((false, text), |rest| (true, rest))
}

/// Splits `1億2,000万` into its numbers with their units.
fn steps(body: &str, text: &str) -> Result<Vec<Step>, MoneyError> {
    let mut steps: Vec<Step> = Vec::new();
    let mut rest = body;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let unit_end = after.find(|c: char| unit_power(c).is_none()).unwrap_or(after.len());
        let (unit, after) = after.split_at(unit_end);
        if number.is_empty() {
            return Err(match steps.last() {
                Some(before) if !unit.is_empty() => two_units(text, &before.unit, unit),
                _ => MoneyError::Unreadable { found: text.to_owned() },
            });
        }
        if unit.is_empty() && !after.is_empty() {
            return Err(MoneyError::Unreadable { found: text.to_owned() });
        }
        let (digits, decimals) = number_of(number, text)?;
        let power = power_of(unit).ok_or_else(|| {
            let (first, second) = split_units(unit);
            two_units(text, first, second)
        })?;
        steps.push(Step { digits, decimals, power, unit: unit.to_owned() });
        rest = after;
    }
    Ok(steps)
}

fn two_units(text: &str, first: &str, second: &str) -> MoneyError {
    MoneyError::TwoUnits { found: text.to_owned(), first: first.to_owned(), second: second.to_owned() }
}

/// The power of ten of a unit: at most one small unit, then at most one myriad (千, 万, 百万, 十億).
fn power_of(unit: &str) -> Option<u32> {
    let mut rest = unit.chars().peekable();
    let small = rest.next_if(|c| SMALL_UNITS.iter().any(|(unit, _)| unit == c)).and_then(unit_power);
    let myriad = rest.next_if(|c| MYRIADS.iter().any(|(unit, _)| unit == c)).and_then(unit_power);
    rest.next().is_none().then(|| small.unwrap_or(0) + myriad.unwrap_or(0))
}

/// The longest unit at the beginning of a row of units, and the rest.
fn split_units(units: &str) -> (&str, &str) {
    let splits = units.char_indices().rev().filter_map(|(at, _)| units.split_at_checked(at));
    splits.into_iter().find(|(first, _)| power_of(first).is_some()).unwrap_or((units, ""))
}

/// The digits of a number and how many stand after the point.
fn number_of(number: &str, text: &str) -> Result<(i128, u32), MoneyError> {
    let unreadable = || MoneyError::Unreadable { found: text.to_owned() };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let pure = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !pure(decimals) || (decimals.is_empty() && number.contains('.')) {
        return Err(unreadable());
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let is_grouped = whole.contains(',');
    if is_grouped && !((1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)) {
        return Err(MoneyError::Grouping { found: text.to_owned() });
    }
    // Zeros after the last decimal say nothing.
    let decimals = decimals.trim_end_matches('0');
    let digits: String = whole.chars().chain(decimals.chars()).filter(char::is_ascii_digit).collect();
    let too_large = || MoneyError::TooLarge { found: text.to_owned() };
    // 38 digits always fit 128 bits; more are too large or too fine anyway.
    let value = digits.parse().map_err(|_| too_large())?;
    Ok((value, u32::try_from(decimals.len()).map_err(|_| too_large())?))
}

/// The whole yen of a step whose unit is a power of ten.
fn shift(step: &Step, power: u32, text: &str) -> Result<i128, MoneyError> {
    let Some(zeros) = power.checked_sub(step.decimals) else {
        return Err(MoneyError::FractionOfYen { found: text.to_owned() });
    };
    10_i128
        .checked_pow(zeros)
        .and_then(|factor| step.digits.checked_mul(factor))
        .filter(|value| *value <= i128::from(i64::MAX) + 1)
        .ok_or_else(|| MoneyError::TooLarge { found: text.to_owned() })
}

/// Adds up steps that fall, each smaller than the unit before it.
fn cascade(steps: &[Step], text: &str) -> Result<i128, MoneyError> {
    let mut sum = 0_i128;
    let mut before: Option<&Step> = None;
    for step in steps {
        let value = shift(step, step.power, text)?;
        if step.decimals > 0 || (before.is_none() && value == 0) {
            return Err(MoneyError::Unreadable { found: text.to_owned() });
        }
        if let Some(upper) = before {
            let unit = 10_i128.checked_pow(upper.power).unwrap_or(i128::MAX);
            if value >= unit || step.power >= upper.power {
                return Err(two_units(text, &upper.unit, &step.unit));
            }
        }
        sum += value;
        before = Some(step);
    }
    Ok(sum)
}
