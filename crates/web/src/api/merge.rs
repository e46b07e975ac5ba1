//! Merging a record into another, and the way from a merged record to the one that stands in its place.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use enishi_app::{Error, Keep, MergeRequest, RecordView};
use enishi_kind::{KindInfo, Problem};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use http::{HeaderMap, StatusCode};
use serde_json::{Map, Value as Json, json};

use super::body::{APPLICATION_JSON, check_members, invalid, read_object};
use super::conditional::{Precondition, precondition};
use super::failure::{Answer, Failure};
use super::origin::Writer;
use super::parameters::Parameters;
use super::record::{Address, load, parse_address};
use super::write::confirmed;
use crate::state::Site;

/// `POST /api/v1/{kind}/{ref}/merge`.
pub(super) async fn create(
    State(site): State<Site>,
    Writer(ctx): Writer,
    address: Address,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let (kind, reference) = parse_address(&site, address)?;
    let ctx = ctx.confirming(confirmed(&headers));
    Parameters::parse(query.as_deref())?.finish(&[])?;
    let loser_on = match precondition(&headers)? {
        Precondition::None | Precondition::Any => None,
        Precondition::Marks(marks) => {
            let now = site.app.find(&ctx, kind.name, &reference).await?.etag;
            Some(marks.iter().find(|mark| **mark == now).or(marks.first()).cloned().unwrap_or_default())
        }
    };
    let mut object = read_object(&headers, body, &[APPLICATION_JSON]).await?;
    check_members(&object, &["into", "keep"])?;
    let into = match object.remove("into") {
        Some(Json::String(into)) if !into.trim().is_empty() => into,
        found => return Err(wrong("/into", "reference", &found.unwrap_or(Json::Null))),
    };
    let keeps = read_keeps(kind, object.remove("keep"))?;
    let request = MergeRequest { keeps, loser_on, winner_on: None };
    let merged = site.app.merge(&ctx, kind.name, &reference, &into, &request).await?;
    let matcher = site.app.matcher();
    let is_settled = matcher.wait_for(merged.winner.seq).await;
    let mut answer = json!({
        "batch": merged.batch,
        "merged": merged.loser,
        "records": merged.records,
        "record": load(&site, &ctx, kind, &merged.winner.reference).await?,
    });
    if !is_settled && let Some(members) = answer.as_object_mut() {
        members.insert("index_behind".to_owned(), true.into());
    }
    Ok(([(CONTENT_TYPE, APPLICATION_JSON)], answer.to_string()).into_response())
}

fn wrong(pointer: &str, expected: &str, found: &Json) -> Failure {
    invalid(vec![Problem::new("type").on(pointer).arg("expected", expected).arg("found", found)])
}

fn read_keeps(kind: &KindInfo, json: Option<Json>) -> Result<BTreeMap<String, Keep>, Failure> {
    let fields = match json {
        None | Some(Json::Null) => Map::new(),
        Some(Json::Object(fields)) => fields,
        Some(found) => return Err(wrong("/keep", "object", &found)),
    };
    let names: Vec<&str> = kind.fields().map(|field| field.name).collect();
    check_members(&fields, &names)?;
    fields
        .into_iter()
        .map(|(name, value)| match value.as_str().and_then(Keep::parse) {
            Some(keep) => Ok((name, keep)),
            None => Err(wrong(&format!("/keep/{name}"), "winner | loser | both", &value)),
        })
        .collect()
}

/// The answer at the address of a merged record: where the record is that stands in its place. Not for ever, because a
/// merge can be undone.
pub(super) fn moved(view: &RecordView, query: Option<&str>) -> Result<Option<Response>, Failure> {
    let Some(into) = &view.merged_into else { return Ok(None) };
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    let place = format!("/api/v1/{}/{}{query}", view.kind.plural, into.reference);
    let place = http::HeaderValue::from_str(&place).map_err(Error::internal)?;
    let body = json!({
        "ref": view.seen.reference,
        "merged_into": {"ref": into.reference, "title": into.title_ja, "title_en": into.title_en},
    });
    let mut answer = (StatusCode::PERMANENT_REDIRECT, body.to_string()).into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, http::HeaderValue::from_static(APPLICATION_JSON));
    headers.insert(CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
    headers.insert(LOCATION, place);
    Ok(Some(answer))
}
