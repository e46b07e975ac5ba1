//! Pages of accounts: signing in, links, one's own account, administration. Every one works without script.

pub mod address;
pub mod audit;
pub mod charge;
pub mod keys;
pub mod link;
pub mod manage;
pub mod own;
pub mod personas;
pub mod second;
pub mod service;
pub mod sign_in;

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use enishi_app::Error;
use http::StatusCode;

use crate::address::{is_own, query};
use crate::fault::{Fault, html, said};
use crate::lines::LineView;
use crate::page::Frame;
use crate::visitor::Visitor;

/// A page with one short form.
#[derive(Template)]
#[template(path = "account_form.html")]
struct FormPage {
    frame: Frame,
    title: String,
    lead: String,
    notice: Option<String>,
    refused: Option<String>,
    hidden: Vec<(&'static str, String)>,
    lines: Vec<LineView>,
    submit: String,
    /// The other button of the form: what the sign-in service does here.
    by_service: Option<String>,
    /// Where else one may want to go.
    links: Vec<(String, String)>,
}

/// Why a form was refused: a sentence above it, and one at each line.
#[derive(Default)]
struct Refused {
    said: Option<String>,
    errors: HashMap<String, String>,
    status: Option<StatusCode>,
}

impl Refused {
    /// What to say of an error; a failure of the program is no refusal.
    fn of(visitor: &Visitor, error: Error) -> Result<Self, Fault> {
        let status = error.info().status;
        // That another service fails is no failure of this program: there are other ways in on the page.
        if status >= 500 && error.code != "service-unreachable" {
            return Err(error.into());
        }
        let words = &visitor.words;
        let problems = error
            .problems
            .iter()
            .filter_map(|problem| Some((problem.field.clone()?, words.problem(problem))));
        let errors: HashMap<String, String> = problems.collect();
        let said = if errors.is_empty() { said(visitor, error) } else { words.t("accounts-look") };
        Ok(Self { said: Some(said), errors, status: StatusCode::from_u16(status).ok() })
    }

    /// A line of the form with what is wrong with it.
    fn line(&self, visitor: &Visitor, name: &'static str, value: &str) -> LineView {
        LineView::new(&visitor.words, "accounts", name, value, self.errors.get(name)).required(true)
    }

    fn status(&self) -> StatusCode {
        self.status.unwrap_or(StatusCode::OK)
    }
}

/// The page of a form, under the status of why it was refused.
fn answer(page: &impl Template, refused: &Refused) -> Result<Response, Fault> {
    let mut answer = html(page)?;
    *answer.status_mut() = refused.status();
    Ok(answer)
}

/// Where this visitor signs in, to come back to this page afterwards.
#[must_use]
pub fn sign_in_href(visitor: &Visitor) -> String {
    let leads_nowhere = ["/sign-in", "/forgotten", "/link/", "/sign-out"];
    if visitor.path == "/" || leads_nowhere.iter().any(|beginning| visitor.path.starts_with(beginning)) {
        return "/sign-in".to_owned();
    }
    format!("/sign-in{}", query(&[("back", visitor.here())]))
}

/// What the button of the sign-in service says, where there is one.
fn by_service(visitor: &Visitor, key: &str) -> Option<String> {
    let label = visitor.site.app.service_label()?;
    Some(visitor.words.with(key, &[("service", label.to_owned())]))
}

/// Where somebody goes after signing in.
fn back_to(asked: Option<&str>) -> &str {
    asked.filter(|back| is_own(back)).unwrap_or("/")
}
