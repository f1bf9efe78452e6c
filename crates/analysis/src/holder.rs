//! Who says a thing, told alike over all documents, so that what one holder says in several of them
//! stands together and what two say never does.

use crate::behind::{Word, speaker};
use crate::corpus::{Corpus, Document, Place};
use crate::identity::Identities;
use crate::spelling::Spelled;
use sayso_model::Span;

/// Who says a thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// An actor, by the number of its identity.
    Actor(u32),
    /// The author or outlet of pages, as they name it.
    Voice(String),
    /// Somebody whom the document of this number describes and does not name: *a doctor*. Those of
    /// two documents need not be one.
    Described(u32, String),
    /// The document of this number, which names neither author nor outlet.
    Page(u32),
    /// Somebody whom the document of this number leaves out: *it was reported*.
    Unknown(u32),
}

impl Holder {
    /// Who says what stands at a place of a document, inside of an attribution or of none.
    #[must_use]
    pub fn at(
        corpus: &Corpus,
        identities: &Identities,
        document: u32,
        told: Option<u32>,
        place: usize,
    ) -> Self {
        if told.is_none() {
            return Self::voice(&corpus[document], document, place);
        }
        match speaker(corpus, identities, document, told).word {
            Word::Actor(identity) => Self::Actor(identity),
            Word::Described(words) => Self::Described(document, words),
            Word::Page(_) | Word::Unknown => Self::Unknown(document),
        }
    }

    /// Who holds a claim. What a person corrected stands over what was read.
    #[must_use]
    pub fn of_claim(corpus: &Corpus, identities: &Identities, claim: Place) -> Self {
        let (page, held) = (&corpus[claim.document], corpus.claim(claim));
        let document = claim.document;
        if let Some(nth) = held.speaker {
            return Self::Actor(identities.acting(Place { document, nth }));
        }
        let place = held.content.first().map_or(0, |span| span.start());
        let Some(told) = held.chain.first().copied() else {
            let named = held.holder.as_deref().map(|words| Self::Voice(words.to_owned()));
            return named.unwrap_or_else(|| Self::voice(page, document, place));
        };
        match &held.holder {
            None => Self::Unknown(document),
            Some(words) if is_source(page, told, words) => {
                Self::at(corpus, identities, document, Some(told), place)
            }
            Some(words) => Self::Described(document, Spelled::of(words).folded()),
        }
    }

    fn voice(page: &Document, document: u32, place: usize) -> Self {
        page.voice_at(place).map_or(Self::Page(document), |words| Self::Voice(words.to_owned()))
    }

    /// What to call it.
    #[must_use]
    pub fn name(&self, corpus: &Corpus, identities: &Identities) -> String {
        match self {
            Self::Actor(identity) => identities.get(*identity).name.clone(),
            Self::Voice(words) | Self::Described(_, words) => words.clone(),
            Self::Page(document) => corpus[*document].label(),
            Self::Unknown(_) => "nobody named".to_owned(),
        }
    }

    /// The identity, where it is one.
    #[must_use]
    pub const fn identity(&self) -> Option<u32> {
        match self {
            Self::Actor(identity) => Some(*identity),
            _ => None,
        }
    }
}

/// Whether these are the words of an attribution's source, line breaks aside.
fn is_source(page: &Document, told: u32, words: &str) -> bool {
    let source = page.told[told as usize].source.map_or("", |source: Span| page.at(source));
    source.split_whitespace().eq(words.split_whitespace())
}
