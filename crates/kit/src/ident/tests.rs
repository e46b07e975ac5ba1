//! Tests of [`super`].

use proptest::prelude::*;

use super::*;

fn ok(scheme: &Scheme, value: &str) -> String {
    check(scheme, value).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn people_and_organisations() {
    for value in [
        "0000-0002-1825-0097",
        "https://orcid.org/0000-0002-1825-0097",
        "0000000218250097",
        "００００－０００２－１８２５－００９７",
        "orcid.org/0000-0002-1825-0097/",
    ] {
        assert_eq!(ok(&Scheme::Orcid, value), "0000-0002-1825-0097", "{value}");
    }
    assert_eq!(ok(&Scheme::Orcid, "0000-0002-1694-233x"), "0000-0002-1694-233X");
    for value in ["057zh3y96", "https://ror.org/057zh3y96", "ROR.org/057ZH3Y96", "ror:057zh3y96"] {
        assert_eq!(ok(&Scheme::Ror, value), "057zh3y96", "{value}");
    }
    for value in ["5010005007398", "7000012060001", "8700110005901"] {
        assert_eq!(ok(&Scheme::CorporateNumber, value), value);
    }
    assert_eq!(ok(&Scheme::CorporateNumber, "５０１０００５００７３９８"), "5010005007398");
    assert_eq!(ok(&Scheme::CorporateNumber, "5-0100-0500-7398"), "5010005007398");
    assert_eq!(ok(&Scheme::CorporateNumber, "T5010005007398"), "5010005007398");
    for value in ["010006", "011002", "041009", "221309", "400009"] {
        assert_eq!(ok(&Scheme::LocalGovernmentCode, value), value);
    }
    assert_eq!(ok(&Scheme::Erad, "００１２３４５６"), "00123456");
}

#[test]
fn a_wrong_check_digit_is_told_with_the_right_one() {
    for (scheme, value, found, expected) in [
        (Scheme::Orcid, "0000-0002-1825-0098", "8", "7"),
        (Scheme::Orcid, "0000-0002-1694-2330", "0", "X"),
        (Scheme::Ror, "057zh3y97", "97", "96"),
        (Scheme::CorporateNumber, "6010005007398", "6", "5"),
        (Scheme::LocalGovernmentCode, "221308", "8", "9"),
    ] {
        let error = check(&scheme, value).unwrap_err();
        let expected = IdentError::CheckDigit {
            scheme,
            found: value.to_owned(),
            found_digit: found.to_owned(),
            expected_digit: expected.to_owned(),
        };
        assert_eq!(error, expected);
    }
    let message = check(&Scheme::CorporateNumber, "6010005007398").unwrap_err().to_string();
    assert_eq!(message, "`6010005007398` is no valid corporate-number: its check digit is 6, expected 5");
}

#[test]
fn patents_projects_and_publications() {
    for (value, normalised) in [
        ("特願2004-123456", "特願2004-123456"),
        ("特願２００４－１２３４５６", "特願2004-123456"),
        ("特願2004-1234号", "特願2004-001234"),
        ("特開2004-012345", "特開2004-012345"),
        ("特開平10-12345", "特開平10-012345"),
        ("特願昭60-123456", "特願昭60-123456"),
        ("特願平成9年第1234号", "特願平09-001234"),
        ("特許第1234567号", "特許第1234567号"),
        ("特許1234567", "特許第1234567号"),
        ("特許第 1,234,567 号", "特許第1234567号"),
        ("WO2004/012345", "WO2004/012345"),
        ("WO 2004/012345 A1", "WO2004/012345"),
        ("WO2004012345", "WO2004/012345"),
        ("WO99/12345", "WO99/12345"),
        ("PCT/JP2004/012345", "PCT/JP2004/012345"),
        ("US 7,654,321 B2", "US7654321B2"),
        ("US2004/0123456 A1", "US2004/0123456A1"),
        ("US20040123456A1", "US2004/0123456A1"),
        ("EP1234567A1", "EP1234567A1"),
        ("ep 1 234 567", "EP1234567"),
    ] {
        assert_eq!(ok(&Scheme::Patent, value), normalised, "{value}");
    }
    for value in [
        "特願",
        "特願2004",
        "特願2004-1234567",
        "特許第号",
        "1234567",
        "特願3004-1",
        "US12",
        "EP12345678",
        "WO04-",
        "特願平0-1",
    ] {
        assert!(matches!(check(&Scheme::Patent, value), Err(IdentError::Form { .. })), "{value}");
    }
    for (value, normalised) in [
        ("16K12345", "16K12345"),
        ("JP16K12345", "16K12345"),
        ("KAKENHI-PROJECT-16K12345", "16K12345"),
        ("https://kaken.nii.ac.jp/ja/grant/KAKENHI-PROJECT-19KT0019/", "19KT0019"),
        ("20530123", "20530123"),
        ("１９ｋｋ０４１５", "19KK0415"),
    ] {
        assert_eq!(ok(&Scheme::Kaken, value), normalised, "{value}");
    }
    for value in ["16K1234", "K1234567", "16KKK123", "2053012"] {
        assert!(check(&Scheme::Kaken, value).is_err(), "{value}");
    }
    for value in [
        "10.1000/ABC(1)",
        "https://doi.org/10.1000/abc(1)",
        "doi:10.1000/abc(1)",
        "http://dx.doi.org/10.1000/abc(1)",
    ] {
        assert_eq!(ok(&Scheme::Doi, value), "10.1000/abc(1)", "{value}");
    }
    for value in ["10.1000", "11.1000/1", "10.1/1", "10.1000/", "10.1000/a b"] {
        assert!(check(&Scheme::Doi, value).is_err(), "{value}");
    }
}

#[test]
fn schemes_have_names() {
    for scheme in Scheme::KNOWN {
        assert_eq!(Scheme::from_name(scheme.name()).unwrap(), scheme);
        assert!(matches!(check(&scheme, " \u{3000}"), Err(IdentError::Empty { .. })));
        assert!(matches!(check(&scheme, "?"), Err(IdentError::Form { .. })));
    }
    let other = Scheme::from_name("gepris-2").unwrap();
    assert_eq!(other, Scheme::Other("gepris-2".to_owned()));
    assert_eq!(ok(&other, "  Ab １ "), "Ab １");
    assert!(check(&other, "a\nb").is_err());
    for name in ["", "Orcid", "my scheme", "-a", "機関"] {
        assert!(matches!(Scheme::from_name(name), Err(IdentError::SchemeName { .. })), "{name}");
    }
    let identifier = Identifier {
        scheme: Scheme::CorporateNumber,
        value: "5010005007398".to_owned(),
        source: None,
        confidence: Confidence::Proposed,
    };
    let json = r#"{"scheme":"corporate-number","value":"5010005007398","confidence":"proposed"}"#;
    assert_eq!(serde_json::to_string(&identifier).unwrap(), json);
    assert_eq!(serde_json::from_str::<Identifier>(json).unwrap(), identifier);
}

#[test]
fn every_ror_id_of_japan_passes() {
    let Ok(data) = std::env::var("ENISHI_DATA") else {
        assert!(
            std::env::var_os("CI").is_none(),
            "ENISHI_DATA is not set: the names of ROR cannot be checked"
        );
        eprintln!("not run: set ENISHI_DATA to the folder with organisations/ror_japan_names.tsv");
        return;
    };
    let path = std::path::Path::new(&data).join("organisations/ror_japan_names.tsv");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut count = 0;
    for line in text.lines().skip(1) {
        let id = line.split('\t').next().unwrap();
        assert_eq!(ok(&Scheme::Ror, id), id);
        count += 1;
    }
    assert_eq!(count, 7_688);
}

/// A valid value made from random digits, with the check digit told by the error itself.
fn completed(scheme: &Scheme, wrong: &str, place: impl Fn(&str, &str) -> String) -> String {
    match check(scheme, wrong) {
        Ok(value) => value,
        Err(IdentError::CheckDigit { expected_digit, .. }) => ok(scheme, &place(wrong, &expected_digit)),
        Err(other) => panic!("{wrong}: {other}"),
    }
}

/// Every change of one digit of a valid value is refused for its check digit.
fn refuses_single_changes(scheme: &Scheme, value: &str) -> Result<(), TestCaseError> {
    for (at, old) in value.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        for new in ('0'..='9').filter(|new| *new != old) {
            let mut changed = value.to_owned();
            changed.replace_range(at..=at, &new.to_string());
            prop_assert!(check(scheme, &changed).is_err(), "{changed} passes beside {value}");
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn an_orcid_shows_every_slip(body in "[0-9]{15}") {
        let value = completed(&Scheme::Orcid, &format!("{body}0"), |wrong, digit| format!("{}{digit}", &wrong[..15]));
        refuses_single_changes(&Scheme::Orcid, &value)?;
        prop_assert_eq!(ok(&Scheme::Orcid, &value), value);
    }

    #[test]
    fn a_ror_id_shows_every_slip(body in "0[0-9a-hjkmnp-tv-z]{6}") {
        let value = completed(&Scheme::Ror, &format!("{body}00"), |wrong, digit| format!("{}{digit}", &wrong[..7]));
        refuses_single_changes(&Scheme::Ror, &value)?;
        prop_assert_eq!(ok(&Scheme::Ror, &value), value);
    }

    #[test]
    fn a_corporate_number_shows_every_slip_but_those_its_rule_cannot_see(body in "[0-9]{12}") {
        let value = completed(&Scheme::CorporateNumber, &format!("0{body}"), |wrong, digit| format!("{digit}{}", &wrong[1..]));
        for (at, old) in value.char_indices() {
            for new in ('0'..='9').filter(|new| *new != old) {
                let mut changed = value.clone();
                changed.replace_range(at..=at, &new.to_string());
                // The rule counts modulo 9, so 0 and 9 weigh the same behind the check digit.
                let unseen = at > 0 && matches!((old, new), ('0', '9') | ('9', '0'));
                prop_assert_eq!(check(&Scheme::CorporateNumber, &changed).is_ok(), unseen, "{}", changed);
            }
        }
    }

    #[test]
    fn a_local_government_code_shows_every_slip_but_those_its_rule_cannot_see(body in "[0-9]{5}") {
        let scheme = Scheme::LocalGovernmentCode;
        let remainder = |code: &str| code.bytes().take(5).zip((2..=6u32).rev()).map(|(b, w)| u32::from(b - b'0') * w).sum::<u32>() % 11;
        let value = completed(&scheme, &format!("{body}0"), |wrong, digit| format!("{}{digit}", &wrong[..5]));
        for (at, old) in value.char_indices() {
            for new in ('0'..='9').filter(|new| *new != old) {
                let mut changed = value.clone();
                changed.replace_range(at..=at, &new.to_string());
                // Remainders 0 and 10 both give the digit 1.
                let unseen = at < 5 && matches!((remainder(&value), remainder(&changed)), (0, 10) | (10, 0));
                prop_assert_eq!(check(&scheme, &changed).is_ok(), unseen, "{}", changed);
            }
        }
    }

    #[test]
    fn normalising_is_idempotent(value in "(\\PC|特願|特開|特許第|号|平|US|EP|WO|PCT/JP|10\\.|[0-9/AKX-]){0,20}") {
        for scheme in Scheme::KNOWN.into_iter().chain([Scheme::Other("any".to_owned())]) {
            if let Ok(once) = check(&scheme, &value) {
                prop_assert_eq!(check(&scheme, &once), Ok(once.clone()), "{}", scheme);
            }
        }
    }

    #[test]
    fn well_formed_patents_are_normalised_once(kind in "(特願|特開|WO|US|EP|特許第|PCT/JP)", year in 1900..2100u32, number in 1..999_999u32) {
        for text in [format!("{kind}{year}-{number}"), format!("{kind}{year}/{number}"), format!("{kind}{number}")] {
            if let Ok(once) = check(&Scheme::Patent, &text) {
                prop_assert_eq!(check(&Scheme::Patent, &once), Ok(once.clone()));
            }
        }
    }
}
