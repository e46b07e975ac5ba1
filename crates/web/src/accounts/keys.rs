//! One's own API keys: made, shown once, revoked.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::accounts::{KeyMade, KeyScope};

use super::{Refused, answer};
use crate::fault::Fault;
use crate::lines::LineView;
use crate::page::Frame;
use crate::posted::Posted;
use crate::session::unkept;
use crate::text::Moment;
use crate::visitor::Visitor;

/// Days that are proposed for a key.
const DAYS: &str = "90";

#[derive(Template)]
#[template(path = "keys.html")]
struct KeysPage {
    frame: Frame,
    refused: Option<String>,
    made: Option<(String, Moment)>,
    keys: Vec<KeyRow>,
    title: LineView,
    days: LineView,
    scopes: Vec<(&'static str, String)>,
}

struct KeyRow {
    id: String,
    title: String,
    scope: String,
    made: Moment,
    ends: Moment,
    used: Option<Moment>,
    is_live: bool,
}

/// Lists them.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    page(&visitor, None, ("", DAYS), &Refused::default()).await
}

async fn page(
    visitor: &Visitor,
    made: Option<KeyMade>,
    (typed, days): (&str, &str),
    refused: &Refused,
) -> Result<Response, Fault> {
    let (words, who) = (&visitor.words, visitor.account()?);
    let title = words.t("access-key-title");
    let scope = |code: &str| words.t(&format!("access-key-scope-{code}"));
    let keys = visitor.site.app.keys(who).await?;
    let page = KeysPage {
        frame: Frame::new(visitor, &title).step(&words.t("account-title"), "/account").end(&title),
        refused: refused.said.clone(),
        made: made.map(|made| (made.key, words.moment(made.expires_at))),
        keys: keys
            .into_iter()
            .map(|key| KeyRow {
                scope: scope(&key.scope),
                made: words.moment(key.created_at),
                ends: words.moment(key.expires_at),
                used: key.used_at.map(|at| words.moment(at)),
                is_live: key.is_live,
                id: key.id,
                title: key.title,
            })
            .collect(),
        title: refused.line(visitor, "title", typed).named(words, "access-key-for", "access-key-for-help"),
        days: refused.line(visitor, "days", days).of("number", "off").named(
            words,
            "access-key-days",
            "access-key-days-help",
        ),
        scopes: ["read", "write"].map(|code| (code, scope(code))).into(),
    };
    Ok(unkept(answer(&page, refused)?))
}

/// Makes or revokes one.
pub async fn change(posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let (app, who) = (&visitor.site.app, visitor.account()?);
    let text = |name: &str| posted.first(name).unwrap_or_default();
    match text("action") {
        "make" => {
            let scope = KeyScope::from_code(text("scope")).unwrap_or(KeyScope::Read);
            let typed = (text("title"), text("days"));
            let days = text("days").trim().parse().unwrap_or(0);
            match app.make_key(who, text("title"), scope, days).await {
                Ok(made) => page(visitor, Some(made), ("", DAYS), &Refused::default()).await,
                Err(error) => page(visitor, None, typed, &Refused::of(visitor, error)?).await,
            }
        }
        "revoke" => {
            app.revoke_key(who, text("key")).await?;
            Ok(Redirect::to("/account/keys").into_response())
        }
        _ => Err(Fault::page("bad-request", http::StatusCode::UNPROCESSABLE_ENTITY)),
    }
}
