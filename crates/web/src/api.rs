//! The JSON API under `/api`, and the page that explains it.
//!
//! Every answer that is not a success is a problem document (RFC 9457), also for addresses and methods that there are
//! not: one middleware writes them all. Not here: pages, the rules of the subject.

mod body;
mod conditional;
mod failure;
mod files;
mod kinds;
mod language;
mod list;
mod matches;
mod merge;
mod openapi;
mod origin;
mod parameters;
mod record;
mod reference;
mod related;
mod values;
mod write;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, any, delete, get, patch, post};
use enishi_app::parts::Action;

use crate::routes::{Audience, Route};
use crate::state::Site;

pub use failure::{CODES, render as problems};

/// Text of the API, Japanese and English.
pub const LOCALES: [&str; 2] = [include_str!("../locales/ja/api.ftl"), include_str!("../locales/en/api.ftl")];

/// Words after `/api/v1/` that no kind may have as its plural.
pub const RESERVED: [&str; 3] = ["kinds", "matches", "openapi.json"];

type Line = (Route, MethodRouter<Site>);

/// Every address with its audience: one line each. Whatever is for everybody shows him only what he may see.
fn lines() -> Vec<Line> {
    let line = |audience, method, path, handler| (Route { method, path, audience }, handler);
    let see = |path, handler| line(Audience::Public, "GET", path, handler);
    let may = |action, method, path, handler: MethodRouter<Site>| {
        let judge = from_fn(move |request: Request, next: Next| origin::require(action, request, next));
        line(Audience::May(action), method, path, handler.route_layer(judge))
    };
    vec![
        see("/api", get(reference::show)),
        see("/api/v1/kinds", get(kinds::show)),
        see("/api/v1/openapi.json", get(openapi::show)),
        // Asks and changes nothing.
        line(Audience::Public, "POST", "/api/v1/matches", post(matches::create)),
        see("/api/v1/{kind}", get(list::show)),
        may(Action::Create, "POST", "/api/v1/{kind}", post(write::create)),
        see("/api/v1/{kind}/{ref}", get(record::show)),
        may(Action::Update, "PATCH", "/api/v1/{kind}/{ref}", patch(write::update)),
        may(Action::Delete, "DELETE", "/api/v1/{kind}/{ref}", delete(write::delete)),
        see("/api/v1/{kind}/{ref}/history", get(related::history)),
        see("/api/v1/{kind}/{ref}/referrers", get(related::referrers)),
        see("/api/v1/{kind}/{ref}/files", get(files::list)),
        may(
            Action::Attach,
            "POST",
            "/api/v1/{kind}/{ref}/files",
            post(files::attach).layer(DefaultBodyLimit::disable()),
        ),
        see("/api/v1/{kind}/{ref}/files/{hash}", get(files::show)),
        may(Action::Attach, "PATCH", "/api/v1/{kind}/{ref}/files/{hash}", patch(files::update)),
        may(Action::Attach, "DELETE", "/api/v1/{kind}/{ref}/files/{hash}", delete(files::delete)),
        may(Action::Merge, "POST", "/api/v1/{kind}/{ref}/merge", post(merge::create)),
    ]
}

/// Every address of the API with its audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    lines().into_iter().map(|(route, _)| route).collect()
}

/// The routes under `/api`.
pub fn router(site: &Site) -> Router<Site> {
    let lines = lines().into_iter();
    lines
        .fold(Router::new(), |router, (route, handler)| router.route(route.path, handler))
        // Routes and no fallback: pages have addresses of two parts too, and `/api/v1` must not be one of them.
        .route("/api/", any(failure::unknown_address))
        .route("/api/{*rest}", any(failure::unknown_address))
        .layer(from_fn_with_state(site.clone(), failure::render))
}
