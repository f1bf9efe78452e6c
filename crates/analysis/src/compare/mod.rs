//! Said against did: an actor's statements beside what others report that it did, on the same matter.
//!
//! That a statement and a deed are on one matter is a guess from what they share ([`Shared`]) and how
//! near in time they are; each [`Pair`] has its score and its reasons. Nothing says that the two are at
//! odds: that is for whoever reads them.

mod agent;
mod deed;
mod features;
mod pairs;
mod words;

pub use features::Shared;
pub use pairs::Pair;

use crate::corpus::{Corpus, Deed, Document, Held, Place};
use crate::holder::Holder;
use crate::identity::Identities;
use crate::moment::{Clock, When, Window};
use agent::Agent;
use features::Features;
use sayso_model::{ItemId, Span};
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

/// Something that the actor said, or somebody who speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Where it stands.
    pub said: Said,
    /// When it was said, or else published.
    pub when: Option<When>,
    /// Whether it is in a page of which the actor is the author or outlet, by the page's own word.
    pub own_page: bool,
}

/// What a statement is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// A claim that the actor holds. How it stands to it and in which words are the claim's.
    Claim(Place),
    /// A relation that is done with words: the actor condemned, demanded, promised something.
    Act(Place),
}

impl Statement {
    /// The number of its document in the corpus.
    #[must_use]
    pub const fn document(&self) -> u32 {
        match self.said {
            Said::Claim(place) | Said::Act(place) => place.document,
        }
    }

    /// Its id.
    #[must_use]
    pub fn id<'c>(&self, corpus: &'c Corpus) -> &'c ItemId {
        match self.said {
            Said::Claim(place) => &corpus.claim(place).id,
            Said::Act(place) => &corpus[place.document].deeds[place.nth as usize].id,
        }
    }

    /// How the actor stands to it: the stance of a claim, the kind of another.
    #[must_use]
    pub fn manner(&self, corpus: &Corpus) -> String {
        match self.said {
            Said::Claim(place) => corpus.claim(place).stance.to_string(),
            Said::Act(place) => corpus[place.document].deeds[place.nth as usize].kind.to_string(),
        }
    }

    /// Its words.
    #[must_use]
    pub fn words<'c>(&self, corpus: &'c Corpus) -> &'c [Span] {
        match self.said {
            Said::Claim(place) => &corpus.claim(place).content,
            Said::Act(place) => {
                std::slice::from_ref(&corpus[place.document].deeds[place.nth as usize].span)
            }
        }
    }
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
        gathered.claims(document, window);
        gathered.deeds(document, window);
    }
    gathered.compared()
}

/// Of one actor, so many statements and so many deeds are looked at, the first to arrive.
const MOST: usize = 20_000;

struct Gathered<'c> {
    corpus: &'c Corpus,
    identities: &'c Identities,
    identity: u32,
    agent: Agent<'c>,
    /// Whether authors and outlets are the actor, as far as asked.
    voices: BTreeMap<&'c str, bool>,
    said: Vec<(Statement, Features)>,
    did: Vec<(Act, Features)>,
    own_reports: u32,
}

impl<'c> Gathered<'c> {
    fn new(corpus: &'c Corpus, identities: &'c Identities, identity: u32) -> Self {
        Self {
            corpus,
            identities,
            identity,
            agent: Agent::of(corpus, identities, identity),
            voices: BTreeMap::new(),
            said: Vec::new(),
            did: Vec::new(),
            own_reports: 0,
        }
    }

    fn is_voice(&mut self, voice: &'c str) -> bool {
        let agent = &self.agent;
        *self.voices.entry(voice).or_insert_with(|| agent.is_name(voice))
    }

    fn claims(&mut self, document: u32, window: &Window) {
        let page = &self.corpus[document];
        for (nth, claim) in (0..).zip(&page.claims) {
            let own_page = claim.speaker.is_none() && self.is_own_page(page, claim);
            if !own_page && !self.is_said(document, claim) {
                continue;
            }
            let place = claim.content.first().map_or(0, |span| span.start());
            let (happened, said) = (claim.happened.as_deref(), claim.said.as_deref());
            if window.takes(page, place, happened, said) {
                let when = When::said(page, said, place);
                let said = Said::Claim(Place { document, nth });
                self.state(document, Statement { said, when, own_page }, &claim.content);
            }
        }
    }

    /// Whether a claim is the actor's word: its own, that of its speakers, that of *US officials* and of
    /// *the regime*.
    fn is_said(&self, document: u32, claim: &Held) -> bool {
        let page = &self.corpus[document];
        let source = || page.told[*claim.chain.first()? as usize].source;
        let described = || {
            claim.holder.as_deref().is_some_and(|words| self.agent.is_limb(words))
                || source().is_some_and(|span| self.agent.is_bare_limb(document, span))
        };
        self.agent.speaks(document, claim.speaker) || claim.speaker.is_none() && described()
    }

    fn state(&mut self, document: u32, statement: Statement, words: &[Span]) {
        if self.said.len() < MOST {
            let features = Features::of(self.corpus, self.identities, document, words);
            let features = features.without(self.identity);
            // `denied it` gives nothing to go by.
            if !features.0.is_empty() {
                self.said.push((statement, features));
            }
        }
    }

    fn is_own_page(&mut self, page: &'c Document, claim: &'c Held) -> bool {
        let place = claim.content.first().map_or(0, |span| span.start());
        let in_voice = claim.chain.is_empty();
        let voice = claim.holder.as_deref().or_else(|| page.voice_at(place));
        in_voice && voice.is_some_and(|voice| self.is_voice(voice))
    }

    fn deeds(&mut self, document: u32, window: &Window) {
        let page = &self.corpus[document];
        for (nth, deed) in (0..).zip(&page.deeds) {
            let (done, spoken) = (deed::is_deed(page, deed), deed::is_act_of_speech(deed));
            if !done && !spoken {
                continue;
            }
            let subject = deed.subject.as_ref();
            let speaks = || self.agent.speaks(document, subject.and_then(|subject| subject.actor));
            let own = self.agent.acts(document, subject) || spoken && speaks();
            if !own {
                continue;
            }
            let place = deed.span.start();
            let said = deed.told.and_then(|told| page.told[told as usize].said.as_deref());
            if !window.takes(page, place, deed.when.as_deref(), said) {
                continue;
            }
            let happened = deed.when.as_deref().map(|date| When::of(date, Clock::Happened));
            let when = happened.or_else(|| When::said(page, said, place));
            let at = Place { document, nth };
            if spoken {
                let said = Said::Act(at);
                self.state(document, Statement { said, when, own_page: false }, &[deed.span]);
            } else if !self.is_speech(document, deed) {
                self.act(at, deed, when);
            }
        }
    }

    fn act(&mut self, at: Place, deed: &Deed, when: Option<When>) {
        let document = at.document;
        let (corpus, identities) = (self.corpus, self.identities);
        let holder = Holder::at(corpus, identities, document, deed.told, deed.span.start());
        if self.is_own(&holder) {
            self.own_reports += 1;
        } else if self.did.len() < MOST {
            let features = Features::of(corpus, identities, document, &[deed.span]);
            self.did.push((Act { deed: at, holder, when }, features.without(self.identity)));
        }
    }

    fn is_own(&self, holder: &Holder) -> bool {
        match holder {
            Holder::Actor(identity) => *identity == self.identity,
            Holder::Voice(words) => self.agent.is_name(words),
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
            self.agent.is(document, told.speaker) && told.cue.iter().any(inside)
        })
    }

    fn compared(mut self) -> Compared {
        self.said.sort_by_cached_key(|(s, _)| (s.when.is_none(), s.when.clone(), s.said));
        self.did.sort_by_cached_key(|(a, _)| (a.when.is_none(), a.when.clone(), a.deed));
        let (pairs, left_out) = pairs::of(self.corpus, &self.said, &self.did);
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
