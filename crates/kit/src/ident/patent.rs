//! Written forms of patent and application numbers.

/// Japanese publications and applications that are numbered by year.
const YEARLY: [&str; 10] = ["特願", "特開", "特表", "特公", "再表", "実願", "実開", "実公", "意願", "商願"];

/// Japanese rights that are numbered throughout: the word before and after the number.
const THROUGHOUT: [&str; 4] = ["特許", "実用新案登録", "意匠登録", "商標登録"];

/// The normalised form of a number already folded to NFKC.
///
/// 特願2004-123456 (six digits), 特願平10-123456 for years before 2000, 特許第1234567号, WO2004/012345,
/// PCT/JP2004/012345, US7654321B2, US2004/0123456A1, EP1234567A1.
pub(super) fn normalise(folded: &str) -> Option<String> {
    let tight: String =
        folded.to_uppercase().chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '.')).collect();
    yearly(&tight)
        .or_else(|| throughout(&tight))
        .or_else(|| international(&tight))
        .or_else(|| united_states(&tight))
        .or_else(|| european(&tight))
}

fn digits(text: &str, least: usize, most: usize) -> Option<&str> {
    ((least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

/// A year of the common calendar, as long as there have been patents.
fn common_year(text: &str) -> Option<&str> {
    digits(text, 4, 4)?.parse::<u16>().ok().filter(|year| (1885..=2199).contains(year)).map(|_| text)
}

fn yearly(text: &str) -> Option<String> {
    let (kind, rest) = YEARLY.iter().find_map(|kind| Some((kind, text.strip_prefix(kind)?)))?;
    let rest = rest.strip_suffix('号').unwrap_or(rest);
    let rest = rest.strip_suffix(['A', 'B', 'U']).unwrap_or(rest);
    let (year, number) =
        rest.split_once('-').or_else(|| rest.split_once('年')).or_else(|| rest.split_once('/'))?;
    let number = digits(number.strip_prefix('第').unwrap_or(number), 1, 6)?;
    let year = year.strip_suffix('年').unwrap_or(year);
    // Until 1999 the Patent Office counted years by era: 昭60, 平10, with or without the second character.
    let year = match [("平成", "平"), ("昭和", "昭"), ("平", "平"), ("昭", "昭"), ("H", "平"), ("S", "昭")]
        .into_iter()
        .find_map(|(era, short)| Some((short, year.strip_prefix(era)?)))
    {
        Some((era, count)) => {
            let count: u8 = digits(count, 1, 2)?.parse().ok().filter(|count| *count > 0)?;
            format!("{era}{count:02}")
        }
        None => common_year(year)?.to_owned(),
    };
    Some(format!("{kind}{year}-{number:0>6}"))
}

fn throughout(text: &str) -> Option<String> {
    let (kind, rest) = THROUGHOUT.iter().find_map(|kind| Some((kind, text.strip_prefix(kind)?)))?;
    let rest = rest.strip_prefix("番号").unwrap_or(rest).trim_start_matches([':', '-']);
    let number = rest.strip_prefix('第').unwrap_or(rest);
    let number = digits(number.strip_suffix('号').unwrap_or(number), 1, 7)?.trim_start_matches('0');
    (!number.is_empty()).then(|| format!("{kind}第{number}号"))
}

/// Without the kind code at the end: A1, B2, U.
fn split_kind(text: &str) -> Option<(&str, &str)> {
    let at = text.rfind(|c: char| c.is_ascii_uppercase()).unwrap_or(text.len());
    let (number, kind) = text.split_at_checked(at)?;
    (kind.len() <= 2).then_some((number, kind))
}

fn international(text: &str) -> Option<String> {
    if let Some(rest) = text.strip_prefix("PCT/").or_else(|| text.strip_prefix("PCT")) {
        let (office, rest) = rest.split_at_checked(2)?;
        let (year, number) = rest.split_once('/')?;
        let office_fits = office.bytes().all(|b| b.is_ascii_uppercase());
        let number = digits(number, 1, 6)?;
        return office_fits
            .then_some(common_year(year)?)
            .map(|year| format!("PCT/{office}{year}/{number:0>6}"));
    }
    let rest = text.strip_prefix("WO")?.trim_start_matches(['-', '/']);
    let (number, _) = split_kind(rest)?;
    let (year, number) = number.split_once(['/', '-']).or_else(|| number.split_at_checked(4))?;
    match year.len() {
        // Until mid 2002: two digits of the year and five of the number.
        2 => Some(format!("WO{}/{:0>5}", digits(year, 2, 2)?, digits(number, 1, 5)?)),
        _ => Some(format!("WO{}/{:0>6}", common_year(year)?, digits(number, 1, 6)?)),
    }
}

fn united_states(text: &str) -> Option<String> {
    let (number, kind) = split_kind(text.strip_prefix("US")?.trim_start_matches('-'))?;
    if let Some((year, number)) = number.split_once(['/', '-']) {
        return Some(format!("US{}/{:0>7}{kind}", common_year(year)?, digits(number, 1, 7)?));
    }
    if digits(number, 11, 11).is_some() {
        // A published application without the stroke: year and seven digits.
        let (year, number) = number.split_at_checked(4)?;
        return Some(format!("US{}/{number}{kind}", common_year(year)?));
    }
    Some(format!("US{}{kind}", digits(number, 6, 8)?))
}

fn european(text: &str) -> Option<String> {
    let (number, kind) = split_kind(text.strip_prefix("EP")?.trim_start_matches('-'))?;
    Some(format!("EP{:0>7}{kind}", digits(number, 6, 7)?))
}
