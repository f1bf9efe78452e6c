//! Addresses that can be fetched (URL standard), and no others.

use super::error::{FetchError, Trouble};
use std::fmt;
use std::net::IpAddr;
use url::{Host, Url};

/// The longest address that is fetched, in bytes.
const LONGEST: usize = 8192;

/// An address of a page: `http` or `https`, without credentials and without a fragment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address(Url);

impl Address {
    /// Reads an address as a person gives it.
    ///
    /// # Errors
    ///
    /// Where it is no address, of another scheme, or has a user name or a password in it.
    pub fn parse(given: &str) -> Result<Self, FetchError> {
        let given = given.trim();
        if given.len() > LONGEST {
            return Err(refuse(format!("the address is longer than {LONGEST} bytes")));
        }
        if given.contains(|c: char| c.is_ascii_control() || c == ' ') {
            return Err(refuse(format!(
                "{given:?} is no address: it has a space or a control character in it"
            )));
        }
        Self::checked(Url::parse(given), given)
    }

    /// The address that a redirect from this one leads to.
    pub(super) fn join(&self, location: &str) -> Result<Self, FetchError> {
        Self::checked(self.0.join(location), location)
    }

    fn checked(parsed: Result<Url, url::ParseError>, given: &str) -> Result<Self, FetchError> {
        let mut url =
            parsed.map_err(|error| refuse(format!("{given:?} is no address: {error}")))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(refuse(format!(
                "only http and https are fetched, not {}: {given}",
                url.scheme()
            )));
        }
        if !url.username().is_empty() || url.password().is_some() {
            // Not shown: it may be a password.
            return Err(refuse("an address with a user name or a password in it is not fetched"));
        }
        if url.host().is_none() {
            return Err(refuse(format!("{given:?} names no host")));
        }
        url.set_fragment(None);
        if url.as_str().len() > LONGEST {
            return Err(refuse(format!("the address is longer than {LONGEST} bytes")));
        }
        Ok(Self(url))
    }

    /// The address, as it is written into records: ASCII only.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The host, a name in its ASCII form or a number; IPv6 in brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The host, where it is given as a number.
    pub(super) fn number(&self) -> Option<IpAddr> {
        match self.0.host()? {
            Host::Domain(_) => None,
            Host::Ipv4(ip) => Some(ip.into()),
            Host::Ipv6(ip) => Some(ip.into()),
        }
    }

    /// Whether it is `https`.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.0.scheme() == "https"
    }

    pub(super) fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or(80)
    }

    /// The host as a request names it: with its port, where that is not the usual one.
    pub(super) fn authority(&self) -> String {
        match self.0.port() {
            Some(port) => format!("{}:{port}", self.host()),
            None => self.host().to_owned(),
        }
    }

    /// What is asked of the host: path and query.
    pub(super) fn target(&self) -> String {
        match self.0.query() {
            Some(query) => format!("{}?{query}", self.0.path()),
            None => self.0.path().to_owned(),
        }
    }

    /// The address of the `robots.txt` that speaks for this one (RFC 9309, section 2.3).
    pub(super) fn robots(&self) -> Self {
        let mut url = self.0.clone();
        url.set_path("/robots.txt");
        url.set_query(None);
        Self(url)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn refuse(message: impl Into<String>) -> FetchError {
    FetchError::new(Trouble::Address, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_one_way_to_be_written() {
        for (given, written) in [
            (" HTTPS://Example.ORG#part ", "https://example.org/"),
            ("http://example.org:80/a b".replace(' ', "%20").as_str(), "http://example.org/a%20b"),
            ("http://example.org/ä?ö", "http://example.org/%C3%A4?%C3%B6"),
            ("http://bücher.example/", "http://xn--bcher-kva.example/"),
            ("http://пример.example/", "http://xn--e1afmkfd.example/"),
            ("http://0x7f.1/", "http://127.0.0.1/"),
            ("http://2130706433/", "http://127.0.0.1/"),
        ] {
            assert_eq!(Address::parse(given).unwrap().as_str(), written);
        }
    }

    #[test]
    fn what_cannot_be_fetched_is_refused_with_the_reason() {
        for (given, why) in [
            ("ftp://example.org/", "not ftp"),
            ("file:///etc/passwd", "not file"),
            ("example.org", "is no address"),
            ("http://", "is no address"),
            ("http://example.org/a b", "a space"),
            ("http://example.org/a\r\nX: y", "a control character"),
            ("http://me:secret@example.org/", "a user name or a password"),
            ("http://me@example.org/", "a user name or a password"),
            ("http://1.2.3.4.5/", "is no address"),
            ("http://exa<mple.org/", "is no address"),
        ] {
            let error = Address::parse(given).unwrap_err();
            assert!(error.message.contains(why), "{given}: {error}");
            assert!(!error.message.contains("secret"));
        }
        let long = format!("http://example.org/{}", "a".repeat(LONGEST));
        assert!(Address::parse(&long).is_err());
    }

    #[test]
    fn redirects_are_resolved() {
        let from = Address::parse("https://example.org:8443/a/b?c").unwrap();
        let to = |location| from.join(location).map(|to| to.to_string());
        assert_eq!(to("../d#e").unwrap(), "https://example.org:8443/d");
        assert_eq!(to("//other.example/").unwrap(), "https://other.example/");
        assert_eq!(to("?f").unwrap(), "https://example.org:8443/a/b?f");
        assert!(to("data:text/plain,x").is_err() && to("//me@other.example/").is_err());
        assert_eq!(from.authority(), "example.org:8443");
        assert_eq!((from.target().as_str(), from.port()), ("/a/b?c", 8443));
        assert_eq!(from.robots().as_str(), "https://example.org:8443/robots.txt");
    }
}
