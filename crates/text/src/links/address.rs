//! Addresses as people write them in running text.

use sayso_model::ReferenceKind;
use std::ops::Range;

/// Hosts that stand for another address. Facts about the web as of 2026, not of any page.
const SHORTENERS: &[&str] = &[
    "bit.ly",
    "buff.ly",
    "dlvr.it",
    "fb.me",
    "goo.gl",
    "ift.tt",
    "is.gd",
    "j.mp",
    "linkis.com",
    "lnkd.in",
    "ow.ly",
    "shorturl.at",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
    "trib.al",
    "v.gd",
    "wp.me",
    "youtu.be",
];
/// Last labels of host names that a bare address may end in, besides any of two letters.
pub(crate) const TOP_LABELS: &[&str] = &[
    "com", "org", "net", "info", "edu", "gov", "mil", "int", "biz", "news", "press", "online",
    "site", "blog", "media", "live", "africa", "asia", "example",
];

/// What some words begin with.
enum Begins {
    Nothing,
    /// An address: how long it is and how it was written.
    Address(usize, ReferenceKind),
    /// What would be an address if it were not longer than any.
    Endless,
}

/// The address that `words` begin with: how long it is and how it was written.
pub(crate) fn address_at(words: &str) -> Option<(usize, ReferenceKind)> {
    match begins(words) {
        Begins::Address(len, kind) => Some((len, kind)),
        Begins::Nothing | Begins::Endless => None,
    }
}

fn begins(words: &str) -> Begins {
    let scheme = ["https://", "http://", "ftp://"]
        .iter()
        .find(|s| words.get(..s.len()).is_some_and(|h| h.eq_ignore_ascii_case(s)))
        .map_or(0, |s| s.len());
    let rest = &words[scheme..];
    // The host is looked at first: only what has one is followed to its end.
    let host = host(rest);
    if host.is_empty() || scheme == 0 && !(is_host(host) && is_bare(rest, host)) {
        return Begins::Nothing;
    }
    let Some(extent) = extent(rest) else { return Begins::Endless };
    let address = &words[..scheme + extent];
    // What stood after the host may have been punctuation only.
    if extent == 0 || scheme == 0 && !is_bare(address, host) {
        return Begins::Nothing;
    }
    let kind = if address.contains('…') || address.ends_with("...") {
        ReferenceKind::Truncated
    } else if SHORTENERS.contains(&host.to_ascii_lowercase().trim_start_matches("www.")) {
        ReferenceKind::Shortened
    } else if scheme == 0 {
        ReferenceKind::BareUrl
    } else {
        ReferenceKind::InlineUrl
    };
    Begins::Address(address.len(), kind)
}

/// The first address in some words, with its place.
pub(crate) fn first_address(words: &str) -> Option<(Range<usize>, String)> {
    addresses(words).next().map(|(at, _)| {
        let url = words.get(at.clone()).unwrap_or_default().to_owned();
        (at, url)
    })
}

/// The addresses in some words, in order.
pub(super) fn addresses(words: &str) -> impl Iterator<Item = (Range<usize>, ReferenceKind)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < words.len() {
            // An address begins a word and holds a full stop: look only where both can be.
            let dot = at + memchr::memchr2(b'.', b':', &words.as_bytes()[at..])?;
            let start = words[at..dot]
                .rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
                .map_or(at, |i| at + i + words[at + i..].chars().next().map_or(1, char::len_utf8));
            match begins(&words[start..]) {
                Begins::Address(len, kind) if start + len > dot => {
                    at = start + len;
                    return Some((start..at, kind));
                }
                // No part of it is an address either.
                Begins::Endless => at = words[dot..].find(ends).map_or(words.len(), |i| dot + i),
                _ => at = dot + 1,
            }
        }
        None
    })
}

/// The longest address, in bytes. What is longer is no address that somebody wrote down, and
/// stays as words.
pub(super) const LONGEST_ADDRESS: usize = 2_048;

/// How far an address reaches: to white space, a quotation mark or an angle bracket, less the
/// punctuation and the unpaired closing brackets at its end. An ellipsis belongs to it. `None`
/// where that is further than [`LONGEST_ADDRESS`].
fn extent(words: &str) -> Option<usize> {
    let near = &words[..words.floor_char_boundary(LONGEST_ADDRESS)];
    let end = near.find(ends).or_else(|| (near.len() == words.len()).then_some(near.len()))?;
    let mut address = &words[..end];
    let has_path = address.contains('/');
    let count = |mark: char| address.matches(mark).count();
    let mut round = count(')').saturating_sub(count('('));
    let mut square = count(']').saturating_sub(count('['));
    loop {
        if has_path && address.ends_with("...") {
            return Some(address.len());
        }
        let Some(last) = address.chars().next_back() else { return Some(0) };
        let unpaired = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '*' => None,
            ')' => Some(&mut round),
            ']' => Some(&mut square),
            _ => return Some(address.len()),
        };
        if let Some(left) = unpaired {
            let Some(fewer) = left.checked_sub(1) else { return Some(address.len()) };
            *left = fewer;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
}

/// Whether no address goes on beyond this character.
fn ends(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '“' | '”' | '‘' | '«' | '»')
}

/// The longest name of a host, in bytes (RFC 1035, section 2.3.4).
const LONGEST_HOST: usize = 255;

/// What stands before the path, the query, the port or the end of the word.
fn host(address: &str) -> &str {
    let near = address.get(..address.floor_char_boundary(LONGEST_HOST)).unwrap_or(address);
    let ends = |c: char| matches!(c, '/' | '?' | '#' | ':') || c.is_whitespace();
    let end = near.find(ends).unwrap_or(near.len());
    near[..end].trim_end_matches(['.', ',', ';', '!', '’', '\'', ')', ']', '”', '"', '>', '*'])
}

/// Whether some words can name a host without a scheme to say so.
fn is_host(host: &str) -> bool {
    let labels = host.split('.');
    let fits = labels.clone().all(|label| {
        !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
    });
    let last = labels.clone().next_back().unwrap_or_default().to_ascii_lowercase();
    let known = TOP_LABELS.contains(&last.as_str())
        || (last.len() == 2 && last.bytes().all(|b| b.is_ascii_alphabetic()));
    fits && known && labels.count() >= 2
}

/// Whether words without a scheme are an address: `www.` before a host, or a host with a path.
fn is_bare(address: &str, host: &str) -> bool {
    let www = host.get(..4).is_some_and(|h| h.eq_ignore_ascii_case("www."));
    let path = address.len() > host.len() + 1 && address.as_bytes().get(host.len()) == Some(&b'/');
    www || path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(words: &str) -> Vec<(&str, &'static str)> {
        addresses(words).map(|(at, kind)| (&words[at], kind.word())).collect()
    }

    #[test]
    fn what_is_longer_than_any_address_is_none_and_hides_none_after_it() {
        let longest = format!("http://{}", "a.io/".repeat(2_048 / 5));
        assert_eq!(all(&longest).len(), 1);
        let words = format!("{longest}/a.io/b ({longest}a.io/) then t.co/x");
        assert_eq!(all(&words), [("t.co/x", "shortened")]);
    }

    #[test]
    fn reads_addresses_as_people_write_them() {
        assert_eq!(
            all("see (http://a.example.org/b_(c)), www.example.com/d. or t.co/x1, e.g. that."),
            [
                ("http://a.example.org/b_(c)", "inline_url"),
                ("www.example.com/d", "bare_url"),
                ("t.co/x1", "shortened"),
            ]
        );
        assert_eq!(
            all("at http://www.example.org/…/the-report-of-the…"),
            [("http://www.example.org/…/the-report-of-the…", "truncated")]
        );
        assert_eq!(all("full-text” and/or 3.5/4 i.e./e.g. Mr.Smith/Jones"), []);
        assert_eq!(all("Read a.co? a.co/. www.a.co?"), [("www.a.co", "bare_url")]);
        assert_eq!(
            all("https://example.org/full-text”"),
            [("https://example.org/full-text", "inline_url")]
        );
    }
}
