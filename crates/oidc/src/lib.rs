//! Asking another service who somebody is: OpenID Connect Core 1.0 with discovery, the authorization code flow and PKCE.
//!
//! What is learnt is the lasting name of somebody at that service and nothing else: no e-mail address, no name. Nothing is
//! remembered between two calls, so that a service may change its keys at any time.
//!
//! Not here: accounts, cookies, which state was given out and is used up.

mod http_client;
mod service;

use std::fmt;
use std::net::IpAddr;

use openidconnect::url::Url;

pub use service::{Answer, Secrets, Service, Subject};

/// What clocks of two machines may differ by, in seconds.
pub const LEEWAY_SECONDS: i64 = 60;

/// Which service, and as whom this program asks it.
#[derive(Clone, PartialEq, Eq)]
pub struct Settings {
    /// The address that names the service.
    pub issuer: Issuer,
    /// The name of this program there.
    pub client_id: String,
    /// What this program proves itself with there, where it has something.
    pub client_secret: Option<String>,
    /// What people call the service.
    pub label: String,
}

/// Without the secret.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// The address that names a service: HTTPS, or this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer(String);

impl Issuer {
    /// Reads `https://HOST/PATH`, or `http://localhost:PORT` for this machine. Kept as it is written: services compare it
    /// letter by letter.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let url = Url::parse(text).ok()?;
        let is_bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        (is_bare && is_protected(&url)).then(|| Self(text.to_owned()))
    }

    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether nobody reads on the way: TLS, or this machine.
fn is_protected(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    let is_here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    match url.scheme() {
        "https" => !host.is_empty(),
        "http" => is_here,
        _ => false,
    }
}

/// Why a service did not say who somebody is.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It was not reached, or did not answer in time.
    #[error("the sign-in service was not reached: {0}")]
    Unreachable(String),
    /// What it says about itself cannot be used.
    #[error("what the sign-in service says about itself cannot be used: {0}")]
    Description(String),
    /// It does not know this program, or the code is of no use (any more).
    #[error("the sign-in service did not take the code: {0}")]
    Refused(String),
    /// What it says about somebody is not proven.
    #[error("the statement of the sign-in service is not proven: {0}")]
    Unproven(String),
}

impl Error {
    /// Why, in a closed word.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => "unreachable",
            Self::Description(_) => "description",
            Self::Refused(_) => "refused",
            Self::Unproven(_) => "unproven",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_asked_over_a_protected_way_or_on_this_machine() {
        for good in [
            "https://id.example.jp",
            "https://id.example.jp/realms/north/",
            "http://localhost:9000",
            "http://[::1]:1",
        ] {
            assert_eq!(Issuer::parse(good).map(|issuer| issuer.as_str().to_owned()).as_deref(), Some(good));
        }
        for wrong in [
            "",
            "id.example.jp",
            "http://id.example.jp",
            "https://id.example.jp?x=1",
            "https://a@id.example.jp",
            "ftp://localhost",
        ] {
            assert_eq!(Issuer::parse(wrong), None, "{wrong}");
        }
    }
}
