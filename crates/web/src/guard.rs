//! What holds for every request and answer: the name under which the program is addressed, where a change of state
//! comes from, and the headers that keep a browser from doing more than our pages ask.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::state::Site;

/// Nothing but our own files; no inline script or style; no framing.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Headers of every answer that does not set them itself.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "private, no-cache"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Where people come by HTTPS, a browser that was here once comes by nothing else for a year.
const HTTPS_ONLY: &str = "max-age=31536000; includeSubDomains";

/// Refuses what comes under another name or from another site, and sets the headers.
pub async fn guard(State(site): State<Site>, request: Request, next: Next) -> Response {
    let mut answer = if !is_known_peer(&site, &request) {
        (StatusCode::FORBIDDEN, "403 Forbidden: requests are not taken from that address.\n").into_response()
    } else if !is_known_host(&site, request.headers(), request.uri()) {
        (
            StatusCode::MISDIRECTED_REQUEST,
            "421 Misdirected Request: this program is not offered under that name.\n",
        )
            .into_response()
    } else if !request.method().is_safe() && is_foreign(request.headers()) {
        (StatusCode::FORBIDDEN, "403 Forbidden: the request comes from another site.\n").into_response()
    } else {
        next.run(request).await
    };
    let headers = answer.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if site.base_url.as_ref().is_some_and(|url| url.is_secure()) {
        secure_cookies(headers);
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HTTPS_ONLY));
    }
    if !headers.contains_key(header::ETAG) {
        headers.append(header::VARY, HeaderValue::from_static("Cookie, Accept-Language"));
    }
    answer
}

/// Whether the request comes from this machine or from a proxy that was named.
fn is_known_peer(site: &Site, request: &Request) -> bool {
    // Without a connection the request was made inside this program.
    let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() else { return true };
    let address = peer.ip().to_canonical();
    address.is_loopback() || site.proxies.iter().any(|network| network.contains(address))
}

/// From which network address a request comes: the last one before this machine and the proxies that were named. Empty
/// where nobody knows.
pub fn address(site: &Site, extensions: &Extensions, headers: &HeaderMap) -> String {
    let Some(ConnectInfo(peer)) = extensions.get::<ConnectInfo<SocketAddr>>() else { return String::new() };
    let is_ours = |address: IpAddr| {
        address.is_loopback() || site.proxies.iter().any(|network| network.contains(address))
    };
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
    let named: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    let mut last = peer.ip().to_canonical();
    // Each proxy adds, at the end, whom it was asked by; what a stranger wrote stands before that.
    for name in named.iter().rev() {
        if !is_ours(last) {
            break;
        }
        let Ok(address) = name.parse::<IpAddr>() else { break };
        last = address.to_canonical();
    }
    last.to_string()
}

/// Where people come by HTTPS, no cookie travels without it.
fn secure_cookies(headers: &mut HeaderMap) {
    let cookies: Vec<HeaderValue> = headers.get_all(header::SET_COOKIE).iter().cloned().collect();
    headers.remove(header::SET_COOKIE);
    for cookie in cookies {
        let secured = [cookie.as_bytes(), b"; Secure"].concat();
        headers.append(header::SET_COOKIE, HeaderValue::from_bytes(&secured).unwrap_or(cookie));
    }
}

/// Whether the request names this machine or a configured host. A page of a stranger whose name was made to lead here
/// (DNS rebinding) carries the stranger's name.
fn is_known_host(site: &Site, headers: &HeaderMap, uri: &http::Uri) -> bool {
    let named = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let Some(host) = named.or_else(|| uri.host()) else { return false };
    let name = host_name(host);
    ["localhost", "127.0.0.1", "[::1]"].contains(&name)
        || site.base_url.as_ref().is_some_and(|url| url.host().eq_ignore_ascii_case(name))
}

/// The name without the port.
fn host_name(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Whether a browser says that the request comes from another site. Programs that are no browsers say nothing.
fn is_foreign(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site"))
        && !["same-origin", "none"].contains(&site)
    {
        return true;
    }
    let Some(origin) = text(header::ORIGIN) else { return false };
    let host = text(header::HOST).unwrap_or_default();
    let from = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    from != Some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_no_part_of_the_name() {
        assert_eq!(host_name("localhost:8080"), "localhost");
        assert_eq!(host_name("[::1]:8080"), "[::1]");
        assert_eq!(host_name("[::1]"), "[::1]");
        assert_eq!(host_name("enishi.example"), "enishi.example");
    }

    #[test]
    fn another_origin_is_foreign() {
        let headers = |pairs: &[(&'static str, &'static str)]| {
            pairs
                .iter()
                .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
                .collect()
        };
        let foreign = |pairs: &[(&'static str, &'static str)]| is_foreign(&headers(pairs));
        assert!(!foreign(&[("host", "localhost:1"), ("origin", "http://localhost:1")]));
        assert!(foreign(&[("host", "localhost:1"), ("origin", "http://localhost:2")]));
        assert!(foreign(&[("host", "localhost:1"), ("origin", "null")]));
        assert!(foreign(&[("sec-fetch-site", "same-site")]));
        assert!(!foreign(&[("sec-fetch-site", "same-origin")]));
        assert!(!foreign(&[("host", "localhost:1")]));
    }
}
