//! Plain text in UTF-8, UTF-16 or CP932.

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use crate::gather::Gather;
use crate::reading::{Reason, Stop};

/// Reads text; what is none of the known encodings is not guessed at.
pub(crate) fn read(bytes: &[u8], gather: &mut Gather<'_>) -> Result<(), Stop> {
    let (encoding, from): (&'static Encoding, usize) = match bytes {
        [0xef, 0xbb, 0xbf, ..] => (UTF_8, 3),
        [0xff, 0xfe, ..] => (UTF_16LE, 2),
        [0xfe, 0xff, ..] => (UTF_16BE, 2),
        _ if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        _ => (SHIFT_JIS, 0),
    };
    let bytes = bytes.get(from..).unwrap_or_default();
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or(Stop::Unreadable(Reason::Encoding))?;
    gather.push(&text)
}
