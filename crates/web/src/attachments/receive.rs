//! Files on their way in through a multipart request, from a form or a program: read in parts, each within its limit.

use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest, FromRequestParts, Request};
use enishi_app::{App, Error, Incoming, Upload, megabytes};
use enishi_kind::Layer;
use http::StatusCode;

use crate::address::{Pairs, first};
use crate::content::{FIELD_BYTES, FIELDS_BESIDE_FILES, Unread};
use crate::fault::Fault;
use crate::posted::read_field;
use crate::state::Site;
use crate::visitor::Visitor;

/// How many files of the greatest size one request may carry.
const FILES_OF_LIMIT: u64 = 4;

/// Files that the operator sent from a page of his own.
#[derive(Debug)]
pub struct ReceivedFiles {
    /// Who sent them.
    pub visitor: Visitor,
    /// The files.
    pub uploads: Vec<Upload>,
}

impl FromRequest<Site> for ReceivedFiles {
    type Rejection = Fault;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Self::Rejection> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, site).await?;
        visitor.ctx.require_signed_in()?;
        let form = Multipart::from_request(Request::from_parts(parts, body), &())
            .await
            .map_err(|_| Fault::page("bad-request", StatusCode::UNSUPPORTED_MEDIA_TYPE))?;
        // The token stands before the files, so that nothing of a stranger is written to the disk.
        let uploads =
            read_files(&site.app, form, |pairs| visitor.check_form_token(first(pairs, "form-token"))).await?;
        Ok(Self { visitor, uploads })
    }
}

/// Reads the files of a request with `layer` and `title`, which hold for all of them. `check` is asked before the
/// first byte of a file is kept, and at the end.
///
/// # Errors
/// What `check` refuses, a file above the limit, an unknown layer, or a request that is broken off.
pub async fn read_files<E: From<Error>>(
    app: &App,
    mut form: Multipart,
    check: impl Fn(&Pairs) -> Result<(), E>,
) -> Result<Vec<Upload>, E> {
    let mut pairs = Pairs::new();
    let mut files: Vec<(String, Incoming)> = Vec::new();
    let most = app.file_limit().saturating_mul(FILES_OF_LIMIT);
    let mut total: u64 = 0;
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let Some(file_name) = field.file_name().map(str::to_owned) else {
            pairs.push((name, read_field(field).await.map_err(refusal)?));
            if pairs.len() > FIELDS_BESIDE_FILES {
                return Err(refusal(Unread::TooLarge).into());
            }
            continue;
        };
        check(&pairs)?;
        // A browser sends an empty part for a field in which nothing was chosen.
        if file_name.is_empty() {
            continue;
        }
        if files.len() >= app.files_per_record() {
            return Err(too_many(app).into());
        }
        let mut incoming = app.begin_upload()?;
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            total = total.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
            if total > most {
                return Err(too_large(most).into());
            }
            incoming.write(&chunk)?;
        }
        files.push((file_name, incoming));
    }
    check(&pairs)?;
    let code = first(&pairs, "layer").unwrap_or("member");
    let layer = Layer::from_code(code).ok_or_else(|| Error::new("bad-request").arg("detail", "layer"))?;
    let title = first(&pairs, "title").map(str::to_owned);
    let finish = |(name, incoming): (String, Incoming)| incoming.finish(&name, layer, title.clone());
    files.into_iter().map(|file| finish(file).map_err(E::from)).collect()
}

fn too_large(limit: u64) -> Error {
    Error::new("file-too-large").arg("limit", megabytes(limit))
}

fn too_many(app: &App) -> Error {
    let problem = enishi_kind::Problem::new("file-many").arg("limit", app.files_per_record()).on("files");
    Error::new("invalid").arg("count", 1).with_problems(vec![problem])
}

fn broken(error: MultipartError) -> Error {
    refusal(Unread::from(error))
}

fn refusal(unread: Unread) -> Error {
    unread.refusal(&format!("{FIELDS_BESIDE_FILES} × {} KB", FIELD_BYTES / 1024))
}
