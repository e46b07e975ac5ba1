//! Whether the program lives and is ready: the store answers and the index follows.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::json;

use crate::state::Site;

/// The state of the program.
pub async fn show(State(site): State<Site>) -> Response {
    match site.app.matcher().state().await {
        Ok(index) => {
            let body = json!({"live": true, "ready": true, "store": site.app.engine(), "index": {"behind": index.behind}});
            Json(body).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "not ready");
            let body = json!({"live": true, "ready": false, "store": site.app.engine()});
            (StatusCode::SERVICE_UNAVAILABLE, Json(body)).into_response()
        }
    }
}
