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
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get, post};

use crate::state::Site;

pub use failure::{CODES, render as problems};

/// Text of the API, Japanese and English.
pub const LOCALES: [&str; 2] = [include_str!("../locales/ja/api.ftl"), include_str!("../locales/en/api.ftl")];

/// Words after `/api/v1/` that no kind may have as its plural.
pub const RESERVED: [&str; 3] = ["kinds", "matches", "openapi.json"];

/// The routes under `/api`.
pub fn router(site: &Site) -> Router<Site> {
    Router::new()
        .route("/api", get(reference::show))
        .route("/api/v1/kinds", get(kinds::show))
        .route("/api/v1/openapi.json", get(openapi::show))
        .route("/api/v1/matches", post(matches::create))
        .route("/api/v1/{kind}", get(list::show).post(write::create))
        .route("/api/v1/{kind}/{ref}", get(record::show).patch(write::update).delete(write::delete))
        .route("/api/v1/{kind}/{ref}/history", get(related::history))
        .route("/api/v1/{kind}/{ref}/referrers", get(related::referrers))
        .route(
            "/api/v1/{kind}/{ref}/files",
            get(files::list).post(files::attach).layer(DefaultBodyLimit::disable()),
        )
        .route(
            "/api/v1/{kind}/{ref}/files/{hash}",
            get(files::show).patch(files::update).delete(files::delete),
        )
        .route("/api/v1/{kind}/{ref}/merge", post(merge::create))
        // Routes and no fallback: pages have addresses of two parts too, and `/api/v1` must not be one of them.
        .route("/api/", any(failure::unknown_address))
        .route("/api/{*rest}", any(failure::unknown_address))
        .layer(from_fn_with_state(site.clone(), failure::render))
}
