//! `GET /api/v1/{kind}`: lists with filters, free text, order, counts and paging.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use enishi_app::{Error, FacetView, ListRequest};
use enishi_kind::{FieldPlace, KindInfo, Type};
use enishi_kit::date::PartialDate;
use enishi_kit::decimal::Decimal;
use enishi_kit::lang::Lang;
use http::HeaderMap;
use serde_json::{Value as Json, json};

use super::conditional;
use super::failure::{Answer, Failure};
use super::parameters::{LIST, Parameters, bad, cut, facets, filter_name};
use super::record::{keep_fields, kind_of, take_fields};
use crate::state::Site;

/// Records of a page at most.
pub(super) const LIMIT: u32 = 200;
/// Records of a page when nobody asks for a number.
pub(super) const DEFAULT: u32 = 25;

/// Answers a page of records.
pub(super) async fn show(
    State(site): State<Site>,
    kind: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    let Path(plural) = kind.map_err(|_| Failure::new("invalid-utf8"))?;
    let kind = kind_of(&site, &plural)?;
    let mut parameters = Parameters::parse(query.as_deref())?;
    let fields = take_fields(&mut parameters, kind)?;
    let ctx = parameters.take_context(&site, &headers).await?;
    let request = take_request(parameters, kind)?;
    let page = site.app.list(&ctx, kind.name, &request).await?;
    let items: Vec<Json> = page
        .items
        .iter()
        .map(|seen| {
            let mut record = site.app.represent(seen, &page.links);
            keep_fields(&mut record, fields.as_deref());
            record
        })
        .collect();
    let mut body = json!({"items": items, "next": page.next, "total": page.total});
    if let (Some(undated), Some(members)) = (page.undated, body.as_object_mut()) {
        members.insert("undated".to_owned(), undated.into());
    }
    if request.with_facets {
        let counts: Vec<Json> = page.facets.iter().map(facet).collect();
        if let Some(members) = body.as_object_mut() {
            members.insert("facets".to_owned(), Json::Array(counts));
        }
    }
    conditional::answer(&headers, None, &body)
}

/// All parameters of lists of a kind.
pub(super) fn known(kind: &KindInfo) -> Vec<String> {
    LIST.iter().map(|&name| name.to_owned()).chain(facets(kind).map(|place| filter_name(&place))).collect()
}

/// The orders that a list of a kind has.
pub(super) fn sorts(kind: &KindInfo) -> Vec<String> {
    let mut names: Vec<&str> = kind.fields().filter(|field| field.sort).map(|field| field.name).collect();
    names.insert(0, "title");
    names.dedup();
    let both = names.iter().flat_map(|name| [(*name).to_owned(), format!("-{name}")]);
    std::iter::once("newest".to_owned()).chain(both).collect()
}

fn take_request(mut parameters: Parameters, kind: &KindInfo) -> Result<ListRequest, Failure> {
    let mut request =
        ListRequest { text: parameters.take("q")?, after: parameters.take("after")?, ..Default::default() };
    request.sort = parameters.take("sort")?;
    request.limit = Some(match parameters.take("limit")? {
        None => DEFAULT,
        Some(text) => {
            let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
            let number = text.parse::<u32>().ok().filter(|number| is_plain && (1..=LIMIT).contains(number));
            number.ok_or_else(|| bad("limit", &text, &format!("1-{LIMIT}")))?
        }
    });
    request.lang = match parameters.take("lang")?.as_deref() {
        None => None,
        Some("ja") => Some(Lang::Ja),
        Some("en") => Some(Lang::En),
        Some(other) => return Err(bad("lang", other, "ja, en")),
    };
    request.with_facets = match parameters.take("facets")?.as_deref() {
        None | Some("false") => false,
        Some("true") => true,
        Some(other) => return Err(bad("facets", other, "true, false")),
    };
    for place in facets(kind) {
        for value in parameters.take_all(&filter_name(&place)) {
            check_filter(&place, &value)?;
            request.filters.push((place.name().into_owned(), value));
        }
    }
    parameters.finish(&known(kind))?;
    if request.text.is_some() && request.sort.is_some() {
        // A list by free text has its own order; to pass over the other would be silent.
        return Err(bad("sort", request.sort.as_deref().unwrap_or_default(), "q | sort"));
    }
    Ok(request)
}

/// A value that no record can have is a slip of the keys, not an empty list. References are another matter: nothing
/// may tell a hidden record from none.
fn check_filter(place: &FieldPlace, value: &str) -> Result<(), Failure> {
    let codes: &[&str] = match place.inner().of {
        Type::Choice(vocabulary) | Type::Choices(vocabulary) => vocabulary.codes,
        Type::Flag => &["true", "false"],
        Type::Integer | Type::Yen if value.parse::<i64>().is_err() => &["0"],
        Type::FiscalYear if value.parse::<i32>().is_err() => &["YYYY"],
        Type::Decimal if value.parse::<Decimal>().is_err() => &["0", "0.5"],
        Type::Date if value.parse::<PartialDate>().is_err() => &["YYYY", "YYYY-MM", "YYYY-MM-DD"],
        _ => return Ok(()),
    };
    if codes.contains(&value) {
        return Ok(());
    }
    let error = Error::new("bad-parameter").arg("name", filter_name(place)).arg("found", cut(value));
    Err(error.arg("expected", codes.join(", ")).near(value, codes.iter().copied()).into())
}

fn facet(view: &FacetView) -> Json {
    let values = view.values.iter().map(|value| {
        let mut one = json!({"value": value.value, "count": value.count});
        if let (Some(link), Some(members)) = (&value.link, one.as_object_mut()) {
            members.insert("title".to_owned(), link.title_ja.as_str().into());
            members.insert("title_en".to_owned(), link.title_en.as_str().into());
        }
        one
    });
    json!({"field": view.place.name(), "parameter": filter_name(&view.place), "values": values.collect::<Vec<_>>()})
}
