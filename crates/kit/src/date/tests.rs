//! Tests of [`super`].

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn iso(text: &str) -> String {
    parse_written(text).map(|date| date.to_string()).unwrap_or_else(|error| format!("error: {error}"))
}

#[test]
fn written_forms_are_read() {
    for (text, expected) in [
        ("2004", "2004"),
        ("2004年", "2004"),
        ("2004-03", "2004-03"),
        ("2004-03-15", "2004-03-15"),
        ("20040315", "2004-03-15"),
        ("2004/3/1", "2004-03-01"),
        ("2004.3.1", "2004-03-01"),
        ("2004. 3. 1", "2004-03-01"),
        ("2004/03", "2004-03"),
        ("2004年3月1日", "2004-03-01"),
        ("2004年 3月", "2004-03"),
        ("２００４年３月１日（月）", "2004-03-01"),
        ("２００４／３／１", "2004-03-01"),
        ("2004−03−01", "2004-03-01"),
        ("平成16年3月", "2004-03"),
        ("平成16年3月1日(月曜日)", "2004-03-01"),
        ("平成１６年", "2004"),
        ("平成十六年三月一日", "2004-03-01"),
        ("二〇〇四年三月", "2004-03"),
        ("H16.3.1", "2004-03-01"),
        ("h.16.3.1", "2004-03-01"),
        ("Ｈ１６／３／１", "2004-03-01"),
        ("令和元年5月1日", "2019-05-01"),
        ("R6/4/1", "2024-04-01"),
        ("㋿6年4月", "2024-04"),
        ("S63.12", "1988-12"),
        ("January 10, 2017", "2017-01-10"),
        ("10 Jan 2017", "2017-01-10"),
        ("10th of January 2017", "2017-01-10"),
        ("Sept. 3, 2017", "2017-09-03"),
        ("10-Jan-2017", "2017-01-10"),
        ("Tuesday, January 10, 2017", "2017-01-10"),
        ("May 2017", "2017-05"),
        ("March 2004", "2004-03"),
        ("2004-03-01T00:00:00", "2004-03-01"),
        ("2004-03-01 23:59:59.123", "2004-03-01"),
        ("2004/3/1 9:05", "2004-03-01"),
    ] {
        assert_eq!(iso(text), expected, "{text}");
    }
}

#[test]
fn eras_end_on_their_day() {
    for (text, expected) in [
        ("昭和64年1月7日", "1989-01-07"),
        ("昭和64年1月", "1989-01"),
        ("昭和64年", "1989"),
        ("平成元年1月8日", "1989-01-08"),
        ("平成31年4月30日", "2019-04-30"),
        ("大正15年12月24日", "1926-12-24"),
        ("昭和元年12月25日", "1926-12-25"),
        ("明治45年7月29日", "1912-07-29"),
        ("大正元年7月30日", "1912-07-30"),
        ("明治6年1月1日", "1873-01-01"),
        ("明治元年", "1868"),
        ("平成32年", "error: 平成 ended on 2019-04-30; 平成32年 would be 2020 = 令和2年"),
        ("平成31年5月", "error: 平成 ended on 2019-04-30; 平成31年5月 would be 2019-05 = 令和元年5月"),
        ("H31.5.1", "error: 平成 ended on 2019-04-30; 平成31年5月1日 would be 2019-05-01 = 令和元年5月1日"),
        ("昭和64年2月", "error: 昭和 ended on 1989-01-07; 昭和64年2月 would be 1989-02 = 平成元年2月"),
        (
            "平成元年1月7日",
            "error: 平成 began on 1989-01-08; 平成1年1月7日 would be 1989-01-07 = 昭和64年1月7日",
        ),
        ("令和元年4月", "error: 令和 began on 2019-05-01; 令和1年4月 would be 2019-04 = 平成31年4月"),
        ("平成0年", "error: there is no 平成0年: the first year of an era is 元年 or 1年"),
    ] {
        assert_eq!(iso(text), expected, "{text}");
    }
    assert!(matches!(parse_written("明治5年12月2日"), Err(DateError::Lunisolar { .. })));
}

#[test]
fn doubtful_and_impossible_dates_are_refused_by_type() {
    let error = |text: &str| parse_written(text).unwrap_err();
    assert_eq!(error(" \u{3000}"), DateError::Empty);
    for text in ["3/1/2004", "15.03.2004", "04/3/1", "10-Jan-17"] {
        assert!(matches!(error(text), DateError::Ambiguous { .. }), "{text}");
    }
    assert!(matches!(error("平成14年度"), DateError::FiscalYear { .. }));
    assert!(matches!(error("FY2002"), DateError::FiscalYear { .. }));
    assert!(matches!(error("2004-03-01T20:00:00Z"), DateError::Zoned { .. }));
    assert!(matches!(error("2004-03-01T20:00:00+09:00"), DateError::Zoned { .. }));
    assert!(matches!(error("2004-03-01T24:00:00"), DateError::Time { .. }));
    assert_eq!(error("2004/13/1"), DateError::Month { month: 13 });
    assert_eq!(error("2003年2月29日"), DateError::Day { year: 2003, month: 2, day: 29, last: 28 });
    assert_eq!(error("平成15年2月29日"), DateError::Day { year: 2003, month: 2, day: 29, last: 28 });
    assert_eq!(error("0000"), DateError::Year { year: 0 });
    for text in [
        "昔",
        "慶応3年",
        "2004年3月上旬",
        "2004-3-1-1",
        "12345",
        "2004年春",
        "Spring 2017",
        "平成年",
        "March",
        "M",
    ] {
        assert!(matches!(error(text), DateError::Unreadable { .. }), "{text}: {:?}", error(text));
    }
}

#[test]
fn only_strict_iso_reads_back() {
    for text in ["2004", "2004-03", "2004-03-15", "0001-01-01", "9999-12-31"] {
        assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        let json = format!("\"{text}\"");
        assert_eq!(
            serde_json::to_string(&serde_json::from_str::<PartialDate>(&json).unwrap()).unwrap(),
            json
        );
    }
    for text in
        ["", "204", "2004-3", "2004-03-1", "+204", "2004-03-15-", "2004/03", "２００４", "0000", "2004-00"]
    {
        assert!(text.parse::<PartialDate>().is_err(), "{text}");
    }
}

#[test]
fn first_and_last_days_enclose_what_is_meant() {
    let year = PartialDate::year(2004).unwrap();
    let month = PartialDate::month(2004, 2).unwrap();
    assert_eq!((year.first_day(), year.last_day()), (date(2004, 1, 1), date(2004, 12, 31)));
    assert_eq!((month.first_day(), month.last_day()), (date(2004, 2, 1), date(2004, 2, 29)));
    let mut dates = ["2004-01-01", "2004-02", "2004", "2003-12-31", "2004-01"]
        .map(|text| text.parse::<PartialDate>().unwrap());
    dates.sort();
    assert_eq!(
        dates.map(|date| date.to_string()),
        ["2003-12-31", "2004", "2004-01", "2004-01-01", "2004-02"]
    );
}

#[test]
fn running_text_in_both_languages() {
    let date = PartialDate::day(2004, 3, 1).unwrap();
    assert_eq!(format_date(date, Lang::Ja), "2004年3月1日");
    assert_eq!(format_date(date, Lang::En), "1 March 2004");
    assert_eq!(format_date(PartialDate::month(2004, 12).unwrap(), Lang::En), "December 2004");
    assert_eq!(format_date(PartialDate::year(2004).unwrap(), Lang::Ja), "2004年");
}

fn any_date() -> impl Strategy<Value = PartialDate> {
    (1000..=9999i32, 1..=12i32, 1..=31i32, 0..3u8).prop_filter_map(
        "a day of its month",
        |(year, month, day, precision)| match precision {
            0 => PartialDate::year(year).ok(),
            1 => PartialDate::month(year, month).ok(),
            _ => PartialDate::day(year, month, day).ok(),
        },
    )
}

proptest! {
    #[test]
    fn every_written_form_reads_back(date in any_date()) {
        prop_assert_eq!(date.to_string().parse::<PartialDate>(), Ok(date));
        prop_assert_eq!(parse_written(&date.to_string()), Ok(date));
        prop_assert_eq!(parse_written(&date.to_string().replace('-', "/")), Ok(date));
        for lang in Lang::ALL {
            prop_assert_eq!(parse_written(&format_date(date, lang)), Ok(date));
        }
    }

    #[test]
    fn every_day_since_1873_reads_back_in_its_era(days in 0..60_000i64) {
        let day = date(1873, 1, 1) + jiff::Span::new().days(days);
        let era = Era::of(day).unwrap();
        let count = day.year() - era.first_day().year() + 1;
        let written = format!("{}{count}年{}月{}日", era.name(), day.month(), day.day());
        prop_assert_eq!(parse_written(&written), Ok(PartialDate::from(day)));
        let short = format!("{}{count}.{}.{}", era.letter(), day.month(), day.day());
        prop_assert_eq!(parse_written(&short), Ok(PartialDate::from(day)));
    }

    #[test]
    fn no_text_breaks_the_reader(text in "(\\PC|[0-9年月日平成HRTS./: -]){0,16}") {
        if let Ok(date) = parse_written(&text) {
            prop_assert!(date.first_day() <= date.last_day());
        }
    }
}
