//! One record: what it looks like in the API, and how the address names it.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use enishi_app::{Context, Error, KNOWN_AT, ON, RecordView};
use enishi_kind::KindInfo;
use http::HeaderMap;
use serde_json::{Map, Value as Json};

use super::conditional;
use super::failure::{Answer, Failure};
use super::merge::moved;
use super::parameters::{Parameters, cut};
use crate::state::Site;

/// Kind and reference as an address names them.
pub(super) type Address = Result<Path<(String, String)>, PathRejection>;

/// `GET /api/v1/{kind}/{ref}`.
pub(super) async fn show(
    State(site): State<Site>,
    address: Address,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    let (kind, reference) = parse_address(&site, address)?;
    let mut parameters = Parameters::parse(query.as_deref())?;
    let fields = take_fields(&mut parameters, kind)?;
    let ctx = parameters.take_context(&site, &headers).await?;
    parameters.finish(&["fields", ON, KNOWN_AT].map(str::to_owned))?;
    let view = site.app.find(&ctx, kind.name, &reference).await?;
    if let Some(moved) = moved(&view, query.as_deref())? {
        return Ok(moved);
    }
    let mut body = represent(&site, &view);
    keep_fields(&mut body, fields.as_deref());
    // The mark of a past state is none that a change could be made on.
    let mark = if ctx.moment.is_now() { view.etag.clone() } else { format!("past-{}", view.etag) };
    conditional::answer(&headers, Some(&mark), &body)
}

/// The JSON of a record.
pub(super) fn represent(site: &Site, view: &RecordView) -> Json {
    site.app.represent(&view.seen, &view.links)
}

/// The JSON of a record as it stands now.
pub(super) async fn load(
    site: &Site,
    ctx: &Context,
    kind: &KindInfo,
    reference: &str,
) -> Result<Json, Failure> {
    let view = site.app.find(ctx, kind.name, reference).await?;
    Ok(represent(site, &view))
}

/// The kind of an address; only its plural is one.
pub(super) fn kind_of(site: &Site, plural: &str) -> Result<&'static KindInfo, Failure> {
    let kinds: Vec<&'static KindInfo> = site.app.registry().kinds().collect();
    if let Some(kind) = kinds.iter().find(|kind| kind.plural == plural) {
        return Ok(kind);
    }
    let known: Vec<&str> = kinds.iter().map(|kind| kind.plural).collect();
    let error = Error::new("unknown-kind").arg("found", cut(plural)).arg("known", known.join(", "));
    Err(match kinds.iter().find(|kind| kind.name == plural) {
        Some(kind) => error.arg("near", kind.plural),
        None => error.near(plural, known),
    }
    .into())
}

/// Reads kind and reference of an address.
pub(super) fn parse_address(site: &Site, address: Address) -> Result<(&'static KindInfo, String), Failure> {
    let Path((plural, reference)) = address.map_err(|_| Failure::new("invalid-utf8"))?;
    let kind = kind_of(site, &plural)?;
    // The larger engine cannot even ask for a text with NUL.
    if reference.contains('\0') {
        let shown = cut(&reference.replace('\0', "\u{2400}"));
        return Err(Error::new("unknown-record").arg("found", shown).into());
    }
    Ok((kind, reference))
}

/// Takes the parameter `fields`: names of the fields that are wanted.
pub(super) fn take_fields(
    parameters: &mut Parameters,
    kind: &KindInfo,
) -> Result<Option<Vec<String>>, Failure> {
    let Some(text) = parameters.take("fields")? else { return Ok(None) };
    let names: Vec<String> = text.split(',').map(|name| name.trim().to_owned()).collect();
    match names.iter().find(|name| kind.field(name).is_none()) {
        None => Ok(Some(names)),
        Some(unknown) => Err(Error::new("unknown-field")
            .arg("found", cut(unknown))
            .arg("field", cut(unknown))
            .arg("kind", kind.name)
            .near(unknown, kind.fields().map(|field| field.name))
            .arg("known", kind.fields().map(|field| field.name).collect::<Vec<_>>().join(", "))
            .into()),
    }
}

/// Leaves only the wanted fields in the JSON of a record.
pub(super) fn keep_fields(record: &mut Json, names: Option<&[String]>) {
    let Some(names) = names else { return };
    if let Some(fields) = record.get_mut("fields").and_then(Json::as_object_mut) {
        let kept: Map<String, Json> =
            std::mem::take(fields).into_iter().filter(|(name, _)| names.contains(name)).collect();
        *fields = kept;
    }
}
