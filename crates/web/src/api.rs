//! The JSON API.

use axum::Router;

use crate::state::Site;

/// The routes under `/api`.
pub fn router(site: &Site) -> Router<Site> {
    let _ = site;
    Router::new()
}
