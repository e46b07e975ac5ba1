//! The pages: one line each, grouped by audience. A page without an audience cannot be written down here.

use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Router, middleware};

use enishi_app::parts::Action;

use crate::accounts::{address, audit, charge, keys, link, manage, own, personas, second, service, sign_in};
use crate::fault::Fault;
use crate::jobs::page;
use crate::posted::UPLOAD_LIMIT;
use crate::state::Site;
use crate::visitor::{Visitor, receive};
use crate::{
    about, attachments, batches, chain, clusters, committees, coordination, delete, directory, edit,
    event_board, exports, files, hand_made, health, help, home, imports, list, matches, merge, merges, offer,
    publish, record, register, rights, search, session, sharing, start, tie_ups, timeline, typed,
};

/// For whom a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody; what he may not see is not on it.
    Public,
    /// Whoever is signed in, about his own account.
    SignedIn,
    /// Who manages accounts, settings and jobs.
    Administrator,
    /// Who may do this with some record. The use case judges the record itself.
    May(Action),
}

/// A page as tests and documents list it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The address; names in braces stand for one part.
    pub path: &'static str,
    /// For whom.
    pub audience: Audience,
}

type Line = (Route, MethodRouter<Site>);

fn line(audience: Audience, method: &'static str, path: &'static str, handler: MethodRouter<Site>) -> Line {
    let handler = match audience {
        Audience::Public => handler,
        Audience::SignedIn => handler.layer(from_fn(require_account)),
        Audience::Administrator => handler.layer(from_fn(require_administrator)),
        Audience::May(action) => {
            handler.layer(from_fn(move |request: Request, next: Next| require(action, request, next)))
        }
    };
    // Whoever may no longer do it when he sends his form has still typed it.
    let is_typed = method == "POST" && matches!(audience, Audience::May(Action::Create | Action::Update));
    let handler = if is_typed { handler.layer(from_fn(typed::keep)) } else { handler };
    (Route { method, path, audience }, handler)
}

fn lines() -> Vec<Line> {
    let public = |path, handler| line(Audience::Public, "GET", path, handler);
    let may = |action, path, handler| line(Audience::May(action), "GET", path, handler);
    let change = |action, path, handler| line(Audience::May(action), "POST", path, handler);
    let anybody = |path, handler| line(Audience::Public, "POST", path, handler);
    let own = |path, handler| line(Audience::SignedIn, "GET", path, handler);
    let own_change = |path, handler| line(Audience::SignedIn, "POST", path, handler);
    let admin = |path, handler| line(Audience::Administrator, "GET", path, handler);
    let admin_change = |path, handler| line(Audience::Administrator, "POST", path, handler);
    vec![
        public("/", get(home::show)),
        public("/search", get(search::show)),
        public("/match", get(matches::show)),
        public("/about", get(about::show)),
        public("/offer", get(offer::show)),
        may(Action::Administer, "/offer/contact", get(offer::ask_contact)),
        change(Action::Administer, "/offer/contact", post(offer::save_contact)),
        may(Action::Administer, "/start", get(start::ask)),
        change(Action::Administer, "/start", post(start::begin)),
        public("/register", get(register::show)),
        public("/help/keyboard", get(about::keyboard)),
        public("/help", get(help::index)),
        public("/help/rights", get(rights::show)),
        public("/help/{kind}", get(help::show)),
        public("/demo/view", get(session::change_view)),
        public("/demo/sign-in", get(personas::show)),
        anybody("/demo/sign-in", post(personas::begin)),
        public("/sign-in", get(sign_in::ask)),
        anybody("/sign-in", post(sign_in::sign_in)),
        public("/sign-in/code", get(sign_in::ask_code)),
        anybody("/sign-in/code", post(sign_in::take_code)),
        public("/sign-in/service/back", get(service::come_back)),
        anybody("/sign-out", post(sign_in::sign_out)),
        public("/forgotten", get(sign_in::ask_reset)),
        anybody("/forgotten", post(sign_in::send_reset)),
        public("/link/{token}", get(link::ask)),
        anybody("/link/{token}", post(link::accept)),
        own("/account", get(own::show)),
        own_change("/account", post(own::change)),
        own("/account/second-step", get(second::show)),
        own_change("/account/second-step", post(second::change)),
        may(Action::Administer, charge::PATH, get(charge::ask)),
        change(Action::Administer, charge::PATH, post(charge::take)),
        own("/account/keys", get(keys::show)),
        own_change("/account/keys", post(keys::change)),
        own("/account/service", get(service::show)),
        own_change("/account/service", post(service::change)),
        own("/account/address", get(address::show)),
        own_change("/account/address", post(address::change)),
        may(Action::Administer, "/admin", get(crate::admin::show)),
        admin("/admin/accounts", get(manage::list)),
        admin_change("/admin/accounts", post(manage::invite)),
        admin("/admin/accounts/{account}", get(manage::show)),
        admin_change("/admin/accounts/{account}", post(manage::change)),
        admin("/admin/audit", get(audit::show)),
        public("/coordination/budgets", get(coordination::budgets::show)),
        public("/coordination/programme-map", get(coordination::map::show)),
        public("/coordination/scheme-guide", get(coordination::scheme_guide::show)),
        public("/hq/indicators", get(coordination::indicators::show)),
        public("/tie-ups", get(tie_ups::show)),
        public("/tie-ups.xlsx", get(tie_ups::xlsx)),
        may(Action::Import, "/tie-ups/next-year", get(tie_ups::ask_next_year)),
        change(Action::Import, "/tie-ups/next-year", post(tie_ups::next_year)),
        public("/clusters", get(clusters::show)),
        public("/programmes", get(timeline::show)),
        public("/events", get(event_board::show)),
        public("/people", get(directory::show)),
        public(hand_made::COMMITTEES, get(committees::show)),
        public("/meetings/{reference}/agenda", get(committees::agenda::show)),
        public("/needs/{reference}/chain", get(chain::show)),
        public("/seeds/{reference}/chain", get(chain::show)),
        public("/projects/{reference}/chain", get(chain::show)),
        public("/ip-rights/{reference}/chain", get(chain::show)),
        public("/results/{reference}/chain", get(chain::show)),
        public("/batons/{reference}/chain", get(chain::show)),
        public("/outcomes/{reference}/chain", get(chain::show)),
        may(Action::Update, "/seeds/clearances", get(sharing::consents::show)),
        public("/{kind}", get(list::show)),
        public("/{kind}/export.xlsx", get(exports::xlsx)),
        public("/{kind}/export.csv", get(exports::csv)),
        public("/{kind}/claims.csv", get(exports::claims_csv)),
        public("/{kind}/export.jsonl", get(exports::jsonl)),
        public("/{kind}/template.xlsx", get(exports::template_xlsx)),
        public("/{kind}/template.csv", get(exports::template_csv)),
        public("/{kind}/template.jsonl", get(exports::template_jsonl)),
        public("/{kind}/merges", get(merges::show)),
        change(Action::Merge, "/{kind}/merges", post(merges::tell_apart)),
        may(Action::Publish, "/{kind}/publish", get(publish::ask)),
        change(Action::Publish, "/{kind}/publish", post(publish::publish)),
        public("/{kind}/{reference}", get(record::show)),
        may(Action::Create, "/{kind}/new", get(edit::new)),
        change(Action::Create, "/{kind}/new", post(edit::create)),
        may(Action::Update, "/{kind}/{reference}/edit", get(edit::edit)),
        change(Action::Update, "/{kind}/{reference}/edit", post(edit::save)),
        may(Action::Oversee, "/{kind}/{reference}/sharing", get(sharing::show)),
        change(Action::Open, "/{kind}/{reference}/sharing", post(sharing::change)),
        may(Action::Delete, "/{kind}/{reference}/delete", get(delete::ask)),
        change(Action::Delete, "/{kind}/{reference}/delete", post(delete::delete)),
        change(
            Action::Attach,
            "/{kind}/{reference}/files",
            post(attachments::upload).layer(DefaultBodyLimit::disable()),
        ),
        public("/{kind}/{reference}/files/{hash}/{name}", get(attachments::download)),
        may(Action::Attach, "/{kind}/{reference}/files/{hash}", get(attachments::ask)),
        change(Action::Attach, "/{kind}/{reference}/files/{hash}", post(attachments::change)),
        may(Action::Merge, "/{kind}/{reference}/merge", get(merge::ask)),
        change(Action::Merge, "/{kind}/{reference}/merge", post(merge::merge)),
        may(Action::Undo, "/admin/batches/{batch}/undo", get(batches::ask_undo)),
        change(Action::Undo, "/admin/batches/{batch}/undo", post(batches::undo)),
        may(Action::Import, "/admin/imports", get(imports::list)),
        change(Action::Import, "/admin/imports", post(imports::upload)),
        may(Action::Import, "/admin/imports/{batch}", get(imports::show)),
        change(Action::Import, "/admin/imports/{batch}", post(imports::map)),
        change(Action::Import, "/admin/imports/{batch}/apply", post(imports::apply)),
        change(Action::Import, "/admin/imports/{batch}/discard", post(imports::discard_staged)),
        may(Action::Undo, "/admin/imports/{batch}/undo", get(imports::ask_undo)),
        change(Action::Undo, "/admin/imports/{batch}/undo", post(imports::undo)),
        may(Action::Administer, "/admin/jobs", get(page::show)),
        change(Action::Administer, "/admin/jobs", post(page::begin)),
        may(Action::Import, "/admin/jobs/{job}", get(imports::progress)),
    ]
}

/// Every page with its audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    lines().into_iter().map(|(route, _)| route).collect()
}

/// The pages and what belongs to them.
pub(crate) fn router(site: &Site) -> Router<Site> {
    let mut pages = Router::new();
    for (route, handler) in lines() {
        pages = pages.route(route.path, handler);
    }
    let files = Router::new()
        .route("/assets/{*path}", get(files::show))
        .route("/help/pictures/{name}", get(help::picture))
        .route("/health", get(health::ready))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready));
    let pages = pages
        .fallback(|| async { Fault::unknown_page() })
        .method_not_allowed_fallback(|| async { Fault::page("method", http::StatusCode::METHOD_NOT_ALLOWED) })
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT))
        .layer(middleware::from_fn_with_state(site.clone(), receive));
    pages.merge(files)
}

/// Stops who may do this with no record at all before the handler begins.
async fn require(action: Action, request: Request, next: Next) -> Response {
    let refused = match request.extensions().get::<Visitor>() {
        Some(visitor) => match visitor.site.app.may_ever(&visitor.ctx, action, None) {
            Ok(true) => visitor.ctx.require_now(),
            Ok(false) => Err(enishi_app::Error::new("not-permitted")),
            Err(error) => Err(error),
        },
        None => Err(enishi_app::Error::new("not-permitted")),
    };
    match refused {
        Ok(()) => next.run(request).await,
        Err(error) => Fault::from(error).into_response(),
    }
}

/// Sends who is not signed in to the page where he signs in.
async fn require_account(request: Request, next: Next) -> Response {
    match request.extensions().get::<Visitor>() {
        Some(visitor) if visitor.signed_in.is_some() => next.run(request).await,
        Some(visitor) if request.method().is_safe() => {
            Redirect::to(&crate::accounts::sign_in_href(visitor)).into_response()
        }
        _ => Fault::from(enishi_app::Error::new("sign-in-needed")).into_response(),
    }
}

/// Stops everybody but those who manage accounts before the handler begins.
async fn require_administrator(request: Request, next: Next) -> Response {
    let refused = match request.extensions().get::<Visitor>() {
        Some(visitor) => visitor.ctx.require_administrator(),
        None => Err(enishi_app::Error::new("not-permitted")),
    };
    match refused {
        Ok(()) => next.run(request).await,
        Err(error) => Fault::from(error).into_response(),
    }
}
