//! Who speaks and acts for an actor: itself, those whose office is to speak for it, and what acts on
//! its behalf (*US warplanes*, *the government of the islands*).

use super::words::{Sort, is};
use crate::corpus::{Corpus, Party, Place, number};
use crate::identity::Identities;
use crate::spelling::Spelled;
use sayso_model::{ActorKind, Polarity, RelationKind, Span};
use std::collections::{BTreeMap, BTreeSet};

/// An actor with those who speak and act for it.
#[derive(Debug)]
pub(super) struct Agent<'c> {
    corpus: &'c Corpus,
    identities: &'c Identities,
    /// Of each document that names it, where a name has such a word after it, which, and whose name.
    limbs: BTreeMap<u32, Vec<(usize, &'c str, u32)>>,
    identity: u32,
    /// Who by an office speaks for it, as a text says.
    speakers: BTreeSet<u32>,
    /// The names that it has, folded.
    pub(super) names: BTreeSet<String>,
}

impl<'c> Agent<'c> {
    pub(super) fn of(corpus: &'c Corpus, identities: &'c Identities, identity: u32) -> Self {
        let of = identities.get(identity);
        let actors = of.actors.iter().map(|place| corpus.actor(*place));
        let forms = actors.flat_map(|actor| actor.names.iter().chain([&actor.name]));
        let forms: BTreeSet<&str> = forms.map(|name| &**name).chain([of.name.as_str()]).collect();
        let names = forms.into_iter().map(|name| Spelled::of(name).folded()).collect();
        let mut agent = Self {
            corpus,
            identities,
            limbs: BTreeMap::new(),
            identity,
            speakers: BTreeSet::new(),
            names,
        };
        agent.speakers = agent.speakers(corpus);
        let documents: BTreeSet<u32> = agent.documents().collect();
        agent.limbs = documents.into_iter().map(|nth| (nth, limbs(corpus, nth))).collect();
        agent
    }

    /// Those who a text says hold an office of it. Of a person nobody does: who leads a person's
    /// office speaks for himself.
    fn speakers(&self, corpus: &Corpus) -> BTreeSet<u32> {
        let mut speakers = BTreeSet::new();
        if self.identities.get(self.identity).kind == ActorKind::Person {
            return speakers;
        }
        let party = self.identities.get(self.identity).kind == ActorKind::Party;
        let documents: BTreeSet<u32> = self.documents().collect();
        for document in documents {
            for deed in &corpus[document].deeds {
                let of_office = matches!(deed.kind, RelationKind::Leads | RelationKind::PartOf)
                    && deed.polarity == Polarity::Asserted
                    && has_office(&deed.verb, party);
                let who = deed.subject.as_ref().and_then(|subject| subject.actor);
                if of_office
                    && self.is(document, deed.object.as_ref().and_then(|object| object.actor))
                    && let Some(nth) = who
                {
                    speakers.insert(self.identities.at(Place { document, nth }));
                }
            }
        }
        speakers.retain(|one| self.identities.get(*one).kind == ActorKind::Person);
        speakers
    }

    /// The documents that name it or stand for it, in order, some more than once.
    pub(super) fn documents(&self) -> impl Iterator<Item = u32> {
        self.identities.get(self.identity).actors.iter().map(|place| place.document)
    }

    /// Whether an actor of a document is it, or stands for it there.
    pub(super) fn is(&self, document: u32, actor: Option<u32>) -> bool {
        actor.is_some_and(|nth| {
            let place = Place { document, nth };
            self.identities.at(place) == self.identity
                || self.identities.acting(place) == self.identity
        })
    }

    /// Whether what an actor of a document says is its word.
    pub(super) fn speaks(&self, document: u32, actor: Option<u32>) -> bool {
        let for_it = actor.is_some_and(|nth| {
            let who = self.identities.at(Place { document, nth });
            self.speakers.contains(&who)
                || self.identities.voice(self.corpus, document, who) == self.identity
        });
        for_it || self.is(document, actor)
    }

    /// Whether words are a name of it.
    pub(super) fn is_name(&self, words: &str) -> bool {
        self.names.contains(&Spelled::of(words).folded())
    }

    /// Whether a side of a relation is it, or what acts on its behalf.
    pub(super) fn acts(&self, document: u32, party: Option<&Party>) -> bool {
        let Some(party) = party else { return false };
        let unnamed = party.actor.is_none();
        self.is(document, party.actor)
            || unnamed && self.is_limb(&party.words)
            || unnamed && party.span.is_some_and(|span| self.is_bare_limb(document, span))
    }

    /// `the regime`, where the name before it that a regime was told of is its own.
    pub(super) fn is_bare_limb(&self, document: u32, span: Span) -> bool {
        let words = self.corpus[document].at(span);
        let Some(limb) = words.strip_prefix("the ").or(words.strip_prefix("The ")) else {
            return false;
        };
        let limbs = self.limbs.get(&document).map(Vec::as_slice).unwrap_or_default();
        let before = limbs.partition_point(|(at, _, _)| *at < span.start());
        let told = limbs[..before].iter().rev().take(MOST_BEFORE).find(|(_, one, _)| *one == limb);
        told.is_some_and(|(_, _, actor)| self.is(document, Some(*actor)))
    }

    /// `US warplanes`, `the government of the islands`, `Assad’s forces`.
    pub(super) fn is_limb(&self, words: &str) -> bool {
        let words: Vec<&str> = words.split_whitespace().take(LONGEST).collect();
        let words = match words.first() {
            Some(the) if the.eq_ignore_ascii_case("the") => &words[1..],
            _ => &words[..],
        };
        let Some(last) = words.last() else { return false };
        if let Some(of) = words.iter().position(|word| *word == "of") {
            let limb = of.checked_sub(1).is_some_and(|nth| is_limb(words[nth]));
            return limb && self.is_name(&words[of + 1..].join(" "));
        }
        is_limb(last) && (1..words.len()).any(|to| self.is_name(&words[..to].join(" ")))
    }
}

/// Where a page names somebody with what acts for it right after the name, in order.
fn limbs(corpus: &Corpus, document: u32) -> Vec<(usize, &str, u32)> {
    let page = &corpus[document];
    let actors = (0..number(page.actors.len())).zip(&page.actors);
    let mentions = actors.flat_map(|(nth, actor)| actor.mentions.iter().map(move |at| (*at, nth)));
    let after = mentions.filter_map(|(at, nth)| {
        let rest = page.words.get(at.end()..)?.strip_prefix(' ')?;
        let word = rest.split(|c: char| !c.is_alphabetic()).next()?;
        is_limb(word).then_some((at.start(), word, nth))
    });
    let mut limbs: Vec<_> = after.collect();
    limbs.sort_unstable();
    limbs
}

/// So many names before a bare word are looked at for whose it is.
const MOST_BEFORE: usize = 64;

/// Of a long phrase, so many words are looked at.
const LONGEST: usize = 12;

fn is_limb(word: &str) -> bool {
    let word = word.to_lowercase();
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let one = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
    is(Sort::Limb, word)
        || word.strip_suffix('s').is_some_and(|word| is(Sort::Limb, word))
        || one.is_some_and(|word| is(Sort::Limb, &word))
}

/// Whether a relation's words name an office whose holder speaks for the body: `be prime minister of`.
/// A Republican president does not speak for the Republicans.
fn has_office(verb: &str, of_party: bool) -> bool {
    let former = verb.split(' ').any(|word| matches!(word, "former" | "ex" | "then"));
    let speaks = |word: &str| match of_party {
        true => word.starts_with("spokes") || word.starts_with("chair") || word == "leader",
        false => is(Sort::Speaker, word),
    };
    !former && verb.starts_with("be ") && verb.split(' ').any(speaks)
}
