//! The operator says who receives needs and seeds here.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::{ContactPoint, Error};
use http::StatusCode;

use crate::fault::{Fault, html};
use crate::lines::LineView;
use crate::page::Frame;
use crate::posted::Posted;
use crate::text::Words;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "offer_contact.html")]
struct ContactPage {
    frame: Frame,
    lines: Vec<LineView>,
    is_setting: bool,
}

/// The lines of the form; problems by their names there (`contact_email`).
#[must_use]
pub fn contact_lines(words: &Words, point: &ContactPoint, errors: &HashMap<&str, String>) -> Vec<LineView> {
    [
        ("contact_name", &point.name),
        ("contact_email", &point.email),
        ("contact_telephone", &point.telephone),
        ("contact_address", &point.address),
    ]
    .into_iter()
    .map(|(name, value)| LineView::new(words, "offer", name, value, errors.get(name)))
    .collect()
}

/// What the form says.
#[must_use]
pub fn read_contact(posted: &Posted) -> ContactPoint {
    let text = |name: &str| posted.first(name).unwrap_or_default().trim().to_owned();
    ContactPoint {
        name: text("contact_name"),
        email: text("contact_email"),
        telephone: text("contact_telephone"),
        address: text("contact_address"),
    }
}

/// Asks.
pub async fn ask(visitor: Visitor) -> Result<Response, Fault> {
    let known = visitor.site.app.contact().await?;
    let is_setting = known.as_ref().is_some_and(|contact| contact.is_setting);
    let point = known.map(|contact| contact.point).unwrap_or_default();
    page(&visitor, &point, is_setting, None)
}

/// Saves it.
pub async fn save(posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let point = read_contact(&posted);
    match visitor.site.app.save_contact(&visitor.ctx, &point).await {
        Ok(()) => Ok(Redirect::to("/offer?done=saved").into_response()),
        Err(error) if error.code == "invalid" => page(visitor, &point, false, Some(&error)),
        Err(error) => Err(error.into()),
    }
}

fn page(
    visitor: &Visitor,
    point: &ContactPoint,
    is_setting: bool,
    error: Option<&Error>,
) -> Result<Response, Fault> {
    let words = &visitor.words;
    let problems = error.map(|error| error.problems.as_slice()).unwrap_or_default();
    let errors: Vec<(String, String)> = problems
        .iter()
        .map(|problem| {
            (format!("contact_{}", problem.field.clone().unwrap_or_default()), words.problem(problem))
        })
        .collect();
    let errors = errors.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let title = words.t("offer-contact-title");
    let answer = html(&ContactPage {
        frame: Frame::new(visitor, &title).step(&words.t("offer-title"), "/offer").end(&title),
        lines: contact_lines(words, point, &errors),
        is_setting,
    })?;
    let status = error.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    Ok((status, answer).into_response())
}
