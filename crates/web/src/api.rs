//! The JSON API under `/api`, and the page that explains it.
//!
//! Every answer that is not a success is a problem document (RFC 9457), also for addresses and methods that there are
//! not: one middleware writes them all. Not here: pages, the rules of the subject.

mod body;
mod conditional;
mod failure;
mod kinds;
mod language;
mod list;
mod matches;
mod openapi;
mod origin;
mod parameters;
mod record;
mod related;
mod values;
mod write;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::state::Site;

pub use failure::CODES;

/// Text of the API, Japanese and English.
pub const LOCALES: [&str; 2] = [include_str!("../locales/ja/api.ftl"), include_str!("../locales/en/api.ftl")];

/// Words after `/api/v1/` that no kind may have as its plural.
pub const RESERVED: [&str; 3] = ["kinds", "matches", "openapi.json"];

/// The routes under `/api`.
pub fn router(site: &Site) -> Router<Site> {
    let v1 = Router::new()
        .route("/v1/kinds", get(kinds::show))
        .route("/v1/openapi.json", get(openapi::show))
        .route("/v1/matches", post(matches::create))
        .route("/v1/{kind}", get(list::show).post(write::create))
        .route("/v1/{kind}/{ref}", get(record::show).patch(write::update).delete(write::delete))
        .route("/v1/{kind}/{ref}/history", get(related::history))
        .route("/v1/{kind}/{ref}/referrers", get(related::referrers))
        .fallback(failure::unknown_address);
    Router::new().nest("/api", v1).layer(from_fn_with_state(site.clone(), failure::render))
}
