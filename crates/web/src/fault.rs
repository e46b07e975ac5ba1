//! What a person sees when something is refused or fails: what happened, the remedy, and a number by which the log
//! knows more. The cause never leaves the program.

use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::response::{Html, IntoResponse, Response};
use enishi_app::Error;
use enishi_kit::lang::Lang;
use http::StatusCode;

use crate::operation::Operation;
use crate::page::Frame;
use crate::state::{Mode, Site};
use crate::text::Words;
use crate::typed::Typed;
use crate::visitor::Visitor;

/// What a handler gives instead of a page.
#[derive(Clone, Debug)]
pub enum Fault {
    /// A use case refused.
    Error(Arc<Error>),
    /// The web itself refused: a key of the catalogue (`fault-KEY`) and a status.
    Page(&'static str, StatusCode),
}

impl Fault {
    /// A fault of the web itself.
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

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Error(Arc::new(error))
    }
}

impl IntoResponse for Fault {
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
    /// What he typed into the form that is refused.
    typed: Vec<(String, String)>,
    is_permission: bool,
    /// Whether a demonstration refuses what its operator may do.
    is_demo_public: bool,
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

/// Replaces a fault by its page; other answers pass.
pub async fn render(visitor: &Visitor, answer: Response, is_fragment: bool) -> Response {
    let status = answer.status();
    let fault = match answer.extensions().get::<Fault>() {
        Some(fault) => fault.clone(),
        None => match plain_fault(&answer) {
            Some(fault) => fault,
            None => return answer,
        },
    };
    let headers = answer.headers().clone();
    let operation = visitor.operation.to_string();
    log(&fault);
    let words = &visitor.words;
    let (title, what, remedy) = sentences(visitor, &fault);
    let body = if is_fragment {
        let operation_label = words.t("fault-operation");
        ErrorFragment { title, what, remedy, operation_label, operation }.render()
    } else {
        let frame = Frame::new(visitor, &title).without_crumbs();
        let is_permission =
            matches!(&fault, Fault::Error(error) if matches!(error.code, "not-permitted" | "sign-in-needed"));
        let again = status.is_server_error().then(|| visitor.here());
        let is_demo_public = is_permission && visitor.site.mode == Mode::Demo;
        let typed = answer.extensions().get::<Typed>().map(|typed| typed.0.clone()).unwrap_or_default();
        let page =
            ErrorPage { frame, title, what, remedy, operation, again, typed, is_permission, is_demo_public };
        page.render()
    };
    let mut page = match body {
        Ok(body) => (fault.status(), Html(completed(&body))).into_response(),
        Err(error) => {
            tracing::error!(%error, "the page of an error cannot be drawn");
            (StatusCode::INTERNAL_SERVER_ERROR, words.t("fault-internal")).into_response()
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
fn plain_fault(answer: &Response) -> Option<Fault> {
    let status = answer.status();
    let is_error = status.is_client_error() || status.is_server_error();
    let kind = answer.headers().get(http::header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !is_error || kind.is_some_and(|kind| kind.starts_with("text/html") || kind.starts_with("application/"))
    {
        return None;
    }
    let key = match status {
        StatusCode::NOT_FOUND => "unknown-page",
        StatusCode::METHOD_NOT_ALLOWED => "method",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::INTERNAL_SERVER_ERROR => "internal",
        _ => "bad-request",
    };
    Some(Fault::Page(key, status))
}

fn sentences(visitor: &Visitor, fault: &Fault) -> (String, String, String) {
    let words = &visitor.words;
    match fault {
        Fault::Page(key, _) => (
            words.t(&format!("fault-{key}")),
            words.t(&format!("fault-{key}-what")),
            words.t(&format!("fault-{key}-remedy")),
        ),
        Fault::Error(error) => {
            let title = match error.info().status {
                403 => "fault-title-permission",
                404 => "fault-title-unknown",
                409 | 412 => "fault-title-conflict",
                413 => "fault-title-large",
                500.. => "fault-title-failed",
                _ => "fault-title-input",
            };
            let catalogue = visitor.site.app.catalogue();
            let mut what = error.message(catalogue, words.lang);
            for problem in &error.problems {
                what.push(' ');
                what.push_str(&words.problem(problem));
            }
            // A demonstration prints no link for its operator: the way back is the view.
            let remedy = if error.code == "not-permitted" && visitor.site.mode == Mode::Demo {
                words.t("fault-demo-public")
            } else {
                error.hint(catalogue, words.lang).unwrap_or_default()
            };
            (words.t(title), what, remedy)
        }
    }
}

/// A refusal in a page of its own: what is wrong, and what to do.
pub fn said(visitor: &Visitor, error: Error) -> String {
    let (_, what, remedy) = sentences(visitor, &Fault::from(error));
    format!("{what} {remedy}").trim().to_owned()
}

fn log(fault: &Fault) {
    match fault {
        Fault::Error(error) => error.log("a page was refused"),
        Fault::Page(key, status) => tracing::info!(key, status = status.as_u16(), "a page was refused"),
    }
}

/// The answer while not even the visitor can be worked out: the store is out of reach.
pub fn bare(site: &Site, lang: Lang, error: Error, operation: &Operation) -> Response<Body> {
    let words = Words::new(&site.app, lang);
    let catalogue = site.app.catalogue();
    let hint = error.hint(catalogue, lang).unwrap_or_default();
    let text =
        format!("{}\n{hint}\n{}: {operation}\n", error.message(catalogue, lang), words.t("fault-operation"));
    let fault = Fault::from(error);
    log(&fault);
    (fault.status(), text).into_response()
}

/// Where the frame would say that samples are shown.
const BAND: [&str; 2] = ["<!--samples-->", "<!--/samples-->"];
/// The classes that mark a sample, in words and in pictures.
const MARKS: [&str; 2] = ["badge-sample", "chain-sample"];

/// Where the frame would say that names stand in the original.
const ORIGINAL: [&str; 2] = ["<!--original-->", "<!--/original-->"];
/// The tags that hold names: links and headings.
const NAMED: [&str; 4] = ["<a ", "<h1 ", "<h2 ", "<h3 "];

/// Turns what a template may refuse into a fault.
pub fn html(page: &impl Template) -> Result<Response, Fault> {
    match page.render() {
        Ok(body) => Ok(Html(completed(&body)).into_response()),
        Err(error) => Err(Error::internal(error).into()),
    }
}

/// The page with what the frame says of its main part, exactly when it is so: no page says so itself, so none forgets.
fn completed(page: &str) -> String {
    let main =
        page.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).map(|(main, _)| main);
    let has_sample = main.is_some_and(|main| MARKS.iter().any(|mark| main.contains(mark)));
    let has_original = main.is_some_and(names_in_the_original);
    kept(&kept(page, BAND, has_sample), ORIGINAL, has_original)
}

/// The page with what stands between two marks, or without it.
fn kept(page: &str, [begin, end]: [&str; 2], is_kept: bool) -> String {
    let parts = page.split_once(begin).and_then(|(before, rest)| Some((before, rest.split_once(end)?)));
    match parts {
        Some((before, (between, after))) => [before, if is_kept { between } else { "" }, after].concat(),
        None => page.to_owned(),
    }
}

/// Whether a link or a heading is in another language than the page.
fn names_in_the_original(main: &str) -> bool {
    let tags = main.match_indices('<').filter_map(|(at, _)| main.get(at..));
    tags.filter(|tag| NAMED.iter().any(|name| tag.starts_with(name)))
        .filter_map(|tag| tag.split('>').next())
        .any(|tag| tag.contains(" lang=\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_band_stands_when_the_main_part_marks_a_sample() {
        let page = |main: &str| {
            format!("a <!--samples-->band<!--/samples--> badge-sample <main>{main}</main> badge-sample")
        };
        assert!(completed(&page("<b class=\"badge badge-sample\">")).starts_with("a band badge-sample"));
        assert!(completed(&page("<tspan class=\"chain-sample\">")).starts_with("a band"));
        assert!(completed(&page("none")).starts_with("a  badge-sample"));
        assert_eq!(completed("a fragment"), "a fragment");
    }

    #[test]
    fn the_note_stands_when_a_name_is_in_another_language() {
        let page = |main: &str| format!("<main>{main}<!--original-->note<!--/original--></main>");
        for named in ["<a href=\"/x\" lang=\"en\">Fair</a>", "<h1 lang=\"en\">Fair</h1>"] {
            assert!(completed(&page(named)).contains("note"), "{named}");
        }
        for plain in ["<a href=\"/x\">Fair</a>", "<span lang=\"en\">other title</span>"] {
            assert!(!completed(&page(plain)).contains("note"), "{plain}");
        }
    }
}
