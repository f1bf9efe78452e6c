//! Addresses that do not stand in one piece: wrapped over two lines, or cut short.

use super::address;
use crate::draft::Found;
use crate::plain::Line;
use sayso_model::{Reference, ReferenceKind, Span};
use std::collections::BTreeMap;

/// A line is wrapped at no fewer bytes than this.
const NARROWEST: usize = 60;
/// Most lines that an address is wrapped over.
const MOST_LINES: usize = 8;

/// Joins addresses that go on in the next line: in angle brackets (RFC 3986, appendix C), or where
/// a line as long as wrapped lines are ends with the address, and the next begins with what is no
/// word but can be the rest of one.
pub(super) fn unwrap(text: &str, lines: &[Line], found: &mut Vec<Found<Reference>>) {
    let mut out: Vec<Found<Reference>> = Vec::with_capacity(found.len());
    for mut link in found.drain(..) {
        let span = link.body.span;
        if out.last().is_some_and(|before| before.body.span.overlaps(span)) {
            continue;
        }
        if link.body.kind != ReferenceKind::Truncated
            && let Some((end, url)) = bracketed(text, span).or_else(|| wrapped(text, lines, span))
        {
            link.body.span = Span::new(span.start(), end);
            link.body.url = Some(url);
            link.because = vec![link.body.span];
        }
        out.push(link);
    }
    *found = out;
}

/// An address that `<` stands before, to the `>` after it, where a line ends between.
fn bracketed(text: &str, span: Span) -> Option<(usize, String)> {
    if !text.get(..span.start())?.ends_with('<') {
        return None;
    }
    let limit = text.floor_char_boundary(text.len().min(span.start() + address::LONGEST_ADDRESS));
    let inside = text.get(span.start()..limit)?;
    let inside = inside.get(..inside.find(['<', '>'])?)?;
    let pieces: Vec<&str> = inside.split(['\n', '\r']).map(str::trim).collect();
    let whole = pieces.iter().all(|piece| !piece.contains(char::is_whitespace));
    let ends = text.get(span.start() + inside.len()..)?.starts_with('>');
    let joined = pieces.concat();
    let wraps = pieces.len() > 1 && pieces.len() <= 2 * MOST_LINES && whole && ends;
    wraps.then(|| (span.start() + inside.trim_end().len(), joined))
}

/// An address that its line ends with, and what the next line begins with.
fn wrapped(text: &str, lines: &[Line], span: Span) -> Option<(usize, String)> {
    let line = lines.partition_point(|line| line.span.end() < span.end());
    let (this, next) = (lines.get(line)?, lines.get(line + 1)?);
    let ends = this.span.end() == span.end() && this.span.len() >= NARROWEST;
    if !ends || next.blanks_before > 0 {
        return None;
    }
    let first = next.of(text).split_whitespace().next()?;
    let rest = first.trim_end_matches(['.', ',', ';', ')', ']', '>', '”', '"']);
    let signs = rest.chars().filter(|c| "/-_=&%?#+~".contains(*c)).count();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-_=&%?#+~.".contains(c);
    let goes_on = rest.chars().all(plain)
        && rest.starts_with(|c: char| c.is_ascii_alphanumeric() || "/?=&%".contains(c))
        && signs >= 2
        && address::address_at(rest).is_none();
    let url = || format!("{}{rest}", span.of(text).unwrap_or_default());
    goes_on.then(|| (next.span.start() + rest.len(), url()))
}

/// Gives each address that was cut short the whole one, where the text has exactly one that
/// begins as it does, on the same host, and has its other pieces in order.
pub(super) fn lengthen(references: &mut [Found<Reference>]) {
    let mut whole: BTreeMap<String, Vec<(String, Span)>> = BTreeMap::new();
    for reference in references.iter().filter(|r| r.body.kind != ReferenceKind::Truncated) {
        if let Some(url) = &reference.body.url {
            let (host, rest) = split(url);
            let place = reference.body.span;
            let known = whole.entry(host).or_default();
            if known.len() < MOST_ALIKE && !known.iter().any(|(other, _)| split(other).1 == rest) {
                known.push((url.clone(), place));
            }
        }
    }
    for cut in references.iter_mut().filter(|r| r.body.kind == ReferenceKind::Truncated) {
        let Some((host, rest)) = cut.body.url.as_deref().map(split) else { continue };
        let pieces: Vec<&str> = rest.split('…').flat_map(|piece| piece.split("...")).collect();
        let mut fits = whole
            .get(&host)
            .into_iter()
            .flatten()
            .filter(|(url, _)| is_made_of(split(url).1, &pieces));
        if let (Some((url, place)), None) = (fits.next(), fits.next()) {
            cut.because.push(*place);
            cut.because.sort();
            cut.body.url = Some(url.clone());
        }
    }
}

/// Most addresses of one host that one cut short is held against.
const MOST_ALIKE: usize = 200;

/// The host of an address, without `www.`, and what follows it.
fn split(url: &str) -> (String, &str) {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = bare.find(['/', '?', '#', '…']).unwrap_or(bare.len());
    let host = bare[..end].to_ascii_lowercase();
    let host = host.strip_prefix("www.").map(str::to_owned).unwrap_or(host);
    (host, &bare[end..])
}

/// Whether an address has these pieces in order, the first at its beginning and the last at its
/// end; more than one letter must be left to tell by.
fn is_made_of(rest: &str, pieces: &[&str]) -> bool {
    let told: usize = pieces.iter().map(|p| p.trim_matches('/').len()).sum();
    let Some((first, others)) = pieces.split_first() else { return false };
    let Some(mut left) = rest.strip_prefix(first) else { return false };
    let Some((last, middle)) = others.split_last() else { return false };
    for piece in middle {
        let Some(at) = left.find(piece) else { return false };
        left = &left[at + piece.len()..];
    }
    told > 3 && left.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_in_order_make_an_address() {
        let made = |rest: &str, cut: &str| is_made_of(rest, &cut.split('…').collect::<Vec<_>>());
        assert!(made("/news/2021/the-weir-is-shut-1", "/…/the-weir-is…"));
        assert!(made("/news/2021/the-weir.html", "/news/…weir.html"));
        assert!(!made("/news/2021/the-weir.html", "/news/…mill.html"));
        assert!(!made("/news/2021/the-weir.html", "/…/…"));
        assert!(!made("/other/the-weir", "/news/…"));
    }

    #[test]
    fn the_host_is_what_www_does_not_change() {
        assert_eq!(split("http://WWW.example.org/a"), ("example.org".to_owned(), "/a"));
        assert_eq!(split("example.org"), ("example.org".to_owned(), ""));
    }
}
