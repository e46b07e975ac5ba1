//! A new e-mail address of one's own account.

use axum::response::Response;

use super::{FormPage, Refused, answer};
use crate::fault::Fault;
use crate::page::Frame;
use crate::posted::Posted;
use crate::visitor::Visitor;

/// Asks for it.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    page(&visitor, "", false, &Refused::default())
}

fn page(visitor: &Visitor, email: &str, is_sent: bool, refused: &Refused) -> Result<Response, Fault> {
    let (words, who) = (&visitor.words, visitor.account()?);
    let title = words.t("address-title");
    let sends_mail = visitor.site.app.sends_mail();
    let asks = sends_mail && !is_sent;
    let lead = if sends_mail { "address-lead" } else { "address-no-mail" };
    let mut lines = Vec::new();
    if asks {
        let line = refused.line(visitor, "email", email).of("email", "email");
        lines.push(line.named(words, "address-new", "address-new-help"));
        lines.push(refused.line(visitor, "current", "").of("password", "current-password"));
    }
    let page = FormPage {
        frame: Frame::new(visitor, &title).step(&words.t("account-title"), "/account").end(&title),
        lead: words.with(lead, &[("email", who.email().to_owned())]),
        notice: is_sent.then(|| words.with("address-sent", &[("email", email.to_owned())])),
        refused: refused.said.clone(),
        hidden: Vec::new(),
        lines,
        submit: if asks { words.t("address-go") } else { String::new() },
        by_service: None,
        links: vec![("/account".to_owned(), words.t("account-title"))],
        title,
    };
    answer(&page, refused)
}

/// Sends the link; the answer is the same whether another account has the address.
pub async fn change(posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let text = |name: &str| posted.first(name).unwrap_or_default();
    let who = visitor.account()?;
    let asked = visitor.site.app.ask_address(who, text("email"), text("current"), &visitor.address).await;
    match asked {
        Ok(()) => page(visitor, text("email"), true, &Refused::default()),
        Err(error) => page(visitor, text("email"), false, &Refused::of(visitor, error)?),
    }
}
