//! Under which address the program is offered, and from where it may be asked.

use std::net::IpAddr;

/// The address under which people reach the program: a scheme and a name, no path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    text: String,
    host: String,
    is_secure: bool,
}

impl BaseUrl {
    /// Reads an address such as `https://enishi.example.jp/`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let uri: http::Uri = text.parse().ok()?;
        let is_secure = match uri.scheme_str()? {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let authority = uri.authority()?;
        let has_more = uri.path() != "/" || uri.query().is_some() || authority.as_str().contains('@');
        if has_more || authority.host().is_empty() {
            return None;
        }
        let scheme = if is_secure { "https" } else { "http" };
        Some(Self { text: format!("{scheme}://{authority}/"), host: authority.host().to_owned(), is_secure })
    }

    /// The name without the port.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether it is HTTPS.
    #[must_use]
    pub const fn is_secure(&self) -> bool {
        self.is_secure
    }
}

impl std::fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

/// An address, or all addresses that begin with the same bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    bits: u32,
}

impl Network {
    /// Reads `10.0.0.1` or `10.1.0.0/16`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let first: IpAddr = address.parse().ok()?;
        let most = if first.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Some(most), |bits| bits.parse().ok())?;
        (bits <= most).then_some(Self { first, bits })
    }

    /// Reads several with commas between them.
    #[must_use]
    pub fn parse_list(text: &str) -> Option<Vec<Self>> {
        text.split(',').map(|one| Self::parse(one.trim())).collect()
    }

    /// Whether an address is one of these.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        // An IPv4 address that came over IPv6 is the same machine.
        let differing = match (self.first, address.to_canonical()) {
            (IpAddr::V4(first), IpAddr::V4(address)) => (first.to_bits() ^ address.to_bits()).leading_zeros(),
            (IpAddr::V6(first), IpAddr::V6(address)) => (first.to_bits() ^ address.to_bits()).leading_zeros(),
            _ => return false,
        };
        differing >= self.bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_scheme_and_a_name() {
        let url = BaseUrl::parse("https://enishi.example.jp").unwrap();
        assert_eq!(
            (url.to_string().as_str(), url.host()),
            ("https://enishi.example.jp/", "enishi.example.jp")
        );
        assert!(url.is_secure() && !BaseUrl::parse("http://localhost:8080/").unwrap().is_secure());
        for wrong in
            ["enishi.example.jp", "ftp://a/", "https://a/enishi", "https://a/?b", "https://u:p@a/", ""]
        {
            assert_eq!(BaseUrl::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_network_holds_what_begins_alike() {
        let holds = |network: &str, address: &str| {
            Network::parse(network).unwrap().contains(address.parse().unwrap())
        };
        assert!(holds("10.1.0.0/16", "10.1.255.3") && !holds("10.1.0.0/16", "10.2.0.1"));
        assert!(holds("10.0.0.1", "10.0.0.1") && !holds("10.0.0.1", "10.0.0.2"));
        assert!(holds("10.0.0.1", "::ffff:10.0.0.1") && !holds("::/0", "10.0.0.1"));
        assert!(holds("fd00::/8", "fd12::1") && holds("0.0.0.0/0", "192.0.2.1"));
        assert!(Network::parse("10.0.0.0/33").is_none() && Network::parse("proxy").is_none());
        assert_eq!(Network::parse_list("10.0.0.1, fd00::/8").unwrap().len(), 2);
        assert!(Network::parse_list("10.0.0.1,").is_none());
    }
}
