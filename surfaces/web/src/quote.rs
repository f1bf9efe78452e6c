//! Exact words with where they stand, and people with where more is said of them.

use crate::address::Links;
use crate::view::View;
use sayso::behind::Word;
use sayso::corpus::{Document, Place};
use sayso::holder::Holder;
use sayso::model::{ItemId, ItemKind, Span};

/// Exact words of a document.
#[derive(Debug, Clone)]
pub(crate) struct Quote {
    /// The words.
    pub(crate) words: String,
    /// Where they stand in the document.
    pub(crate) address: String,
    /// What the document is called.
    pub(crate) document: String,
}

impl Quote {
    pub(crate) fn of(links: &Links, page: &Document, spans: &[Span]) -> Self {
        Self {
            words: page.words_at(spans),
            address: links.words(page.number, spans),
            document: page.label(),
        }
    }

    /// The whole sentence that some words begin in, with a link to the words themselves.
    pub(crate) fn sentence(links: &Links, page: &Document, span: Span) -> Self {
        let whole = page.sentence_around(span);
        Self { words: page.at(whole).to_owned(), ..Self::of(links, page, &[span]) }
    }
}

/// Somebody, or something that may have a page of its own.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    /// What to call them.
    pub(crate) name: String,
    /// That page.
    pub(crate) address: Option<String>,
}

impl Named {
    pub(crate) fn plain(name: impl Into<String>) -> Self {
        Self { name: name.into(), address: None }
    }

    /// An item by its id, with its page where it has one.
    pub(crate) fn item(links: &Links, id: &ItemId) -> Self {
        let is_claim = id.kind() == Some(ItemKind::Claim);
        Self { name: id.to_string(), address: is_claim.then(|| links.claim(id)) }
    }

    /// An identity.
    pub(crate) fn identity(links: &Links, view: &View, identity: u32) -> Self {
        let of = view.identities.get(identity);
        Self { name: of.name.clone(), address: Some(links.actor(&of.id)) }
    }

    /// Who says a thing.
    pub(crate) fn holder(links: &Links, view: &View, holder: &Holder) -> Self {
        match holder.identity() {
            Some(identity) => Self::identity(links, view, identity),
            None => Self::plain(holder.name(&view.corpus, &view.identities)),
        }
    }

    /// On whose word some words of a document stand, of which the first are at a place.
    pub(crate) fn word(
        links: &Links,
        view: &View,
        word: &Word,
        (document, place): (u32, usize),
    ) -> Self {
        let page = &view.corpus[document];
        match word {
            Word::Actor(identity) => Self::identity(links, view, *identity),
            Word::Described(words) => Self::plain(words),
            Word::Page(_) => {
                Self::plain(page.voice_at(place).map_or_else(|| page.label(), str::to_owned))
            }
            Word::Unknown => Self::plain("nobody named"),
        }
    }
}

/// An actor of one document: its name there, and where it is named first.
pub(crate) fn mentioned(links: &Links, view: &View, place: Place) -> Quote {
    let (page, actor) = (&view.corpus[place.document], view.corpus.actor(place));
    let first: Vec<Span> = actor.mentions.iter().take(1).copied().collect();
    Quote { words: actor.name.to_string(), ..Quote::of(links, page, &first) }
}
