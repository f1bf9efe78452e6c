//! Said against did: an actor's statements beside what others report that it did, on the same matter.
//!
//! That a statement and a deed are on one matter is a guess from what they share ([`Shared`]) and how
//! near in time they are; each [`Pair`] has its score and its reasons. Nothing says that the two are at
//! odds: that is for whoever reads them.

mod features;
mod pairs;

pub use features::Shared;
pub use pairs::Pair;

use crate::corpus::{Corpus, Deed, Document, Held, Place};
use crate::holder::Holder;
use crate::identity::Identities;
use crate::moment::{Clock, When, Window};
use crate::spelling::Spelled;
use features::Features;
use sayso_model::{Polarity, RelationKind, Span};
use std::collections::{BTreeMap, BTreeSet};

/// What an actor said, what others report it did, and which of these are likely on one matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The actor.
    pub identity: u32,
    /// Its statements, in order of time, undated ones last.
    pub said: Vec<Statement>,
    /// Its deeds as others report them, likewise.
    pub did: Vec<Act>,
    /// Which belong together, in order of the statements, the likeliest first.
    pub pairs: Vec<Pair>,
    /// How many likely pairs more there were, beyond the most that are shown of one statement.
    pub left_out: u32,
    /// How many statements are in no pair.
    pub unpaired_said: u32,
    /// How many deeds are in no pair.
    pub unpaired_did: u32,
    /// Deeds that only the actor itself reports of itself, which are not set against its words.
    pub own_reports: u32,
}

/// A claim that the actor holds. How it stands to it and in which words are the claim's.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The claim.
    pub claim: Place,
    /// When it was said, or else published.
    pub when: Option<When>,
    /// Whether it is in a page of which the actor is the author or outlet, by the page's own word.
    pub own_page: bool,
}

/// A deed that somebody else reports of the actor.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// The relation.
    pub deed: Place,
    /// Who reports it.
    pub holder: Holder,
    /// When it happened, or else was said, or published.
    pub when: Option<When>,
}

/// What an identity said against what it did, of what lies within a window. One pass over the corpus.
#[must_use]
pub fn of(corpus: &Corpus, identities: &Identities, identity: u32, window: &Window) -> Compared {
    let mut gathered = Gathered::new(corpus, identities, identity);
    for document in 0..crate::corpus::number(corpus.documents().len()) {
        gathered.statements(document, window);
        gathered.acts(document, window);
    }
    gathered.compared()
}

struct Gathered<'c> {
    corpus: &'c Corpus,
    identities: &'c Identities,
    identity: u32,
    /// The names that the actor has, folded: pages by these are its own.
    names: BTreeSet<String>,
    /// Whether authors and outlets are the actor, as far as asked.
    voices: BTreeMap<&'c str, bool>,
    said: Vec<(Statement, Features)>,
    did: Vec<(Act, Features)>,
    own_reports: u32,
}

impl<'c> Gathered<'c> {
    fn new(corpus: &'c Corpus, identities: &'c Identities, identity: u32) -> Self {
        let of = identities.get(identity);
        let actors = of.actors.iter().map(|place| &*corpus.actor(*place).name);
        let forms: BTreeSet<&str> = actors.chain([of.name.as_str()]).collect();
        Self {
            corpus,
            identities,
            identity,
            names: forms.into_iter().map(|name| Spelled::of(name).folded()).collect(),
            voices: BTreeMap::new(),
            said: Vec::new(),
            did: Vec::new(),
            own_reports: 0,
        }
    }

    fn is(&self, document: u32, actor: Option<u32>) -> bool {
        actor.is_some_and(|nth| {
            let place = Place { document, nth };
            self.identities.at(place) == self.identity
                || self.identities.acting(place) == self.identity
        })
    }

    fn is_voice(&mut self, voice: &'c str) -> bool {
        let names = &self.names;
        *self.voices.entry(voice).or_insert_with(|| names.contains(&Spelled::of(voice).folded()))
    }

    fn statements(&mut self, document: u32, window: &Window) {
        let page = &self.corpus[document];
        for (nth, claim) in (0..).zip(&page.claims) {
            let own_page = claim.speaker.is_none() && self.is_own_page(page, claim);
            if !own_page && !self.is(document, claim.speaker) {
                continue;
            }
            let place = claim.content.first().map_or(0, |span| span.start());
            let (happened, said) = (claim.happened.as_deref(), claim.said.as_deref());
            if window.takes(page, place, happened, said) {
                let when = When::said(page, said, place);
                let statement = Statement { claim: Place { document, nth }, when, own_page };
                let features = Features::of(self.corpus, self.identities, document, &claim.content);
                self.said.push((statement, features.without(self.identity)));
            }
        }
    }

    fn is_own_page(&mut self, page: &'c Document, claim: &'c Held) -> bool {
        let place = claim.content.first().map_or(0, |span| span.start());
        let in_voice = claim.chain.is_empty();
        let voice = claim.holder.as_deref().or_else(|| page.voice_at(place));
        in_voice && voice.is_some_and(|voice| self.is_voice(voice))
    }

    fn acts(&mut self, document: u32, window: &Window) {
        let page = &self.corpus[document];
        for (nth, deed) in (0..).zip(&page.deeds) {
            let actor = deed.subject.as_ref().and_then(|subject| subject.actor);
            if !is_deed(deed) || !self.is(document, actor) || self.is_speech(document, deed) {
                continue;
            }
            let place = deed.span.start();
            let said = deed.told.and_then(|told| page.told[told as usize].said.as_deref());
            if !window.takes(page, place, deed.when.as_deref(), said) {
                continue;
            }
            let holder = Holder::at(self.corpus, self.identities, document, deed.told, place);
            if self.is_own(&holder) {
                self.own_reports += 1;
                continue;
            }
            let happened = deed.when.as_deref().map(|date| When::of(date, Clock::Happened));
            let when = happened.or_else(|| When::said(page, said, place));
            let act = Act { deed: Place { document, nth }, holder, when };
            let features = Features::of(self.corpus, self.identities, document, &[deed.span]);
            self.did.push((act, features.without(self.identity)));
        }
    }

    fn is_own(&self, holder: &Holder) -> bool {
        match holder {
            Holder::Actor(identity) => *identity == self.identity,
            Holder::Voice(words) => self.names.contains(&Spelled::of(words).folded()),
            _ => false,
        }
    }

    /// Whether a relation only tells that the actor speaks: an attribution's cue stands in it, and
    /// what it attributes to the actor does too.
    fn is_speech(&self, document: u32, deed: &Deed) -> bool {
        let page = &self.corpus[document];
        let inside = |span: &Span| deed.span.contains(*span);
        page.told_over(deed.span).into_iter().any(|nth| {
            let told = &page.told[nth as usize];
            self.is(document, told.speaker) && told.cue.iter().any(inside)
        })
    }

    fn compared(mut self) -> Compared {
        let place = |place: Place| place;
        self.said.sort_by_cached_key(|(s, _)| (s.when.is_none(), s.when.clone(), place(s.claim)));
        self.did.sort_by_cached_key(|(a, _)| (a.when.is_none(), a.when.clone(), place(a.deed)));
        let (pairs, left_out) = pairs::of(&self.said, &self.did);
        let said: BTreeSet<usize> = pairs.iter().map(|pair| pair.said).collect();
        let did: BTreeSet<usize> = pairs.iter().map(|pair| pair.did).collect();
        let count = |all: usize, paired: usize| crate::corpus::number(all - paired);
        Compared {
            identity: self.identity,
            unpaired_said: count(self.said.len(), said.len()),
            unpaired_did: count(self.did.len(), did.len()),
            said: self.said.into_iter().map(|(statement, _)| statement).collect(),
            did: self.did.into_iter().map(|(act, _)| act).collect(),
            pairs,
            left_out,
            own_reports: self.own_reports,
        }
    }
}

/// Whether a relation tells of a deed, not of words, of what somebody is or of what may be.
fn is_deed(deed: &Deed) -> bool {
    let is_other = matches!(
        deed.kind,
        RelationKind::Request
            | RelationKind::Accuse
            | RelationKind::Reject
            | RelationKind::Threaten
            | RelationKind::Denies
            | RelationKind::PartOf
            | RelationKind::SameAs
            | RelationKind::LocatedIn
            | RelationKind::Kin
    );
    let is_state = deed.kind == RelationKind::Other && matches!(&*deed.verb, "be" | "have" | "say");
    !is_other && !is_state && deed.polarity != Polarity::Hypothetical
}
