//! The content of a request, read within limits of size, number of parts and pace.

use axum::body::Body;
use axum::extract::multipart::MultipartError;
use enishi_app::Error;
use futures::StreamExt;
use http::StatusCode;

use crate::serving::is_too_slow;

/// Fields of a form at most. The greatest table of a record has a thousand rows, each of at most some thirty inputs.
pub const FIELDS: usize = 50_000;
/// Fields besides files of a form that carries files at most.
pub const FIELDS_BESIDE_FILES: usize = 100;
/// Bytes of such a field at most.
pub const FIELD_BYTES: usize = 8 * 1024;

/// Why a content was not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is larger than its limit.
    TooLarge,
    /// It came too slowly.
    TooSlow,
    /// It does not have its form, or was broken off.
    Broken,
}

impl Unread {
    /// The refusal; `limit` as a person reads it.
    #[must_use]
    pub fn refusal(self, limit: &str) -> Error {
        match self {
            Self::TooLarge => Error::new("too-large").arg("limit", limit),
            Self::TooSlow => Error::new("too-slow"),
            Self::Broken => Error::new("bad-request").arg("detail", "content"),
        }
    }
}

impl From<MultipartError> for Unread {
    fn from(error: MultipartError) -> Self {
        if is_too_slow(&error) {
            Self::TooSlow
        } else if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Self::TooLarge
        } else {
            Self::Broken
        }
    }
}

/// Reads a content of at most so many bytes.
///
/// # Errors
/// Why it was not read to its end.
pub async fn read(body: Body, limit: usize) -> Result<Vec<u8>, Unread> {
    let mut parts = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(part) = parts.next().await {
        let part =
            part.map_err(|error| if is_too_slow(&error) { Unread::TooSlow } else { Unread::Broken })?;
        if bytes.len() + part.len() > limit {
            return Err(Unread::TooLarge);
        }
        bytes.extend_from_slice(&part);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_content_is_read_up_to_its_limit() {
        assert_eq!(read(Body::from("1234"), 4).await.unwrap(), b"1234");
        assert_eq!(read(Body::from("12345"), 4).await, Err(Unread::TooLarge));
        let broken =
            futures::stream::iter([Ok::<_, std::io::Error>("1"), Err(std::io::Error::other("gone"))]);
        assert_eq!(read(Body::from_stream(broken), 4).await, Err(Unread::Broken));
    }
}
