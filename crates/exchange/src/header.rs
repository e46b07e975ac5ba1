//! Header texts: how they are compared and recognised again.

use enishi_kit::fold::fold_text;

use crate::Header;

/// A header as it is compared: folded, without spaces, underscores and hyphens at will.
pub(crate) fn fold_header(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in fold_text(text.trim()).chars() {
        match c {
            c if c.is_whitespace() => {}
            '_' | '-' | '‐' | '・' | '*' | '＊' | '※' => {}
            '(' | '（' | '[' | '［' | '〔' => folded.push('['),
            ')' | '）' | ']' | '］' | '〕' => folded.push(']'),
            c => folded.push(c),
        }
    }
    folded
}

/// A mark of a set of headers by which a saved mapping is found again: the folded texts in order, hashed.
///
/// Determinism: FNV-1a of 64 bits over UTF-8, the same on every machine.
#[must_use]
pub fn fingerprint(headers: &[Header]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for header in headers {
        for byte in fold_header(&header.text).bytes().chain([0]) {
            hash ^= u64::from(byte);
            hash = hash.wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_passes_over_width_and_case_but_not_over_columns() {
        let of = |texts: &[&str]| {
            let headers: Vec<Header> = texts
                .iter()
                .map(|text| Header { text: (*text).to_owned(), column_letter: String::new() })
                .collect();
            fingerprint(&headers)
        };
        assert_eq!(of(&["Title [ja]", "ＩＤ"]), of(&["title[ja]", "id"]));
        assert_ne!(of(&["title", "id"]), of(&["id", "title"]));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
    }
}
