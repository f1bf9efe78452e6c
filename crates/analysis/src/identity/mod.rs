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

mod asked;
mod fold;
mod groups;
mod joins;
mod said;
mod short;
mod union;
mod voice;

use crate::corpus::{Corpus, Days, Place, number};
use crate::known::Known;
use crate::shared::Shared;
use crate::spelling::{Reason, Spelled};
use groups::{Groups, Sort};
use joins::Joined;
use sayso_model::{ActorKind, Bond, Holds, ItemId, Ruling};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use union::Union;
use voice::Voices;

/// Why actors were joined.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A person ruled so.
    Ruled,
    /// The list of known actors has both names, under this key.
    Known(String),
    /// A text says so, in these words.
    Said(String),
    /// Their names are spellings of one.
    Spelled(Reason),
    /// A surname, and only one person here has it.
    OnlyOne,
    /// A short form of a name, and only one body that its texts name has it.
    Short,
}

impl Why {
    /// In words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Ruled => "a person ruled so".to_owned(),
            Self::Known(key) => format!("the list of known actors has both names ({key})"),
            Self::Said(words) => format!("a text says so: {words}"),
            Self::Spelled(reason) => reason.words().to_owned(),
            Self::OnlyOne => "only one person here has this surname".to_owned(),
            Self::Short => "the only body that its texts name so".to_owned(),
        }
    }
}

/// One step by which actors came to be taken for one.
#[derive(Debug, Clone, PartialEq)]
pub struct Join {
    /// One name, with the first actor that has it.
    pub one: (String, Place),
    /// The other, likewise.
    pub other: (String, Place),
    /// From 0 to 1: how likely it is right.
    pub score: f32,
    /// Why.
    pub why: Why,
}

/// Actors of one or more texts that are taken for one.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// The id of its first actor, which stands for it.
    pub id: ItemId,
    /// What to call it: the known list's name, or else its commonest fullest one.
    pub name: String,
    /// What it is, by most of its mentions.
    pub kind: ActorKind,
    /// The key in the list of known actors, where it has it.
    pub known: Option<String>,
    /// Its actors, in order.
    pub actors: Vec<Place>,
    /// Why they were joined, surest first. Actors of one name are joined without a word.
    pub joins: Vec<Join>,
}

impl Identity {
    /// How sure it is that all of its actors are one: its least sure join, 1 where there is none.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.joins.iter().map(|join| join.score).fold(1.0, f32::min)
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

impl Join {
    /// Whether there is something to be said to it: those of one name and kind are taken for one
    /// without a word.
    #[must_use]
    pub fn is_told(&self, corpus: &Corpus) -> bool {
        let kind = |place: Place| corpus.actor(place).kind;
        let folded = |name: &str| Spelled::of(name).folded();
        self.why == Why::Ruled
            || kind(self.one.1) != kind(self.other.1)
            || folded(&self.one.0) != folded(&self.other.0)
    }
}

/// Everybody, and who each actor of each text is. Copies share most of it.
#[derive(Debug, Clone, Default)]
pub struct Identities {
    all: Vec<Arc<Identity>>,
    /// Of each document, of each of its actors: which of `all`.
    of: Vec<Box<[u32]>>,
    /// Those taken for places that stand for their governments, where they speak or act.
    acting: BTreeMap<Place, u32>,
    by_known: BTreeMap<String, u32>,
    voices: Voices,
    /// Who has a folded name of a sort.
    by_name: Shared<(String, Sort), u32>,
}

impl Identities {
    /// Of all the actors of a corpus.
    #[must_use]
    pub fn of(corpus: &Corpus, known: &Known, rulings: &[Ruling]) -> Self {
        let groups = Groups::of(corpus, known, rulings);
        let mut union = Union::new(&groups);
        union.rule_apart(&groups, rulings);
        let mut made = Vec::new();
        let mut join = |union: &mut Union, joins: Vec<Joined>| {
            made.extend(joins.into_iter().filter(|join| union.join(&groups, join)));
        };
        join(&mut union, joins::ruled(&groups, rulings));
        union.keep_apart(corpus, &groups);
        join(&mut union, joins::found(corpus, &groups, known));
        let mut identities = Self::gather(corpus, &groups, &mut union, &made, known);
        identities.acting = said::acting(corpus, &groups, known, &identities);
        identities.voices = Voices::of(corpus, known, &identities);
        identities.by_name =
            groups.names().map(|(name, first)| (name, identities.at(first))).collect();
        identities
    }

    fn gather(
        corpus: &Corpus,
        groups: &Groups,
        union: &mut Union,
        made: &[Joined],
        known: &Known,
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
            all.push(name(corpus, groups, groups_of, actors, known));
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
        let keys = (0..).zip(&all).filter_map(|(nth, one)| Some((one.known.clone()?, nth)));
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
        self.acting.get(&actor).copied().unwrap_or_else(|| self.at(actor))
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
        let standing = self.acting.iter().filter(|(_, acts)| **acts == identity);
        own.chain(standing.map(|(place, _)| place)).map(|place| place.document).collect()
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
    known: &Known,
) -> Identity {
    let key = groups_of.iter().find_map(|group| groups.known(*group)).map(str::to_owned);
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
    let entry = key.as_deref().and_then(|key| known.get(key));
    let commonest = kinds.iter().max_by_key(|(kind, count)| (**count, Reverse(**kind)));
    Identity {
        id: corpus.actor(actors[0]).id.clone(),
        name: entry.map(|entry| entry.name.clone()).or(fullest).unwrap_or_default(),
        kind: entry
            .map(|entry| entry.kind)
            .or(commonest.map(|(kind, _)| *kind))
            .unwrap_or(ActorKind::Organisation),
        known: key,
        actors,
        joins: Vec::new(),
    }
}

/// The pairs of actors that people ruled to be one, or not to be, the last ruled on first. Of a pair that
/// was ruled on more than once the last ruling holds.
fn ruled(rulings: &[Ruling], holds: Holds) -> impl Iterator<Item = (&ItemId, &ItemId)> {
    let mut last: BTreeMap<(&ItemId, &ItemId), (usize, Holds)> = BTreeMap::new();
    let on_actors = rulings.iter().filter(|ruling| ruling.bond == Bond::SameActor);
    for (order, ruling) in on_actors.enumerate() {
        for (nth, other) in ruling.items.iter().enumerate() {
            for one in &ruling.items[..nth] {
                last.insert((one.min(other), one.max(other)), (order, ruling.holds));
            }
        }
    }
    let mut held: Vec<_> = last.into_iter().filter(|(_, (_, held))| *held == holds).collect();
    held.sort_by_key(|(_, (order, _))| Reverse(*order));
    held.into_iter().map(|(pair, _)| pair)
}
