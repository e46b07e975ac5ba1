//! Addresses: reading a query, writing one, and answering where to go on.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stands for itself in a query besides letters and digits (RFC 3986, unreserved).
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Names and values in order, as forms and addresses carry them.
pub type Pairs = Vec<(String, String)>;

/// Reads `a=1&b=2`; `None` when an octet sequence is not UTF-8.
#[must_use]
pub fn parse_pairs(text: &str) -> Option<Pairs> {
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(name)?, decode(value)?))
        })
        .collect()
}

fn decode(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

/// Writes `?a=1&b=2`; empty without pairs.
#[must_use]
pub fn query<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)]) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        out.push(if out.is_empty() { '?' } else { '&' });
        out.extend(utf8_percent_encode(name.as_ref(), QUERY));
        out.push('=');
        out.extend(utf8_percent_encode(value.as_ref(), QUERY));
    }
    out
}

/// The first value of a name that is not empty.
#[must_use]
pub fn first<'a>(pairs: &'a Pairs, name: &str) -> Option<&'a str> {
    pairs
        .iter()
        .find(|(found, value)| found == name && !value.trim().is_empty())
        .map(|(_, value)| value.as_str())
}

/// Whether an address given by a request leads to a page of this program and nowhere else.
#[must_use]
pub fn is_own(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.contains(['\\', '\r', '\n', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_read_back() {
        let pairs =
            vec![("q".to_owned(), "希少糖 & 酵素+=".to_owned()), ("fields".to_owned(), "life".to_owned())];
        let written = query(&pairs);
        assert_eq!(parse_pairs(written.trim_start_matches('?')), Some(pairs));
        assert_eq!(
            parse_pairs("a+b=c%20d&&e"),
            Some(vec![("a b".into(), "c d".into()), ("e".into(), String::new())])
        );
        assert_eq!(parse_pairs("a=%ff"), None);
    }

    #[test]
    fn only_own_pages_are_gone_back_to() {
        assert!(is_own("/seeds?q=a"));
        for foreign in
            ["https://example.org/", "//example.org", "/\\example.org", "seeds", "/a\r\nSet-Cookie: b"]
        {
            assert!(!is_own(foreign), "{foreign}");
        }
    }
}
