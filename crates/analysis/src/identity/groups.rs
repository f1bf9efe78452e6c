//! Actors of the same folded name and sort, over all texts.

use super::listed::{Meant, Tied};
use crate::corpus::{Corpus, Days, Place, number};
use crate::known::Known;
use crate::spelling::Spelled;
use sayso_model::{ActorKind, Bond, ItemId, Ruling};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What sort of thing a name is for, more coarsely than its kind, which readers often mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// A person.
    Person,
    /// Any body of people: states, groups, companies, media.
    Body,
    /// The people of a place or faith.
    People,
    /// A place or a building.
    Ground,
    /// An event or a work.
    Thing,
}

impl Sort {
    pub(super) fn of(kind: ActorKind) -> Self {
        match kind {
            ActorKind::Person => Self::Person,
            ActorKind::Population => Self::People,
            ActorKind::Place | ActorKind::Facility => Self::Ground,
            ActorKind::Event | ActorKind::Work => Self::Thing,
            _ => Self::Body,
        }
    }
}

/// One group.
struct Group {
    spelled: Spelled,
    sort: Sort,
    actors: Vec<Place>,
    /// Whom the list has under this name, by key, and why it is meant.
    known: Option<(String, Tied)>,
    /// The documents it is in, in order.
    documents: Vec<u32>,
    /// Whether it is a bare surname that several people here have.
    anybodys: bool,
}

/// All groups, in order of their first actor.
pub(super) struct Groups {
    groups: Vec<Group>,
    /// Of each document, of each actor: its group.
    of: Vec<Box<[u32]>>,
    by_name: BTreeMap<(String, Sort), u32>,
    by_id: BTreeMap<ItemId, u32>,
}

impl Groups {
    pub(super) fn of(corpus: &Corpus, known: &Known, rulings: &[Ruling], meant: &Meant) -> Self {
        let ruled: BTreeSet<&ItemId> = rulings
            .iter()
            .filter(|ruling| ruling.bond == Bond::SameActor)
            .flat_map(|ruling| &ruling.items)
            .collect();
        let shared = shared_surnames(corpus);
        let mut groups = Self {
            groups: Vec::new(),
            of: Vec::new(),
            by_name: BTreeMap::new(),
            by_id: BTreeMap::new(),
        };
        let mut spellings: BTreeMap<&str, Spelled> = BTreeMap::new();
        for (document, page) in corpus.numbered() {
            let days = page.published.as_deref().and_then(Days::of);
            let mut of = Vec::with_capacity(page.actors.len());
            for (nth, actor) in (0..).zip(&page.actors) {
                let place = Place { document, nth };
                let spelled =
                    spellings.entry(&actor.name).or_insert_with(|| Spelled::of(&actor.name));
                let key = (spelled.folded(), Sort::of(actor.kind));
                // Whom a person ruled on stands alone, to be joined or not; so does a bare surname
                // that several people here have.
                let listed = || meant.entry(known, &key, days);
                let bare = || !key.0.contains(' ') && listed().is_none();
                let anybodys = key.1 == Sort::Person && shared.contains(&key.0) && bare();
                let alone = anybodys || ruled.contains(&actor.id);
                let group = match groups.by_name.get(&key).copied().filter(|_| !alone) {
                    Some(group) => group,
                    None => {
                        let listed = listed().map(|(entry, why)| (entry.key.clone(), why));
                        groups.begin(spelled.clone(), &key, alone, listed)
                    }
                };
                groups.groups[group as usize].anybodys = anybodys;
                if ruled.contains(&actor.id) {
                    groups.by_id.insert(actor.id.clone(), group);
                }
                groups.groups[group as usize].add(place);
                of.push(group);
            }
            groups.of.push(of.into());
        }
        groups
    }

    fn begin(
        &mut self,
        spelled: Spelled,
        key: &(String, Sort),
        alone: bool,
        known: Option<(String, Tied)>,
    ) -> u32 {
        let group = number(self.groups.len());
        self.groups.push(Group {
            spelled,
            sort: key.1,
            actors: Vec::new(),
            known,
            documents: Vec::new(),
            anybodys: false,
        });
        if !alone {
            self.by_name.insert(key.clone(), group);
        }
        group
    }

    pub(super) fn len(&self) -> usize {
        self.groups.len()
    }

    pub(super) fn actors(&self, group: u32) -> &[Place] {
        &self.groups[group as usize].actors
    }

    pub(super) fn documents(&self, group: u32) -> &[u32] {
        &self.groups[group as usize].documents
    }

    pub(super) fn spelled(&self, group: u32) -> &Spelled {
        &self.groups[group as usize].spelled
    }

    pub(super) fn sort(&self, group: u32) -> Sort {
        self.groups[group as usize].sort
    }

    pub(super) fn known(&self, group: u32) -> Option<&str> {
        self.groups[group as usize].known.as_ref().map(|(key, _)| key.as_str())
    }

    /// Takes a group for nobody whom the list has.
    pub(super) fn untie(&mut self, group: u32) {
        self.groups[group as usize].known = None;
    }

    /// Why a group is taken for whom the list has.
    pub(super) fn tied(&self, group: u32) -> Option<Tied> {
        self.groups[group as usize].known.as_ref().map(|(_, why)| *why)
    }

    pub(super) fn at(&self, place: Place) -> u32 {
        self.of[place.document as usize][place.nth as usize]
    }

    /// Whether nothing but a person can say whose name a group's is: a bare surname that several have.
    pub(super) fn is_anybodys(&self, group: u32) -> bool {
        self.groups[group as usize].anybodys
    }

    /// The group of a name of a sort.
    pub(super) fn named(&self, folded: String, sort: Sort) -> Option<u32> {
        self.by_name.get(&(folded, sort)).copied()
    }

    /// The groups of all actors that people ruled on.
    pub(super) fn all_ruled(&self) -> impl Iterator<Item = u32> {
        self.by_id.values().copied()
    }

    /// The names of the groups, each with the first actor that has it; of a name that only people who
    /// were ruled on have, the first of these.
    pub(super) fn names(&self) -> BTreeMap<(String, Sort), Place> {
        let first = |group: u32| self.groups[group as usize].actors[0];
        let name = |group: u32| (self.spelled(group).folded(), self.sort(group));
        let mut ruled: Vec<u32> =
            self.all_ruled().filter(|group| !self.is_anybodys(*group)).collect();
        // Of two of one name the last that is put there stays.
        ruled.sort_by_key(|group| Reverse(first(*group)));
        let ruled = ruled.into_iter().map(|group| (name(group), first(group)));
        let own = self.by_name.iter().map(|(name, group)| (name.clone(), first(*group)));
        ruled.chain(own).collect()
    }

    /// The group of an actor that a person ruled on.
    pub(super) fn ruled(&self, id: &ItemId) -> Option<u32> {
        self.by_id.get(id).copied()
    }
}

impl Group {
    fn add(&mut self, place: Place) {
        self.actors.push(place);
        if self.documents.last() != Some(&place.document) {
            self.documents.push(place.document);
        }
    }
}

/// The last words of persons' names that people of different other names have here.
fn shared_surnames(corpus: &Corpus) -> BTreeSet<String> {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let mut shared = BTreeSet::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let actors = corpus.documents().iter().flat_map(|document| document.actors.iter());
    for actor in actors.filter(|actor| actor.kind == ActorKind::Person) {
        if !seen.insert(&actor.name) {
            continue;
        }
        let spelled = Spelled::of(&actor.name);
        let words: Vec<&str> = spelled.naming().collect();
        let [given, .., surname] = words[..] else { continue };
        match first.get(surname) {
            None => {
                first.insert(surname.to_owned(), given.to_owned());
            }
            Some(other) if other == given => {}
            Some(other) => {
                let like = Spelled::of(other).likeness(&Spelled::of(given));
                if like.is_none_or(|like| like.score < 0.5) {
                    shared.insert(surname.to_owned());
                }
            }
        }
    }
    shared
}
