//! Who the speakers are that some documents name: so that one under two names is one origin.

use crate::corpus::{Corpus, Document, Place, number};
use crate::identity::Identities;
use crate::known::Known;
use sayso_ledger::{DocumentView, Ledger, LedgerError};
use sayso_model::Ruling;

/// Who is who in a few documents of a dossier.
pub(crate) struct Speakers {
    corpus: Corpus,
    identities: Identities,
}

impl Speakers {
    /// Of some documents, in order of their numbers, as of an operation.
    pub(crate) fn of(
        ledger: &Ledger,
        at: u64,
        documents: &[&DocumentView],
    ) -> Result<Self, LedgerError> {
        let load = |view: &&DocumentView| {
            let text = ledger.text(&view.text, at)?;
            // Nothing that is asked here hangs on where sentences end.
            Ok(Document::of(view.number, &text, Vec::new(), &ledger.items(&view.text, at)?))
        };
        let loaded: Vec<Document> =
            documents.iter().map(load).collect::<Result<_, LedgerError>>()?;
        let corpus = Corpus::from_iter(loaded);
        let rulings = ledger.rulings(at)?.into_iter().map(|ruled| ruled.ruling);
        let rulings: Vec<Ruling> = rulings.collect();
        let identities = Identities::of(&corpus, Known::shipped(), &rulings);
        Ok(Self { corpus, identities })
    }

    /// Whom a document, of this number, calls so: a number that no other has, and all the names. Whoever
    /// speaks for another is that other.
    pub(crate) fn names(&self, document: u64, called: &str) -> Option<(u32, Vec<&str>)> {
        let pages = self.corpus.documents();
        let nth = number(pages.binary_search_by_key(&document, |page| page.number).ok()?);
        let is_called = |name: &str| plain(name) == plain(called);
        let actor = self.corpus[nth].actors.iter().position(|actor| {
            is_called(&actor.name) || actor.names.iter().any(|name| is_called(name))
        })?;
        let place = Place { document: nth, nth: number(actor) };
        let voice = self.identities.voice(&self.corpus, nth, self.identities.acting(place));
        let identity = self.identities.get(voice);
        let actors = identity.actors.iter().map(|place| self.corpus.actor(*place));
        let named = actors.flat_map(|actor| actor.names.iter().chain([&actor.name]));
        let listed = identity.known().and_then(|key| Known::shipped().get(key));
        let listed = listed.into_iter().flat_map(|entry| {
            entry.names.iter().map(|name| name.what.as_str()).chain([entry.name.as_str()])
        });
        Some((voice, named.map(AsRef::as_ref).chain(listed).collect()))
    }
}

/// A name without an article and in small letters.
pub(crate) fn plain(name: &str) -> String {
    let small = name.to_lowercase();
    small.strip_prefix("the ").map_or_else(|| small.clone(), str::to_owned)
}
