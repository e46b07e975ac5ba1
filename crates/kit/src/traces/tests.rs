//! Tests of [`super`]: what is found as written, what is left alone, in both languages and both widths.

use proptest::prelude::*;

use super::*;

const ALL: [TraceOf; 4] = [TraceOf::Email, TraceOf::Telephone, TraceOf::Link, TraceOf::Patent];

fn found(text: &str, of: TraceOf) -> Vec<String> {
    find_traces(text, of).into_iter().map(|trace| trace.text).collect()
}

/// The full-width form of ASCII, as Japanese input methods write it.
fn wide(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            c => c,
        })
        .collect()
}

/// Each is found whole, in either width, within a Japanese and an English sentence, and as nothing else.
fn each_is_found(of: TraceOf, written: &[&str]) {
    for one in written {
        for one in [(*one).to_owned(), wide(one)] {
            for text in [
                one.clone(),
                format!("詳しくは{one}まで。"),
                format!("見本（{one}）と他"),
                format!("Write: {one}, or come."),
                format!("see {one}."),
            ] {
                assert_eq!(found(&text, of), std::slice::from_ref(&one), "{text}");
                for other in ALL.into_iter().filter(|other| *other != of) {
                    assert_eq!(found(&text, other), [""; 0], "{text}: {other:?}");
                }
            }
        }
    }
}

#[test]
fn addresses_are_found() {
    each_is_found(
        TraceOf::Email,
        &[
            "taro.kitami@example.ac.jp",
            "info+seed@example.com",
            "a_b@mail.example.co.jp",
            "office(at)example.jp",
        ],
    );
    assert_eq!(found("info @ example.jp", TraceOf::Email), ["info @ example.jp"]);
    assert_eq!(found("office[at]example.org へ", TraceOf::Email), ["office[at]example.org"]);
    assert_eq!(found("officeアットマークexample.jp", TraceOf::Email), ["officeアットマークexample.jp"]);
    each_is_found(
        TraceOf::Link,
        &[
            "https://www.example.ac.jp/lab/seed?id=3",
            "http://example.jp",
            "www.example.com/a",
            "example.co.jp",
            "ttp://example.jp/x",
        ],
    );
}

#[test]
fn telephone_numbers_are_found() {
    each_is_found(
        TraceOf::Telephone,
        &[
            "0157-26-1234",
            "03-1234-5678",
            "011-123-4567",
            "04992-2-1234",
            "090-1234-5678",
            "09012345678",
            "0157261234",
            "0120-123-456",
            "0800-123-4567",
            "+81-157-26-1234",
            "+81 90 1234 5678",
            "+44 20 7946 0958",
            "415-555-0123",
            "1-415-555-0123",
        ],
    );
    for (text, number) in [
        ("電話（０１５７）２６－１２３４", "（０１５７）２６－１２３４"),
        ("電話 0157(26)1234 内線3", "0157(26)1234"),
        ("ＦＡＸ０１５７・２６・１２３４", "０１５７・２６・１２３４"),
        ("携帯０９０ー１２３４ー５６７８", "０９０ー１２３４ー５６７８"),
        ("TEL 0157 26 1234", "0157 26 1234"),
        ("call (415) 555-0123 now", "(415) 555-0123"),
    ] {
        assert_eq!(found(text, TraceOf::Telephone), [number], "{text}");
    }
}

#[test]
fn patent_numbers_are_found() {
    each_is_found(
        TraceOf::Patent,
        &[
            "特願2004-123456",
            "特開2006-123456号",
            "特願平10-123456",
            "特公昭60-12345号",
            "特許第1234567号",
            "特許6123456",
            "特許番号第1234567号",
            "特許出願2004-123456",
            "特表2010-512345",
            "再表2004/012345",
            "実用新案登録第3123456号",
            "意匠登録第1234567号",
            "商標登録第5123456号",
            "PCT/JP2004/012345",
            "WO2004/012345",
            "WO 2004/012345 A1",
            "WO98/12345",
            "US7654321B2",
            "US 10,123,456 B2",
            "US2004/0123456A1",
            "U.S. Patent No. 7,654,321",
            "EP1234567A1",
            "EP 1 234 567",
            "JP2004-123456A",
            "JP 6123456 B2",
            "JPH10-123456A",
            "KR10-2004-0012345",
            "CN101234567A",
        ],
    );
}

#[test]
fn what_is_none_is_left_alone() {
    for text in [
        "2026年4月1日から2027-03-31まで、0.5mm以上、毎分60m、見逃し率0.1%以下",
        "整理番号 N-2026-031、〒090-0015 北見市公園町165",
        "ORCID 0000-0002-1825-0097、法人番号 5010005007398、ISBN 978-4-06-519981-0",
        "特許3件、特許出願5件、特許法第30条、特開されていない",
        "予算は10,000,000円、5,000,000～7,500,000円",
        "12.3456789012 nm; ratio 0.0123456789; 1e-10",
        "The US 2004 budget of 12,000 was raised in 2010; EP and WO are offices.",
        "ASP.NET and Node.js run at 300 rpm @ 25 °C; e.g. this, i.e. that",
        "CO2濃度400ppm、NMR(400MHz)、pH7.0、10-20-30の比",
        "第3期2011-2015、FY2003、平成15年度、JIS Z 8201-1981",
    ] {
        for of in ALL {
            assert_eq!(found(text, of), [""; 0], "{text}: {of:?}");
        }
    }
}

#[test]
fn words_around_a_trace_tell_its_place() {
    let text = "お問い合わせは北見工業の代表電話 0157-26-1234 までどうぞ。受付は平日です。";
    let trace = find_traces(text, TraceOf::Telephone).remove(0);
    assert_eq!(around(text, &trace.place), "…北見工業の代表電話 0157-26-1234 までどうぞ。受付は…");
    assert_eq!(around("a b", &(0..1)), "a b");
}

proptest! {
    #[test]
    fn a_japanese_number_is_found_in_any_sentence(
        before in "[ぁ-ん一-龠、。]{0,12}", after in "[ぁ-ん、。]{0,12}",
        area in 1_u32..10, exchange in 100_u32..1000, line in 0_u32..10_000, is_wide: bool,
    ) {
        let number = format!("0{area}-{:04}-{line:04}", exchange + 1000);
        let number = if is_wide { wide(&number) } else { number };
        prop_assert_eq!(found(&format!("{before}{number}{after}"), TraceOf::Telephone), [number]);
    }

    #[test]
    fn an_address_is_found_in_any_sentence(
        before in "[ぁ-ん、。 ]{0,12}", after in "[ぁ-ん、。 ]{0,12}",
        name in "[a-z][a-z0-9.]{0,8}[a-z]", host in "[a-z]{3,8}", is_wide: bool,
    ) {
        let address = format!("{name}@{host}.ac.jp");
        let address = if is_wide { wide(&address) } else { address };
        prop_assert_eq!(found(&format!("{before}{address}{after}"), TraceOf::Email), [address]);
    }

    #[test]
    fn whatever_is_written_has_places_within_it(text in "\\PC{0,60}") {
        for of in ALL {
            let traces = find_traces(&text, of);
            for pair in traces.windows(2) {
                prop_assert!(pair[0].place.end <= pair[1].place.start);
            }
            for trace in traces {
                let written: String = text.chars().skip(trace.place.start).take(trace.place.len()).collect();
                prop_assert_eq!(&written, &trace.text);
                prop_assert!(around(&text, &trace.place).chars().count() <= trace.text.chars().count() + 22);
            }
        }
    }
}
