//! Which bytes of a page each character of its text came from.
//!
//! The tokeniser gives a text with its character references resolved. Here the text is laid
//! beside its source again, stretch by stretch, so that every replacement is known with the bytes
//! it replaces.

use html5gum::Token;
use std::collections::BTreeMap;
use std::ops::Range;

/// A stretch of text and the bytes of the page it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stretch {
    /// The bytes themselves.
    Verbatim(Range<usize>),
    /// Other words in the place of these bytes.
    Replaced(Box<str>, Range<usize>),
}

/// Where a text stands, which decides what of it is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Between tags.
    Flowing,
    /// In an element whose text is taken as it stands.
    Raw,
    /// In the value of an attribute.
    Attribute,
}

/// Lays texts beside their sources, remembering the named references it has met.
#[derive(Debug, Default)]
pub(super) struct Aligner {
    named: BTreeMap<String, (usize, String)>,
}

/// The longest name of a character reference is shorter than this.
const LONGEST_NAME: usize = 40;

impl Aligner {
    /// The stretches of `value`, the tokeniser's text that begins at byte `at` of the page.
    ///
    /// Where the two do not fit together, which is not known to happen, the rest of the text is
    /// given without bytes.
    pub(super) fn align(
        &mut self,
        source: &str,
        mut at: usize,
        mut value: &str,
        place: Place,
    ) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        while !value.is_empty() {
            let rest = source.get(at..).unwrap_or_default();
            let same = plain_stretch(rest, place).min(value.len());
            let equal = rest.as_bytes()[..same] == value.as_bytes()[..same];
            if same > 0 && equal && value.is_char_boundary(same) {
                verbatim(&mut stretches, at..at + same);
                (at, value) = (at + same, &value[same..]);
                continue;
            }
            match self.special(rest, value, place) {
                Some((0, width)) => at += width,
                Some((made, width)) if rest.as_bytes()[..width] == value.as_bytes()[..made] => {
                    verbatim(&mut stretches, at..at + width);
                    (at, value) = (at + width, &value[made..]);
                }
                Some((made, width)) => {
                    stretches.push(Stretch::Replaced(value[..made].into(), at..at + width));
                    (at, value) = (at + width, &value[made..]);
                }
                None => {
                    stretches.push(Stretch::Replaced(value.into(), at..at));
                    break;
                }
            }
        }
        stretches
    }

    /// What stands at the beginning of `rest` that may differ from the text: how many bytes of
    /// `value` it makes, out of how many bytes.
    fn special(&mut self, rest: &str, value: &str, place: Place) -> Option<(usize, usize)> {
        if rest.starts_with("\r\n") {
            return value.starts_with('\n').then_some((1, 2));
        }
        if rest.starts_with('\r') {
            return value.starts_with('\n').then_some((1, 1));
        }
        if place != Place::Flowing && rest.starts_with('\0') {
            return value.starts_with('\u{fffd}').then_some((3, 1));
        }
        // An end tag without a name is left out by the tokeniser.
        if place == Place::Flowing && rest.starts_with("</>") {
            return Some((0, 3));
        }
        if place != Place::Raw
            && rest.starts_with('&')
            && let Some((width, words)) = self.reference(rest)
            && value.starts_with(words.as_str())
            && !(place == Place::Attribute && goes_on(rest, width))
        {
            return Some((words.len(), width));
        }
        let same = rest.chars().next()?;
        value.starts_with(same).then_some((same.len_utf8(), same.len_utf8()))
    }

    /// The character reference at the beginning of `rest`: its width and what it stands for.
    fn reference(&mut self, rest: &str) -> Option<(usize, String)> {
        let bytes = rest.as_bytes();
        if bytes.get(1) == Some(&b'#') {
            let width = numeric_width(bytes)?;
            return Some((width, resolve(&rest[..width])?));
        }
        let name = bytes[1..].iter().take(LONGEST_NAME).take_while(|b| b.is_ascii_alphanumeric());
        let end = 1 + name.count();
        let end = end + usize::from(bytes.get(end) == Some(&b';'));
        if end < 3 {
            return None;
        }
        let written = &rest[..end];
        if let Some(known) = self.named.get(written) {
            return Some(known.clone()).filter(|(width, _)| *width > 0);
        }
        let found = named(written).unwrap_or_default();
        self.named.insert(written.to_owned(), found.clone());
        Some(found).filter(|(width, _)| *width > 0)
    }
}

/// Whether a named reference without its semicolon is followed by what makes it none in the value
/// of an attribute (HTML standard, "named character reference state").
fn goes_on(rest: &str, width: usize) -> bool {
    let follows =
        rest.as_bytes().get(width).is_some_and(|&b| b.is_ascii_alphanumeric() || b == b'=');
    follows && rest.as_bytes().get(1) != Some(&b'#') && !rest[..width].ends_with(';')
}

/// Adds a verbatim stretch, joined to the last one where it follows on.
fn verbatim(stretches: &mut Vec<Stretch>, at: Range<usize>) {
    match stretches.last_mut() {
        Some(Stretch::Verbatim(last)) if last.end == at.start => last.end = at.end,
        _ => stretches.push(Stretch::Verbatim(at)),
    }
}

/// How many bytes at the beginning are sure to be taken over as they are.
fn plain_stretch(rest: &str, place: Place) -> usize {
    let bytes = rest.as_bytes();
    let end = memchr::memchr3(b'&', b'\r', b'<', bytes).unwrap_or(bytes.len());
    // A null character stays one in flowing text and is replaced elsewhere.
    if place == Place::Flowing { end } else { memchr::memchr(0, &bytes[..end]).unwrap_or(end) }
}

/// The width of `&#123;` or `&#x1f;`, with or without its semicolon.
fn numeric_width(bytes: &[u8]) -> Option<usize> {
    let hex = matches!(bytes.get(2), Some(b'x' | b'X'));
    let from = if hex { 3 } else { 2 };
    let digit = |b: &&u8| if hex { b.is_ascii_hexdigit() } else { b.is_ascii_digit() };
    let digits = bytes[from..].iter().take_while(digit).count();
    let end = from + digits;
    (digits > 0).then(|| end + usize::from(bytes.get(end) == Some(&b';')))
}

/// A named reference: the longest beginning of `written` that is one, and what it stands for.
///
/// What follows the reference stands unchanged at the end of what is resolved; no reference
/// without a semicolon stands for letters or digits of ASCII, so the common end is that rest.
fn named(written: &str) -> Option<(usize, String)> {
    let resolved = resolve(written)?;
    if resolved == written {
        return None;
    }
    let common = written.bytes().rev().zip(resolved.bytes().rev()).take_while(|(a, b)| a == b);
    let common = common.count();
    Some((written.len() - common, resolved[..resolved.len() - common].to_owned()))
}

/// What the tokeniser makes of a short text.
fn resolve(written: &str) -> Option<String> {
    let mut made = Vec::new();
    for Ok(token) in html5gum::Tokenizer::new(written) {
        if let Token::String(text) = token {
            made.extend_from_slice(&text);
        }
    }
    String::from_utf8(made).ok().filter(|made| !made.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(source: &str, value: &str) -> Vec<(String, Range<usize>)> {
        let stretches = Aligner::default().align(source, 0, value, Place::Flowing);
        let only = |stretch| match stretch {
            Stretch::Replaced(words, at) => Some((words.into(), at)),
            Stretch::Verbatim(_) => None,
        };
        stretches.into_iter().filter_map(only).collect()
    }

    #[test]
    fn finds_the_bytes_of_each_reference() {
        let one = |source, value| {
            let mut all = replaced(source, value);
            assert_eq!(all.len(), 1, "{source}");
            all.remove(0)
        };
        assert_eq!(one("a &amp; b", "a & b"), ("&".into(), 2..7));
        assert_eq!(one("&ampp", "&p"), ("&".into(), 0..4));
        assert_eq!(one("&#8217;s", "’s"), ("’".into(), 0..7));
        assert_eq!(one("&#x35", "5"), ("5".into(), 0..5));
        assert_eq!(one("&fjlig;ord", "fjord"), ("fj".into(), 0..7));
        assert_eq!(one("&amp;amp;", "&amp;"), ("&".into(), 0..5));
        assert_eq!(one("x\r\ny", "x\ny"), ("\n".into(), 1..3));
        assert!(replaced("a & b &nosuch; <", "a & b &nosuch; <").is_empty());
        assert!(replaced("a</>b", "ab").is_empty());
    }

    #[test]
    fn in_attributes_a_reference_ends_with_its_semicolon() {
        let mut aligner = Aligner::default();
        let mut of = |source, value| aligner.align(source, 0, value, Place::Attribute);
        let whole = |end| Stretch::Verbatim(0..end);
        assert_eq!(of("a&ampb", "a&ampb"), [whole(6)]);
        assert_eq!(of("a&amp=b", "a&amp=b"), [whole(7)]);
        assert_eq!(of("a</>b", "a</>b"), [whole(5)]);
        let and = Stretch::Replaced("&".into(), 1..5);
        assert_eq!(of("a&amp b", "a& b"), [whole(1), and, Stretch::Verbatim(5..7)]);
    }
}
