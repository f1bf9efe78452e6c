//! What the elements of feeds are called, and what they are.

use std::collections::BTreeMap;

/// The vocabularies that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Space {
    /// RSS of any version, or none stated.
    Rss,
    Atom,
    Content,
    Dublin,
    Media,
    Itunes,
    Other,
}

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// `<channel>` or `<feed>`.
    Feed,
    /// `<item>` or `<entry>`.
    Entry,
    Title,
    Author,
    /// `<name>`, which stands in an author.
    Name,
    /// When; the lower the better it tells when the thing came out.
    Date(u8),
    /// With the address in its words or its attributes.
    Link,
    /// `<guid>`: an address where it does not say that it is none.
    Guid,
    Content,
    Summary,
    Language,
    /// `<media:group>`, which holds what else stands in an entry.
    Group,
    Other,
}

/// The vocabularies of a feed, by prefix, as its first elements declare them.
#[derive(Debug)]
pub(super) struct Names {
    prefixes: BTreeMap<String, Space>,
}

/// No feed declares more.
const MOST_PREFIXES: usize = 64;

impl Default for Names {
    fn default() -> Self {
        let usual = [
            ("", Space::Rss),
            ("rss", Space::Rss),
            ("atom", Space::Atom),
            ("content", Space::Content),
            ("dc", Space::Dublin),
            ("dcterms", Space::Dublin),
            ("media", Space::Media),
            ("itunes", Space::Itunes),
        ];
        Self { prefixes: usual.map(|(prefix, space)| (prefix.to_owned(), space)).into() }
    }
}

impl Names {
    /// Takes note of an attribute that declares a vocabulary.
    pub(super) fn declare(&mut self, attribute: &str, address: &str) {
        let prefix = match attribute.strip_prefix("xmlns") {
            Some("") => "",
            Some(rest) if rest.starts_with(':') => &rest[1..],
            _ => return,
        };
        let space = match address.trim_end_matches('/') {
            "http://www.w3.org/2005/Atom" | "http://purl.org/atom/ns#" => Space::Atom,
            "http://purl.org/rss/1.0/modules/content" => Space::Content,
            "http://purl.org/dc/elements/1.1" | "http://purl.org/dc/terms" => Space::Dublin,
            "http://search.yahoo.com/mrss" => Space::Media,
            "http://www.itunes.com/dtds/podcast-1.0.dtd" => Space::Itunes,
            _ if prefix.is_empty() || address.contains("/rss") => Space::Rss,
            _ => Space::Other,
        };
        if self.prefixes.len() < MOST_PREFIXES {
            self.prefixes.insert(prefix.to_owned(), space);
        }
    }

    /// Whether an element of this name is Atom's.
    pub(super) fn is_atom(&self, name: &str) -> bool {
        let (prefix, _) = name.split_once(':').unwrap_or(("", name));
        self.prefixes.get(prefix) == Some(&Space::Atom)
    }

    /// What an element of this name is.
    pub(super) fn element(&self, name: &str) -> Element {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        match (self.prefixes.get(prefix).unwrap_or(&Space::Other), local) {
            (Space::Rss, "channel") | (Space::Rss | Space::Atom, "feed") => Element::Feed,
            (Space::Rss, "item") | (Space::Rss | Space::Atom, "entry") => Element::Entry,
            (Space::Rss | Space::Atom, "title") => Element::Title,
            (Space::Rss | Space::Atom, "author") => Element::Author,
            (Space::Dublin, "creator") | (Space::Rss, "managingEditor") => Element::Author,
            (Space::Itunes, "author") => Element::Author,
            (Space::Rss | Space::Atom, "name") => Element::Name,
            (Space::Rss | Space::Atom, "published" | "pubDate") => Element::Date(0),
            (Space::Dublin, "date" | "issued") | (Space::Atom, "issued") => Element::Date(1),
            (Space::Dublin | Space::Atom, "created") => Element::Date(2),
            (Space::Atom, "updated" | "modified") => Element::Date(3),
            (Space::Dublin, "modified") | (Space::Rss, "lastBuildDate") => Element::Date(4),
            (Space::Rss | Space::Atom, "link") => Element::Link,
            (Space::Rss, "guid") => Element::Guid,
            (Space::Content, "encoded") | (Space::Atom, "content") => Element::Content,
            (Space::Rss, "description") | (Space::Atom, "summary" | "subtitle" | "tagline") => {
                Element::Summary
            }
            (Space::Media, "description") | (Space::Itunes, "summary") => Element::Summary,
            (Space::Rss, "language") | (Space::Dublin, "language") => Element::Language,
            (Space::Media, "group") => Element::Group,
            _ => Element::Other,
        }
    }
}
