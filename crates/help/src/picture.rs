//! The pictures of the guides: `docs/pictures/NAME.LANG.webp`, made by `cargo xtask screenshots`.

use std::borrow::Cow;
use std::fmt::Write as _;

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../docs/pictures"]
struct Files;

/// A picture as it is served.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The content, WebP.
    pub bytes: Cow<'static, [u8]>,
    /// Value for `ETag`, quotes included: the SHA-256 of the content.
    pub etag: String,
}

/// The picture with this file name.
#[must_use]
pub fn picture(name: &str) -> Option<Picture> {
    let file = Files::get(name)?;
    let mut etag = String::from("\"");
    for byte in file.metadata.sha256_hash() {
        // Writing to a String cannot fail.
        let _ = write!(etag, "{byte:02x}");
    }
    etag.push('"');
    Some(Picture { bytes: file.data, etag })
}

/// File names of all pictures.
pub fn pictures() -> impl Iterator<Item = Cow<'static, str>> {
    Files::iter()
}

/// Width and height, so that a page keeps its place while pictures load.
pub(crate) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize, count: usize| {
        let bytes = bytes.get(at..at.checked_add(count)?)?;
        Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
    };
    // The first chunk of the container: lossy pictures, and those with further chunks (RFC 9649, 2.5 and 2.7).
    match bytes.get(12..16)? {
        b"VP8 " => Some((number(26, 2)? & 0x3fff, number(28, 2)? & 0x3fff)),
        b"VP8X" => Some((number(24, 3)? + 1, number(27, 3)? + 1)),
        _ => None,
    }
}
