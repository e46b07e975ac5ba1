//! The embedded front-end files.

use axum::body::Body;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::fault::Fault;

/// Names carry the hash of the content, so an answer holds for ever.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// One file.
pub async fn show(Path(path): Path<String>, headers: HeaderMap) -> Result<Response, Fault> {
    let asset = enishi_assets::get(&path).ok_or(Fault::unknown_page())?;
    let etag = HeaderValue::from_str(&asset.etag).map_err(enishi_app::Error::internal)?;
    let is_known = headers.get(header::IF_NONE_MATCH) == Some(&etag);
    let mut answer = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(asset.bytes.into_owned()).into_response()
    };
    let set = answer.headers_mut();
    set.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    set.insert(header::ETAG, etag);
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    Ok(answer)
}
