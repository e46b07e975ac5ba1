//! The page on which an administrator takes charge of a register that nobody is in charge of.

use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::Charge;

use super::{FormPage, Refused, answer};
use crate::fault::Fault;
use crate::page::Frame;
use crate::posted::Posted;
use crate::visitor::Visitor;

/// Where it is.
pub const PATH: &str = "/start/charge";

/// Asks who he is.
pub async fn ask(visitor: Visitor) -> Result<Response, Fault> {
    if !visitor.site.app.may_take_charge(&visitor.ctx).await? {
        return Ok(Redirect::to("/start").into_response());
    }
    let name = visitor.account()?.name().to_owned();
    page(&visitor, &Charge { name, post: String::new() }, &Refused::default())
}

fn page(visitor: &Visitor, typed: &Charge, refused: &Refused) -> Result<Response, Fault> {
    let words = &visitor.words;
    let title = words.t("charge-title");
    let line = |name, value: &str| refused.line(visitor, name, value);
    let page = FormPage {
        frame: Frame::new(visitor, &title).end(&title),
        lead: words.t("charge-lead"),
        notice: None,
        refused: refused.said.clone(),
        hidden: Vec::new(),
        lines: vec![
            line("name", &typed.name).of("text", "name").named(words, "charge-name", "charge-name-help"),
            line("post", &typed.post).required(false).named(words, "charge-post", "charge-post-help"),
        ],
        submit: words.t("charge-go"),
        by_service: None,
        links: vec![("/".to_owned(), words.t("charge-not"))],
        title,
    };
    answer(&page, refused)
}

/// Takes charge.
pub async fn take(posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let app = &visitor.site.app;
    let text = |name: &str| posted.first(name).unwrap_or_default().to_owned();
    let charge = Charge { name: text("name"), post: text("post") };
    match app.take_charge(&visitor.ctx, &charge, visitor.lang()).await {
        Ok(seq) => {
            app.matcher().wait_for(seq).await;
            let next = if app.needs_start().await? { "/start" } else { "/account?done=charge" };
            Ok(Redirect::to(next).into_response())
        }
        Err(error) => page(visitor, &charge, &Refused::of(visitor, error)?),
    }
}
