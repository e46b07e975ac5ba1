//! The bundled front-end files (styles, scripts, fonts, icons), embedded, under addresses that carry their hash.
//!
//! Not here: templates, HTTP headers, routes. The sources are in `npm/`, the class vocabulary in `README.md`.
//!
//! ```
//! let page_link = enishi_assets::APP_CSS; // "/assets/app-XXXXXXXX.css", for <link href>
//! let file = page_link.strip_prefix("/assets/").and_then(enishi_assets::get);
//! assert!(file.is_some_and(|asset| asset.content_type == "text/css; charset=utf-8"));
//! ```

use std::borrow::Cow;
use std::fmt::Write as _;

use rust_embed::RustEmbed;

include!(concat!(env!("OUT_DIR"), "/urls.rs"));

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/dist"]
struct Files;

/// One file as it is served.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The content.
    pub bytes: Cow<'static, [u8]>,
    /// Value for `Content-Type`.
    pub content_type: &'static str,
    /// Value for `ETag`, quotes included: the SHA-256 of the content.
    pub etag: String,
}

/// The file behind `path`, which is what follows `/assets/` in an address.
///
/// The name carries the hash of the content, so an answer may be cached for ever (`immutable`).
#[must_use]
pub fn get(path: &str) -> Option<Asset> {
    let file = Files::get(path)?;
    let mut etag = String::from("\"");
    for byte in file.metadata.sha256_hash() {
        // Writing to a String cannot fail.
        let _ = write!(etag, "{byte:02x}");
    }
    etag.push('"');
    Some(Asset { bytes: file.data, content_type: content_type(path), etag })
}

/// The address of a named entry: `url("app.css")` is `/assets/app-XXXXXXXX.css`.
///
/// The constants ([`APP_CSS`] and its neighbours) give the same with a check by the compiler.
#[must_use]
pub fn url(name: &str) -> Option<&'static str> {
    URLS.iter().find(|(entry, _)| *entry == name).map(|(_, url)| *url)
}

/// Every path that [`get`] answers, sorted.
pub fn paths() -> impl Iterator<Item = Cow<'static, str>> {
    Files::iter()
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
