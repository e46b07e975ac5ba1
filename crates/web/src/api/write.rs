//! Creating, changing and deleting records.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use enishi_app::{Change, Context, Error, FieldInput};
use enishi_kind::KindInfo;
use http::header::{CONTENT_TYPE, ETAG, LOCATION};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::{Map, Value as Json, json};

use super::body::{APPLICATION_JSON, MERGE_PATCH, check_members, invalid, read_object};
use super::conditional::{self, Precondition, precondition};
use super::failure::{Answer, Failure};
use super::origin::Writer;
use super::parameters::{Parameters, cut};
use super::record::{Address, kind_of, load, parse_address};
use super::values;
use crate::state::Site;

/// Characters of an idempotency key at most.
pub(super) const KEY_CHARS: usize = 200;

/// `POST /api/v1/{kind}`.
pub(super) async fn create(
    State(site): State<Site>,
    Writer(ctx): Writer,
    kind: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let Path(plural) = kind.map_err(|_| Failure::new("invalid-utf8"))?;
    let kind = kind_of(&site, &plural)?;
    Parameters::parse(query.as_deref())?.finish(&[])?;
    let key = request_key(&headers)?;
    let fields = read_fields(&headers, body, &[APPLICATION_JSON]).await?;
    let inputs = inputs(kind, fields)?;
    let ctx = ctx.confirming(confirmed(&headers));
    let change = site.app.create(&ctx, kind.name, &inputs, key.as_deref()).await.map_err(|error| {
        match error.code {
            // The key stands for a record that was deleted since: neither a new one nor none at this address.
            "unknown-record" => Failure::new("answer-gone"),
            _ => under_fields(error),
        }
    })?;
    let mut response = changed(&site, &ctx, kind, &change, StatusCode::CREATED).await?;
    let address = format!("/api/v1/{}/{}", kind.plural, change.reference);
    let address = HeaderValue::from_str(&address).map_err(Error::internal)?;
    response.headers_mut().insert(LOCATION, address);
    Ok(response)
}

/// The codes of questions that a client confirms: `Enishi-Confirm: two-holders, budget-unit`.
pub(super) fn confirmed(headers: &HeaderMap) -> Vec<String> {
    let given = headers.get_all("enishi-confirm").iter().filter_map(|value| value.to_str().ok());
    given.flat_map(|value| value.split(',')).map(|code| code.trim().to_owned()).collect()
}

/// `PATCH /api/v1/{kind}/{ref}`: a merge patch (RFC 7396) over the visible fields.
pub(super) async fn update(
    State(site): State<Site>,
    Writer(ctx): Writer,
    address: Address,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let (kind, reference) = parse_address(&site, address)?;
    Parameters::parse(query.as_deref())?.finish(&[])?;
    let current = load(&site, &ctx, kind, &reference).await?;
    let on = mark(precondition(&headers)?, &current)?;
    let patch = read_fields(&headers, body, &[MERGE_PATCH, APPLICATION_JSON]).await?;
    if on != mark_of(&current) {
        return Err(conflict(&reference).with_current(current));
    }
    let merged = merge(current.get("fields"), patch);
    let inputs = inputs(kind, merged)?;
    let ctx = ctx.confirming(confirmed(&headers));
    match site.app.update(&ctx, kind.name, &reference, Some(&on), &inputs).await {
        Ok(change) => changed(&site, &ctx, kind, &change, StatusCode::OK).await,
        Err(error) => Err(with_current(&site, &ctx, kind, &reference, error).await?),
    }
}

/// `DELETE /api/v1/{kind}/{ref}`.
pub(super) async fn delete(
    State(site): State<Site>,
    Writer(ctx): Writer,
    address: Address,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    let (kind, reference) = parse_address(&site, address)?;
    Parameters::parse(query.as_deref())?.finish(&[])?;
    let current = load(&site, &ctx, kind, &reference).await?;
    let on = mark(precondition(&headers)?, &current)?;
    match site.app.delete(&ctx, kind.name, &reference, Some(&on)).await {
        Ok(change) => {
            let mut body = json!({"ref": change.reference, "is_deleted": true});
            add_index_behind(&site, &change, &mut body).await;
            Ok(([(CONTENT_TYPE, APPLICATION_JSON)], body.to_string()).into_response())
        }
        Err(error) => Err(with_current(&site, &ctx, kind, &reference, error).await?),
    }
}

/// The answer to a write: the representation as it now is, with what the index still lacks of it.
async fn changed(site: &Site, ctx: &Context, kind: &KindInfo, change: &Change, status: StatusCode) -> Answer {
    let mut body = load(site, ctx, kind, &change.reference).await?;
    let etag = conditional::etag(Some(&mark_of(&body)), &body)?;
    add_index_behind(site, change, &mut body).await;
    let mut response: Response =
        (status, [(CONTENT_TYPE, APPLICATION_JSON)], body.to_string()).into_response();
    response.headers_mut().insert(ETAG, etag);
    Ok(response)
}

/// Waits for the index, half a second at most, and says that it is behind when that was not enough. How far would count
/// commits that the caller may not see.
async fn add_index_behind(site: &Site, change: &Change, body: &mut Json) {
    let matcher = site.app.matcher();
    if matcher.wait_for(change.seq).await {
        return;
    }
    if let Some(members) = body.as_object_mut() {
        members.insert("index_behind".to_owned(), true.into());
    }
}

async fn with_current(
    site: &Site,
    ctx: &Context,
    kind: &KindInfo,
    reference: &str,
    error: Error,
) -> Result<Failure, Failure> {
    if error.code != "conflict" {
        return Ok(under_fields(error));
    }
    let current = load(site, ctx, kind, reference).await?;
    Ok(conflict(reference).with_current(current))
}

fn conflict(reference: &str) -> Failure {
    Error::new("conflict").arg("reference", reference).into()
}

fn under_fields(error: Error) -> Failure {
    Failure::from(error).under("/fields")
}

fn mark_of(current: &Json) -> String {
    current.get("etag").and_then(Json::as_str).unwrap_or_default().to_owned()
}

/// The mark that a change says it was made on. When several are named, that of today's state if it is among them.
fn mark(precondition: Precondition, current: &Json) -> Result<String, Failure> {
    let now = mark_of(current);
    match precondition {
        Precondition::None => Err(Failure::new("precondition-required")),
        Precondition::Any => Ok(now),
        Precondition::Marks(marks) if marks.contains(&now) => Ok(now),
        // Weak marks alone: nothing fits, which is a conflict.
        Precondition::Marks(marks) => Ok(marks.into_iter().next().unwrap_or_default()),
    }
}

fn request_key(headers: &HeaderMap) -> Result<Option<String>, Failure> {
    let mut values = headers.get_all("idempotency-key").iter();
    let Some(value) = values.next() else { return Ok(None) };
    let text = value.to_str().ok().map(str::trim);
    let good = text.filter(|text| !text.is_empty() && text.len() <= KEY_CHARS && values.next().is_none());
    good.map(|text| Some(text.to_owned())).ok_or_else(|| {
        let found = String::from_utf8_lossy(value.as_bytes());
        let expected = format!("1-{KEY_CHARS} ASCII");
        Error::new("bad-header")
            .arg("name", "Idempotency-Key")
            .arg("found", cut(&found))
            .arg("expected", expected)
            .into()
    })
}

/// Reads `{"fields": {..}}`.
async fn read_fields(headers: &HeaderMap, body: Body, types: &[&str]) -> Result<Map<String, Json>, Failure> {
    let mut object = read_object(headers, body, types).await?;
    check_members(&object, &["fields"])?;
    match object.remove("fields") {
        Some(Json::Object(fields)) => Ok(fields),
        found => {
            let found = found.unwrap_or(Json::Null).to_string();
            let problem =
                enishi_kind::Problem::new("type").on("/fields").arg("expected", "object").arg("found", found);
            Err(invalid(vec![problem]))
        }
    }
}

fn inputs(kind: &KindInfo, fields: Map<String, Json>) -> Result<Vec<FieldInput>, Failure> {
    let problems: Vec<_> = fields
        .iter()
        .filter_map(|(name, value)| values::unknown_part(kind, kind.field(name)?, value))
        .map(|(pointer, problem)| problem.on(&format!("/fields{pointer}")))
        .collect();
    if problems.is_empty() { Ok(fields.into_iter().collect()) } else { Err(invalid(problems)) }
}

/// What a merge patch makes of the named fields; the others stay out of it.
fn merge(current: Option<&Json>, patch: Map<String, Json>) -> Map<String, Json> {
    let merged = patch.into_iter().map(|(name, value)| {
        let now = current.and_then(|fields| fields.get(&name)).cloned().unwrap_or(Json::Null);
        let merged = if value.is_null() { Json::Null } else { merge_value(now, value) };
        (name, merged)
    });
    merged.collect()
}

/// Source: RFC 7396, section 2.
fn merge_value(target: Json, patch: Json) -> Json {
    let Json::Object(patch) = patch else { return patch };
    let mut target = match target {
        Json::Object(map) => map,
        _ => Map::new(),
    };
    for (name, value) in patch {
        if value.is_null() {
            target.remove(&name);
        } else {
            let now = target.remove(&name).unwrap_or(Json::Null);
            target.insert(name, merge_value(now, value));
        }
    }
    Json::Object(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merging_follows_the_examples_of_the_standard() {
        let cases = [
            (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "b"}), json!({"b": "c"}), json!({"a": "b", "b": "c"})),
            (json!({"a": "b"}), json!({"a": null}), json!({})),
            (json!({"a": ["b"]}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "c"}), json!({"a": ["b"]}), json!({"a": ["b"]})),
            (json!({"a": {"b": "c"}}), json!({"a": {"b": "d", "c": null}}), json!({"a": {"b": "d"}})),
            (json!(["a", "b"]), json!(["c", "d"]), json!(["c", "d"])),
            (json!({"e": null}), json!({"a": 1}), json!({"e": null, "a": 1})),
            (json!([1, 2]), json!({"a": "b", "c": null}), json!({"a": "b"})),
            (json!({}), json!({"a": {"bb": {"ccc": null}}}), json!({"a": {"bb": {}}})),
        ];
        for (target, patch, result) in cases {
            assert_eq!(merge_value(target.clone(), patch.clone()), result, "{target} + {patch}");
        }
    }
}
