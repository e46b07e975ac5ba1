//! JSON bodies of requests, within limits: media type, size, encoding, nesting, form.

use axum::body::Body;
use enishi_app::Error;
use enishi_kind::{Problem, nearest};
use http::HeaderMap;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use serde_json::{Map, Value as Json};

use super::failure::{Failure, pointer_part};
use super::parameters::cut;
use crate::content::{self, Unread};

/// Bytes of a body at most.
const BYTES: usize = 1024 * 1024;
/// Lists and objects within each other at most; a record needs six.
const DEPTH: usize = 32;
/// Whole numbers below this are exact as IEEE 754 double precision: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// The media type of JSON.
pub(super) const APPLICATION_JSON: &str = "application/json";
/// The media type of a merge patch (RFC 7396).
pub(super) const MERGE_PATCH: &str = "application/merge-patch+json";

/// Reads a JSON object of one of these media types.
pub(super) async fn read_object(
    headers: &HeaderMap,
    body: Body,
    types: &[&str],
) -> Result<Map<String, Json>, Failure> {
    check_type(headers, types)?;
    let refused = |unread: Unread| Failure::from(unread.refusal("1 MiB"));
    let announced = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|bytes| usize::try_from(bytes).is_ok_and(|bytes| bytes > BYTES)) {
        return Err(refused(Unread::TooLarge));
    }
    let bytes = content::read(body, BYTES).await.map_err(refused)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Failure::new("invalid-utf8"))?;
    check_depth(text)?;
    let mut json: Json =
        serde_json::from_str(text).map_err(|error| Error::new("malformed-json").arg("detail", error))?;
    check_nul(&json)?;
    settle_numbers(&mut json);
    match json {
        Json::Object(map) => Ok(map),
        other => {
            let problem =
                Problem::new("type").on("").arg("expected", "object").arg("found", cut(&other.to_string()));
            Err(invalid(vec![problem]))
        }
    }
}

/// The error for a body with these problems.
pub(super) fn invalid(problems: Vec<Problem>) -> Failure {
    Error::new("invalid").arg("count", problems.len()).with_problems(problems).into()
}

/// Refuses members that are not known.
pub(super) fn check_members(map: &Map<String, Json>, known: &[&str]) -> Result<(), Failure> {
    let problems: Vec<Problem> = map
        .keys()
        .filter(|name| !known.contains(&name.as_str()))
        .map(|name| {
            let near = nearest(name, known.iter().copied()).unwrap_or_default();
            Problem::new("unknown-member")
                .on(&format!("/{}", pointer_part(name)))
                .arg("found", name)
                .arg("near", near)
                .arg("known", known.join(", "))
        })
        .collect();
    if problems.is_empty() { Ok(()) } else { Err(invalid(problems)) }
}

fn check_type(headers: &HeaderMap, types: &[&str]) -> Result<(), Failure> {
    let found = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut parts = found.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default().to_ascii_lowercase();
    let is_utf8 = parts.all(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        !name.eq_ignore_ascii_case("charset") || value.trim_matches('"').eq_ignore_ascii_case("utf-8")
    });
    if types.contains(&essence.as_str()) && is_utf8 {
        return Ok(());
    }
    Err(Error::new("media-type").arg("found", cut(found)).arg("expected", types.join(", ")).into())
}

/// Counts nesting before anything is built.
fn check_depth(text: &str) -> Result<(), Failure> {
    let (mut depth, mut is_string, mut is_escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_string => is_escaped = true,
            b'"' => is_string = !is_string,
            b'[' | b'{' if !is_string => depth += 1,
            b']' | b'}' if !is_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH {
            return Err(Error::new("too-deep").arg("limit", DEPTH).into());
        }
    }
    Ok(())
}

/// Makes `2.0` a `2`: JSON knows one kind of number, and JSON Schema calls both an integer.
fn settle_numbers(json: &mut Json) {
    match json {
        Json::Object(map) => map.values_mut().for_each(settle_numbers),
        Json::Array(items) => items.iter_mut().for_each(settle_numbers),
        Json::Number(number) if number.is_f64() => {
            let whole = number.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < EXACT);
            if let Some(whole) = whole.and_then(|number| format!("{number:.0}").parse::<i64>().ok()) {
                *json = whole.into();
            }
        }
        _ => {}
    }
}

/// Refuses NUL, which one of the two engines cannot store, wherever it stands.
fn check_nul(json: &Json) -> Result<(), Failure> {
    let mut problems = Vec::new();
    find_nul(json, &mut String::new(), &mut problems);
    if problems.is_empty() { Ok(()) } else { Err(invalid(problems)) }
}

fn find_nul(json: &Json, pointer: &mut String, problems: &mut Vec<Problem>) {
    let mut visit = |part: &str, value: &Json, is_bad: bool| {
        let length = pointer.len();
        pointer.push('/');
        pointer.push_str(&pointer_part(part).replace('\0', "\u{2400}"));
        if is_bad {
            problems.push(Problem::new("nul").on(pointer));
        } else {
            find_nul(value, pointer, problems);
        }
        pointer.truncate(length);
    };
    match json {
        Json::Object(map) => map.iter().for_each(|(name, value)| visit(name, value, name.contains('\0'))),
        Json::Array(items) => {
            items.iter().enumerate().for_each(|(number, value)| visit(&number.to_string(), value, false));
        }
        Json::String(text) if text.contains('\0') => problems.push(Problem::new("nul").on(pointer)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn brackets_within_strings_do_not_nest() {
        let text = format!("{{\"a\":\"{}\\\"[\"}}", "[".repeat(100));
        assert!(check_depth(&text).is_ok());
        assert!(check_depth(&"[".repeat(DEPTH)).is_ok());
        assert_eq!(check_depth(&"[".repeat(DEPTH + 1)).unwrap_err().code(), "too-deep");
    }

    #[test]
    fn whole_numbers_are_integers_however_written() {
        let mut json: Json = serde_json::from_str(r#"{"a": [2.0, -1e3, 2.5, 1e300, "2.0"]}"#).unwrap();
        settle_numbers(&mut json);
        assert_eq!(json, json!({"a": [2, -1000, 2.5, 1e300, "2.0"]}));
    }

    #[test]
    fn nul_is_found_at_its_place() {
        let mut problems = Vec::new();
        find_nul(&json!({"a": [{"b/c": "x\0"}], "d\0": 1}), &mut String::new(), &mut problems);
        let places: Vec<&str> = problems.iter().filter_map(|problem| problem.field.as_deref()).collect();
        assert_eq!(places, ["/a/0/b~1c", "/d\u{2400}"]);
    }
}
