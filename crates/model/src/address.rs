//! When two addresses are of one page, and whose site it is. No address is changed by this, or asked.

/// An address without scheme, `www.`, fragment and last stroke, its host in small letters: two that differ in
/// these are one page's.
#[must_use]
pub fn bare_address(address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default();
    let address = without_scheme(address);
    let address = address.strip_prefix("www.").unwrap_or(address).trim_end_matches('/');
    let (host, path) = address.split_at(address.find(['/', '?']).unwrap_or(address.len()));
    format!("{}{path}", host.to_lowercase())
}

/// The site of an address that has a scheme: its host in small letters, without `www.`, user and port.
#[must_use]
pub fn site(address: &str) -> Option<String> {
    let rest = without_scheme(address);
    if rest.len() == address.len() {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// An archive's address holds another whole address in its path: only the leading scheme goes.
fn without_scheme(address: &str) -> &str {
    let letters = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    };
    let parts = address.split_once("://").filter(|(scheme, _)| letters(scheme));
    parts.map_or(address, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_leading_scheme_is_no_part_of_an_address() {
        assert_eq!(bare_address("https://www.Site.example/Page/#top"), "site.example/Page");
        let archived = "archive.example/web/2016/http://site.example/page";
        assert_eq!(bare_address(archived), archived);
        assert_eq!(bare_address(&format!("http://{archived}")), archived);
        let asked = "site.example?of=http://b.example";
        assert_eq!(bare_address(asked), asked);
    }

    #[test]
    fn a_site_is_a_host_and_nothing_else() {
        assert_eq!(site("https://www.Site.example/Page"), Some("site.example".to_owned()));
        assert_eq!(site("http://me@site.example:8080?x"), Some("site.example".to_owned()));
        assert_eq!(site("http:///page"), None);
        assert_eq!(site("site.example/page"), None);
    }
}
