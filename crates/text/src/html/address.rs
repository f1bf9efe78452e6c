//! Addresses of a page: its own, and the ones it gives, resolved (RFC 3986, section 5).

use super::tree::Tree;
use crate::Hints;

/// The addresses that links of a page are resolved with.
#[derive(Debug)]
pub(super) struct Addresses {
    /// What the page states as its own address, or else where it was got or saved from.
    pub(super) own: Option<String>,
    base: Option<String>,
}

impl Addresses {
    pub(super) fn of(tree: &Tree<'_>, hints: &Hints<'_>) -> Self {
        let got = hints.address.map(str::to_owned).or_else(|| tree.saved_from.clone());
        let of = |name: &str, key: &str, value: &str| {
            let mut found = tree.head.iter().filter(|e| &*e.name == name && e.lists(key, value));
            let address = found.next()?;
            address.attribute("href").or_else(|| address.attribute("content")).map(clean)
        };
        let stated = of("link", "rel", "canonical").or_else(|| of("meta", "property", "og:url"));
        let against = |address: String, base: &Option<String>| match base {
            Some(base) => resolve(base, &address),
            None => address,
        };
        let stated = stated.filter(|stated| !stated.is_empty()).map(|s| against(s, &got));
        let found_at = got.clone().or_else(|| stated.clone());
        let base = tree
            .head
            .iter()
            .find_map(|e| e.attribute("href").filter(|_| &*e.name == "base").map(clean));
        let base = base.map(|base| against(base, &found_at)).or(found_at);
        let own = stated.or(got);
        Self { own, base: base.filter(|base| scheme(base).is_some()) }
    }

    /// An address that the page gives, made whole where that can be.
    pub(super) fn resolve(&self, address: &str) -> String {
        let address = clean(address);
        match &self.base {
            Some(base) => resolve(base, &address),
            None => address,
        }
    }

    /// Whether an address, fragment aside, is the page's own.
    pub(super) fn is_own(&self, address: &str) -> bool {
        let whole = self.resolve(address);
        let bare = |address: &str| address.find('#').unwrap_or(address.len());
        self.own.as_deref().is_some_and(|own| own[..bare(own)] == whole[..bare(&whole)])
    }
}

/// Without white space around it, nor line breaks and tabs inside (URL standard, section 4.4).
fn clean(address: &str) -> String {
    address.trim().chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect()
}

/// The scheme of an address that has one.
pub(super) fn scheme(address: &str) -> Option<&str> {
    let scheme = &address[..address.find(':')?];
    let fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    fits.then_some(scheme)
}

/// The five parts of an address (RFC 3986, appendix B).
#[derive(Debug, Default, Clone, Copy)]
struct Parts<'a> {
    scheme: Option<&'a str>,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

fn parts(address: &str) -> Parts<'_> {
    let scheme = scheme(address);
    let rest = scheme.map_or(address, |scheme| &address[scheme.len() + 1..]);
    let (rest, fragment) = rest.split_once('#').map_or((rest, None), |(r, f)| (r, Some(f)));
    let (rest, query) = rest.split_once('?').map_or((rest, None), |(r, q)| (r, Some(q)));
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            (Some(authority), path)
        }
        None => (None, rest),
    };
    Parts { scheme, authority, path, query, fragment }
}

/// The longest base that addresses are resolved against: every link of a page would hold a copy.
const LONGEST_BASE: usize = 8 << 10;

/// An address resolved against a base (RFC 3986, section 5.2.2), unless the base is longer than any
/// that servers take.
pub(crate) fn resolve(base: &str, address: &str) -> String {
    if base.len() > LONGEST_BASE {
        return address.to_owned();
    }
    let (base, given) = (parts(base), parts(address));
    let mut made = given;
    let path;
    if given.scheme.is_some() || given.authority.is_some() {
        path = without_dots(given.path);
    } else if given.path.is_empty() {
        path = base.path.to_owned();
        made.query = given.query.or(base.query);
    } else if given.path.starts_with('/') {
        path = without_dots(given.path);
    } else {
        path = without_dots(&merged(&base, given.path));
    }
    made.scheme = given.scheme.or(base.scheme);
    if given.scheme.is_none() {
        made.authority = given.authority.or(base.authority);
    }
    joined(&made, &path)
}

/// Section 5.2.3.
fn merged(base: &Parts<'_>, path: &str) -> String {
    if base.authority.is_some() && base.path.is_empty() {
        return format!("/{path}");
    }
    let folder = base.path.rfind('/').map_or("", |at| &base.path[..=at]);
    format!("{folder}{path}")
}

/// Section 5.2.4, segment by segment. A path without dots is left as it is.
fn without_dots(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    let rooted = path.starts_with('/');
    let mut parts = path.strip_prefix('/').unwrap_or(path).split('/').peekable();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        match part {
            "." | ".." => {
                if part == ".." {
                    segments.pop();
                }
                if last {
                    segments.push("");
                }
            }
            _ => segments.push(part),
        }
    }
    format!("{}{}", if rooted { "/" } else { "" }, segments.join("/"))
}

/// Section 5.3.
fn joined(parts: &Parts<'_>, path: &str) -> String {
    let mut made = String::new();
    for (before, part, after) in
        [("", parts.scheme, ":"), ("//", parts.authority, ""), ("", Some(path), "")]
    {
        if let Some(part) = part {
            made.extend([before, part, after]);
        }
    }
    for (before, part) in [("?", parts.query), ("#", parts.fragment)] {
        if let Some(part) = part {
            made.extend([before, part]);
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn an_endless_base_is_not_copied_for_every_link() {
        let base = format!("http://a/{}", "b/".repeat(5_000));
        assert_eq!(resolve(&base, "c"), "c");
    }

    /// The examples of RFC 3986, sections 5.4.1 and 5.4.2.
    #[test]
    fn resolves_the_examples_of_the_standard() {
        for (given, wanted) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("g#s", "http://a/b/c/g#s"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"),
            ("g;x?y#s", "http://a/b/c/g;x?y#s"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("..g", "http://a/b/c/..g"),
            ("./../g", "http://a/b/g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/./h", "http://a/b/c/g/h"),
            ("g/../h", "http://a/b/c/h"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("g#s/../x", "http://a/b/c/g#s/../x"),
            ("http:g", "http:g"),
        ] {
            assert_eq!(resolve("http://a/b/c/d;p?q", given), wanted, "{given}");
        }
    }

    #[test]
    fn merges_with_a_bare_host() {
        assert_eq!(resolve("http://a", "b"), "http://a/b");
    }
}
