//! `POST /api/v1/matches`: a need, a seed or free text in; ranked records with reasons out.
//!
//! Places in texts are given in characters (Unicode scalar values), not bytes. The contributions of a match sum to its
//! score.

use std::ops::Range;

use axum::body::Body as RequestBody;
use axum::extract::{RawQuery, State};
use axum::response::IntoResponse;
use enishi_app::parts::{FieldMet, Reason, TermMet, WhyNot};
use enishi_app::{Context, MatchHit, MatchRequest, MatchResult, Subject};
use enishi_kind::{Problem, Value};
use enishi_kit::lang::Lang;
use http::HeaderMap;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use serde_json::{Map, Value as Json, json};

use super::body::{APPLICATION_JSON, check_members, invalid, read_object};
use super::failure::{Answer, Failure};
use super::parameters::{Parameters, cut};
use super::record::{kind_of, represent};
use super::related::link_json;
use crate::state::Site;

/// Hits of a list at most.
pub(super) const TOP: u64 = 200;
/// Hits of a list when nobody asks for a number.
pub(super) const TOP_DEFAULT: u64 = 10;
/// What a request may hold.
const MEMBERS: [&str; 6] = ["need", "seed", "text", "among", "top", "why_not"];

/// Answers a ranked list.
pub(super) async fn create(
    State(site): State<Site>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: RequestBody,
) -> Answer {
    Parameters::parse(query.as_deref())?.finish(&[])?;
    let object = read_object(&headers, body, &[APPLICATION_JSON]).await?;
    let request = read_request(&site, &object)?;
    let ctx = site.context(&headers, false).await?;
    let result = site.app.match_records(&ctx, &request).await?;
    let body = result_json(&site, &ctx, &result).await?;
    // A list for one person at one moment.
    Ok(([(CONTENT_TYPE, APPLICATION_JSON), (CACHE_CONTROL, "no-store")], body.to_string()).into_response())
}

fn read_request(site: &Site, object: &Map<String, Json>) -> Result<MatchRequest, Failure> {
    check_members(object, &MEMBERS)?;
    let mut problems = Vec::new();
    let mut text = |name: &str| match object.get(name) {
        None | Some(Json::Null) => None,
        Some(Json::String(text)) => Some(text.clone()),
        Some(other) => {
            problems.push(type_problem(name, "line", other));
            None
        }
    };
    let mut request = MatchRequest {
        need: text("need"),
        seed: text("seed"),
        text: text("text"),
        among: text("among"),
        why_not: text("why_not"),
        top: 0,
    };
    match object.get("top") {
        None | Some(Json::Null) => {}
        Some(number) => match number.as_u64().filter(|top| (1..=TOP).contains(top)) {
            Some(top) => request.top = usize::try_from(top).unwrap_or_default(),
            None => problems.push(
                Problem::new("range")
                    .on("/top")
                    .arg("found", cut(&number.to_string()))
                    .arg("least", 1)
                    .arg("most", TOP),
            ),
        },
    }
    let subjects =
        [&request.need, &request.seed, &request.text].iter().filter(|subject| subject.is_some()).count();
    if problems.is_empty() && subjects != 1 {
        problems.push(Problem::new("one-subject").on("").arg("count", subjects));
    }
    if request.text.is_none() && request.among.is_some() {
        problems.push(Problem::new("among-without-text").on("/among"));
    }
    if !problems.is_empty() {
        return Err(invalid(problems));
    }
    if let Some(among) = &request.among {
        let kind = kind_of(site, among).map_err(|_| {
            let known: Vec<&str> = site.app.registry().kinds().map(|kind| kind.plural).collect();
            let near = enishi_kind::nearest(among, known.iter().copied()).unwrap_or_default();
            let problem = Problem::new("code").on("/among").arg("found", cut(among)).arg("near", near);
            invalid(vec![problem.arg("codes", known.join(", "))])
        })?;
        request.among = Some(kind.name.to_owned());
    }
    Ok(request)
}

fn type_problem(name: &str, expected: &str, found: &Json) -> Problem {
    Problem::new("type")
        .on(&format!("/{name}"))
        .arg("expected", expected)
        .arg("found", cut(&found.to_string()))
}

async fn result_json(site: &Site, ctx: &Context, result: &MatchResult) -> Result<Json, Failure> {
    let seen: Vec<_> = result.hits.iter().map(|hit| &hit.seen).collect();
    let links = site.app.links(ctx, &seen).await?;
    let items: Vec<Json> = result
        .hits
        .iter()
        .map(|hit| {
            json!({
                "rank": hit.rank,
                "score": hit.score,
                "record": site.app.represent(&hit.seen, &links),
                "reasons": reasons_json(result, &hit.reasons),
                "places": places_json(hit),
            })
        })
        .collect();
    let subject = match &result.subject {
        Subject::Record(view) => json!({"record": represent(site, view), "text": null}),
        Subject::Text(text) => json!({"record": null, "text": text}),
    };
    let why_not = result.why_not.as_ref().map(|(link, answer)| {
        let mut out = why_not_json(result, answer);
        out.insert("record".to_owned(), link.as_ref().map_or(Json::Null, link_json));
        Json::Object(out)
    });
    Ok(json!({
        "subject": subject,
        "among": result.among.plural,
        "items": items,
        "notes": result.notes,
        "population": result.population,
        "terms": result.terms,
        "parameters": {"k1": result.parameters.0, "b": result.parameters.1},
        "why_not": why_not,
        "index_behind": result.index.behind > 0,
    }))
}

fn places_json(hit: &MatchHit) -> Vec<Json> {
    hit.places
        .iter()
        .map(|place| {
            let spans: Vec<Json> = place
                .spans
                .iter()
                .map(|span| {
                    let (start, end) = characters(&place.text, &span.range);
                    json!({"start": start, "end": end, "reason": span.reason})
                })
                .collect();
            json!({"field": place.field, "lang": place.lang.code(), "text": place.text, "spans": spans})
        })
        .collect()
}

fn reasons_json(result: &MatchResult, reasons: &[Reason]) -> Vec<Json> {
    reasons.iter().map(|reason| reason_json(result, reason)).collect()
}

fn reason_json(result: &MatchResult, reason: &Reason) -> Json {
    match reason {
        Reason::Words { surface, text, range, terms, contribution } => json!({
            "reason": "words",
            "surface": surface,
            "asked": asked_json(result, *text, range),
            "terms": terms.iter().map(term_json).collect::<Vec<_>>(),
            "contribution": contribution,
        }),
        Reason::Code { scheme, value, contribution } => {
            json!({"reason": "code", "scheme": scheme, "value": value, "contribution": contribution})
        }
        Reason::Readiness { asked, offered, gap } => {
            json!({"reason": "readiness", "asked": asked, "offered": offered, "gap": gap, "contribution": 0.0})
        }
        Reason::Language { query, document } => {
            json!({"reason": "language", "asked": query, "offered": document, "contribution": 0.0})
        }
    }
}

/// Where the words stand in what was asked: field (none for free text), language, and the place if the text is at hand.
fn asked_json(result: &MatchResult, text: usize, range: &Range<usize>) -> Json {
    let Some((field, lang)) = result.subject_texts.get(text) else { return Json::Null };
    let words = match &result.subject {
        Subject::Text(text) => Some(text.clone()),
        Subject::Record(view) => {
            let value = view.kind.field(field).and_then(|field| view.seen.body.value(field));
            match value {
                Some(Value::Text(text)) => {
                    Lang::from_code(lang).and_then(|lang| text.exact(lang).map(ToOwned::to_owned))
                }
                Some(Value::Line(line)) => Some(line),
                _ => None,
            }
        }
    };
    let place = words.map(|words| characters(&words, range));
    json!({
        "field": (!field.is_empty()).then_some(field),
        "lang": lang,
        "start": place.map(|(start, _)| start),
        "end": place.map(|(_, end)| end),
    })
}

fn term_json(term: &TermMet) -> Json {
    json!({
        "term": term.term,
        "kind": term.kind,
        "fields": term.fields.iter().map(field_json).collect::<Vec<_>>(),
        "contribution": term.contribution,
    })
}

fn field_json(met: &FieldMet) -> Json {
    let field = met.field.split_once('.').map_or(met.field.as_str(), |(_, field)| field);
    json!({"field": field, "lang": met.lang, "repeats": met.repeats, "contribution": met.contribution})
}

fn why_not_json(result: &MatchResult, answer: &WhyNot) -> Map<String, Json> {
    let json = match answer {
        WhyNot::Unknown => json!({"answer": "unknown"}),
        WhyNot::Excluded => json!({"answer": "excluded"}),
        WhyNot::NothingToSearch => json!({"answer": "nothing_to_search"}),
        WhyNot::NothingMet { missing } => json!({"answer": "nothing_met", "missing": missing}),
        WhyNot::Found { rank, score, reasons } => {
            json!({"answer": "found", "rank": rank, "score": score, "reasons": reasons_json(result, reasons)})
        }
        WhyNot::Below { rank, score, gap, reasons, missing } => json!({
            "answer": "below",
            "rank": rank,
            "score": score,
            "gap": gap,
            "reasons": reasons_json(result, reasons),
            "missing": missing,
        }),
    };
    match json {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}

/// A place in bytes as a place in characters.
fn characters(text: &str, range: &Range<usize>) -> (usize, usize) {
    let count = |end: usize| text.char_indices().take_while(|(at, _)| *at < end).count();
    (count(range.start), count(range.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_characters() {
        assert_eq!(characters("希少糖 sugar", &(0..9)), (0, 3));
        assert_eq!(characters("希少糖 sugar", &(10..15)), (4, 9));
        assert_eq!(characters("a", &(0..1)), (0, 1));
    }
}
