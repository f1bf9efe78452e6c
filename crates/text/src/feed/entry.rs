//! What a feed says, each piece with its place.

use crate::compose::Mapped;

/// Words, as they stand or with markup in them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Content {
    pub(super) words: Mapped,
    pub(super) is_html: bool,
}

/// An entry.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) title: Option<Content>,
    pub(super) author: Option<Mapped>,
    /// When, with how well it tells.
    pub(super) rank: Option<u8>,
    pub(super) date: Option<Mapped>,
    pub(super) link: Option<String>,
    pub(super) content: Option<Content>,
    pub(super) summary: Option<Content>,
}

/// A feed.
#[derive(Debug, Default)]
pub(super) struct Feed {
    pub(super) title: Option<Content>,
    pub(super) about: Option<Content>,
    pub(super) author: Option<Mapped>,
    pub(super) rank: Option<u8>,
    pub(super) date: Option<Mapped>,
    /// The site.
    pub(super) link: Option<String>,
    /// The feed itself.
    pub(super) own: Option<String>,
    pub(super) language: Option<String>,
    pub(super) entries: Vec<Entry>,
}
