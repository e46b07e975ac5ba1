//! What a person sees when something is refused or fails: what happened, the remedy, and a number by which the log
//! knows more. The cause never leaves the program.

use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::response::{Html, IntoResponse, Response};
use enishi_app::Error;
use enishi_kit::ids::{IdSource, SystemIds};
use enishi_kit::lang::Lang;
use http::StatusCode;

use crate::page::Frame;
use crate::state::Site;
use crate::text::Words;
use crate::visitor::Visitor;

/// What a handler gives instead of a page.
#[derive(Clone, Debug)]
pub enum Refusal {
    /// A use case refused.
    Error(Arc<Error>),
    /// The web itself refused: a key of the catalogue (`refusal-KEY`) and a status.
    Page(&'static str, StatusCode),
}

impl Refusal {
    /// A refusal of the web itself.
    #[must_use]
    pub const fn page(key: &'static str, status: StatusCode) -> Self {
        Self::Page(key, status)
    }

    /// No such page.
    #[must_use]
    pub const fn unknown_page() -> Self {
        Self::Page("unknown-page", StatusCode::NOT_FOUND)
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Error(error) => {
                StatusCode::from_u16(error.info().status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }
            Self::Page(_, status) => *status,
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Error(Arc::new(error))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut answer = self.status().into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}

/// The page that says what went wrong.
#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    title: String,
    what: String,
    remedy: String,
    operation: String,
    again: Option<String>,
    is_permission: bool,
}

/// The same inside a page.
#[derive(Template)]
#[template(path = "_error.html")]
struct ErrorFragment {
    title: String,
    what: String,
    remedy: String,
    operation_label: String,
    operation: String,
}

/// Replaces a refusal by its page; other answers pass.
pub async fn render(visitor: &Visitor, answer: Response, is_fragment: bool) -> Response {
    let status = answer.status();
    let refusal = match answer.extensions().get::<Refusal>() {
        Some(refusal) => refusal.clone(),
        None => match plain_refusal(&answer) {
            Some(refusal) => refusal,
            None => return answer,
        },
    };
    let headers = answer.headers().clone();
    let operation = SystemIds::default().token(10);
    log(&refusal, &operation, &visitor.path);
    let words = &visitor.words;
    let (title, what, remedy) = sentences(visitor, &refusal);
    let body = if is_fragment {
        let operation_label = words.t("refusal-operation");
        ErrorFragment { title, what, remedy, operation_label, operation }.render()
    } else {
        let frame = Frame::new(visitor, &title).without_crumbs();
        let is_permission = matches!(&refusal, Refusal::Error(error) if error.code == "not-permitted");
        let again = status.is_server_error().then(|| visitor.here());
        ErrorPage { frame, title, what, remedy, operation, again, is_permission }.render()
    };
    let mut page = match body {
        Ok(body) => (refusal.status(), Html(body)).into_response(),
        Err(error) => {
            tracing::error!(%error, "the page of an error cannot be drawn");
            (StatusCode::INTERNAL_SERVER_ERROR, words.t("refusal-internal")).into_response()
        }
    };
    for name in [http::header::ALLOW, http::header::SET_COOKIE] {
        for value in headers.get_all(&name) {
            page.headers_mut().append(name.clone(), value.clone());
        }
    }
    page
}

/// Answers that the framework gave without a page.
fn plain_refusal(answer: &Response) -> Option<Refusal> {
    let status = answer.status();
    let is_error = status.is_client_error() || status.is_server_error();
    let kind = answer.headers().get(http::header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !is_error || kind.is_some_and(|kind| kind.starts_with("text/html") || kind.starts_with("application/")) {
        return None;
    }
    let key = match status {
        StatusCode::NOT_FOUND => "unknown-page",
        StatusCode::METHOD_NOT_ALLOWED => "method",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::INTERNAL_SERVER_ERROR => "internal",
        _ => "bad-request",
    };
    Some(Refusal::Page(key, status))
}

fn sentences(visitor: &Visitor, refusal: &Refusal) -> (String, String, String) {
    let words = &visitor.words;
    match refusal {
        Refusal::Page(key, _) => (
            words.t(&format!("refusal-{key}")),
            words.t(&format!("refusal-{key}-what")),
            words.t(&format!("refusal-{key}-remedy")),
        ),
        Refusal::Error(error) => {
            let title = match error.info().status {
                403 => "refusal-title-permission",
                404 => "refusal-title-unknown",
                409 | 412 => "refusal-title-conflict",
                413 => "refusal-title-large",
                500.. => "refusal-title-failed",
                _ => "refusal-title-input",
            };
            let catalogue = visitor.site.app.catalogue();
            let mut what = error.message(catalogue, words.lang);
            for problem in &error.problems {
                what.push(' ');
                what.push_str(&words.problem(problem));
            }
            let remedy = error.hint(catalogue, words.lang).unwrap_or_default();
            (words.t(title), what, remedy)
        }
    }
}

fn log(refusal: &Refusal, operation: &str, path: &str) {
    match refusal {
        Refusal::Error(error) if error.info().status >= 500 => {
            tracing::error!(operation, path, error = %error, "a page failed");
        }
        Refusal::Error(error) => tracing::info!(operation, path, error = %error, "a page was refused"),
        Refusal::Page(key, status) => tracing::info!(operation, path, key, %status, "a page was refused"),
    }
}

/// The answer while not even the visitor can be worked out: the store is out of reach.
pub fn bare(site: &Site, lang: Lang, error: Error) -> Response<Body> {
    let operation = SystemIds::default().token(10);
    let words = Words::new(&site.app, lang);
    let refusal = Refusal::from(error);
    log(&refusal, &operation, "");
    let text = format!(
        "{}\n{}\n{}: {operation}\n",
        words.t("refusal-internal"),
        words.t("refusal-internal-remedy"),
        words.t("refusal-operation")
    );
    (refusal.status(), text).into_response()
}

/// Turns what a template may refuse into a refusal.
pub fn html(page: &impl Template) -> Result<Response, Refusal> {
    match page.render() {
        Ok(body) => Ok(Html(body).into_response()),
        Err(error) => Err(Error::internal(error).into()),
    }
}
