//! Setting up the second step: a picture for the device, the key as text, a code to confirm it, recovery codes shown once.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use super::{Refused, answer};
use crate::fault::{Fault, html};
use crate::lines::LineView;
use crate::page::Frame;
use crate::posted::Posted;
use crate::session::{unkept, with_session};
use crate::visitor::Visitor;

/// The page before: what to scan, or what to turn off.
#[derive(Template)]
#[template(path = "second_step.html")]
struct SecondStepPage {
    frame: Frame,
    refused: Option<String>,
    /// What is to be set up; none when it is.
    offer: Option<Offer>,
    code: LineView,
    passphrase: LineView,
    left: String,
}

struct Offer {
    secret: String,
    /// The key in groups of four, as people read it out.
    shown: String,
    uri: String,
    picture: String,
}

/// The recovery codes.
#[derive(Template)]
#[template(path = "recovery_codes.html")]
struct CodesPage {
    frame: Frame,
    codes: Vec<String>,
    email: String,
    day: String,
}

/// Shows it.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    page(&visitor, None, &Refused::default()).await
}

async fn page(visitor: &Visitor, secret: Option<&str>, refused: &Refused) -> Result<Response, Fault> {
    let (words, app, who) = (&visitor.words, &visitor.site.app, visitor.account()?);
    let title = words.t("second-step-title");
    let offer = if who.has_second_step() {
        None
    } else {
        let step = match secret {
            Some(secret) => app.second_step(who, secret)?,
            None => app.offer_second_step(who)?,
        };
        let letters: Vec<char> = step.secret.chars().collect();
        let shown = letters.chunks(4).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>();
        let picture = picture(&step.uri)?;
        Some(Offer { shown: shown.join(" "), secret: step.secret, uri: step.uri, picture })
    };
    let left = app.recovery_codes_left(who).await?;
    let page = SecondStepPage {
        frame: Frame::new(visitor, &title).step(&words.t("account-title"), "/account").end(&title),
        refused: refused.said.clone(),
        offer,
        code: refused.line(visitor, "code", "").of("text", "one-time-code").named(
            words,
            "second-step-code",
            "second-step-code-help",
        ),
        passphrase: refused.line(visitor, "current", "").of("password", "current-password"),
        left: words.count("second-step-left", left),
    };
    Ok(unkept(answer(&page, refused)?))
}

/// The picture that a device reads.
fn picture(uri: &str) -> Result<String, Fault> {
    let code = QrCode::with_error_correction_level(uri.as_bytes(), EcLevel::M)
        .map_err(enishi_app::Error::internal)?;
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    // The renderer begins with an XML declaration, which has no place inside a page.
    let picture = drawn.split_once("?>").map_or(drawn.as_str(), |(_, picture)| picture);
    // The key beside it says the same in letters.
    Ok(picture.replacen("<svg ", "<svg aria-hidden=\"true\" ", 1))
}

fn codes(visitor: &Visitor, codes: Vec<String>) -> Result<Response, Fault> {
    let words = &visitor.words;
    let title = words.t("recovery-title");
    let account = words.t("account-title");
    let page = CodesPage {
        frame: Frame::new(visitor, &title).step(&account, "/account").end(&title),
        codes,
        email: visitor.account()?.email().to_owned(),
        day: words.moment(visitor.site.app.now()).shown,
    };
    Ok(unkept(html(&page)?))
}

/// Turns it on or off, or makes new recovery codes.
pub async fn change(posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let (app, who) = (&visitor.site.app, visitor.account()?);
    let text = |name: &str| posted.first(name).unwrap_or_default();
    let error = match text("action") {
        "on" => match app.turn_on_second_step(who, text("secret"), text("code")).await {
            Ok((made, session)) => return with_session(visitor, codes(visitor, made)?, &session),
            Err(error) if error.code == "code-failed" => {
                return page(visitor, Some(text("secret")), &Refused::of(visitor, error)?).await;
            }
            Err(error) => error,
        },
        "off" => match app.turn_off_second_step(who, text("current"), &visitor.address).await {
            Ok(()) => return Ok(Redirect::to("/account?done=second-step-off").into_response()),
            Err(error) => error,
        },
        "codes" => match app.new_recovery_codes(who, text("current"), &visitor.address).await {
            Ok(made) => return codes(visitor, made),
            Err(error) => error,
        },
        _ => return Err(Fault::page("bad-request", http::StatusCode::UNPROCESSABLE_ENTITY)),
    };
    page(visitor, None, &Refused::of(visitor, error)?).await
}
