//! What a form sends: read within limits, accepted only with the token that the page carried.

use axum::body::Body;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, FromRequestParts, Request};
use enishi_app::Error;
use http::{StatusCode, header};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use crate::address::{Pairs, first, parse_pairs};
use crate::content::{self, FIELD_BYTES, FIELDS, FIELDS_BESIDE_FILES, Unread};
use crate::fault::Fault;
use crate::state::Site;
use crate::visitor::Visitor;

/// Most bytes of a form. A record of the greatest lawful size must pass: 40,000 characters in each of two languages are
/// 720,000 bytes as forms write Japanese (nine bytes a character), and a need has several such fields.
pub const FORM_LIMIT: usize = 8 * 1024 * 1024;
/// Most bytes of a form of somebody who is not signed in: he gives a name, an address, a passphrase.
const STRANGERS_FORM_LIMIT: usize = 64 * 1024;
/// Most bytes of an uploaded file.
pub const UPLOAD_LIMIT: usize = 64 * 1024 * 1024;

/// The name of the field that carries the token.
const TOKEN: &str = "form-token";

/// A form that this visitor sent from a page of his own.
#[derive(Debug)]
pub struct Posted {
    /// Who sent it.
    pub visitor: Visitor,
    /// Names and values in order, line ends as `\n`.
    pub pairs: Pairs,
}

impl Posted {
    /// The first value of a name that is not empty.
    #[must_use]
    pub fn first(&self, name: &str) -> Option<&str> {
        first(&self.pairs, name)
    }
}

impl FromRequest<Site> for Posted {
    type Rejection = Fault;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Self::Rejection> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, site).await?;
        let kind =
            parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Fault::page("bad-request", StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let pairs = read_form(body, limit_for(&visitor)).await?;
        visitor.check_form_token(first(&pairs, TOKEN))?;
        let pairs = pairs.into_iter().filter(|(name, _)| name != TOKEN).collect();
        Ok(Self { visitor, pairs })
    }
}

/// Most bytes of a form of somebody.
pub(crate) fn limit_for(visitor: &Visitor) -> usize {
    if visitor.ctx.require_signed_in().is_err() { STRANGERS_FORM_LIMIT } else { FORM_LIMIT }
}

async fn read_form(body: Body, limit: usize) -> Result<Pairs, Fault> {
    let bytes = content::read(body, limit).await?;
    // Counted before they are taken apart: a pair takes a hundred times the two bytes that it is sent in.
    if bytes.iter().filter(|byte| **byte == b'&').count() >= FIELDS {
        return Err(Unread::TooLarge.into());
    }
    let pairs = std::str::from_utf8(&bytes).ok().and_then(parse_pairs);
    let pairs = pairs.ok_or(Fault::page("bad-request", StatusCode::BAD_REQUEST))?;
    // Browsers send line ends as CR LF whatever was typed (HTML standard, form submission).
    Ok(pairs.into_iter().map(|(name, value)| (name, value.replace("\r\n", "\n"))).collect())
}

/// A file that this visitor sent from a page of his own, with the fields before it.
#[derive(Debug)]
pub struct Uploaded {
    /// Who sent it.
    pub visitor: Visitor,
    /// The other fields.
    pub pairs: Pairs,
    /// The name that the file has at his place.
    pub file_name: String,
    /// Where it lies now.
    pub path: std::path::PathBuf,
}

impl FromRequest<Site> for Uploaded {
    type Rejection = Fault;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Self::Rejection> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, site).await?;
        visitor.ctx.require_signed_in()?;
        let request = Request::from_parts(parts, body);
        let mut form = Multipart::from_request(request, &())
            .await
            .map_err(|_| Fault::page("bad-request", StatusCode::UNSUPPORTED_MEDIA_TYPE))?;
        let mut pairs = Pairs::new();
        while let Some(field) = form.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            if field.file_name().is_none() {
                pairs.push((name, read_field(field).await?));
                if pairs.len() > FIELDS_BESIDE_FILES {
                    return Err(Unread::TooLarge.into());
                }
                continue;
            }
            // The token stands before the file, so that nothing of a stranger is written to the disk.
            visitor.check_form_token(first(&pairs, TOKEN))?;
            let file_name = field.file_name().unwrap_or_default().to_owned();
            if file_name.is_empty() {
                break;
            }
            let path = site.app.upload_path(&site.app.new_batch_id());
            if let Err(fault) = save(field, &path).await {
                discard(&path).await;
                return Err(fault);
            }
            return Ok(Self { visitor, pairs, file_name, path });
        }
        visitor.check_form_token(first(&pairs, TOKEN))?;
        Err(Fault::page("no-file", StatusCode::UNPROCESSABLE_ENTITY))
    }
}

/// A field that is no file.
///
/// # Errors
/// It is too large, too slow or broken off.
pub async fn read_field(mut field: Field<'_>) -> Result<String, Unread> {
    let mut bytes = Vec::new();
    while let Some(part) = field.chunk().await? {
        bytes.extend_from_slice(&part);
        if bytes.len() > FIELD_BYTES {
            return Err(Unread::TooLarge);
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn save(mut field: Field<'_>, path: &std::path::Path) -> Result<(), Fault> {
    let environment = |error: std::io::Error| {
        Fault::from(Error::new("environment").arg("detail", "uploads").caused_by(error))
    };
    if let Some(folder) = path.parent() {
        tokio::fs::create_dir_all(folder).await.map_err(environment)?;
    }
    let mut file = File::create(path).await.map_err(environment)?;
    while let Some(chunk) = field.chunk().await.map_err(broken)? {
        file.write_all(&chunk).await.map_err(environment)?;
    }
    file.flush().await.map_err(environment)
}

/// Takes a file away that is of no more use.
pub async fn discard(path: &std::path::Path) {
    if let Err(error) = tokio::fs::remove_file(path).await
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "an uploaded file could not be removed");
    }
}

fn broken(error: MultipartError) -> Fault {
    Unread::from(error).into()
}

impl From<Unread> for Fault {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::TooLarge => Self::page("too-large", StatusCode::PAYLOAD_TOO_LARGE),
            Unread::TooSlow => unread.refusal("").into(),
            Unread::Broken => Self::page("bad-request", StatusCode::BAD_REQUEST),
        }
    }
}
