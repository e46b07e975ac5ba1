//! Answers with a validator: `ETag`, `If-None-Match`, `If-Match` (RFC 9110, 13).
//!
//! The validator of a record has two parts: `"RECORD.BODY"`. The first is the mark of what the viewer sees of the
//! record itself and is what `If-Match` compares; the second follows the whole answer, which also holds titles of other
//! records. So a changed title elsewhere refreshes caches and stops nobody's edit.

use axum::response::IntoResponse;
use enishi_app::{Error, fingerprint};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_MATCH, IF_NONE_MATCH, VARY};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::Value as Json;

use super::body::APPLICATION_JSON;
use super::failure::{Answer, Failure};
use super::parameters::cut;

/// Hexadecimal digits of the part that follows the body: 64 bits.
const BODY_DIGITS: usize = 16;

/// What a change says it was made on.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Precondition {
    /// Nothing.
    None,
    /// Any state, `*`.
    Any,
    /// One of these marks.
    Marks(Vec<String>),
}

/// Answers 200 with this JSON, or 304 when the reader has it already. `mark` is that of a record.
pub(super) fn answer(headers: &HeaderMap, mark: Option<&str>, body: &Json) -> Answer {
    let etag = etag(mark, body)?;
    let is_known =
        headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).any(|line| {
            let mut tags = line.split(',').map(|tag| tag.trim().trim_start_matches("W/"));
            tags.any(|tag| tag == "*" || etag == tag)
        });
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(CONTENT_TYPE, APPLICATION_JSON)], body.to_string()).into_response()
    };
    let out = response.headers_mut();
    out.insert(ETAG, etag);
    // What a cookie opens must not lie in a shared cache, and every use asks again.
    out.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    out.insert(VARY, HeaderValue::from_static("cookie"));
    Ok(response)
}

/// The validator of an answer.
pub(super) fn etag(mark: Option<&str>, body: &Json) -> Result<HeaderValue, Failure> {
    let print = fingerprint(body);
    let print = print.get(..BODY_DIGITS).unwrap_or(&print);
    let text = mark.map_or_else(|| format!("\"{print}\""), |mark| format!("\"{mark}.{print}\""));
    HeaderValue::from_str(&text).map_err(|error| Error::internal(error).into())
}

/// Reads `If-Match`.
pub(super) fn precondition(headers: &HeaderMap) -> Result<Precondition, Failure> {
    let mut marks = Vec::new();
    // An empty list names nothing, as if it were not there.
    let mut is_named = false;
    for value in headers.get_all(IF_MATCH) {
        let shown = String::from_utf8_lossy(value.as_bytes());
        let bad = || {
            Error::new("bad-header")
                .arg("name", "If-Match")
                .arg("found", cut(&shown))
                .arg("expected", "\"...\" | *")
        };
        let line = value.to_str().map_err(|_| bad())?;
        if line.trim() == "*" {
            return Ok(Precondition::Any);
        }
        for tag in line.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
            is_named = true;
            // A weak validator is well-formed and never fits here (RFC 9110, 13.1.1).
            let is_weak = tag.starts_with("W/");
            let opaque = tag.trim_start_matches("W/").strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
            let opaque = opaque.ok_or_else(bad)?;
            if !is_weak {
                marks.push(opaque.split('.').next().unwrap_or_default().to_owned());
            }
        }
    }
    Ok(if is_named { Precondition::Marks(marks) } else { Precondition::None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn if_match_reads_lists_weak_marks_and_the_star() {
        let read = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(IF_MATCH, value.parse().unwrap());
            precondition(&headers).map_err(|failure| failure.code())
        };
        let marks =
            |marks: &[&str]| Ok(Precondition::Marks(marks.iter().map(|&mark| mark.to_owned()).collect()));
        assert_eq!(read("\"ab.cd\", \"ef\""), marks(&["ab", "ef"]));
        assert_eq!(read("W/\"ab\""), marks(&[]));
        assert_eq!(read("*"), Ok(Precondition::Any));
        assert_eq!(read("ab"), Err("bad-header"));
        assert_eq!(read(""), Ok(Precondition::None));
        assert_eq!(precondition(&HeaderMap::new()).unwrap(), Precondition::None);
    }
}
