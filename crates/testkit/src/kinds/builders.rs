//! Bodies with sensible defaults: valid, public, in Japanese; a test adds what it is about with `Body::with`.

use enishi_kind::{Body, Text, Value};
use enishi_kit::date::PartialDate;
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ident::{Confidence, Identifier, Scheme};
use enishi_kit::ids::{IdSource as _, RecordId};
use enishi_kit::lang::Lang;
use enishi_kit::money::{Yen, YenRange};
use jiff::Timestamp;

use crate::SeqIds;

/// A text in Japanese.
pub fn text(words: &str) -> Value {
    Value::Text(Text::one(Lang::Ja, words))
}

/// A public specimen with nothing but its title.
pub fn specimen(title: &str) -> Body {
    public(title)
}

/// A public shelf.
pub fn shelf(title: &str) -> Body {
    public(title)
}

/// A public source.
pub fn source(title: &str) -> Body {
    public(title)
}

/// A public label of the first shape.
pub fn label(title: &str, colour: &str) -> Body {
    public(title).with("colour", &Value::Line(colour.to_owned()))
}

fn public(title: &str) -> Body {
    Body::new().with("title", &text(title)).with("disclosure", &Value::Choice("public".to_owned()))
}

/// A public specimen with a value in every field of its own, on this shelf, related to this other specimen.
///
/// # Panics
/// Never: its date is a date.
pub fn full_specimen(title: &str, shelf: RecordId, other: RecordId) -> Body {
    let both = |ja: &str, en: &str| Value::Text(Text::both(Lang::Ja, ja, en));
    let line = |words: &str| Value::Line(words.to_owned());
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let (Ok(found), Ok(lost)) = (PartialDate::month(2004, 3), PartialDate::year(2008)) else {
        panic!("2004-03 is no month or 2008 is no year")
    };
    let finder =
        Text { kana: Some("ホッカイ ハナコ".to_owned()), ..Text::one(Lang::Ja, "北海花子") };
    let number = Identifier {
        scheme: Scheme::Orcid,
        value: "0000-0002-1825-0097".to_owned(),
        source: None,
        confidence: Confidence::Confirmed,
    };
    let insured = YenRange { min: Some(Yen(1_000_000)), max: Some(Yen(3_000_000)) };
    specimen(title)
        .with("finder", &Value::Text(finder))
        .with("description", &both("青い石。\n二つに割れている。", "A blue stone.\nIt is broken in two."))
        .with("number", &line("S-001"))
        .with("keywords", &Value::Keywords(words(&["ｱｽﾞﾗｲﾄ", "azurite"])))
        .with("grade", &Value::Choice("good".to_owned()))
        .with("colours", &Value::Choices(words(&["green", "blue"])))
        .with("found", &Value::Date(found))
        .with("lost", &Value::Date(lost))
        .with("bought", &Value::FiscalYear(FiscalYear(2004)))
        .with("weight", &decimal("12.5"))
        .with("stays", &Value::Rows(vec![stay(2004, shelf, other), stay(2006, shelf, other)]))
        .with("pieces", &Value::Integer(2))
        .with("fragile", &Value::Flag(true))
        .with("page", &line("https://www.example.jp/stones/1"))
        .with("numbers", &Value::Identifiers(vec![number]))
        .with("shelf", &Value::Reference(shelf))
        .with("related", &Value::References(vec![other]))
        .with("remark", &text("会員への注記"))
        .with("price", &Value::Yen(Yen(120_000)))
        .with("belongs", &Value::References(vec![other]))
        .with("owner", &line("所有者A・見本"))
        .with("papers", &Value::Reference(shelf))
        .with("insured", &Value::YenRange(insured))
        .with("hidings", &Value::Rows(vec![stay(2005, shelf, other)]))
        .with("secret", &line("鍵は机の中"))
}

/// A row of stays with a value in every column, in a year.
///
/// # Panics
/// Outside the years 1 to 9998.
pub fn stay(year: i32, shelf: RecordId, beside: RecordId) -> Body {
    let (Ok(since), Ok(until)) = (PartialDate::month(year, 4), PartialDate::day(year + 1, 3, 15)) else {
        panic!("{year} is no year")
    };
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    Body::new()
        .with("since", &Value::Date(since))
        .with("until", &Value::Date(until))
        .with("shelf", &Value::Reference(shelf))
        .with("beside", &Value::References(vec![beside]))
        .with("grade", &Value::Choice("good".to_owned()))
        .with("colours", &Value::Choices(words(&["blue"])))
        .with("counted", &Value::FiscalYear(FiscalYear(year)))
        .with("pieces", &Value::Integer(3))
        .with("weight", &decimal("-0.25"))
        .with("rent", &Value::Yen(Yen(1_200)))
        .with("shown", &Value::Flag(false))
        .with("words", &Value::Keywords(words(&["棚", "shelf"])))
        .with("page", &Value::Line("https://www.example.jp/stays".to_owned()))
        .with("by", &Value::Line("北海|花子".to_owned()))
        .with("note", &Value::Text(Text::both(Lang::Ja, "移した。", "It was moved.")))
}

/// A decimal number.
///
/// # Panics
/// Text that is none.
pub fn decimal(text: &str) -> Value {
    let Ok(number) = text.parse() else { panic!("{text} is no decimal in its one form") };
    Value::Decimal(number)
}

/// Ids that are the same on every run and belong to no record of a test that takes its ids from a [`SeqIds`].
///
/// Shape: version 7, of the first millisecond of 1970.
pub fn reference_ids(count: usize) -> Vec<RecordId> {
    let ids = SeqIds::default();
    (0..count).map(|_| ids.record_id(Timestamp::UNIX_EPOCH)).collect()
}
