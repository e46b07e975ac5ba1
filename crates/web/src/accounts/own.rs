//! One's own account: name and language, passphrase, sessions.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_kit::lang::Lang;

use super::{Refused, answer, service};
use crate::address::first;
use crate::fault::Fault;
use crate::lines::LineView;
use crate::page::Frame;
use crate::posted::Posted;
use crate::session::{with_cookie, with_session};
use crate::state::LANG_COOKIE;
use crate::text::Moment;
use crate::visitor::Visitor;

/// What has just been done, as an address may say it.
const DONE: [&str; 10] = [
    "welcome",
    "saved",
    "charge",
    "passphrase",
    "session-ended",
    "sessions-ended",
    "second-step-off",
    "address",
    "linked",
    "unlinked",
];

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    frame: Frame,
    notice: Option<String>,
    refused: Option<String>,
    email: String,
    name: LineView,
    languages: Vec<(&'static str, String, bool)>,
    passphrase: Vec<LineView>,
    has_second_step: bool,
    /// Whether nobody is in charge of the register and he may say that he is.
    may_take_charge: bool,
    /// Whether the sign-in service lets him in, where there is one.
    service: Option<String>,
    sessions: Vec<SessionRow>,
    has_others: bool,
}

struct SessionRow {
    id: String,
    browser: String,
    began: Moment,
    seen: Moment,
    is_this: bool,
}

/// Shows it.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    page(&visitor, None, &Refused::default()).await
}

pub(super) async fn page(
    visitor: &Visitor,
    name: Option<&str>,
    refused: &Refused,
) -> Result<Response, Fault> {
    let (words, who) = (&visitor.words, visitor.account()?);
    let title = words.t("account-title");
    let done = first(&visitor.query, "done").filter(|done| DONE.contains(done));
    let sessions = visitor.site.app.sessions(who).await?;
    let lang = who.language().unwrap_or(visitor.lang());
    let page = AccountPage {
        frame: Frame::new(visitor, &title).end(&title),
        notice: done.map(|done| words.t(&format!("account-done-{done}"))),
        refused: refused.said.clone(),
        email: who.email().to_owned(),
        name: refused.line(visitor, "name", name.unwrap_or_else(|| who.name())).of("text", "name"),
        languages: [(Lang::Ja, "日本語"), (Lang::En, "English")]
            .map(|(one, label)| (one.code(), label.to_owned(), one == lang))
            .into(),
        passphrase: vec![
            refused.line(visitor, "current", "").of("password", "current-password"),
            refused.line(visitor, "passphrase", "").of("password", "new-password").named(
                words,
                "accounts-new",
                "accounts-new-help",
            ),
        ],
        has_second_step: who.has_second_step(),
        may_take_charge: visitor.site.app.may_take_charge(&visitor.ctx).await?,
        service: service::state(visitor).await?,
        has_others: sessions.len() > 1,
        sessions: sessions
            .into_iter()
            .map(|session| SessionRow {
                browser: browser(words, &session.browser),
                began: words.moment(session.created_at),
                seen: words.moment(session.seen_at),
                is_this: session.is_this,
                id: session.id,
            })
            .collect(),
    };
    answer(&page, refused)
}

/// The program and the system of a browser in a word each; the whole line where neither is known.
fn browser(words: &crate::text::Words, agent: &str) -> String {
    let known = |list: &[(&str, &'static str)]| {
        list.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let program =
        known(&[("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]);
    let system = known(&[
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (program, system) {
        (Some(program), Some(system)) => format!("{program} / {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) if agent.is_empty() => words.t("account-browser-unknown"),
        (None, None) => agent.to_owned(),
    }
}

/// Changes it.
pub async fn change(posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let (app, who) = (&visitor.site.app, visitor.account()?);
    let text = |name: &str| posted.first(name).unwrap_or_default();
    let to = |done: &str| Redirect::to(&format!("/account?done={done}")).into_response();
    let done = match text("action") {
        "profile" => {
            let lang = Lang::from_code(text("language")).unwrap_or(visitor.lang());
            let done = app.rename_account(who, text("name"), lang).await;
            if let Err(error) = done {
                return page(visitor, Some(text("name")), &Refused::of(visitor, error)?).await;
            }
            // The choice of this browser goes before that of the account, so it is the same.
            let cookie = format!("{LANG_COOKIE}={}; Path=/; SameSite=Lax; Max-Age=31536000", lang.code());
            return with_cookie(to("saved"), &cookie);
        }
        "passphrase" => {
            let current = text("current");
            let changed = app.change_passphrase(who, current, text("passphrase"), &visitor.address).await;
            match changed {
                Ok(session) => return with_session(visitor, to("passphrase"), &session),
                Err(error) => Err(error),
            }
        }
        "end-session" => app.end_session(who, text("session")).await.map(|()| "session-ended"),
        "end-others" => app.end_other_sessions(who).await.map(|_| "sessions-ended"),
        _ => return Err(Fault::page("bad-request", http::StatusCode::UNPROCESSABLE_ENTITY)),
    };
    match done {
        Ok(done) => Ok(to(done)),
        Err(error) => page(visitor, None, &Refused::of(visitor, error)?).await,
    }
}
