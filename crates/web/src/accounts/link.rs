//! What a link that works once opens: the first administrator, an invitation, a new passphrase. Looking at the page uses
//! nothing up, because programs that check mail look at links too.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::accounts::{LinkPurpose, LinkView, NewAdministrator};

use super::{FormPage, Refused, answer};
use crate::fault::Fault;
use crate::page::Frame;
use crate::posted::Posted;
use crate::session::{unkept, with_session};
use crate::visitor::Visitor;

/// Asks for what the link needs.
pub async fn ask(visitor: Visitor, Path(token): Path<String>) -> Result<Response, Fault> {
    let link = visitor.site.app.find_link(&token).await?;
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
    };
    let title = words.t(&format!("{key}-title"));
    let mut lines = Vec::new();
    if link.purpose != LinkPurpose::Reset {
        lines.push(refused.line(visitor, "name", name).of("text", "name"));
    }
    if link.purpose == LinkPurpose::First {
        lines.push(refused.line(visitor, "email", email).of("email", "username"));
    }
    let passphrase = refused.line(visitor, "passphrase", "").of("password", "new-password");
    lines.push(passphrase.named(words, "accounts-passphrase", "accounts-new-help"));
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
