//! Checking one value against its scheme.

use unicode_normalization::UnicodeNormalization;

use super::{IdentError, Scheme, patent};

/// What a well-formed value looks like, for messages.
pub(super) const fn expected(scheme: &Scheme) -> &'static str {
    match scheme {
        Scheme::Orcid => "16 digits, the last of which may be X, such as 0000-0002-1825-0097",
        Scheme::Ror => "0, six characters of base 32 and two digits, such as 057zh3y96",
        Scheme::CorporateNumber => "13 digits, such as 5010005007398",
        Scheme::LocalGovernmentCode => "6 digits, such as 221309",
        Scheme::Erad => "8 digits, such as 00123456",
        Scheme::Patent => {
            "特願2004-123456, 特開2004-123456, 特許第1234567号, WO2004/012345, PCT/JP2004/012345, US7654321B2 or EP1234567A1"
        }
        Scheme::Kaken => "8 characters with the year in front, such as 16K12345, 18KK0123 or 20530123",
        Scheme::Doi => "10.registrant/suffix, such as 10.1000/182",
        Scheme::Other(_) => "1 to 200 characters on one line",
    }
}

/// Checks a value as it was written and gives its normalised form.
///
/// Full-width characters, spaces, hyphens and the addresses under which the scheme is published are accepted.
///
/// # Errors
/// [`IdentError`]; a wrong check digit is told with the digit that was expected.
pub fn check(scheme: &Scheme, value: &str) -> Result<String, IdentError> {
    let folded: String = value.nfkc().map(unify_hyphen).collect();
    let folded = folded.trim();
    if folded.is_empty() {
        return Err(IdentError::Empty { scheme: scheme.clone(), expected: expected(scheme) });
    }
    let normalised = match scheme {
        Scheme::Orcid => orcid(&after_prefix(folded, &["orcid.org/", "orcid:"])),
        Scheme::Ror => ror(&after_prefix(folded, &["ror.org/", "ror:"])),
        Scheme::CorporateNumber => corporate_number(&tight(folded)),
        Scheme::LocalGovernmentCode => local_government_code(&tight(folded)),
        Scheme::Erad => all_digits(&tight(folded), 8).map(Verdict::Valid),
        Scheme::Patent => patent::normalise(folded).map(Verdict::Valid),
        Scheme::Kaken => kaken(folded).map(Verdict::Valid),
        Scheme::Doi => doi(folded).map(Verdict::Valid),
        Scheme::Other(_) => other(value.trim()).map(Verdict::Valid),
    };
    match normalised {
        Some(Verdict::Valid(value)) => Ok(value),
        Some(Verdict::WrongCheck { found, expected }) => Err(IdentError::CheckDigit {
            scheme: scheme.clone(),
            found: value.to_owned(),
            found_digit: found,
            expected_digit: expected,
        }),
        None => Err(IdentError::Form {
            scheme: scheme.clone(),
            found: value.to_owned(),
            expected: expected(scheme),
        }),
    }
}

/// A value of the right form.
enum Verdict {
    Valid(String),
    WrongCheck { found: String, expected: String },
}

fn verdict(value: String, found: &str, expected: String) -> Option<Verdict> {
    if found == expected {
        Some(Verdict::Valid(value))
    } else {
        Some(Verdict::WrongCheck { found: found.to_owned(), expected })
    }
}

fn unify_hyphen(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    }
}

/// Without spaces and hyphens.
fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

/// What follows the address or name of the scheme, in lower case; the text itself where there is none.
fn after_prefix(text: &str, prefixes: &[&str]) -> String {
    let lower = text.to_lowercase();
    let bare = without_protocol(&lower);
    let value = prefixes.iter().find_map(|prefix| bare.strip_prefix(prefix)).unwrap_or(bare);
    value.trim().trim_end_matches('/').to_owned()
}

fn without_protocol(lower: &str) -> &str {
    let bare = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).unwrap_or(lower);
    bare.strip_prefix("www.").unwrap_or(bare)
}

fn all_digits(text: &str, len: usize) -> Option<String> {
    (text.len() == len && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.to_owned())
}

/// The values of ASCII digits.
fn values(digits: &str) -> impl DoubleEndedIterator<Item = u32> + '_ {
    digits.chars().filter_map(|c| c.to_digit(10))
}

/// ISO/IEC 7064, MOD 11-2, as orcid.org documents it.
fn orcid(value: &str) -> Option<Verdict> {
    let value = tight(value).to_uppercase();
    let (body, check) = value.split_at_checked(15)?;
    let body = all_digits(body, 15)?;
    if check.len() != 1 || !check.starts_with(|c: char| c.is_ascii_digit() || c == 'X') {
        return None;
    }
    let total = values(&body).fold(0, |total, digit| (total + digit) * 2 % 11);
    let digit = match (12 - total) % 11 {
        10 => "X".to_owned(),
        digit => digit.to_string(),
    };
    let mut written = String::with_capacity(19);
    for (at, c) in value.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            written.push('-');
        }
        written.push(c);
    }
    verdict(written, check, digit)
}

/// Seven characters of Crockford's base 32, the first 0, then two digits: 98 - (number x 100 mod 97), ISO/IEC 7064
/// MOD 97-10 (ror.readme.io, identifier pattern).
fn ror(value: &str) -> Option<Verdict> {
    let (body, check) = value.split_at_checked(7)?;
    all_digits(check, 2)?;
    if !body.starts_with('0') {
        return None;
    }
    let number = body.chars().try_fold(0_u64, |sum, c| {
        let value = "0123456789abcdefghjkmnpqrstvwxyz".find(c)?;
        Some(sum * 32 + u64::try_from(value).ok()?)
    })?;
    verdict(value.to_owned(), check, format!("{:02}", 98 - number * 100 % 97))
}

/// The check digit stands first: 9 - (sum of digit x weight mod 9), weights 1 and 2 in turn from the right (ordinance of
/// the ministry of finance 70 of 2014).
fn corporate_number(value: &str) -> Option<Verdict> {
    let value = all_digits(value.strip_prefix(['T', 't']).unwrap_or(value), 13)?;
    let (check, body) = value.split_at_checked(1)?;
    let sum: u32 =
        values(body).rev().zip([1, 2].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    let digit = (9 - sum % 9).to_string();
    verdict(value.clone(), check, digit)
}

/// The check digit stands last: (11 - (sum of digit x weight mod 11)) mod 10, weights 6 to 2.
fn local_government_code(value: &str) -> Option<Verdict> {
    let value = all_digits(value, 6)?;
    let (body, check) = value.split_at_checked(5)?;
    let sum: u32 = values(body).zip((2..=6).rev()).map(|(digit, weight)| digit * weight).sum();
    let digit = ((11 - sum % 11) % 10).to_string();
    verdict(value.clone(), check, digit)
}

/// Two digits of the year, then one or two letters or none, eight characters in all.
fn kaken(folded: &str) -> Option<String> {
    let lower = folded.to_lowercase();
    let bare = without_protocol(&lower);
    let bare = bare.strip_prefix("kaken.nii.ac.jp/").unwrap_or(bare);
    // Addresses: /grant/KAKENHI-PROJECT-16K12345/, /ja/grant/..., /en/grant/....
    let bare = bare.trim_end_matches('/').rsplit('/').next()?;
    let code = tight(bare).to_uppercase();
    let code =
        ["KAKENHIPROJECT", "KAKENHI", "JSPS", "課題番号"].iter().fold(code.as_str(), |code, prefix| {
            code.strip_prefix(prefix).map_or(code, |rest| rest.trim_start_matches([':', '#']))
        });
    let code = code.strip_prefix("JP").unwrap_or(code);
    let letters = code.get(2..)?.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letter_count = code.len().checked_sub(2)?.checked_sub(letters.len())?;
    let fits = letter_count <= 2 && code.len() == 8;
    let years = code.get(..2)?.bytes().all(|b| b.is_ascii_digit());
    let digits = letters.bytes().all(|b| b.is_ascii_digit());
    (fits && years && digits).then(|| code.to_owned())
}

/// The name in lower case, for DOI names do not distinguish case (DOI Handbook, 2.4).
fn doi(folded: &str) -> Option<String> {
    let name = after_prefix(folded, &["doi.org/", "dx.doi.org/", "doi:"]);
    let (registrant, suffix) = name.strip_prefix("10.")?.split_once('/')?;
    let registrant_fits = registrant.starts_with(|c: char| c.is_ascii_digit())
        && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && (4..=9).contains(&registrant.split('.').next().unwrap_or_default().len());
    let suffix_fits = !suffix.is_empty() && !suffix.chars().any(|c| c.is_whitespace() || c.is_control());
    (registrant_fits && suffix_fits).then(|| name.clone())
}

/// Any text on one line; its case and width stay, for nothing is known of the scheme.
fn other(value: &str) -> Option<String> {
    let fits = value.chars().count() <= 200 && !value.chars().any(char::is_control);
    fits.then(|| value.to_owned())
}
