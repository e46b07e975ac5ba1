//! What somebody typed into the form of a record that is refused before anybody reads it, because his role or his session has
//! ended meanwhile: it stands on the page that says so, to be copied.

use std::collections::BTreeMap;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};

use crate::address::parse_pairs;
use crate::content::{self, FIELDS};
use crate::fault::Fault;
use crate::posted::limit_for;
use crate::visitor::Visitor;

/// Fields of forms that nobody types into.
const NOT_TYPED: [&str; 7] = ["form-token", "etag", "base", "request-key", "go", "more", "confirm"];

/// The labels of fields with what was typed into them, in the order of the form.
#[derive(Clone, Debug)]
pub struct Typed(pub Vec<(String, String)>);

/// Passes a form on, and keeps what was typed beside a refusal.
pub async fn keep(request: Request, next: Next) -> Response {
    let is_form = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
    if !is_form {
        return next.run(request).await;
    }
    let Some(visitor) = request.extensions().get::<Visitor>().cloned() else {
        return next.run(request).await;
    };
    let (parts, body) = request.into_parts();
    let bytes = match content::read(body, limit_for(&visitor)).await {
        Ok(bytes) => Bytes::from(bytes),
        Err(unread) => return Fault::from(unread).into_response(),
    };
    let mut answer = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    let is_refused = answer.status() == StatusCode::FORBIDDEN && answer.extensions().get::<Fault>().is_some();
    if is_refused {
        answer.extensions_mut().insert(typed(&visitor, &bytes));
    }
    answer
}

fn typed(visitor: &Visitor, form: &[u8]) -> Typed {
    let plural = visitor.path.trim_start_matches('/').split('/').next().unwrap_or_default();
    let kind = visitor.site.app.registry().kinds().find(|kind| kind.plural == plural);
    let has_few = form.iter().filter(|byte| **byte == b'&').count() < FIELDS;
    let pairs = std::str::from_utf8(form).ok().filter(|_| has_few).and_then(parse_pairs).unwrap_or_default();
    let mut found: Vec<(String, String)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (name, value) in pairs {
        if value.trim().is_empty() || NOT_TYPED.contains(&name.as_str()) {
            continue;
        }
        let field = name.split(['[', '.']).next().unwrap_or_default();
        let label = match kind.and_then(|kind| Some((kind, kind.field(field)?))) {
            Some((kind, field)) => visitor.words.field(kind, field),
            None => continue,
        };
        match places.get(&label).and_then(|at| found.get_mut(*at)) {
            Some((_, text)) => {
                text.push('\n');
                text.push_str(&value);
            }
            None => {
                places.insert(label.clone(), found.len());
                found.push((label, value));
            }
        }
    }
    Typed(found)
}
