//! Who may write: from pages of this very site, or from a program with a key.

use axum::extract::{FromRequestParts, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use enishi_app::parts::Action;
use enishi_app::{Context, Error};
use http::HeaderMap;
use http::header::{HOST, ORIGIN};
use http::request::Parts;

use super::failure::Failure;
use crate::state::Site;

/// The context of a request that writes.
///
/// A browser sends the session's cookie along with requests that other sites' pages make. It also says so: by
/// `Sec-Fetch-Site`, older ones by `Origin`. Programs send neither, and their cookie is nobody else's.
async fn writer(site: &Site, headers: &HeaderMap) -> Result<Context, Failure> {
    if !is_same_site(headers) {
        return Err(Failure::new("cross-site"));
    }
    let ctx = site.context(headers, true).await?;
    ctx.require_signed_in()?;
    Ok(ctx)
}

/// Whoever writes, as the route has judged him.
#[derive(Clone, Debug)]
pub(super) struct Writer(pub(super) Context);

impl<S: Sync> FromRequestParts<S> for Writer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let judged = parts.extensions.get::<Self>().cloned();
        judged.ok_or_else(|| Error::internal("a route that writes names no action").into())
    }
}

/// Stops who may do this with no record at all before the handler begins. The use case judges the record itself.
pub(super) async fn require(action: Action, mut request: Request, next: Next) -> Response {
    let site = request.extensions().get::<Site>().cloned();
    match judge(action, site, request.headers().clone()).await {
        Ok(ctx) => {
            request.extensions_mut().insert(Writer(ctx));
            next.run(request).await
        }
        Err(failure) => failure.into_response(),
    }
}

async fn judge(action: Action, site: Option<Site>, headers: HeaderMap) -> Result<Context, Failure> {
    let site = site.ok_or_else(|| Error::internal("the site does not stand around its routes"))?;
    let ctx = writer(&site, &headers).await?;
    if site.app.may_ever(&ctx, action, None)? { Ok(ctx) } else { Err(Failure::new("not-permitted")) }
}

fn is_same_site(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let authority = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, rest)| rest);
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    authority.is_some() && authority == host
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_sites_are_told_apart() {
        let same = |pairs: &[(&'static str, &'static str)]| {
            let pairs = pairs.iter().map(|(name, value)| {
                (http::HeaderName::from_static(name), http::HeaderValue::from_static(value))
            });
            is_same_site(&pairs.collect())
        };
        assert!(same(&[]));
        assert!(same(&[("sec-fetch-site", "same-origin"), ("origin", "http://other")]));
        assert!(!same(&[("sec-fetch-site", "cross-site")]));
        assert!(!same(&[
            ("sec-fetch-site", "same-site"),
            ("origin", "http://a.example"),
            ("host", "a.example")
        ]));
        assert!(same(&[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")]));
        assert!(!same(&[("origin", "http://127.0.0.1:9090"), ("host", "127.0.0.1:8080")]));
        assert!(!same(&[("origin", "null"), ("host", "127.0.0.1:8080")]));
        assert!(!same(&[("origin", "http://evil.example")]));
    }
}
