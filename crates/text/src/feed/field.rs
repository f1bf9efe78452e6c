//! The words of one element of a feed, out of their XML.

use super::entry::Content;
use crate::compose::Mapped;
use quick_xml::events::BytesStart;

/// How the words of an element are to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// As they stand.
    Text,
    /// As markup that was escaped.
    Html,
    /// As markup that stands there as it is.
    Xhtml,
}

/// An element whose words are read.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) kind: Kind,
    pub(super) words: Mapped,
}

impl Field {
    /// Character data between tags, or a tag inside the element: part of its words where somebody
    /// forgot to escape them.
    pub(super) fn verbatim(&mut self, words: &str, at: usize) {
        self.words.verbatim(words, at);
    }

    /// A reference: `&amp;`. One that XML does not know is left for the reader of markup.
    pub(super) fn reference(&mut self, written: &str, at: usize) {
        match resolve(written).filter(|_| self.kind != Kind::Xhtml) {
            Some(c) => self.words.unit(c.encode_utf8(&mut [0; 4]), at, written.len()),
            None => self.words.verbatim(written, at),
        }
    }

    /// What stands in `<![CDATA[...]]>`. Among markup that stands as it is, its marks are words.
    pub(super) fn data(&mut self, words: &str, at: usize) {
        if self.kind != Kind::Xhtml {
            return self.words.verbatim(words, at);
        }
        let mut rest = words;
        while let Some(mark) = rest.find(['<', '&']) {
            let here = at + words.len() - rest.len();
            self.words.verbatim(&rest[..mark], here);
            let escaped = if rest[mark..].starts_with('<') { "&lt;" } else { "&amp;" };
            self.words.unit(escaped, here + mark, 1);
            rest = &rest[mark + 1..];
        }
        self.words.verbatim(rest, at + words.len() - rest.len());
    }

    pub(super) fn content(self) -> Content {
        Content { is_html: self.kind != Kind::Text, words: self.words }
    }
}

/// The character of a reference that XML knows by itself (XML 1.0, sections 4.1 and 4.6).
fn resolve(written: &str) -> Option<char> {
    let name = written.strip_prefix('&')?.strip_suffix(';')?;
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            code.ok().and_then(char::from_u32).filter(|&c| c != '\0')
        }
    }
}

/// An attribute of an element, its references resolved.
pub(super) fn attribute(element: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let mut all = element.html_attributes();
    let found = all.with_checks(false).flatten().find(|a| a.key.as_ref() == wanted)?;
    let mut words = Field { kind: Kind::Text, words: Mapped::default() };
    let mut rest: &str = &found.value;
    while let Some(mark) = rest.find('&') {
        words.verbatim(&rest[..mark], 0);
        let end = rest[mark..].find(';').map_or(rest.len(), |end| mark + end + 1);
        words.reference(&rest[mark..end], 0);
        rest = &rest[end..];
    }
    words.verbatim(rest, 0);
    Some(words.words.words.trim().to_owned())
}
