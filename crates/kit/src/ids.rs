//! Record ids, random tokens and the short references that people read out on the telephone.

use std::{fmt, str::FromStr, sync::Mutex};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::{ContextV7, Uuid};

/// Crockford's base 32 (crockford.com/base32.html) in lower case: no i, l, o, u.
const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'm',
    'n', 'p', 'q', 'r', 's', 't', 'v', 'w', 'x', 'y', 'z',
];

/// The lasting name of a record: a UUID of version 7 (RFC 9562), so ids sort by their time of making.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecordId(pub Uuid);

/// A text that is not a record id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no record id: expected a UUID such as 018f3c5e-7d2a-7c31-9b0e-3f5a6c7d8e9f")]
pub struct RecordIdError {
    /// The text as it was given.
    pub found: String,
}

impl RecordId {
    /// The sixteen bytes in network order, as stored.
    pub const fn bytes(self) -> [u8; 16] {
        self.0.into_bytes()
    }

    /// The id that [`RecordId::bytes`] gave.
    pub const fn from_bytes(bytes: [u8; 16]) -> RecordId {
        RecordId(Uuid::from_bytes(bytes))
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for RecordId {
    type Err = RecordIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::try_parse(text.trim()).map(RecordId).map_err(|_| RecordIdError { found: text.to_owned() })
    }
}

/// A source of new ids and tokens; tests give one that counts.
pub trait IdSource: Send + Sync + fmt::Debug {
    /// A new record id made at `now`.
    fn record_id(&self, now: Timestamp) -> RecordId;

    /// A random text of `chars` characters of Crockford's base 32 in lower case (5 bits each).
    fn token(&self, chars: usize) -> String;
}

/// Ids from the random generator of the system; ids of one source rise strictly while its clock does not go back.
#[derive(Debug, Default)]
pub struct SystemIds {
    context: Mutex<ContextV7>,
}

impl IdSource for SystemIds {
    fn record_id(&self, now: Timestamp) -> RecordId {
        // Version 7 holds 48 bits of milliseconds since 1970; a clock set before that is counted as 1970.
        let seconds = u64::try_from(now.as_second()).unwrap_or(0);
        let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
        RecordId(Uuid::new_v7(uuid::Timestamp::from_unix(&self.context, seconds, nanos)))
    }

    fn token(&self, chars: usize) -> String {
        (0..chars).map(|_| symbol(rand::random())).collect()
    }
}

/// The symbol of the low five bits; 256 is a multiple of 32, so random bytes give each symbol equally often.
fn symbol(byte: u8) -> char {
    ALPHABET.get(usize::from(byte & 31)).copied().unwrap_or('0')
}

/// Joins a prefix and a token to a reference: `need-7k2m9x4q`.
pub fn reference(prefix: &str, token: &str) -> String {
    format!("{prefix}-{token}")
}

/// Splits a reference into prefix and token, both in the written form of [`reference`].
///
/// Upper case and surrounding spaces are accepted, and in the token the letters that Crockford's base 32 leaves
/// out are read as the digits they look like: I and L as 1, O as 0. The prefix is letters, digits, `_` and `-`.
pub fn parse_reference(text: &str) -> Option<(String, String)> {
    let (prefix, token) = text.trim().rsplit_once('-')?;
    let prefix = prefix.to_ascii_lowercase();
    let starts_well = prefix.starts_with(|c: char| c.is_ascii_lowercase());
    if !starts_well || !prefix.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-') {
        return None;
    }
    let token = token.chars().map(read_symbol).collect::<Option<String>>()?;
    (!token.is_empty()).then_some((prefix, token))
}

/// The symbol that was meant by a written character.
fn read_symbol(written: char) -> Option<char> {
    let meant = match written.to_ascii_lowercase() {
        'i' | 'l' => '1',
        'o' => '0',
        other => other,
    };
    ALPHABET.contains(&meant).then_some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_are_version_7_and_rise_within_one_instant() {
        let ids = SystemIds::default();
        let now: Timestamp = "2026-04-01T00:00:00.123Z".parse().unwrap();
        let made: Vec<RecordId> = (0..5_000).map(|_| ids.record_id(now)).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(made.iter().all(|id| id.0.get_version_num() == 7));
        let later = ids.record_id("2026-04-01T00:00:09Z".parse().unwrap());
        assert!(made.iter().all(|id| *id < later));
    }

    #[test]
    fn a_record_id_is_a_json_string() {
        let id: RecordId = "018f3c5e-7d2a-7c31-9b0e-3f5a6c7d8e9f".parse().unwrap();
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"018f3c5e-7d2a-7c31-9b0e-3f5a6c7d8e9f\"");
        assert_eq!(serde_json::from_str::<RecordId>(&serde_json::to_string(&id).unwrap()).unwrap(), id);
        let error = "need-7k2m".parse::<RecordId>().unwrap_err();
        assert!(error.to_string().contains("`need-7k2m`"));
    }

    #[test]
    fn tokens_use_every_symbol_and_differ() {
        let ids = SystemIds::default();
        let long = ids.token(5_000);
        assert_eq!(long.chars().count(), 5_000);
        assert!(ALPHABET.iter().all(|symbol| long.contains(*symbol)));
        assert!(long.chars().all(|c| ALPHABET.contains(&c)));
        assert_ne!(ids.token(16), ids.token(16));
        assert_eq!(ids.token(0), "");
    }

    #[test]
    fn references_are_read_as_people_write_them() {
        let parsed = |text| parse_reference(text);
        let expected = Some(("need".to_owned(), "7k2m9x41".to_owned()));
        assert_eq!(parsed("need-7k2m9x41"), expected);
        assert_eq!(parsed(" NEED-7K2M9X4I "), expected);
        assert_eq!(parsed("Need-7k2m9x4L"), expected);
        assert_eq!(parsed("need-o0O"), Some(("need".to_owned(), "000".to_owned())));
        assert_eq!(parsed("joint-need-7k"), Some(("joint-need".to_owned(), "7k".to_owned())));
        for wrong in ["need", "need-", "-7k2m", "need-7u", "need-7k!", "ne ed-7k", "7k-7k", ""] {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_reference_reads_back(prefix in "[a-z][a-z0-9_]{0,8}", token in "[0-9a-hjkmnp-tv-z]{1,16}") {
            prop_assert_eq!(parse_reference(&reference(&prefix, &token)), Some((prefix.clone(), token.clone())));
            prop_assert_eq!(
                parse_reference(&reference(&prefix, &token).to_uppercase()),
                Some((prefix, token))
            );
        }

        #[test]
        fn bytes_and_text_read_back(bytes: [u8; 16]) {
            let id = RecordId::from_bytes(bytes);
            prop_assert_eq!(id.bytes(), bytes);
            prop_assert_eq!(id.to_string().parse::<RecordId>().unwrap(), id);
        }
    }
}
