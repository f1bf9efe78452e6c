//! Who speaks with another's voice.

use super::Identities;
use crate::corpus::{Corpus, Days, Deed, Place};
use crate::known::{Dated, Entry, Known};
use sayso_model::{ActorKind, Polarity, RelationKind};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Whose voice is whose.
#[derive(Debug, Clone, Default)]
pub(super) struct Voices {
    /// Whom those speak for who do not speak for themselves, by the list, with the days of each office.
    of: BTreeMap<u32, Vec<Dated<u32>>>,
    /// The same by what a document says, which holds in that document.
    told: BTreeMap<(u32, u32), u32>,
    /// The voice of the media of a state, by the state's key.
    media: BTreeMap<String, u32>,
}

/// So many steps are followed from a speaker to whom it speaks for: a director, a medium, a state's media.
const STEPS: usize = 4;

impl Voices {
    /// People who lead or belong to a body speak for it, by the list or by a text; the media of one
    /// state speak with one voice, that of the first of them here.
    pub(super) fn of(corpus: &Corpus, known: &Known, identities: &Identities) -> Self {
        let mut voices = Self { told: by_text(corpus, identities), ..Self::default() };
        for (nth, identity) in (0..).zip(identities.all()) {
            let Some(entry) = identity.known().and_then(|key| known.get(key)) else {
                continue;
            };
            let mut of: Vec<Dated<u32>> = offices(known, identities, entry);
            if let Some(state) = state_of(known, entry) {
                let first = *voices.media.entry(state.to_owned()).or_insert(nth);
                of.extend((first != nth).then_some(Dated { what: first, when: None }));
            }
            if !of.is_empty() {
                voices.of.insert(nth, of);
            }
        }
        voices
    }

    /// Whose voice an identity speaks with in a document of some days.
    pub(super) fn at(&self, document: u32, days: Option<Days>, identity: u32) -> u32 {
        let step = |identity: u32| {
            let listed = || {
                let all = self.of.get(&identity)?.iter();
                all.filter(|office| office.held(days)).map(|office| office.what).next()
            };
            self.told.get(&(document, identity)).copied().or_else(listed)
        };
        let mut voice = identity;
        for _ in 0..STEPS {
            match step(voice) {
                Some(next) if next != identity => voice = next,
                _ => break,
            }
        }
        voice
    }

    /// The voice of the media of a state.
    pub(super) fn media_of(&self, state: &str) -> Option<u32> {
        self.media.get(state).copied()
    }
}

/// The bodies here that a person holds or held an office of.
fn offices(known: &Known, identities: &Identities, entry: &Entry) -> Vec<Dated<u32>> {
    let body = |office: &Dated<&str>| {
        let listed = known.get(office.what).filter(|entry| is_body(entry.kind))?;
        Some(Dated { what: identities.known(&listed.key)?, when: office.when.clone() })
    };
    entry.bodies().filter_map(|office| body(&office)).collect()
}

/// The state that a medium belongs to, where it belongs to one.
fn state_of<'k>(known: &Known, entry: &'k Entry) -> Option<&'k str> {
    let of = |key: &&str| known.get(key).is_some_and(|whole| whole.kind == ActorKind::State);
    let wholes = entry.of.iter().map(|dated| dated.what.as_str());
    (entry.kind == ActorKind::Media).then(|| wholes.into_iter().find(of)).flatten()
}

const fn is_body(kind: ActorKind) -> bool {
    matches!(
        kind,
        ActorKind::Organisation
            | ActorKind::Media
            | ActorKind::ArmedGroup
            | ActorKind::StateBody
            | ActorKind::Alliance
            | ActorKind::Party
    )
}

/// Persons of whom a document says that they lead a body or belong to it, by document; of several bodies
/// the one most said.
fn by_text(corpus: &Corpus, identities: &Identities) -> BTreeMap<(u32, u32), u32> {
    let mut said: BTreeMap<(u32, u32), BTreeMap<u32, usize>> = BTreeMap::new();
    for (document, page) in corpus.numbered() {
        let at = |nth: u32| Place { document, nth };
        let belongs = |deed: &&Deed| {
            matches!(deed.kind, RelationKind::Leads | RelationKind::PartOf)
                && deed.polarity == Polarity::Asserted
        };
        for deed in page.deeds.iter().filter(belongs) {
            let actor = |party: &Option<crate::corpus::Party>| party.as_ref()?.actor.map(at);
            let (Some(one), Some(whole)) = (actor(&deed.subject), actor(&deed.object)) else {
                continue;
            };
            let kinds = (corpus.actor(one).kind, corpus.actor(whole).kind);
            if kinds.0 == ActorKind::Person && is_body(kinds.1) {
                let bodies = said.entry((document, identities.at(one))).or_default();
                *bodies.entry(identities.at(whole)).or_default() += 1;
            }
        }
    }
    let most = |bodies: BTreeMap<u32, usize>| {
        bodies.into_iter().max_by_key(|(body, count)| (*count, Reverse(*body)))
    };
    said.into_iter().filter_map(|(who, bodies)| Some((who, most(bodies)?.0))).collect()
}
