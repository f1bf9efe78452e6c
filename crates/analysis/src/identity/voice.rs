//! Who speaks with another's voice.

use super::Identities;
use crate::corpus::{Corpus, Deed, Place};
use crate::known::{Entry, Known};
use sayso_model::{ActorKind, Polarity, RelationKind};
use std::collections::BTreeMap;

/// Whose voice is whose.
#[derive(Debug, Clone, Default)]
pub(super) struct Voices {
    /// Whom those speak for who do not speak for themselves.
    pub(super) of: BTreeMap<u32, u32>,
    /// The voice of the media of a state, by the state's key.
    pub(super) media: BTreeMap<String, u32>,
}

/// People who lead or belong to a body speak for it, by the list or by a text; the media of one state
/// speak with one voice, that of the first of them here.
pub(super) fn voices(corpus: &Corpus, known: &Known, identities: &Identities) -> Voices {
    let mut voices = by_text(corpus, identities);
    let mut media: BTreeMap<String, u32> = BTreeMap::new();
    for (nth, identity) in (0..).zip(identities.all()) {
        let Some(entry) = identity.known.as_deref().and_then(|key| known.get(key)) else {
            continue;
        };
        if let Some(state) = state_of(known, entry) {
            let first = *media.entry(state.to_owned()).or_insert(nth);
            if first != nth {
                voices.insert(nth, first);
            }
        }
        let mut bodies =
            entry.bodies().filter_map(|key| Some((known.get(key)?, identities.known(key)?)));
        if let Some((_, body)) = bodies.find(|(entry, _)| is_body(entry.kind)) {
            voices.insert(nth, body);
        }
    }
    Voices { of: voices, media }
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

/// Persons of whom a text says that they lead a body or belong to it; of several, the one most said.
fn by_text(corpus: &Corpus, identities: &Identities) -> BTreeMap<u32, u32> {
    let mut said: BTreeMap<(u32, u32), usize> = BTreeMap::new();
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
                *said.entry((identities.at(one), identities.at(whole))).or_default() += 1;
            }
        }
    }
    let mut voices: BTreeMap<u32, (usize, u32)> = BTreeMap::new();
    for ((person, body), count) in said {
        let most = voices.entry(person).or_insert((count, body));
        if count > most.0 {
            *most = (count, body);
        }
    }
    voices.into_iter().map(|(person, (_, body))| (person, body)).collect()
}
