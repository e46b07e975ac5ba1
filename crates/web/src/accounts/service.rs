//! The sign-in service: leaving for it, coming back from it, and what one's own account knows of it.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::accounts::{CameBack, ServiceDone, ServiceWay};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::{FormPage, Refused, answer, back_to, own, sign_in};
use crate::address::first;
use crate::fault::Fault;
use crate::lines::LineView;
use crate::page::Frame;
use crate::posted::Posted;
use crate::session::{unkept, with_cookie, with_session};
use crate::state::cookie;
use crate::text::Moment;
use crate::visitor::Visitor;

/// Whether the button of the service sent this form.
pub(super) fn is_asked(posted: &Posted) -> bool {
    posted.first("way") == Some("service")
}

/// Sends the browser to the service. A page that says so and goes on by itself: browsers hold a redirect that answers a form
/// against the policy for forms, which names this program alone.
pub(super) fn leave(visitor: &Visitor, way: &ServiceWay) -> Result<Response, Fault> {
    let words = &visitor.words;
    let label = [("service", visitor.site.app.service_label().unwrap_or_default().to_owned())];
    let title = words.with("service-leave-title", &label);
    let page = FormPage {
        frame: Frame::new(visitor, &title).without_crumbs(),
        lead: words.t("service-leave-lead"),
        notice: None,
        refused: None,
        hidden: Vec::new(),
        lines: Vec::new(),
        submit: String::new(),
        by_service: None,
        links: vec![(way.address.clone(), words.with("service-leave-go", &label))],
        title,
    };
    let seconds = way.ends_at.duration_since(visitor.site.app.now()).as_secs().max(0);
    let name = visitor.site.errand_cookie();
    let cookie = format!("{name}={}; HttpOnly; SameSite=Lax; Path=/; Max-Age={seconds}", way.browser);
    let mut answer = with_cookie(unkept(answer(&page, &Refused::default())?), &cookie)?;
    let refresh = HeaderValue::from_str(&format!("0; url={}", way.address));
    answer
        .headers_mut()
        .insert(HeaderName::from_static("refresh"), refresh.map_err(enishi_app::Error::internal)?);
    Ok(answer)
}

/// Takes in who comes back.
pub async fn come_back(visitor: Visitor, headers: HeaderMap) -> Result<Response, Fault> {
    if visitor.site.app.service_label().is_none() {
        return Err(Fault::unknown_page());
    }
    let told = |name: &str| first(&visitor.query, name);
    let name = visitor.site.errand_cookie();
    let back = CameBack {
        state: told("state").unwrap_or_default(),
        code: told("code"),
        issuer: told("iss"),
        browser: cookie(&headers, name),
    };
    let who = visitor.signed_in.as_ref();
    let done = visitor.site.app.come_back(&back, who, &visitor.arrival()).await;
    let answer = match done {
        Ok(ServiceDone::SignedIn(step, back)) => sign_in::go_on(&visitor, &step, back_to(Some(&back))),
        Ok(ServiceDone::Linked) => Ok(Redirect::to("/account?done=linked").into_response()),
        Ok(ServiceDone::Accepted(session)) => {
            with_session(&visitor, Redirect::to("/account?done=welcome").into_response(), &session)
        }
        Err(error) if visitor.signed_in.is_some() => {
            own::page(&visitor, None, &Refused::of(&visitor, error)?).await
        }
        Err(error) => sign_in::page(&visitor, "", "/", &Refused::of(&visitor, error)?),
    };
    with_cookie(unkept(answer?), &format!("{name}=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"))
}

/// Whether the service lets this person in, in a sentence; nothing where there is no service.
pub(super) async fn state(visitor: &Visitor) -> Result<Option<String>, Fault> {
    let Some(label) = visitor.site.app.service_label() else { return Ok(None) };
    let identities = visitor.site.app.identities(visitor.account()?).await?;
    let key = if identities.is_empty() { "service-is-off" } else { "service-is-on" };
    Ok(Some(visitor.words.with(key, &[("service", label.to_owned())])))
}

#[derive(Template)]
#[template(path = "account_service.html")]
struct ServicePage {
    frame: Frame,
    refused: Option<String>,
    lead: String,
    passphrase: LineView,
    has_passphrase: bool,
    /// What the button for linking says; none where he has said who he is.
    link: Option<String>,
    identities: Vec<IdentityRow>,
}

struct IdentityRow {
    issuer: String,
    made: Moment,
    used: Option<Moment>,
}

/// Shows which services let him in.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    page(&visitor, &Refused::default()).await
}

async fn page(visitor: &Visitor, refused: &Refused) -> Result<Response, Fault> {
    let (words, who, app) = (&visitor.words, visitor.account()?, &visitor.site.app);
    let title = words.t("service-title");
    let identities = app.identities(who).await?;
    let label = app.service_label().filter(|_| identities.is_empty());
    let page = ServicePage {
        frame: Frame::new(visitor, &title).step(&words.t("account-title"), "/account").end(&title),
        refused: refused.said.clone(),
        lead: words.t("service-lead"),
        passphrase: refused.line(visitor, "current", "").of("password", "current-password"),
        has_passphrase: who.has_passphrase(),
        link: label.map(|label| words.with("service-link", &[("service", label.to_owned())])),
        identities: identities
            .into_iter()
            .map(|one| IdentityRow {
                made: words.moment(one.made_at),
                used: one.used_at.map(|at| words.moment(at)),
                issuer: one.issuer,
            })
            .collect(),
    };
    answer(&page, refused)
}

/// Begins or ends that a service lets him in.
pub async fn change(posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let (app, who) = (&visitor.site.app, visitor.account()?);
    let current = posted.first("current").unwrap_or_default();
    let error = match (posted.first("action"), posted.first("unlink")) {
        (Some("link"), None) => match app.link_service(who, current, &visitor.arrival()).await {
            Ok(way) => return leave(visitor, &way),
            Err(error) => error,
        },
        (None, Some(issuer)) => match app.unlink_service(who, issuer, current, &visitor.address).await {
            Ok(()) => return Ok(Redirect::to("/account?done=unlinked").into_response()),
            Err(error) => error,
        },
        _ => return Err(Fault::page("bad-request", StatusCode::UNPROCESSABLE_ENTITY)),
    };
    page(visitor, &Refused::of(visitor, error)?).await
}
