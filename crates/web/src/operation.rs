//! One request as the log tells it: an id, the method, the pattern of the address, the status, the time.
//!
//! Never what a person typed: no address with its parts filled in, no query, no body, no header, no network address.
//! The same id stands on the page of an error and in a problem document.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use enishi_kit::ids::{IdSource, SystemIds};
use http::{Extensions, Method};
use tracing::Instrument;

use crate::metrics::Seen;
use crate::state::Site;

/// Characters of base 32: 80 random bits.
const CHARS: usize = 16;
/// What stands for an address that there is not.
const NO_ROUTE: &str = "(none)";

/// The id of one request.
#[derive(Clone, Debug)]
pub struct Operation(Arc<str>);

impl Operation {
    fn new() -> Self {
        Self(SystemIds::default().token(CHARS).into())
    }

    /// The id that [`observe`] gave the request; a new one where the request did not come that way.
    pub fn of(extensions: &Extensions) -> Self {
        extensions.get::<Self>().cloned().unwrap_or_else(Self::new)
    }
}

impl std::fmt::Display for Operation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Gives each request its id, and tells log and measurements how it went.
pub async fn observe(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let operation = Operation::new();
    let method = name_of(request.method());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| NO_ROUTE.to_owned(), |path| path.as_str().to_owned());
    let span = tracing::info_span!("request", %operation, method, route);
    request.extensions_mut().insert(operation);
    let answer = next.run(request).instrument(span.clone()).await;
    let (status, took) = (answer.status().as_u16(), began.elapsed());
    span.in_scope(|| tracing::info!(status, ms = took.as_secs_f64() * 1_000.0, "answered"));
    site.metrics.record(Seen { method, route, status }, took);
    answer
}

/// The name of a method that there is. What else somebody sends is a text of his own.
fn name_of(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}
