//! Who is who: the actors of all texts, joined where they are likely one.
//!
//! What a reader finds in one text are that text's actors. An [`Identity`] is one or more of them that
//! are taken for the same, each joined on a [`Join`] that says why and how sure that is. Nothing is
//! merged for good: identities are made anew each time, what a person ruled goes before everything
//! else, and what a text keeps apart is not joined on likeness alone.
//!
//! It goes in three steps. Actors of the same folded name and sort make a [`group`](groups): that is
//! the bulk, and needs no comparing. Groups are joined by what a list knows ([`known`](crate::known)),
//! by what a text says (*the Popular Mobilisation Units (PMU)*), by how names are spelled, by acronyms
//! and by surnames ([`joins`]). The surest joins are made first, and none that would join what is kept
//! apart ([`union`]).

mod acronyms;
mod alike;
mod asked;
mod fold;
mod groups;
mod joins;
mod listed;
mod metonyms;
mod rulings;
mod said;
mod short;
mod union;
mod voice;
mod why;

use crate::corpus::{Corpus, Days, Place, number};
use crate::known::Known;
pub use listed::{Tie, Tied};
pub use metonyms::{Metonym, Stands};
pub use why::{Join, Why};

use crate::shared::Shared;
use groups::{Groups, Sort};
use joins::Joined;
use listed::Meant;
use sayso_model::{ActorKind, ItemId, Ruling};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use union::Union;
use voice::Voices;

/// Actors of one or more texts that are taken for one.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// The id of its first actor, which stands for it.
    pub id: ItemId,
    /// What to call it: the known list's name, or else its commonest fullest one.
    pub name: String,
    /// What it is, by most of its mentions.
    pub kind: ActorKind,
    /// Whom of the list of known actors it is taken for.
    pub listed: Option<Tie>,
    /// Its actors, in order.
    pub actors: Vec<Place>,
    /// Why they were joined, surest first, and last, once a name, that those who have it are one.
    pub joins: Vec<Join>,
}

impl Identity {
    /// How sure it is that all of its actors are one: its least sure join, 1 where there is none.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.joins.iter().map(|join| join.score).fold(1.0, f32::min)
    }

    /// The key in the list of known actors, where that has it.
    #[must_use]
    pub fn known(&self) -> Option<&str> {
        self.listed.as_ref().map(|tie| tie.key.as_str())
    }

    /// Every name that a document has for it and the one it goes by, each once.
    #[must_use]
    pub fn names<'a>(&'a self, corpus: &'a Corpus) -> BTreeSet<&'a str> {
        let actors = self.actors.iter().map(|place| corpus.actor(*place));
        let of = actors.flat_map(|actor| actor.names.iter().chain([&actor.name]));
        of.map(AsRef::as_ref).chain([self.name.as_str()]).collect()
    }

    /// In how many documents it is mentioned, and how often.
    #[must_use]
    pub fn counts(&self, corpus: &Corpus) -> (usize, usize) {
        let documents: BTreeSet<u32> = self.actors.iter().map(|place| place.document).collect();
        let mentions = self.actors.iter().map(|place| corpus.actor(*place).mentions.len());
        (documents.len(), mentions.sum())
    }
}

/// Everybody, and who each actor of each text is. Copies share most of it.
#[derive(Debug, Clone, Default)]
pub struct Identities {
    all: Vec<Arc<Identity>>,
    /// Of each document, of each of its actors: which of `all`.
    of: Vec<Box<[u32]>>,
    metonyms: BTreeMap<Place, Metonym>,
    /// The actors that stand for each identity, in order.
    stands: BTreeMap<u32, Vec<Place>>,
    ruled: metonyms::Ruled,
    meant: Meant,
    by_known: BTreeMap<String, u32>,
    voices: Voices,
    /// Who has a folded name of a sort.
    by_name: Shared<(String, Sort), u32>,
}

impl Identities {
    /// Of all the actors of a corpus.
    #[must_use]
    pub fn of(corpus: &Corpus, known: &Known, rulings: &[Ruling]) -> Self {
        let meant = Meant::of(corpus, rulings);
        let mut groups = Groups::of(corpus, known, rulings, &meant);
        let long = joins::by_their_acronyms(&groups);
        for group in acronyms::spelled_otherwise(corpus, &groups, known, &long) {
            groups.untie(group);
        }
        let mut union = Union::new(&groups, &meant);
        union.rule_apart(&groups, rulings);
        let mut made = Vec::new();
        let mut join = |union: &mut Union, joins: Vec<Joined>| {
            made.extend(joins.into_iter().filter(|join| union.join(&groups, join)));
        };
        join(&mut union, joins::ruled(&groups, rulings));
        union.keep_apart(corpus, &groups);
        join(&mut union, joins::found(corpus, &groups, known, &long));
        let mut identities = Self::gather(corpus, &groups, &mut union, &made, (known, &meant));
        identities.by_name =
            groups.names().into_iter().map(|(name, first)| (name, identities.at(first))).collect();
        identities.meant = meant;
        identities.ruled = metonyms::Ruled::of(corpus, &identities, rulings);
        for (document, _) in corpus.numbered() {
            identities.add_metonyms(corpus, known, document);
        }
        identities.voices = Voices::of(corpus, known, &identities);
        identities
    }

    fn gather(
        corpus: &Corpus,
        groups: &Groups,
        union: &mut Union,
        made: &[Joined],
        list: (&Known, &Meant),
    ) -> Self {
        let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
        let mut members: Vec<Vec<u32>> = Vec::new();
        for group in 0..number(groups.len()) {
            let next = number(members.len());
            let identity = *numbers.entry(union.root(group)).or_insert(next);
            if identity == next {
                members.push(Vec::new());
            }
            members[identity as usize].push(group);
        }
        let mut of: Vec<Box<[u32]>> =
            corpus.documents().iter().map(|d| vec![0; d.actors.len()].into()).collect();
        let mut all: Vec<Identity> = Vec::with_capacity(members.len());
        for (identity, groups_of) in (0..).zip(&members) {
            let mut actors: Vec<Place> =
                groups_of.iter().flat_map(|group| groups.actors(*group)).copied().collect();
            actors.sort_unstable();
            for place in &actors {
                of[place.document as usize][place.nth as usize] = identity;
            }
            all.push(name(corpus, groups, groups_of, actors, list));
        }
        for join in made {
            let identity = numbers[&union.root(join.one)] as usize;
            let side = |group: u32| {
                let place = groups.actors(group)[0];
                (corpus.actor(place).name.to_string(), place)
            };
            let (one, other) = (side(join.one), side(join.other));
            all[identity].joins.push(Join { one, other, score: join.score, why: join.why.clone() });
        }
        for group in 0..number(groups.len()) {
            let identity = numbers[&union.root(group)] as usize;
            all[identity].joins.extend(alike::of_group(corpus, groups, group));
        }
        let keys = (0..).zip(&all).filter_map(|(nth, one)| Some((one.known()?.to_owned(), nth)));
        let by_known = keys.collect();
        let all = all.into_iter().map(Arc::new).collect();
        Self { all, of, by_known, ..Self::default() }
    }

    /// Everybody, in order of first mention.
    #[must_use]
    pub fn all(&self) -> &[Arc<Identity>] {
        &self.all
    }

    /// The number of the identity of an actor of a text.
    #[must_use]
    pub fn at(&self, actor: Place) -> u32 {
        self.of[actor.document as usize][actor.nth as usize]
    }

    /// The same for an actor where it speaks or acts: a capital stands for its government there.
    #[must_use]
    pub fn acting(&self, actor: Place) -> u32 {
        self.metonyms.get(&actor).map_or_else(|| self.at(actor), |metonym| metonym.whom)
    }

    /// Whose voice an identity speaks with in a document: a director's is that of the body, where the
    /// list or the document says so, and the news agency and the television of one state are one voice.
    /// Of anybody else it is their own. Who said a thing stays who said it: this is for counting
    /// sources.
    #[must_use]
    pub fn voice(&self, corpus: &Corpus, document: u32, identity: u32) -> u32 {
        let days = corpus[document].published.as_deref().and_then(Days::of);
        self.voices.at(document, days, identity)
    }

    /// The one voice of the media of a state, by its key in the known list; `None` where no text
    /// names any of them.
    #[must_use]
    pub fn media_of(&self, state: &str) -> Option<u32> {
        self.voices.media_of(state)
    }

    /// The identity of a number.
    #[must_use]
    pub fn get(&self, identity: u32) -> &Identity {
        &self.all[identity as usize]
    }

    /// The documents that mention an identity, or a place that stands for it there, in order.
    #[must_use]
    pub fn documents(&self, identity: u32) -> BTreeSet<u32> {
        let own = self.get(identity).actors.iter();
        let standing = self.standing_for(identity).map(|(place, _)| place);
        own.copied().chain(standing).map(|place| place.document).collect()
    }

    /// The identity of a key of the known list, where it is in the corpus.
    #[must_use]
    pub fn known(&self, key: &str) -> Option<u32> {
        self.by_known.get(key).copied()
    }
}

/// An identity's name: the known list's, or of its actors' names the one with the most words of those
/// mentioned at least a quarter as often as the commonest.
fn name(
    corpus: &Corpus,
    groups: &Groups,
    groups_of: &[u32],
    actors: Vec<Place>,
    (known, meant): (&Known, &Meant),
) -> Identity {
    let listed = listed::tie(corpus, groups, groups_of, meant);
    let mut kinds: BTreeMap<ActorKind, usize> = BTreeMap::new();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for place in &actors {
        let actor = corpus.actor(*place);
        let mentions = actor.mentions.len().max(1);
        *kinds.entry(actor.kind).or_default() += mentions;
        *names.entry(&actor.name).or_default() += mentions;
    }
    let most = names.values().copied().max().unwrap_or_default();
    let fullest = names
        .iter()
        .filter(|(_, count)| **count * 4 >= most)
        .max_by_key(|(name, count)| (name.split_whitespace().count(), **count, Reverse(**name)))
        .map(|(name, _)| (*name).to_owned());
    let entry = listed.as_ref().and_then(|tie| known.get(&tie.key));
    let commonest = kinds.iter().max_by_key(|(kind, count)| (**count, Reverse(**kind)));
    Identity {
        id: corpus.actor(actors[0]).id.clone(),
        name: entry.map(|entry| entry.name.clone()).or(fullest).unwrap_or_default(),
        kind: entry
            .map(|entry| entry.kind)
            .or(commonest.map(|(kind, _)| *kind))
            .unwrap_or(ActorKind::Organisation),
        listed,
        actors,
        joins: Vec::new(),
    }
}
