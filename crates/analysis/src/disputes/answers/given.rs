//! Who or what is said to be behind a thing.

use crate::corpus::{Corpus, Place};
use crate::disputes::lists::{columns, fits};
use crate::disputes::statements::telling;
use crate::estimates::words::{stem, words};
use crate::identity::Identities;
use sayso_model::{ActorKind, Span};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static SIDES: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| columns(include_str!("../../../data/disputes/sides.tsv")));
static CAUSES: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| columns(include_str!("../../../data/disputes/causes.tsv")));

/// For whom somebody fights: a state, against one, or for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    State,
    Against,
    Foreign,
}

/// Who or what is said to be behind a thing.
#[derive(Debug, Clone, Default)]
pub(super) struct Given {
    actors: BTreeSet<u32>,
    side: Option<Side>,
    /// Stems of its words and of the names of its actors.
    stems: BTreeSet<String>,
    /// Families of causes.
    causes: BTreeSet<&'static str>,
}

impl Given {
    /// Of words of a page.
    pub(super) fn of(corpus: &Corpus, identities: &Identities, document: u32, span: Span) -> Self {
        let page = &corpus[document];
        let small = page.at(span).to_lowercase();
        let named = page.mentioned_in(span).filter(|(mention, _)| span.contains(*mention));
        let actors = named
            .map(|(_, nth)| identities.acting(Place { document, nth }))
            .filter(|identity| is_agent(identities.get(*identity).kind));
        let mut given = Self { actors: actors.collect(), ..Self::default() };
        for (_, word) in words(&small) {
            if let Some((side, _)) = SIDES.iter().find(|(_, pattern)| fits(pattern, word)) {
                let side = match *side {
                    "state" => Side::State,
                    "against" => Side::Against,
                    _ => Side::Foreign,
                };
                given.side = given.side.or(Some(side));
            }
            let families = CAUSES.iter().filter(|(_, begin)| word.starts_with(begin));
            given.causes.extend(families.map(|(family, _)| *family));
        }
        given.stems = telling(&small).map(stem).collect();
        given.name(identities);
        given
    }

    /// Of an identity.
    pub(super) fn actor(identities: &Identities, identity: u32) -> Self {
        let mut given = Self { actors: BTreeSet::from([identity]), ..Self::default() };
        given.name(identities);
        given
    }

    fn name(&mut self, identities: &Identities) {
        for identity in &self.actors {
            let name = identities.get(*identity).name.to_lowercase();
            self.stems.extend(telling(&name).map(stem));
        }
    }

    /// Whether it is somebody.
    pub(super) fn is_agent(&self) -> bool {
        !self.actors.is_empty() || self.side.is_some()
    }

    /// Whether these are the words for the identity, or for a part of it.
    pub(super) fn means(&self, other: &Self) -> bool {
        self.actors.intersection(&other.actors).next().is_some()
            || self
                .stems
                .iter()
                .any(|a| other.stems.iter().any(|b| a.starts_with(&**b) || b.starts_with(&**a)))
    }

    /// Whether both cannot be behind one thing alone.
    pub(super) fn differs(&self, other: &Self, identities: &Identities) -> bool {
        if self.means(other) {
            return false;
        }
        match (self.is_agent(), other.is_agent()) {
            (true, true) => self.is_of_another_side(other, identities),
            (false, false) => {
                !self.stems.is_empty()
                    && !other.stems.is_empty()
                    && self.causes.intersection(&other.causes).next().is_none()
            }
            (true, false) => other.is_no_deed(),
            (false, true) => self.is_no_deed(),
        }
    }

    /// Whether it is a cause that has no doer.
    fn is_no_deed(&self) -> bool {
        let willed = ["intent", "fault", "neglect"];
        !self.causes.is_empty() && !willed.iter().any(|family| self.causes.contains(family))
    }

    /// Whether both name causes of known families.
    pub(super) fn is_known(&self) -> bool {
        self.is_agent() || !self.causes.is_empty()
    }

    /// Of somebody named only by the side, a namesake of that side may be meant.
    fn is_of_another_side(&self, other: &Self, identities: &Identities) -> bool {
        let sides = |given: &Self| {
            let kinds = given.actors.iter().map(|one| identities.get(*one).kind);
            kinds.filter_map(side_of).chain(given.side).collect::<BTreeSet<Side>>()
        };
        if !self.actors.is_empty() && !other.actors.is_empty() {
            return true;
        }
        let (one, another) = (sides(self), sides(other));
        !one.is_empty() && !another.is_empty() && one.intersection(&another).next().is_none()
    }
}

const fn is_agent(kind: ActorKind) -> bool {
    !matches!(kind, ActorKind::Place | ActorKind::Event | ActorKind::Work)
}

const fn side_of(kind: ActorKind) -> Option<Side> {
    match kind {
        ActorKind::State | ActorKind::StateBody => Some(Side::State),
        ActorKind::ArmedGroup => Some(Side::Against),
        _ => None,
    }
}
