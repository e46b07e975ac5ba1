//! What a link that works once opens: the first administrator, an invitation, a new passphrase, a new address. Looking at the page uses
//! nothing up, because programs that check mail look at links too.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::accounts::{LinkPurpose, LinkView, NewAdministrator};

use super::{FormPage, Refused, answer, by_service, service};
use crate::fault::Fault;
use crate::page::Frame;
use crate::posted::Posted;
use crate::session::{unkept, with_session};
use crate::visitor::Visitor;

/// Asks for what the link needs.
pub async fn ask(visitor: Visitor, Path(token): Path<String>) -> Result<Response, Fault> {
    let link = visitor.site.app.find_link(&token).await?;
    if link.purpose == LinkPurpose::Address && visitor.signed_in.is_none() {
        // An address that was mistyped is somebody else's: only its owner may take it.
        let back = crate::address::query(&[("back", visitor.path.as_str())]);
        return Ok(Redirect::to(&format!("/sign-in{back}")).into_response());
    }
    page(&visitor, &link, &link.email, &link.name, &Refused::default())
}

fn page(
    visitor: &Visitor,
    link: &LinkView,
    email: &str,
    name: &str,
    refused: &Refused,
) -> Result<Response, Fault> {
    let words = &visitor.words;
    let key = match link.purpose {
        LinkPurpose::First => "link-first",
        LinkPurpose::Invitation => "link-invitation",
        LinkPurpose::Reset => "link-reset",
        LinkPurpose::Address => "link-address",
    };
    let title = words.t(&format!("{key}-title"));
    let mut lines = Vec::new();
    let is_new = matches!(link.purpose, LinkPurpose::First | LinkPurpose::Invitation);
    if is_new {
        lines.push(refused.line(visitor, "name", name).of("text", "name"));
    }
    if link.purpose == LinkPurpose::First {
        lines.push(refused.line(visitor, "email", email).of("email", "username"));
    }
    if link.purpose != LinkPurpose::Address {
        let passphrase = refused.line(visitor, "passphrase", "").of("password", "new-password");
        lines.push(passphrase.named(words, "accounts-passphrase", "accounts-new-help"));
    }
    let page = FormPage {
        frame: Frame::new(visitor, &title).without_crumbs(),
        lead: words.with(
            &format!("{key}-lead"),
            &[("email", link.email.clone()), ("until", words.moment(link.expires_at).shown)],
        ),
        notice: None,
        refused: refused.said.clone(),
        // Programs that keep passphrases want to know whose it is.
        hidden: if link.email.is_empty() { Vec::new() } else { vec![("username", link.email.clone())] },
        lines,
        submit: words.t(&format!("{key}-go")),
        by_service: match link.purpose {
            LinkPurpose::Invitation => by_service(visitor, "service-accept"),
            _ => None,
        },
        links: Vec::new(),
        title,
    };
    Ok(unkept(answer(&page, refused)?))
}

/// Uses the link up.
pub async fn accept(Path(token): Path<String>, posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let app = &visitor.site.app;
    let link = app.find_link(&token).await?;
    let text = |name: &str| posted.first(name).unwrap_or_default();
    let (name, email, passphrase) = (text("name"), text("email"), text("passphrase"));
    let (lang, arrival) = (visitor.lang(), visitor.arrival());
    if link.purpose == LinkPurpose::Invitation && service::is_asked(&posted) {
        return match app.accept_by_service(&token, name, lang, &arrival).await {
            Ok(way) => service::leave(visitor, &way),
            Err(error) => page(visitor, &link, email, name, &Refused::of(visitor, error)?),
        };
    }
    let done = match link.purpose {
        LinkPurpose::First => {
            let who = NewAdministrator { name, email, passphrase, language: lang };
            let session = app.make_first_administrator(&token, &who, &arrival).await;
            session.map(|session| (Some(session), "/"))
        }
        LinkPurpose::Invitation => {
            let session = app.accept_invitation(&token, name, passphrase, lang, &arrival).await;
            session.map(|session| (Some(session), "/account?done=welcome"))
        }
        LinkPurpose::Reset => {
            app.reset_passphrase(&token, passphrase).await.map(|()| (None, "/sign-in?done=reset"))
        }
        LinkPurpose::Address => {
            app.confirm_address(visitor.account()?, &token).await.map(|()| (None, "/account?done=address"))
        }
    };
    match done {
        Ok((Some(session), next)) => with_session(visitor, Redirect::to(next).into_response(), &session),
        Ok((None, next)) => Ok(Redirect::to(next).into_response()),
        Err(error) if error.code == "invalid" => {
            page(visitor, &link, email, name, &Refused::of(visitor, error)?)
        }
        Err(error) => Err(error.into()),
    }
}
