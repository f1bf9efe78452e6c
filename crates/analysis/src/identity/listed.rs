//! Whom of the list of known actors a name means, and how sure that is.

use super::groups::{Groups, Sort};
use crate::agreement::Suggestion;
use crate::corpus::{Corpus, Days, Place};
use crate::known::{Dated, Entry, Known};
use crate::spelling::Spelled;
use sayso_model::{ActorKind, Bond, Holds, ItemId, Ruling};
use std::collections::{BTreeMap, BTreeSet};

/// What ties actors to an entry of the list of known actors.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// The key of the entry.
    pub key: String,
    /// The names that it was taken by, each with the first actor that has it.
    pub names: Vec<(String, Place)>,
    /// The surest reason, by any of these names that nobody has ruled on.
    pub why: Tied,
    /// Whether a person looked, and could not tell.
    pub unsure: bool,
}

impl Tie {
    /// From 0 to 1: how likely it is right.
    #[must_use]
    pub const fn score(&self) -> f32 {
        self.why.score()
    }

    /// How it stands.
    #[must_use]
    pub const fn suggestion(&self) -> Suggestion {
        Suggestion::of(matches!(self.why, Tied::Ruled), self.unsure, self.score())
    }
}

/// Why a name is taken for an entry of the list. In order of how sure it is, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tied {
    /// A person ruled so.
    Ruled,
    /// The list has the name for nobody else.
    Only,
    /// The list has it for others too, of whom none had it when the first page was published that names
    /// it.
    Then,
    /// The list has the name for nobody else, but it was read as that of another kind.
    OtherKind,
    /// It is one word, such as a surname, and the list has it for nobody else.
    OneWord,
    /// It is an acronym, and the list has it for nobody else.
    Acronym,
}

impl Tied {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Ruled => "a person ruled so",
            Self::Only => "the list of known actors has this name for nobody else",
            Self::Then => {
                "of those who have this name in the list of known actors, only it had it then"
            }
            Self::OtherKind => {
                "the list of known actors has this name for nobody else, but it was read as that of \
                 another kind"
            }
            Self::OneWord => "the list of known actors has this one word for nobody else",
            Self::Acronym => "the list of known actors has this acronym for nobody else",
        }
    }

    /// From 0 to 1: how likely a tie is right for this reason, after `wikinews-sample` where there were
    /// enough to judge; `docs/scores.md` says how they were judged.
    #[must_use]
    pub const fn score(self) -> f32 {
        match self {
            Self::Ruled => 1.0,
            Self::Only => 0.98,
            Self::Then | Self::OtherKind => 0.85,
            Self::OneWord => 0.8,
            Self::Acronym => 0.75,
        }
    }
}

/// What people ruled on whom names mean: by name and sort, for each key whether it is meant.
#[derive(Debug, Clone, Default)]
pub(super) struct Meant {
    by_name: BTreeMap<(String, Sort), BTreeMap<Box<str>, Holds>>,
}

impl Meant {
    /// A ruling on an actor is on its name, wherever that stands. Of rulings on one name and one key the
    /// last holds, and whom a name means by the last of several is whom it means.
    pub(super) fn of(corpus: &Corpus, rulings: &[Ruling]) -> Self {
        let on_list = || rulings.iter().filter(|ruling| ruling.bond == Bond::KnownActor);
        let found = actors(corpus, on_list().flat_map(|ruling| &ruling.items));
        let mut by_name: BTreeMap<_, BTreeMap<Box<str>, Holds>> = BTreeMap::new();
        for ruling in on_list() {
            let Some(key) = ruling.known.as_deref() else { continue };
            for place in ruling.items.iter().filter_map(|id| found.get(id)) {
                let said = by_name.entry(name(corpus, *place)).or_default();
                if ruling.holds == Holds::Yes {
                    said.retain(|_, held| *held != Holds::Yes);
                }
                said.insert(key.into(), ruling.holds);
            }
        }
        Self { by_name }
    }

    /// Whether a person could not tell if a name means an entry.
    pub(super) fn is_unsure(&self, name: &(String, Sort), key: &str) -> bool {
        self.by_name.get(name).and_then(|said| said.get(key)) == Some(&Holds::Unsure)
    }

    /// The entry of the list that a name of a sort means on some days, and why.
    pub(super) fn entry<'k>(
        &self,
        known: &'k Known,
        name: &(String, Sort),
        days: Option<Days>,
    ) -> Option<(&'k Entry, Tied)> {
        let mut said = self.by_name.get(name).into_iter().flatten();
        let chosen =
            said.find(|(_, held)| **held == Holds::Yes).and_then(|(key, _)| known.get(key));
        let refused = |entry: &Entry| self.refused(name).any(|key| key == entry.key);
        // That it is not one of several does not make it another of them.
        let found = || only(known, name, days).filter(|(entry, _)| !refused(entry));
        chosen.map(|entry| (entry, Tied::Ruled)).or_else(found)
    }

    /// The keys that a person ruled a name not to mean.
    pub(super) fn refused(&self, name: &(String, Sort)) -> impl Iterator<Item = &str> {
        let said = self.by_name.get(name).into_iter().flatten();
        said.filter(|(_, held)| **held == Holds::No).map(|(key, _)| &**key)
    }
}

/// The name of an actor: folded, and of which sort.
pub(super) fn name(corpus: &Corpus, place: Place) -> (String, Sort) {
    let actor = corpus.actor(place);
    (Spelled::of(&actor.name).folded(), Sort::of(actor.kind))
}

/// Where actors are, by their ids. One pass over all of them.
pub(super) fn actors<'i>(
    corpus: &Corpus,
    ids: impl Iterator<Item = &'i ItemId>,
) -> BTreeMap<&'i ItemId, Place> {
    let wanted: BTreeSet<&ItemId> = ids.collect();
    if wanted.is_empty() {
        return BTreeMap::new();
    }
    let all = corpus.numbered().flat_map(|(document, page)| {
        (0..).zip(&page.actors).map(move |(nth, actor)| (Place { document, nth }, &actor.id))
    });
    let found = all.filter_map(|(place, id)| Some((*wanted.get(id)?, place)));
    found.collect()
}

/// The one entry of the list that a name of a sort can mean then.
fn only<'k>(
    known: &'k Known,
    (folded, sort): &(String, Sort),
    days: Option<Days>,
) -> Option<(&'k Entry, Tied)> {
    let fits = |entry: &&Entry| match (Sort::of(entry.kind), *sort) {
        (a, b) if a == b => true,
        // A state's name is often read as that of a place, and a group's as a person's.
        (Sort::Body, Sort::Ground) => entry.kind == ActorKind::State,
        (Sort::Body, Sort::Person | Sort::Thing) => folded.contains(' '),
        _ => false,
    };
    let holds = |entry: &&Entry| {
        let dated = |name: &&Dated<String>| Spelled::of(&name.what).folded() == *folded;
        let mut names = entry.names.iter().chain(&entry.loaded).filter(dated).peekable();
        names.peek().is_none() || names.any(|name| name.held(days))
    };
    let mut fitting = known.named(folded).filter(fits);
    let first = fitting.next()?;
    if fitting.next().is_none() {
        return Some((first, alone(first, folded, *sort)));
    }
    let mut held = known.named(folded).filter(fits).filter(holds);
    let one = held.next()?;
    held.next().is_none().then_some((one, Tied::Then))
}

/// Why a name that the list has for one only means it.
fn alone(entry: &Entry, folded: &str, sort: Sort) -> Tied {
    if Sort::of(entry.kind) != sort && sort != Sort::Ground {
        return Tied::OtherKind;
    }
    match entry.kind {
        ActorKind::State => Tied::Only,
        _ if folded.contains(' ') => Tied::Only,
        _ if entry.is_acronym(folded) => Tied::Acronym,
        _ => Tied::OneWord,
    }
}

/// What ties groups that are one to the list of known actors; they have one key at most.
pub(super) fn tie(
    corpus: &Corpus,
    groups: &Groups,
    groups_of: &[u32],
    meant: &Meant,
) -> Option<Tie> {
    let tied: Vec<(u32, Tied)> =
        groups_of.iter().filter_map(|group| Some((*group, groups.tied(*group)?))).collect();
    let named = |group: u32| {
        let place = groups.actors(group)[0];
        (corpus.actor(place).name.to_string(), place)
    };
    let key = groups.known(tied.first()?.0)?;
    // A person agreed once every name was ruled on.
    let open = tied.iter().map(|(_, why)| *why).filter(|why| *why != Tied::Ruled);
    let why = open.min().unwrap_or(Tied::Ruled);
    let name = |group: u32| (groups.spelled(group).folded(), groups.sort(group));
    Some(Tie {
        key: key.to_owned(),
        unsure: tied.iter().any(|(group, _)| meant.is_unsure(&name(*group), key)),
        names: tied.iter().map(|(group, _)| named(*group)).collect(),
        why,
    })
}
