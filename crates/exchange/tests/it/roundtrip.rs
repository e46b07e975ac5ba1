//! What is written reads back as it was: all kinds, all formats, hostile texts.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use enishi_exchange::{
    ClaimParser, Exported, Format, Mapping, Parsed, ParsedCells, ParsedClaim, Parser, ReadOptions,
    WriteOptions, open, open_claims, write_csv, write_jsonl, write_xlsx,
};
use enishi_kind::{
    Body, Catalogue, Certainty, Claim, Field, FileEntry, KindInfo, Layer, Registry, Text, Translation, Type,
    Value,
};
use enishi_kit::date::PartialDate;
use enishi_kit::decimal::Decimal;
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::ident::{self, Confidence, Identifier, Scheme};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_kit::money::{Yen, YenRange};
use proptest::prelude::*;
use proptest::strategy::Union;
use serde_json::Value as Json;

use crate::support::Fixture;

const HOSTILE: [&str; 40] = [
    "=1+1",
    "+81-3-1234",
    "-5",
    "@SUM(A1)",
    "\tx",
    "\r",
    "\n",
    "-",
    "—",
    "ー",
    "'",
    "''",
    "'=x",
    "'-",
    "'quoted'",
    "\"",
    "\"a\"",
    "a\"b",
    ",",
    ";",
    "、",
    "a, b; c、d",
    " x ",
    "　",
    "00123",
    "1e5",
    "true",
    "2004-03-15",
    "_x000D_",
    "_x005F_",
    "<b>&amp;</b>",
    "]]>",
    "🧪👩‍🔬",
    "髙﨑①",
    "ｶﾅ",
    "𠮷野家",
    "a\r\nb",
    "\u{feff}x",
    "#REF!",
    "null",
];

fn words() -> BoxedStrategy<String> {
    let hostile = proptest::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned);
    let free = "[\\PC\t\n\r]{1,12}";
    let joined =
        (proptest::sample::select(HOSTILE.to_vec()), "\\PC{0,5}").prop_map(|(a, b)| format!("{a}{b}"));
    prop_oneof![hostile, free, joined]
        .prop_filter("NUL cannot be stored", |text| !text.contains('\0'))
        .boxed()
}

fn words_of(field: &'static Field) -> BoxedStrategy<String> {
    let limit = field.char_limit();
    words().prop_map(move |text| text.chars().take(limit).collect()).boxed()
}

fn text_of(field: &'static Field) -> BoxedStrategy<Value> {
    let states = [Translation::Missing, Translation::Machine, Translation::Checked, Translation::Outdated];
    let solid = words_of(field).prop_filter("blank", |text| !text.trim().is_empty());
    let lang = proptest::sample::select(Lang::ALL.to_vec());
    let kana = proptest::option::of(words_of(field));
    (solid, proptest::option::of(words_of(field)), lang, proptest::sample::select(states.to_vec()), kana)
        .prop_map(move |(one, other, original, state, kana)| {
            let mut text = Text::one(original, one);
            if let Some(other) = other {
                match original {
                    Lang::Ja => text.en = Some(other),
                    Lang::En => text.ja = Some(other),
                }
                text.state = state;
            }
            text.kana = kana.filter(|_| field.of == Type::Name);
            Value::Text(text)
        })
        .boxed()
}

fn date() -> BoxedStrategy<PartialDate> {
    prop_oneof![
        (1..=9999_i32).prop_map(|year| PartialDate::year(year).unwrap()),
        (1..=9999_i32, 1..=12_i32).prop_map(|(year, month)| PartialDate::month(year, month).unwrap()),
        (1..=9999_i32, 1..=12_i32, 1..=28_i32)
            .prop_map(|(year, month, day)| PartialDate::day(year, month, day).unwrap()),
    ]
    .boxed()
}

fn identifier() -> BoxedStrategy<Identifier> {
    let known = proptest::sample::select(vec![
        (Scheme::Orcid, "0000-0002-1825-0097"),
        (Scheme::CorporateNumber, "7000012060001"),
        (Scheme::LocalGovernmentCode, "011002"),
        (Scheme::Doi, "10.1000/xyz(1);a,b"),
        (Scheme::from_name("gepris").unwrap(), "a b; c"),
        (Scheme::from_name("isbn").unwrap(), "=1+1"),
    ]);
    let source = proptest::option::of("[a-z、;\"]{1,6}");
    let sure = proptest::sample::select(vec![Confidence::Confirmed, Confidence::Proposed]);
    (known, source, sure)
        .prop_map(|((scheme, value), source, confidence)| {
            let value = ident::check(&scheme, value).unwrap();
            Identifier { scheme, value, source, confidence }
        })
        .boxed()
}

fn record_id() -> BoxedStrategy<RecordId> {
    any::<[u8; 16]>().prop_map(RecordId::from_bytes).boxed()
}

fn value_of(field: &'static Field, kind: &'static KindInfo) -> BoxedStrategy<Value> {
    match field.of {
        Type::Text | Type::LongText | Type::Name => text_of(field),
        Type::Line => words_of(field).prop_map(Value::Line).boxed(),
        Type::Link => "https://[a-z=?&;,'\"]{1,10}".prop_map(Value::Line).boxed(),
        Type::Keywords => proptest::collection::vec(words_of(field), 1..4).prop_map(Value::Keywords).boxed(),
        Type::Choice(known) => proptest::sample::select(known.codes.to_vec())
            .prop_map(|code| Value::Choice(code.to_owned()))
            .boxed(),
        Type::Choices(known) => {
            proptest::collection::vec(proptest::sample::select(known.codes.to_vec()), 1..4)
                .prop_map(|codes| Value::Choices(codes.into_iter().map(str::to_owned).collect()))
                .boxed()
        }
        Type::Date => date().prop_map(Value::Date).boxed(),
        Type::FiscalYear => (1000..=9998).prop_map(|year| Value::FiscalYear(FiscalYear(year))).boxed(),
        Type::Decimal => (-999_999_999_999_999_999_999_i128..=999_999_999_999_999_999_999)
            .prop_map(|number| Value::Decimal(Decimal::from_millionths(number).unwrap()))
            .boxed(),
        Type::Integer => {
            let (least, most) = field.range.unwrap_or((i64::MIN, i64::MAX));
            (least..=most).prop_map(Value::Integer).boxed()
        }
        Type::Yen => any::<i64>().prop_map(|yen| Value::Yen(Yen(yen))).boxed(),
        Type::YenRange => (proptest::option::of(0..10_i64), proptest::option::of(10..i64::MAX))
            .prop_map(|(min, max)| Value::YenRange(YenRange { min: min.map(Yen), max: max.map(Yen) }))
            .boxed(),
        Type::Flag => any::<bool>().prop_map(Value::Flag).boxed(),
        Type::Reference(_) => record_id().prop_map(Value::Reference).boxed(),
        Type::References(_) => {
            proptest::collection::vec(record_id(), 1..3).prop_map(Value::References).boxed()
        }
        Type::Identifiers => {
            proptest::collection::vec(identifier(), 1..3).prop_map(Value::Identifiers).boxed()
        }
        Type::Claims => proptest::collection::vec(claim_of(kind), 1..3).prop_map(Value::Claims).boxed(),
        Type::Rows(columns) => {
            let cells: Vec<_> = columns
                .iter()
                .map(|column| {
                    // Dates in the wrong order are refused; each is tried alone.
                    let value = value_of(column, kind);
                    let value = match (column.name, column.required) {
                        ("until", _) => Just(None).boxed(),
                        (_, true) => value.prop_map(Some).boxed(),
                        _ => proptest::option::weighted(0.4, value).boxed(),
                    };
                    value.prop_map(move |value| (column.name, value))
                })
                .collect();
            let row = cells.prop_map(|values| {
                let mut row = Body::new();
                for (name, value) in values {
                    if let Some(value) = value {
                        row.set(name, &value);
                    }
                }
                row
            });
            let row = row.prop_filter("an empty row is none", |row| !row.is_empty());
            proptest::collection::vec(row, 1..4).prop_map(Value::Rows).boxed()
        }
        Type::Files => proptest::collection::vec(file(), 1..3).prop_map(Value::Files).boxed(),
        Type::Successor => record_id().prop_map(Value::Reference).boxed(),
    }
}

fn file() -> BoxedStrategy<FileEntry> {
    let layer = proptest::sample::select(vec![Layer::Public, Layer::Member, Layer::Party, Layer::Steward]);
    ("[0-9a-f]{64}", "[a-z技術]{1,8}\\.pdf", any::<u64>(), layer, proptest::option::of(words()))
        .prop_map(|(blob, name, size, layer, title)| FileEntry {
            blob,
            name,
            media_type: "application/pdf".to_owned(),
            size,
            layer,
            title,
        })
        .boxed()
}

fn claim_of(kind: &'static KindInfo) -> BoxedStrategy<Claim> {
    let fields = kind.fields().filter(|field| field.of.takes_claims());
    let value = Union::new(fields.map(|field| {
        value_of(field, kind).prop_map(move |value| (field.name.to_owned(), value.to_json())).boxed()
    }));
    let sure = proptest::sample::select(vec![Certainty::Stated, Certainty::Inferred, Certainty::Unchecked]);
    (value, proptest::option::of(record_id()), proptest::option::of(date()), sure)
        .prop_map(|((field, value), source, as_of, certainty)| Claim {
            field,
            value,
            source,
            as_of,
            certainty,
        })
        .boxed()
}

fn body_of(kind: &'static KindInfo) -> BoxedStrategy<Body> {
    let fields: Vec<_> = kind
        .fields()
        .map(|field| {
            proptest::option::weighted(0.3, value_of(field, kind)).prop_map(move |value| (field, value))
        })
        .collect();
    fields
        .prop_map(|values| {
            let mut body = Body::new();
            for (field, value) in values {
                if let Some(value) = value {
                    body.set(field.name, &value);
                }
            }
            body
        })
        .boxed()
}

/// What use cases keep by themselves stands in JSON Lines only.
fn without_managed(records: &[Exported], kind: &KindInfo) -> Vec<Exported> {
    let mut records = records.to_vec();
    for record in &mut records {
        for field in kind.fields().filter(|field| field.of.is_managed()) {
            record.body.remove(field.name);
        }
    }
    records
}

fn records_of(kind: &'static KindInfo) -> BoxedStrategy<Vec<Exported>> {
    proptest::collection::vec(body_of(kind), 1..4)
        .prop_map(|bodies| {
            let reference = |at: usize| format!("{}-{:08}", kind.name, at + 1);
            bodies
                .into_iter()
                .enumerate()
                .map(|(at, body)| Exported { reference: reference(at), body })
                .collect()
        })
        .boxed()
}

fn resolve(id: RecordId) -> String {
    format!("record-{id}")
}

fn back(name: &str) -> RecordId {
    name.strip_prefix("record-").unwrap_or_else(|| panic!("{name}")).parse().unwrap()
}

fn write(path: &Path, format: Format, options: &WriteOptions<'_>, records: &[Exported]) {
    let source = records.iter().cloned().map(Ok::<_, std::io::Error>);
    let count = match format {
        Format::Xlsx => write_xlsx(File::create(path).unwrap(), options, source).unwrap(),
        Format::Csv => {
            let mut claims = Vec::new();
            let count = write_csv(File::create(path).unwrap(), Some(&mut claims), options, source).unwrap();
            std::fs::write(path.with_extension("claims.csv"), claims).unwrap();
            count
        }
        Format::JsonLines => write_jsonl(File::create(path).unwrap(), options, source).unwrap(),
    };
    assert_eq!(usize::try_from(count).unwrap(), records.len());
}

fn json_of(parsed: &Parsed, field: &Field) -> Json {
    match parsed {
        Parsed::Value(json) => json.clone(),
        Parsed::Refer(names) => {
            let ids: Vec<RecordId> = names.iter().map(|name| back(name)).collect();
            if field.of.is_many() {
                Value::References(ids).to_json()
            } else {
                Value::Reference(ids[0]).to_json()
            }
        }
        Parsed::Rows(rows) => {
            let row = |cells: &ParsedCells| {
                let mut row = Body::new();
                for (name, parsed) in cells {
                    let column = field.of.columns().iter().find(|column| column.name == name).unwrap();
                    row.set_raw(name, json_of(parsed, column));
                }
                row
            };
            Value::Rows(rows.iter().map(row).collect()).to_json()
        }
        Parsed::Claims(claims) => serde_json::to_value(claims).unwrap(),
        Parsed::Clear => panic!("{}: nothing was cleared", field.name),
    }
}

fn claim_back(claim: &ParsedClaim, kind: &KindInfo) -> Claim {
    Claim {
        field: claim.field.clone(),
        value: json_of(&claim.value, kind.field(&claim.field).unwrap()),
        source: claim.source.as_deref().map(back),
        as_of: claim.as_of,
        certainty: claim.certainty,
    }
}

fn read(path: &Path, kind: &'static KindInfo, registry: &Registry, catalogue: &Catalogue) -> Vec<Exported> {
    let options = ReadOptions::of_kind(kind, catalogue);
    let mut claims: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
    if let Some(table) = open_claims(path, &options).unwrap() {
        let parser = ClaimParser::new(&table, kind, catalogue).unwrap();
        for row in table {
            let parsed = parser.parse(&row.unwrap());
            assert_eq!(parsed.problems, []);
            claims.entry(parsed.record).or_default().push(claim_back(&parsed.claim.unwrap(), kind));
        }
    }
    let table = open(path, &options).unwrap();
    let (mapping, notes) = Mapping::guess(kind, registry, &table.headers, catalogue);
    assert!(notes.iter().all(|note| note.target.is_some()), "{notes:?}");
    let parser = Parser::new(&mapping, &table, kind, registry, catalogue).unwrap();
    assert_eq!(parser.problems(), []);
    let mut records = Vec::new();
    for row in parser.rows(table) {
        let row = row.unwrap();
        assert_eq!(row.problems, []);
        let reference = row.key.reference.clone().unwrap();
        let mut body = Body::new();
        for (name, parsed) in &row.fields {
            let field = kind.field(name).unwrap();
            match parsed {
                Parsed::Claims(found) => {
                    let found = found.iter().map(|claim| claim_back(claim, kind)).collect();
                    body.set(name, &Value::Claims(found));
                }
                parsed => body.set_raw(name, json_of(parsed, field)),
            }
        }
        if let Some(found) = claims.remove(&reference) {
            body.set("claims", &Value::Claims(found));
        }
        // The row as the app stages it is the same after a trip through JSON.
        let staged = serde_json::to_string(&row).unwrap();
        assert_eq!(serde_json::from_str::<enishi_exchange::ParsedRow>(&staged).unwrap(), row);
        records.push(Exported { reference, body });
    }
    assert!(claims.is_empty(), "{claims:?}");
    records
}

fn check(kind: &'static KindInfo, registry: &Registry, catalogue: &Catalogue, cases: u32) {
    let fixture = tempfile::tempdir().unwrap();
    let mut runner =
        proptest::test_runner::TestRunner::new(ProptestConfig { cases, ..ProptestConfig::default() });
    runner
        .run(&records_of(kind), |records| {
            for record in &records {
                let mut problems = record.body.problems(kind);
                // Which of two dates comes first is not what is tried here.
                problems.retain(|problem| problem.code != "required" && problem.code != "period-order");
                prop_assert_eq!(problems, vec![]);
            }
            for format in Format::ALL {
                let path = fixture.path().join(format!("all.{}", format.ending()));
                let options = WriteOptions { kind, catalogue, lang: Lang::Ja, resolve: &resolve };
                write(&path, format, &options, &records);
                let expected = if format == Format::JsonLines {
                    records.clone()
                } else {
                    without_managed(&records, kind)
                };
                prop_assert_eq!(&read(&path, kind, registry, catalogue), &expected, "{:?}", format);
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{}: {error}", kind.name));
}

#[test]
fn every_kind_reads_back_in_every_format_long() {
    let fixture = Fixture::new();
    for kind in fixture.registry.kinds() {
        check(kind, &fixture.registry, &fixture.catalogue, enishi_testkit::rounds(24, 1_000));
    }
}

#[test]
fn a_kind_with_every_type_reads_back_in_every_format_long() {
    let registry = enishi_testkit::kinds::registry();
    let catalogue = Catalogue::new(registry.kinds().map(|kind| &kind.locales)).unwrap();
    for kind in registry.kinds() {
        check(kind, &registry, &catalogue, enishi_testkit::rounds(24, 1_000));
    }
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let fixture = Fixture::new();
    let kind = fixture.kind("organisation");
    let body = Body::new().with("name", &Value::Text(Text::one(Lang::Ja, "=試験")));
    let records = [Exported { reference: "organisation-00000001".to_owned(), body }];
    let options = WriteOptions { kind, catalogue: &fixture.catalogue, lang: Lang::En, resolve: &resolve };
    for format in Format::ALL {
        let write_once = |name: &str| {
            let path = fixture.path(&format!("{name}.{}", format.ending()));
            write(&path, format, &options, &records);
            std::fs::read(path).unwrap()
        };
        assert_eq!(write_once("one"), write_once("two"), "{format:?}");
    }
    let csv = String::from_utf8(std::fs::read(fixture.path("one.csv")).unwrap()).unwrap();
    assert!(csv.contains("organisation-00000001,'=試験,"), "{csv}");
}

#[test]
fn text_longer_than_a_cell_of_xlsx_is_refused_with_its_place() {
    let fixture = Fixture::new();
    let kind = fixture.kind("need");
    let body = Body::new().with("problem", &Value::Text(Text::one(Lang::Ja, "あ".repeat(33_000))));
    let records = [Exported { reference: "need-00000001".to_owned(), body }];
    let options = WriteOptions { kind, catalogue: &fixture.catalogue, lang: Lang::Ja, resolve: &resolve };
    let source = records.iter().cloned().map(Ok::<_, std::io::Error>);
    let error = write_xlsx(std::io::Cursor::new(Vec::new()), &options, source).unwrap_err().to_string();
    for part in ["need-00000001", "problem[ja]", "32767", "jsonl"] {
        assert!(error.contains(part), "{error}");
    }
    let path = fixture.path("long.csv");
    write(&path, Format::Csv, &options, &records);
    assert_eq!(read(&path, kind, &fixture.registry, &fixture.catalogue), records);
}
