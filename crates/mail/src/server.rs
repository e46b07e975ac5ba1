//! The address of a mail server as settings write it.

use std::net::IpAddr;

/// How the way to the server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// TLS from the first byte (`smtps://`).
    Tls,
    /// TLS begun by STARTTLS, and nothing without it (`smtp+starttls://`).
    StartTls,
    /// None (`smtp://`): to this machine only.
    None,
}

/// A mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way is protected.
    pub protection: Protection,
}

impl Server {
    /// Reads `smtps://HOST`, `smtp+starttls://HOST` or `smtp://localhost`, each with `:PORT` where it is another one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.trim().split_once("://")?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let (protection, usual) = match scheme {
            "smtps" => (Protection::Tls, 465),
            "smtp+starttls" => (Protection::StartTls, 587),
            "smtp" => (Protection::None, 25),
            _ => return None,
        };
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => {
                (host, port.parse().ok().filter(|port| *port > 0)?)
            }
            _ => (rest, usual),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let is_name = !host.is_empty()
            && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte));
        let is_here =
            host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        // A link that lets somebody in must not cross a network in the open.
        (is_name && (protection != Protection::None || is_here)).then(|| Self {
            host: host.to_owned(),
            port,
            protection,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_open_ways_stay_on_this_machine() {
        let read =
            |text: &str| Server::parse(text).map(|server| (server.host, server.port, server.protection));
        assert_eq!(read("smtps://mail.example.jp"), Some(("mail.example.jp".into(), 465, Protection::Tls)));
        let starttls = Some(("mail.example.jp".into(), 2587, Protection::StartTls));
        assert_eq!(read("smtp+starttls://mail.example.jp:2587/"), starttls);
        assert_eq!(read("smtp://127.0.0.1:2525"), Some(("127.0.0.1".into(), 2525, Protection::None)));
        assert_eq!(read("smtp://[::1]"), Some(("::1".into(), 25, Protection::None)));
        for wrong in [
            "",
            "mail.example.jp",
            "http://a",
            "smtp://mail.example.jp",
            "smtps://",
            "smtps://a b",
            "smtps://a:0",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
