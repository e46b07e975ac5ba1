//! Whether the program lives and is ready: the store answers and the index follows.
//!
//! Everybody may ask, so no number says how much is written here.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::json;

use crate::state::Site;

/// How long the store may take to answer before it counts as out of reach.
pub const PATIENCE: Duration = Duration::from_secs(2);

/// The program runs and answers, whatever the store does: to restart it would not help.
pub async fn live() -> Response {
    Json(json!({"live": true})).into_response()
}

/// Whether requests can be served now. While the store is out of reach, or the program is ending, others should be sent
/// them; this one need not be restarted.
pub async fn ready(State(site): State<Site>) -> Response {
    let state = tokio::time::timeout(PATIENCE, site.app.matcher().state()).await;
    let (index, store) = match &state {
        Ok(Ok(index)) => (json!({"up_to_date": index.behind == 0}), "answers"),
        Ok(Err(error)) => {
            tracing::error!(code = error.code, causes = error.causes(), "not ready: the store refuses");
            (json!(null), "refuses")
        }
        Err(_) => {
            tracing::error!("not ready: the store does not answer");
            (json!(null), "silent")
        }
    };
    let is_ready = store == "answers" && !site.is_ending();
    let body = json!({
        "live": true,
        "ready": is_ready,
        "ending": site.is_ending(),
        "store": site.app.engine(),
        "store_state": store,
        "index": index,
    });
    let status = if is_ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(body)).into_response()
}
