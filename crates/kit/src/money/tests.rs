//! Tests of [`super`].

use proptest::prelude::*;

use super::*;

fn yen(text: &str) -> i64 {
    parse_yen(text).unwrap_or_else(|error| panic!("{error}")).0
}

#[test]
fn written_units_are_read() {
    for (text, amount) in [
        ("1億2,000万円", 120_000_000),
        ("120百万円", 120_000_000),
        ("12,065百万円", 12_065_000_000),
        ("5千円", 5_000),
        ("1,234千円", 1_234_000),
        ("１，０００円", 1_000),
        ("¥3,000,000", 3_000_000),
        ("￥３０００", 3_000),
        ("12.5億円", 1_250_000_000),
        ("1.50万円", 15_000),
        ("3000000", 3_000_000),
        ("3,000,000 円", 3_000_000),
        ("2億5千万円", 250_000_000),
        ("5億3百万円", 503_000_000),
        ("3万5千円", 35_000),
        ("1兆2億3万4円", 1_000_200_030_004),
        ("1億500円", 100_000_500),
        ("10億", 1_000_000_000),
        ("0円", 0),
        ("1000.0", 1_000),
        ("JPY 120,000,000", 120_000_000),
        ("500 yen", 500),
        ("▲1,000円", -1_000),
        ("-5万円", -50_000),
        ("JPY -5", -5),
    ] {
        assert_eq!(yen(text), amount, "{text}");
    }
}

#[test]
fn doubtful_amounts_are_refused_by_type() {
    let error = |text: &str| parse_yen(text).unwrap_err();
    for text in [
        "120百万円 千円",
        "5億円3百万円",
        "120百万 千円",
        "3百万5千円2万円",
        "5万3億円",
        "1億20000万円",
        "100円200円",
    ] {
        assert!(matches!(error(text), MoneyError::TwoUnits { .. }), "{text}: {:?}", error(text));
    }
    for text in ["0.5円", "1.2345千円", "10.01", "1.00005万円"] {
        assert!(matches!(error(text), MoneyError::FractionOfYen { .. }), "{text}: {:?}", error(text));
    }
    for text in ["1,20円", "1,2345", "1234,567", ",100"] {
        assert!(matches!(error(text), MoneyError::Grouping { .. }), "{text}: {:?}", error(text));
    }
    for text in ["9223372036854775808", "1000京円", "99999999999999999999999999999999999999999999億円"] {
        assert!(matches!(error(text), MoneyError::TooLarge { .. }), "{text}: {:?}", error(text));
    }
    for (text, name) in [
        ("€5,000", "EUR"),
        ("100ユーロ", "EUR"),
        ("$5", "USD"),
        ("５万ドル", "USD"),
        ("US$ 30", "USD"),
        ("100豪ドル", "AUD"),
    ] {
        assert!(error(text).to_string().contains(name), "{text}: {}", error(text));
    }
    for text in [
        "円",
        "百万円",
        "数百万円",
        "未定",
        "約100万円",
        "1.5億3000万円",
        "1..5",
        "--5",
        "5.",
        "0x10",
        "1e6",
        "100万円以下",
    ] {
        assert!(matches!(error(text), MoneyError::Unreadable { .. }), "{text}: {:?}", error(text));
    }
    assert_eq!(error("  "), MoneyError::Empty);
    let both = error("120百万円 千円").to_string();
    assert!(both.contains("`百万円` and `千円`"), "{both}");
}

#[test]
fn ranges_are_read() {
    for (text, min, max) in [
        ("500万円〜1,000万円", Some(5_000_000), Some(10_000_000)),
        ("500万円～1,000万円", Some(5_000_000), Some(10_000_000)),
        ("500〜1,000万円", Some(5_000_000), Some(10_000_000)),
        ("500円〜1万円", Some(500), Some(10_000)),
        ("500万円-1,000万円", Some(5_000_000), Some(10_000_000)),
        ("500万円から1,000万円まで", Some(5_000_000), Some(10_000_000)),
        ("100万円以下", None, Some(1_000_000)),
        ("100万円以内", None, Some(1_000_000)),
        ("100万円まで", None, Some(1_000_000)),
        ("100万円未満", None, Some(999_999)),
        ("100万円以上", Some(1_000_000), None),
        ("100万円超", Some(1_000_001), None),
        ("～300万円", None, Some(3_000_000)),
        ("300万円～", Some(3_000_000), None),
        ("上限300万円", None, Some(3_000_000)),
        ("300万円程度", Some(3_000_000), Some(3_000_000)),
        ("約300万円", Some(3_000_000), Some(3_000_000)),
        ("300万円", Some(3_000_000), Some(3_000_000)),
        ("up to JPY 3,000,000", None, Some(3_000_000)),
        ("JPY 100 to JPY 200", Some(100), Some(200)),
        ("-5円〜5円", Some(-5), Some(5)),
    ] {
        let range = parse_yen_range(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(range, YenRange { min: min.map(Yen), max: max.map(Yen) }, "{text}");
    }
    assert!(matches!(parse_yen_range("1,000万円〜500万円"), Err(MoneyError::Reversed { .. })));
    assert!(matches!(parse_yen_range("€1〜€5"), Err(MoneyError::OtherCurrency { .. })));
    for text in ["~", "1〜2〜3円", "応相談", "以下", "100万円以上500万円以下"] {
        assert!(parse_yen_range(text).is_err(), "{text}");
    }
}

#[test]
fn amounts_are_written_exactly() {
    for (amount, ja, en) in [
        (120_000_000, "1億2,000万円", "JPY 120,000,000"),
        (12_345_678, "1,234万5,678円", "JPY 12,345,678"),
        (0, "0円", "JPY 0"),
        (-1_000, "-1,000円", "JPY -1,000"),
        (100_000_000, "1億円", "JPY 100,000,000"),
    ] {
        assert_eq!(format_yen(Yen(amount), Lang::Ja), ja);
        assert_eq!(format_yen(Yen(amount), Lang::En), en);
    }
    let json = r#"{"min":5,"max":7}"#;
    let range: YenRange = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&range).unwrap(), json);
    assert_eq!(serde_json::to_string(&YenRange::default()).unwrap(), "{}");
    assert!(
        range.contains(Yen(5))
            && range.contains(Yen(7))
            && !range.contains(Yen(8))
            && !range.contains(Yen(4))
    );
}

proptest! {
    #[test]
    fn every_amount_reads_back(amount in prop_oneof![any::<i64>(), -1_000_000..1_000_000i64]) {
        for lang in Lang::ALL {
            prop_assert_eq!(parse_yen(&format_yen(Yen(amount), lang)), Ok(Yen(amount)));
        }
        prop_assert_eq!(parse_yen(&amount.to_string()), Ok(Yen(amount)));
    }

    #[test]
    fn every_range_reads_back(one in any::<i64>(), other in any::<i64>(), open in 0..3u8) {
        let range = YenRange {
            min: (open != 1).then(|| Yen(one.min(other))),
            max: (open != 2).then(|| Yen(one.max(other))),
        };
        for lang in Lang::ALL {
            prop_assert_eq!(parse_yen_range(&format_yen_range(&range, lang)), Ok(range));
        }
    }

    #[test]
    fn no_text_breaks_the_reader(text in "(\\PC|[0-9,.円万億千百〜~¥-]){0,16}") {
        let exact = parse_yen(&text);
        let range = parse_yen_range(&text);
        if let Ok(amount) = exact {
            prop_assert_eq!(range, Ok(YenRange { min: Some(amount), max: Some(amount) }));
        }
    }
}
