//! What a cell's text means for each type of field, apart from rows and columns.

use std::collections::{BTreeMap, HashMap};

use enishi_kind::{Catalogue, Field, KindInfo, Problem, Text, Translation, Type, Value, Vocabulary, nearest};
use enishi_kit::date::{PartialDate, parse_written};
use enishi_kit::decimal::{Decimal, DecimalError, parse_decimal};
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::fold::fold_text;
use enishi_kit::ident::Scheme;
use enishi_kit::lang::Lang;
use enishi_kit::money::{Yen, YenRange, parse_yen, parse_yen_range};

use super::identifiers;
use crate::Cell;
use crate::read::excel_day;
use crate::row::problem_near;

/// Labels of vocabularies in both languages, folded, to codes.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    known: BTreeMap<&'static str, HashMap<String, &'static str>>,
}

impl Labels {
    pub(crate) fn add_kind(&mut self, kind: &KindInfo, catalogue: &Catalogue) {
        for vocabulary in kind.places().filter_map(|place| place.inner().of.vocabulary()) {
            if self.known.contains_key(vocabulary.name) {
                continue;
            }
            let mut labels = HashMap::new();
            for &code in vocabulary.codes {
                labels.insert(fold_text(code), code);
            }
            for &code in vocabulary.codes {
                for lang in Lang::ALL {
                    let Some(label) = catalogue.find(lang, &format!("{}-{code}", vocabulary.name), &[])
                    else {
                        continue;
                    };
                    let folded = fold_text(label.trim());
                    // 千葉 is written for 千葉県.
                    if let Some(short) =
                        folded.strip_suffix(['都', '府', '県']).filter(|short| short.chars().count() > 1)
                    {
                        labels.entry(short.to_owned()).or_insert(code);
                    }
                    labels.entry(folded).or_insert(code);
                }
            }
            self.known.insert(vocabulary.name, labels);
        }
    }

    /// The code of a code, a label, or a number that lost its leading zero.
    pub(crate) fn code(&self, vocabulary: &Vocabulary, text: &str) -> Result<&'static str, Problem> {
        if let Some(code) = vocabulary.codes.iter().find(|code| **code == text) {
            return Ok(code);
        }
        let labels = self.known.get(vocabulary.name);
        let folded = fold_text(text.trim());
        if let Some(code) = labels
            .and_then(|labels| labels.get(folded.as_str()).or_else(|| labels.get(&format!("0{folded}"))))
        {
            return Ok(code);
        }
        let all = labels.into_iter().flat_map(|labels| labels.keys().map(String::as_str));
        let near = nearest(&folded, all).and_then(|near| labels?.get(near)).copied();
        Err(problem_near("code", text, near)
            .arg("vocabulary", vocabulary.name)
            .arg("codes", vocabulary.codes.join(", ")))
    }
}

/// Splits a cell into its values. A value in double quotes may hold separators.
///
/// Short terms are parted by `;`, `、`, `,` and line breaks; names and references of works often hold commas, so they
/// are parted by `;`, line breaks and (names) `、` only.
pub(crate) fn split(text: &str, field: &Field) -> Vec<String> {
    let commas =
        field.char_limit() <= 200 || field.of.vocabulary().is_some() || field.of == Type::Identifiers;
    let separator = |c: char| match c {
        ';' | '；' | '\n' | '\r' => true,
        '、' => commas || field.of.target().is_some(),
        ',' | '，' => commas && field.of.target().is_none(),
        _ => false,
    };
    let mut items = Vec::new();
    let mut item = String::new();
    let mut quoted = false;
    let mut was_quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                item.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if item.trim().is_empty() && !was_quoted => {
                item.clear();
                quoted = true;
                was_quoted = true;
            }
            c if quoted => item.push(c),
            c if separator(c) => {
                end_item(&mut item, was_quoted, &mut items);
                was_quoted = false;
            }
            c if was_quoted && c.is_whitespace() => {}
            c => item.push(c),
        }
    }
    end_item(&mut item, was_quoted, &mut items);
    items
}

fn end_item(item: &mut String, quoted: bool, items: &mut Vec<String>) {
    let taken = std::mem::take(item);
    if quoted {
        items.push(taken);
    } else if !taken.trim().is_empty() {
        items.push(taken.trim().to_owned());
    }
}

/// Writes values into one cell so that [`split`] gives them back.
pub(crate) fn join(items: &[String]) -> String {
    let written: Vec<String> = items
        .iter()
        .map(|item| {
            let plain = !item.is_empty()
                && item.trim() == item
                && !item.contains([';', '；', '、', ',', '，', '\n', '\r', '"']);
            if plain { item.clone() } else { format!("\"{}\"", item.replace('"', "\"\"")) }
        })
        .collect();
    written.join("; ")
}

/// Whether a text is written in Japanese: it has kana or Chinese characters.
pub(crate) fn language_of(text: &str) -> Lang {
    let japanese = |c: char| {
        matches!(c, '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '々' | '〆' | '\u{20000}'..='\u{2ffff}')
    };
    if text.chars().any(japanese) { Lang::Ja } else { Lang::En }
}

/// `en machine`: the English text is a machine's translation.
pub(crate) fn parse_translation(text: &str) -> Option<(Lang, Translation)> {
    let (lang, state) = text.trim().split_once(' ')?;
    let known = [Translation::Missing, Translation::Machine, Translation::Checked, Translation::Outdated];
    let state = known.into_iter().find(|known| known.code() == state.trim())?;
    Some((Lang::from_code(lang)?, state))
}

/// The written form of what is known about the other language's text; nothing where there is one language.
pub(crate) fn write_translation(text: &Text) -> Option<String> {
    let both = text.ja.is_some() && text.en.is_some();
    both.then(|| format!("{} {}", text.original.other(), text.state.code()))
}

/// Puts the parts of a text together. Where nothing is said, Japanese is the original.
pub(crate) fn assemble(
    ja: Option<String>,
    en: Option<String>,
    kana: Option<String>,
    translation: Option<(Lang, Translation)>,
) -> Text {
    let (original, state) = match (&ja, &en, translation) {
        (Some(_), Some(_), Some((translated, state))) => (translated.other(), state),
        (None, Some(_), _) => (Lang::En, Translation::Missing),
        _ => (Lang::Ja, Translation::Missing),
    };
    Text { original, ja, en, state, kana }
}

/// Reads a date: as people write it, or a number of Excel's calendar.
pub(crate) fn date(cell: &Cell, text: &str) -> Result<PartialDate, Problem> {
    let wrong =
        |detail: &dyn std::fmt::Display| Problem::new("date").arg("found", text).arg("detail", detail);
    if let Ok(exact) = text.parse::<PartialDate>() {
        return Ok(exact);
    }
    if let Cell::Number(number) = cell
        && *number >= 10_000.0
        && let Some(day) = excel_day(*number)
    {
        return day.parse().map_err(|error| wrong(&error));
    }
    parse_written(text).map_err(|error| wrong(&error))
}

/// Reads a whole number: full-width digits, separators of thousands, a fraction of zero.
pub(crate) fn integer(text: &str) -> Result<i64, Problem> {
    let wrong = || Problem::new("integer").arg("found", text);
    let folded: String = fold_text(text).chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, fraction) = match folded.rsplit_once(['.', ',']) {
        // Three digits after a comma are a group; after a point, or fewer after a comma, they are a fraction.
        Some((whole, digits)) if folded.ends_with(&format!(".{digits}")) || digits.len() < 3 => {
            (whole.to_owned(), digits)
        }
        _ => (folded.clone(), ""),
    };
    if fraction.chars().any(|c| c != '0') {
        return Err(wrong());
    }
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() < 2 || groups.iter().skip(1).all(|group| group.len() == 3);
    let digits: String = groups.concat().replace('−', "-");
    if !grouped {
        return Err(wrong());
    }
    digits.parse().map_err(|_| wrong())
}

/// Reads a fiscal year.
pub(crate) fn fiscal_year(text: &str) -> Result<FiscalYear, Problem> {
    FiscalYear::parse_written(text)
        .map_err(|error| Problem::new("fiscal-year").arg("found", text).arg("detail", error))
}

/// Reads an exact decimal number. A number of a spreadsheet has 15 digits that count; what follows is the machine's.
pub(crate) fn decimal(cell: &Cell, text: &str) -> Result<Decimal, Problem> {
    let wrong = |error: DecimalError| Problem::new("decimal").arg("found", text).arg("detail", error);
    if let Cell::Number(number) = cell {
        let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(*number);
        return parse_decimal(&rounded.to_string()).map_err(wrong);
    }
    parse_decimal(text).map_err(wrong)
}

/// Reads yes or no.
pub(crate) fn flag(text: &str) -> Result<bool, Problem> {
    match fold_text(text.trim()).as_str() {
        "true" | "yes" | "y" | "1" | "はい" | "○" | "◯" | "〇" | "有" | "あり" | "✓" | "✔" | "☑" => {
            Ok(true)
        }
        "false" | "no" | "n" | "0" | "いいえ" | "×" | "✕" | "無" | "なし" | "☐" => Ok(false),
        _ => Err(Problem::new("flag").arg("found", text)),
    }
}

/// Reads an amount.
pub(crate) fn yen(text: &str) -> Result<Yen, Problem> {
    if let Ok(exact) = text.parse::<i64>() {
        return Ok(Yen(exact));
    }
    parse_yen(text).map_err(|error| Problem::new("amount").arg("found", text).arg("detail", error))
}

/// Reads a range of amounts; our own form is `MIN〜MAX`, either side may be open.
pub(crate) fn yen_range(text: &str) -> Result<YenRange, Problem> {
    if let Some((min, max)) = text.split_once('〜') {
        let side = |side: &str| {
            if side.is_empty() { Some(None) } else { side.parse().ok().map(|yen| Some(Yen(yen))) }
        };
        if let (Some(min), Some(max)) = (side(min), side(max)) {
            return Ok(YenRange { min, max });
        }
    }
    parse_yen_range(text).map_err(|error| Problem::new("amount").arg("found", text).arg("detail", error))
}

/// The written form of a range.
pub(crate) fn write_yen_range(range: &YenRange) -> String {
    let side = |side: Option<Yen>| side.map(|yen| yen.0.to_string()).unwrap_or_default();
    format!("{}〜{}", side(range.min), side(range.max))
}

/// Reads one cell of a field that is neither bilingual nor a reference.
pub(crate) fn value(
    cell: &Cell,
    text: &str,
    field: &Field,
    scheme: Option<&Scheme>,
    labels: &Labels,
) -> Result<Value, Vec<Problem>> {
    let one = |result: Result<Value, Problem>| result.map_err(|problem| vec![problem]);
    let items = || match cell {
        Cell::List(items) => items.clone(),
        _ => split(text, field),
    };
    match field.of {
        Type::Line | Type::Link => Ok(Value::Line(text.to_owned())),
        Type::Keywords => Ok(Value::Keywords(items())),
        Type::Choice(vocabulary) => {
            one(labels.code(vocabulary, text).map(|code| Value::Choice(code.to_owned())))
        }
        Type::Choices(vocabulary) => {
            let codes = items().iter().map(|item| labels.code(vocabulary, item).map(str::to_owned)).collect();
            collect(codes).map(Value::Choices)
        }
        Type::Date => one(date(cell, text).map(Value::Date)),
        Type::FiscalYear => one(fiscal_year(text).map(Value::FiscalYear)),
        Type::Integer => one(integer(text).map(Value::Integer)),
        Type::Decimal => one(decimal(cell, text).map(Value::Decimal)),
        Type::Yen => one(yen(text).map(Value::Yen)),
        Type::YenRange => one(yen_range(text).map(Value::YenRange)),
        Type::Flag => match cell {
            Cell::Flag(flag) => Ok(Value::Flag(*flag)),
            _ => one(flag(text).map(Value::Flag)),
        },
        Type::Identifiers => {
            collect(items().iter().map(|item| identifiers::identifier(item, scheme, field)).collect())
                .map(Value::Identifiers)
        }
        Type::Text
        | Type::LongText
        | Type::Name
        | Type::Reference(_)
        | Type::References(_)
        | Type::Claims
        | Type::Rows(_)
        | Type::Files
        | Type::Successor => Err(vec![Problem::new("type").arg("expected", "text").arg("found", text)]),
    }
}

fn collect<T>(results: Vec<Result<T, Problem>>) -> Result<Vec<T>, Vec<Problem>> {
    let mut good = Vec::with_capacity(results.len());
    let mut problems = Vec::new();
    for result in results {
        match result {
            Ok(item) => good.push(item),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(good) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_as_people_write_them() {
        for (text, number) in [
            ("１，２３４", 1234),
            ("1,234,567", 1_234_567),
            ("12.0", 12),
            ("7995922,0", 7_995_922),
            ("-5", -5),
        ] {
            assert_eq!(integer(text), Ok(number), "{text}");
        }
        for wrong in ["7995922,4", "1,23,456", "五", "", "12.5"] {
            assert!(integer(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn yes_and_no() {
        for yes in ["はい", "○", "YES", "1", "ｔｒｕｅ"] {
            assert_eq!(flag(yes), Ok(true), "{yes}");
        }
        for no in ["いいえ", "×", "No", "0", "FALSE"] {
            assert_eq!(flag(no), Ok(false), "{no}");
        }
        assert!(flag("たぶん").is_err());
    }

    #[test]
    fn the_script_tells_the_language() {
        assert_eq!(language_of("MEC Company"), Lang::En);
        assert_eq!(language_of("MECカンパニー"), Lang::Ja);
        assert_eq!(language_of("希少糖"), Lang::Ja);
        assert_eq!(language_of("Masarykova univerzita č. 5"), Lang::En);
    }
}
