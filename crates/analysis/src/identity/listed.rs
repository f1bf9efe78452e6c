//! Whom of the list of known actors a name means, and how sure that is.

use super::groups::{Groups, Sort};
use crate::agreement::Suggestion;
use crate::corpus::{Corpus, Days, Place};
use crate::known::{Dated, Entry, Known};
use crate::spelling::Spelled;
use sayso_model::{ActorKind, Bond, Holds, ItemId, Ruling};
use std::collections::BTreeMap;

/// What ties actors to an entry of the list of known actors.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// The key of the entry.
    pub key: String,
    /// The names that it was taken by, each with the first actor that has it.
    pub names: Vec<(String, Place)>,
    /// The surest reason, by any of these names.
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

    /// From 0 to 1: how likely a tie is right for this reason. `docs/scores.md` says how often it was.
    #[must_use]
    pub const fn score(self) -> f32 {
        match self {
            Self::Ruled => 1.0,
            Self::Only => 0.98,
            Self::Then | Self::OtherKind | Self::OneWord => 0.85,
            Self::Acronym => 0.8,
        }
    }
}

/// What people ruled on whom names mean: by name and sort, for each key whether it is meant.
#[derive(Debug, Default)]
pub(super) struct Meant<'r> {
    by_name: BTreeMap<(String, Sort), BTreeMap<&'r str, Holds>>,
}

impl<'r> Meant<'r> {
    /// A ruling on an actor is on its name, wherever that stands. Of rulings on one name and one key the
    /// last holds, and whom a name means by the last of several is whom it means.
    pub(super) fn of(corpus: &Corpus, rulings: &'r [Ruling]) -> Self {
        let on_list = || rulings.iter().filter(|ruling| ruling.bond == Bond::KnownActor);
        let names = names(corpus, on_list().flat_map(|ruling| &ruling.items));
        let mut by_name: BTreeMap<_, BTreeMap<&str, Holds>> = BTreeMap::new();
        for ruling in on_list() {
            let Some(key) = ruling.known.as_deref() else { continue };
            for name in ruling.items.iter().filter_map(|id| names.get(id)) {
                let said = by_name.entry(name.clone()).or_default();
                if ruling.holds == Holds::Yes {
                    said.retain(|_, held| *held != Holds::Yes);
                }
                said.insert(key, ruling.holds);
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
        let said = self.by_name.get(name);
        let ruled = |holds: Holds| {
            said.into_iter().flatten().filter(move |(_, held)| **held == holds).map(|(key, _)| *key)
        };
        let chosen = ruled(Holds::Yes).find_map(|key| known.get(key));
        chosen.map(|entry| (entry, Tied::Ruled)).or_else(|| {
            only(known, name, days, |entry| ruled(Holds::No).all(|key| key != entry.key))
        })
    }
}

/// The names of actors by their ids: folded, and of which sort. One pass over all actors.
pub(super) fn names<'i>(
    corpus: &Corpus,
    ids: impl Iterator<Item = &'i ItemId>,
) -> BTreeMap<&'i ItemId, (String, Sort)> {
    let wanted: BTreeMap<&ItemId, ()> = ids.map(|id| (id, ())).collect();
    if wanted.is_empty() {
        return BTreeMap::new();
    }
    let actors = corpus.documents().iter().flat_map(|page| page.actors.iter());
    let found = actors.filter_map(|actor| {
        let (id, ()) = wanted.get_key_value(&actor.id)?;
        Some((*id, (Spelled::of(&actor.name).folded(), Sort::of(actor.kind))))
    });
    found.collect()
}

/// The one entry of the list that a name of a sort can mean then, of those that may be meant.
fn only<'k>(
    known: &'k Known,
    (folded, sort): &(String, Sort),
    days: Option<Days>,
    may: impl Fn(&Entry) -> bool,
) -> Option<(&'k Entry, Tied)> {
    let fits = |entry: &&Entry| {
        let fits = match (Sort::of(entry.kind), *sort) {
            (a, b) if a == b => true,
            // A state's name is often read as that of a place, and a group's as a person's.
            (Sort::Body, Sort::Ground) => entry.kind == ActorKind::State,
            (Sort::Body, Sort::Person | Sort::Thing) => folded.contains(' '),
            _ => false,
        };
        fits && may(entry)
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
    meant: &Meant<'_>,
) -> Option<Tie> {
    let tied: Vec<(u32, Tied)> =
        groups_of.iter().filter_map(|group| Some((*group, groups.tied(*group)?))).collect();
    let named = |group: u32| {
        let place = groups.actors(group)[0];
        (corpus.actor(place).name.to_string(), place)
    };
    let key = groups.known(tied.first()?.0)?;
    let name = |group: u32| (groups.spelled(group).folded(), groups.sort(group));
    Some(Tie {
        key: key.to_owned(),
        unsure: tied.iter().any(|(group, _)| meant.is_unsure(&name(*group), key)),
        names: tied.iter().map(|(group, _)| named(*group)).collect(),
        why: tied.iter().map(|(_, why)| *why).min()?,
    })
}
