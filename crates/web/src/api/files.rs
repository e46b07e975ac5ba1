//! Files of a record: list, attach, fetch, change, take off.

use axum::body::Body;
use axum::extract::multipart::Multipart;
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequest, Path, RawQuery, Request, State};
use axum::response::{IntoResponse, Response};
use enishi_app::{Attached, Change, Context, Error, FileChange};
use enishi_kind::{KindInfo, Layer};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde_json::{Value as Json, json};

use super::body::{APPLICATION_JSON, MERGE_PATCH, check_members, read_object};
use super::conditional;
use super::failure::{Answer, Failure};
use super::origin::Writer;
use super::parameters::{Parameters, moment_alone};
use super::record::{Address, kind_of, parse_address};
use super::write::confirmed;
use crate::attachments::{answer, read_files};
use crate::state::Site;

/// Kind, reference and hash as an address names them.
type FileAddress = Result<Path<(String, String, String)>, PathRejection>;

/// `GET /api/v1/{kind}/{ref}/files`: the files that the reader may see.
pub(super) async fn list(
    State(site): State<Site>,
    address: Address,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    let (kind, reference) = parse_address(&site, address)?;
    let ctx = moment_alone(&site, query.as_deref(), &headers).await?;
    conditional::answer(&headers, None, &files_json(&site, &ctx, kind, &reference).await?)
}

/// `POST /api/v1/{kind}/{ref}/files`: attaches the files of a multipart request, all in one change.
pub(super) async fn attach(
    State(site): State<Site>,
    Writer(ctx): Writer,
    address: Address,
    RawQuery(query): RawQuery,
    request: Request,
) -> Answer {
    let (kind, reference) = parse_address(&site, address)?;
    Parameters::parse(query.as_deref())?.finish(&[])?;
    let ctx = ctx.confirming(confirmed(request.headers()));
    let form = Multipart::from_request(request, &()).await.map_err(|_| Failure::new("media-type"))?;
    let uploads = read_files(&site.app, form, |_| Ok::<(), Failure>(())).await?;
    if uploads.is_empty() {
        return Err(Error::new("bad-request").arg("detail", "file").into());
    }
    let change = site.app.attach(&ctx, kind.name, &reference, &uploads).await?;
    changed(&site, &ctx, kind, &change, StatusCode::CREATED).await
}

/// `GET /api/v1/{kind}/{ref}/files/{hash}`: the bytes of a file.
pub(super) async fn show(
    State(site): State<Site>,
    address: FileAddress,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    let (kind, reference, hash) = parse_file(&site, address)?;
    let ctx = moment_alone(&site, query.as_deref(), &headers).await?;
    let open = site.app.open_file(&ctx, kind.name, &reference, &hash).await?;
    Ok(answer(open, &headers)?)
}

/// `PATCH /api/v1/{kind}/{ref}/files/{hash}`: who may see a file, and its title.
pub(super) async fn update(
    State(site): State<Site>,
    Writer(ctx): Writer,
    address: FileAddress,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let (kind, reference, hash) = parse_file(&site, address)?;
    Parameters::parse(query.as_deref())?.finish(&[])?;
    let members = read_object(&headers, body, &[MERGE_PATCH, APPLICATION_JSON]).await?;
    check_members(&members, &["layer", "title"])?;
    let wrong = |name: &str, expected: &str, found: &Json| {
        let problem = enishi_kind::Problem::new("type").arg("expected", expected).arg("found", found);
        Failure::from(Error::new("invalid").arg("count", 1).with_problems(vec![problem.on(name)]))
    };
    let layer = match members.get("layer") {
        None => None,
        Some(json) => {
            let layer = json.as_str().and_then(Layer::from_code);
            Some(layer.ok_or_else(|| wrong("layer", "public | member | party | steward", json))?)
        }
    };
    let title = match members.get("title") {
        None => None,
        Some(Json::Null) => Some(String::new()),
        Some(Json::String(title)) => Some(title.clone()),
        Some(json) => return Err(wrong("title", "line", json)),
    };
    let change = FileChange { layer, title };
    let ctx = ctx.confirming(confirmed(&headers));
    let change = site.app.change_file(&ctx, kind.name, &reference, &hash, &change).await?;
    changed(&site, &ctx, kind, &change, StatusCode::OK).await
}

/// `DELETE /api/v1/{kind}/{ref}/files/{hash}`: takes a file off the record.
pub(super) async fn delete(
    State(site): State<Site>,
    Writer(ctx): Writer,
    address: FileAddress,
    RawQuery(query): RawQuery,
) -> Answer {
    let (kind, reference, hash) = parse_file(&site, address)?;
    Parameters::parse(query.as_deref())?.finish(&[])?;
    let change = site.app.detach(&ctx, kind.name, &reference, &hash).await?;
    changed(&site, &ctx, kind, &change, StatusCode::OK).await
}

fn parse_file(site: &Site, address: FileAddress) -> Result<(&'static KindInfo, String, String), Failure> {
    let Path((plural, reference, hash)) = address.map_err(|_| Failure::new("invalid-utf8"))?;
    let kind = kind_of(site, &plural)?;
    // The larger engine cannot even ask for a text with NUL.
    if reference.contains('\0') {
        return Err(Error::new("unknown-record").arg("found", reference.replace('\0', "\u{2400}")).into());
    }
    Ok((kind, reference, hash))
}

async fn changed(site: &Site, ctx: &Context, kind: &KindInfo, change: &Change, status: StatusCode) -> Answer {
    site.app.matcher().wait_for(change.seq).await;
    let body = files_json(site, ctx, kind, &change.reference).await?;
    let response: Response = (status, [(CONTENT_TYPE, APPLICATION_JSON)], body.to_string()).into_response();
    Ok(response)
}

async fn files_json(site: &Site, ctx: &Context, kind: &KindInfo, reference: &str) -> Result<Json, Failure> {
    let files = site.app.files(ctx, kind.name, reference).await?;
    let base = format!("/api/v1/{}/{reference}/files", kind.plural);
    Ok(json!({"items": files.iter().map(|file| file_json(&base, file)).collect::<Vec<_>>()}))
}

fn file_json(base: &str, file: &Attached) -> Json {
    let entry = &file.entry;
    json!({
        "hash": entry.blob,
        "name": entry.name,
        "title": entry.title,
        "media_type": entry.media_type,
        "size": entry.size,
        "layer": entry.layer.code(),
        "effective_layer": file.layer.code(),
        "at": file.at.to_string(),
        "text": {"state": file.state, "reason": file.reason},
        "url": format!("{base}/{}", entry.blob),
    })
}
