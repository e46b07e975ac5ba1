//! Refusals and failures as problem documents (RFC 9457), written in one place.
//!
//! A handler gives a [`Failure`]; the middleware [`render`] knows language and operation and writes the document. The
//! cause of a failure goes to the log under the operation's id, never into an answer.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use enishi_app::{CodeInfo, Error, hint_of_problem, say_problem};
use enishi_kind::{Catalogue, Problem};
use enishi_kit::lang::Lang;
use http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, VARY};
use http::{HeaderValue, StatusCode};
use serde_json::{Value as Json, json};

use super::language::accepted;
use crate::operation::Operation;
use crate::patience;
use crate::state::Site;

/// The media type of problem documents.
pub(super) const PROBLEM_JSON: &str = "application/problem+json";

/// The end of the keys of sentences that name the nearest known word.
const NEAR: &str = "-near";

const fn info(code: &'static str, status: u16) -> CodeInfo {
    CodeInfo { code, status, exit: 2 }
}

/// The codes that only this edge has, beside those of [`enishi_app::CODES`].
pub static CODES: &[CodeInfo] = &[
    info("unknown-address", 404),
    info("method-not-allowed", 405),
    info("media-type", 415),
    info("malformed-json", 400),
    info("too-deep", 400),
    info("invalid-utf8", 400),
    info("unknown-parameter", 400),
    info("repeated-parameter", 400),
    info("bad-parameter", 400),
    info("bad-header", 400),
    info("cross-site", 403),
    info("answer-gone", 409),
    info("misdirected", 421),
];

/// Why a request was not done.
#[derive(Debug)]
pub(super) struct Failure {
    error: Box<Error>,
    /// What the errors of single fields are under.
    under: &'static str,
    /// The representation as it stands now, for a conflict.
    current: Option<Json>,
}

/// What handlers give.
pub(super) type Answer = Result<Response, Failure>;

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { error: Box::new(error), under: "", current: None }
    }
}

impl Failure {
    /// A failure with this code.
    pub(super) fn new(code: &'static str) -> Self {
        Error::new(code).into()
    }

    /// Says that problems of fields are about members of `fields`.
    pub(super) fn under(mut self, under: &'static str) -> Self {
        self.under = under;
        self
    }

    /// Adds the representation as it stands now.
    pub(super) fn with_current(mut self, current: Json) -> Self {
        self.current = Some(current);
        self
    }

    /// The code.
    #[cfg(test)]
    pub(super) fn code(&self) -> &'static str {
        self.error.code
    }

    fn status(&self) -> StatusCode {
        let own = CODES.iter().find(|info| info.code == self.error.code);
        let status = own.map_or_else(|| self.error.info().status, |info| info.status);
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// For an answer that a library gave: it has a status and nothing that we would show.
    fn of_status(status: StatusCode) -> Self {
        Self::new(match status {
            StatusCode::FORBIDDEN => "cross-site",
            StatusCode::NOT_FOUND => "unknown-address",
            StatusCode::MISDIRECTED_REQUEST => "misdirected",
            StatusCode::METHOD_NOT_ALLOWED => "method-not-allowed",
            StatusCode::PAYLOAD_TOO_LARGE => "too-large",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "media-type",
            status if status.is_client_error() => "bad-request",
            _ => "internal",
        })
    }

    fn document(&self, catalogue: &Catalogue, lang: Lang, operation: &str) -> Json {
        let status = self.status();
        let mut document = json!({
            "type": format!("/api#{}", self.error.code),
            "title": catalogue.text(lang, &format!("api-status-{}", status.as_u16()), &[]),
            "status": status.as_u16(),
            "detail": self.error.message(catalogue, lang),
            "code": self.error.code,
            "instance": format!("urn:enishi:operation:{operation}"),
        });
        let Some(members) = document.as_object_mut() else { return document };
        if let Some(hint) = self.error.hint(catalogue, lang) {
            members.insert("hint".to_owned(), Json::String(hint));
        }
        if !self.error.problems.is_empty() {
            let errors = self.error.problems.iter().map(|problem| self.problem(problem, catalogue, lang));
            members.insert("errors".to_owned(), errors.collect());
        }
        if let Some(current) = &self.current {
            members.insert("current".to_owned(), current.clone());
        }
        document
    }

    fn problem(&self, problem: &Problem, catalogue: &Catalogue, lang: Lang) -> Json {
        let pointer = match &problem.field {
            Some(field) if field.is_empty() || field.starts_with('/') => field.clone(),
            Some(field) => format!("{}{}", self.under, pointer_of(field)),
            None => self.under.to_owned(),
        };
        // The variant of the sentence is no other problem.
        let code = problem.code.strip_suffix(NEAR).unwrap_or(&problem.code);
        json!({"pointer": pointer, "code": code, "detail": sentence(problem, catalogue, lang)})
    }
}

/// The pointer to a field, or to a cell that people count from 1: `statuses.2.state` is `/statuses/1/state`.
fn pointer_of(field: &str) -> String {
    // A dot in an unknown name is part of it.
    if field.split('.').nth(1).is_none_or(|row| row.parse::<usize>().is_err()) {
        return format!("/{}", pointer_part(field));
    }
    let part = |part: &str| match part.parse::<usize>() {
        Ok(number) if number > 0 => format!("/{}", number - 1),
        _ => format!("/{}", pointer_part(part)),
    };
    field.split('.').map(part).collect()
}

/// A name as a part of a JSON pointer (RFC 6901).
pub(super) fn pointer_part(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// What is wrong, with the nearest known name if there is one.
fn sentence(problem: &Problem, catalogue: &Catalogue, lang: Lang) -> String {
    let said = say_problem(catalogue, lang, problem);
    match hint_of_problem(catalogue, lang, problem) {
        Some(hint) => format!("{said} {hint}"),
        None => said,
    }
}

impl IntoResponse for Failure {
    /// Only the status; [`render`] writes the rest.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// For addresses under `/api` that there are not.
pub(super) async fn unknown_address() -> Failure {
    Failure::new("unknown-address")
}

/// Writes the problem document of every answer under `/api` that is not a success and has none yet. It stands around
/// the routes of the API, and around whatever may answer in their place.
pub async fn render(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(site.clone());
    let lang = accepted(request.headers());
    let (operation, path) = (Operation::of(request.extensions()), request.uri().path().to_owned());
    let is_ours = path == "/api" || path.starts_with("/api/");
    let method = request.method().clone();
    let mut response = if is_ours {
        match patience::answer(&method, next.run(request)).await {
            Ok(response) => response,
            Err(error) => Failure::from(error).into_response(),
        }
    } else {
        next.run(request).await
    };
    let status = response.status();
    let is_refusal = status.is_client_error() || status.is_server_error();
    let is_done = response.headers().get(CONTENT_TYPE).is_some_and(|value| value == PROBLEM_JSON);
    if !is_refusal || !is_ours || is_done {
        return response;
    }
    let failure = response.extensions_mut().remove::<Arc<Failure>>();
    let failure = failure.unwrap_or_else(|| Arc::new(Failure::of_status(status)));
    match CODES.iter().find(|own| own.code == failure.error.code) {
        Some(own) => tracing::info!(code = own.code, "a request to the API was refused"),
        None => failure.error.log("a request to the API was refused"),
    }
    let document = failure.document(site.app.catalogue(), lang, &operation.to_string());
    let allow = response.headers_mut().remove(http::header::ALLOW);
    let mut response = (failure.status(), document.to_string()).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(VARY, HeaderValue::from_static("accept-language, cookie"));
    if let Some(allow) = allow {
        headers.insert(http::header::ALLOW, allow);
    }
    if failure.status() == StatusCode::UNAUTHORIZED {
        // RFC 9110, 15.5.2.
        headers.insert(http::header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}
