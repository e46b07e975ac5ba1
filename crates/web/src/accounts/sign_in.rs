//! Signing in and out, the code of the second step, and what to do when a passphrase is forgotten.

use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::accounts::SignInStep;

use super::{FormPage, Refused, answer, back_to, by_service, service};
use crate::address::{first, query};
use crate::fault::Fault;
use crate::page::Frame;
use crate::posted::Posted;
use crate::session::{with_session, without_session};
use crate::visitor::Visitor;

/// What has just been done, as an address may say it.
const DONE: [&str; 2] = ["reset", "signed-out"];

/// Asks for address and passphrase.
pub async fn ask(visitor: Visitor) -> Result<Response, Fault> {
    let back = first(&visitor.query, "back");
    if visitor.signed_in.is_some() {
        return Ok(Redirect::to(back_to(back)).into_response());
    }
    page(&visitor, "", back_to(back), &Refused::default())
}

pub(super) fn page(visitor: &Visitor, email: &str, back: &str, refused: &Refused) -> Result<Response, Fault> {
    let words = &visitor.words;
    let title = words.t("sign-in-title");
    let done = first(&visitor.query, "done").filter(|done| DONE.contains(done));
    let page = FormPage {
        frame: Frame::new(visitor, &title).end(&title),
        lead: words.t("sign-in-lead"),
        notice: done.map(|done| words.t(&format!("sign-in-done-{done}"))),
        refused: refused.said.clone(),
        hidden: vec![("back", back.to_owned())],
        lines: vec![
            refused.line(visitor, "email", email).of("email", "username"),
            refused.line(visitor, "passphrase", "").of("password", "current-password"),
        ],
        submit: words.t("sign-in-go"),
        by_service: by_service(visitor, "service-sign-in"),
        links: vec![("/forgotten".to_owned(), words.t("forgotten-title"))],
        title,
    };
    answer(&page, refused)
}

/// Signs in, or goes on to the code.
pub async fn sign_in(posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let email = posted.first("email").unwrap_or_default();
    let passphrase = posted.first("passphrase").unwrap_or_default();
    let back = back_to(posted.first("back"));
    if service::is_asked(&posted) {
        return match visitor.site.app.begin_service(back, &visitor.arrival()).await {
            Ok(way) => service::leave(visitor, &way),
            Err(error) => page(visitor, email, back, &Refused::of(visitor, error)?),
        };
    }
    match visitor.site.app.sign_in(email, passphrase, &visitor.arrival()).await {
        Ok(step) => go_on(visitor, &step, back),
        Err(error) => page(visitor, email, back, &Refused::of(visitor, error)?),
    }
}

/// Goes on to the page that he wanted, or to the code.
pub(super) fn go_on(visitor: &Visitor, step: &SignInStep, back: &str) -> Result<Response, Fault> {
    match step {
        SignInStep::Open(token) => with_session(visitor, Redirect::to(back).into_response(), token),
        SignInStep::Code(token) => {
            let next = format!("/sign-in/code{}", query(&[("back", back)]));
            with_session(visitor, Redirect::to(&next).into_response(), token)
        }
    }
}

/// Asks for a code.
pub async fn ask_code(visitor: Visitor) -> Result<Response, Fault> {
    if !visitor.site.app.awaits_code(visitor.session.as_deref()).await? {
        return Ok(Redirect::to("/sign-in").into_response());
    }
    let back = back_to(first(&visitor.query, "back"));
    code_page(&visitor, back, &Refused::default())
}

fn code_page(visitor: &Visitor, back: &str, refused: &Refused) -> Result<Response, Fault> {
    let words = &visitor.words;
    let title = words.t("sign-in-code-title");
    let page = FormPage {
        frame: Frame::new(visitor, &title).step(&words.t("sign-in-title"), "/sign-in").end(&title),
        lead: words.t("sign-in-code-lead"),
        notice: None,
        refused: refused.said.clone(),
        hidden: vec![("back", back.to_owned())],
        lines: vec![refused.line(visitor, "code", "").of("text", "one-time-code")],
        submit: words.t("sign-in-go"),
        by_service: None,
        links: Vec::new(),
        title,
    };
    answer(&page, refused)
}

/// Takes the code.
pub async fn take_code(posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let code = posted.first("code").unwrap_or_default();
    let back = back_to(posted.first("back"));
    match visitor.site.app.sign_in_code(visitor.session.as_deref(), code, &visitor.arrival()).await {
        Ok(token) => with_session(visitor, Redirect::to(back).into_response(), &token),
        Err(error) if error.code == "sign-in-again" => {
            let refused = Refused::of(visitor, error)?;
            page(visitor, "", back, &refused)
        }
        Err(error) => code_page(visitor, back, &Refused::of(visitor, error)?),
    }
}

/// Ends the session.
pub async fn sign_out(posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    if let Some(token) = &visitor.session {
        visitor.site.app.sign_out(token).await?;
    }
    without_session(visitor, Redirect::to("/").into_response())
}

/// Asks whose passphrase is forgotten.
pub async fn ask_reset(visitor: Visitor) -> Result<Response, Fault> {
    reset_page(&visitor, "", false, &Refused::default())
}

fn reset_page(visitor: &Visitor, email: &str, is_sent: bool, refused: &Refused) -> Result<Response, Fault> {
    let words = &visitor.words;
    let title = words.t("forgotten-title");
    let sends_mail = visitor.site.app.sends_mail();
    let asks = sends_mail && !is_sent;
    let page = FormPage {
        frame: Frame::new(visitor, &title).step(&words.t("sign-in-title"), "/sign-in").end(&title),
        lead: words.t(if sends_mail { "forgotten-lead" } else { "forgotten-no-mail" }),
        notice: is_sent.then(|| words.t("forgotten-sent")),
        refused: refused.said.clone(),
        hidden: Vec::new(),
        lines: if asks {
            vec![refused.line(visitor, "email", email).of("email", "username")]
        } else {
            Vec::new()
        },
        submit: if asks { words.t("forgotten-go") } else { String::new() },
        by_service: None,
        links: vec![("/sign-in".to_owned(), words.t("sign-in-title"))],
        title,
    };
    answer(&page, refused)
}

/// Sends a link, if there is somebody to send it to; the answer is the same.
pub async fn send_reset(posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let email = posted.first("email").unwrap_or_default();
    match visitor.site.app.ask_reset(email, &visitor.arrival()).await {
        Ok(()) => reset_page(visitor, "", true, &Refused::default()),
        Err(error) => reset_page(visitor, email, false, &Refused::of(visitor, error)?),
    }
}
