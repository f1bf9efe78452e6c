//! Documents that are about one thing, and what one of them says against another: *denied that a mine had
//! been used* in one, *a mine had been used* in another.
//!
//! Reports of one happening are an incident; but a question can outlast its incident, and be argued in
//! pages that report nothing. Here only whole sayings meet: what is denied must be nearly all that the
//! other says.

use super::draft::Draft;
use super::elsewhere::{self, Telling};
use super::found::Source;
use crate::corpus::{Corpus, Place, number};
use crate::identity::Identities;
use sayso_model::ActorKind;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A document is about those whom it names most often, so many of them,
const ABOUT: usize = 2;
/// and so often at least.
const NAMED: usize = 2;
/// Of the documents on one thing so many that came one after the other are looked at together.
const TOGETHER: usize = 12;

/// Documents by what they are about, in order of arrival.
#[derive(Debug, Clone, Default)]
pub(super) struct Topics {
    documents: BTreeMap<u32, Vec<u32>>,
}

impl Topics {
    /// Takes in a document; tells what is to be looked over with it.
    pub(super) fn add(
        &mut self,
        corpus: &Corpus,
        identities: &Identities,
        document: u32,
    ) -> BTreeSet<Source> {
        let mut more = BTreeSet::new();
        for topic in topics(corpus, identities, document) {
            let on_it = self.documents.entry(topic).or_default();
            on_it.push(document);
            let nth = number((on_it.len() - 1) / TOGETHER);
            more.insert(Source::Topic(topic, nth));
        }
        more
    }

    /// The disputes between some documents on one topic.
    pub(super) fn disputes(
        &self,
        corpus: &Corpus,
        identities: &Identities,
        topic: u32,
        nth: u32,
    ) -> Vec<Draft> {
        let together = self.documents.get(&topic).into_iter();
        let together = together.flat_map(|all| all.chunks(TOGETHER).skip(nth as usize).take(1));
        let documents: Vec<u32> = together.flatten().copied().collect();
        if documents.len() < 2 {
            return Vec::new();
        }
        let tellings: Vec<Telling<'_>> =
            documents.iter().map(|nth| Telling::whole(corpus, identities, *nth)).collect();
        elsewhere::on_topic(&tellings)
    }
}

/// Whom or what a document is about: no states and peoples, of which everything is told.
fn topics(corpus: &Corpus, identities: &Identities, document: u32) -> Vec<u32> {
    let mut named: BTreeMap<u32, usize> = BTreeMap::new();
    for (nth, actor) in (0..).zip(&corpus[document].actors) {
        let identity = identities.at(Place { document, nth });
        *named.entry(identity).or_default() += actor.mentions.len();
    }
    let broad = |identity: u32| {
        let kind = identities.get(identity).kind;
        matches!(kind, ActorKind::State | ActorKind::Population | ActorKind::Media)
    };
    let mut all: Vec<(Reverse<usize>, u32)> = named
        .into_iter()
        .filter(|(identity, times)| *times >= NAMED && !broad(*identity))
        .map(|(identity, times)| (Reverse(times), identity))
        .collect();
    all.sort_unstable();
    all.into_iter().take(ABOUT).map(|(_, identity)| identity).collect()
}
