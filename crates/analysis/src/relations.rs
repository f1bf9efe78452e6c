//! Relations of all documents: who did what to whom, by whoever says so, with the actors that are taken
//! for one told as one.

use crate::agreement::Suggestion;
use crate::corpus::{Corpus, Deed, Document, Party, Place};
use crate::holder::Holder;
use crate::identity::Identities;
use crate::moment::Window;

/// A relation that a document tells.
#[derive(Debug, Clone, Copy)]
pub struct Relation<'c> {
    corpus: &'c Corpus,
    identities: &'c Identities,
    /// Where it stands among all.
    pub place: Place,
    /// The relation.
    pub deed: &'c Deed,
}

/// Every relation, in order of the documents.
pub fn all<'c>(
    corpus: &'c Corpus,
    identities: &'c Identities,
) -> impl Iterator<Item = Relation<'c>> {
    corpus.numbered().flat_map(move |(document, page)| {
        let all = (0..).zip(&page.deeds);
        let place = move |nth| Place { document, nth };
        all.map(move |(nth, deed)| Relation { corpus, identities, place: place(nth), deed })
    })
}

impl<'c> Relation<'c> {
    /// The relation at a place.
    #[must_use]
    pub fn at(corpus: &'c Corpus, identities: &'c Identities, place: Place) -> Self {
        let deed = &corpus[place.document].deeds[place.nth as usize];
        Self { corpus, identities, place, deed }
    }

    /// The page that tells it.
    #[must_use]
    pub fn page(&self) -> &'c Document {
        &self.corpus[self.place.document]
    }

    /// Who acts.
    #[must_use]
    pub fn subject(&self) -> Option<Side<'c>> {
        self.deed.subject.as_ref().map(|party| self.side(party))
    }

    /// Who or what is acted on.
    #[must_use]
    pub fn object(&self) -> Option<Side<'c>> {
        self.deed.object.as_ref().map(|party| self.side(party))
    }

    fn side(&self, party: &'c Party) -> Side<'c> {
        let place = party.actor.map(|nth| Place { document: self.place.document, nth });
        Side { party, place, identities: self.identities }
    }

    /// Who says so.
    #[must_use]
    pub fn holder(&self) -> Holder {
        let (told, place) = (self.deed.told, self.deed.span.start());
        Holder::at(self.corpus, self.identities, self.place.document, told, place)
    }

    /// How it stands.
    #[must_use]
    pub fn suggestion(&self) -> Suggestion {
        self.page().stands(&self.deed.id, self.deed.score)
    }

    /// Whether it can lie within a window.
    #[must_use]
    pub fn is_within(&self, window: &Window) -> bool {
        let (page, deed) = (self.page(), self.deed);
        let said = deed.told.and_then(|told| page.told[told as usize].said.as_deref());
        window.takes(page, deed.span.start(), deed.when.as_deref(), said)
    }

    /// Whether an identity is one of its sides: where it acts, or as a place too.
    #[must_use]
    pub fn has(&self, identity: u32) -> bool {
        [self.subject(), self.object()].into_iter().flatten().any(|side| side.is(identity))
    }
}

/// A side of a relation.
#[derive(Debug, Clone, Copy)]
pub struct Side<'c> {
    /// The words, with the actor that they name in their document.
    pub party: &'c Party,
    place: Option<Place>,
    identities: &'c Identities,
}

impl<'c> Side<'c> {
    /// Who acts or is acted on there: of a capital that acts, its government.
    #[must_use]
    pub fn identity(&self) -> Option<u32> {
        self.place.map(|place| self.identities.acting(place))
    }

    /// What to call it: the actor's name, or else the words.
    #[must_use]
    pub fn name(&self) -> &'c str {
        match self.identity() {
            Some(identity) => &self.identities.get(identity).name,
            None => &self.party.words,
        }
    }

    fn is(&self, identity: u32) -> bool {
        let at = self.place.map(|place| self.identities.at(place));
        self.identity() == Some(identity) || at == Some(identity)
    }
}
