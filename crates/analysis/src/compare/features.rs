//! What a statement and a deed can have in common.

use crate::corpus::{Corpus, Place};
use crate::identity::Identities;
use crate::spelling::Spelled;
use sayso_model::{RelationKind, Span};
use std::collections::BTreeSet;

/// Something that both speak of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shared {
    /// Another actor, by the number of its identity.
    Actor(u32),
    /// A place, by its folded name.
    Place(String),
    /// A kind of relation.
    Kind(RelationKind),
    /// A word, by its stem.
    Word(String),
}

impl Shared {
    /// How much it says that both have it, before how rare it is.
    pub(super) const fn weight(&self) -> f32 {
        match self {
            Self::Actor(_) | Self::Place(_) => 1.0,
            Self::Kind(_) => 0.7,
            Self::Word(_) => 0.45,
        }
    }

    /// In words.
    #[must_use]
    pub fn words(&self, identities: &Identities) -> String {
        match self {
            Self::Actor(identity) => format!("both name {}", identities.get(*identity).name),
            Self::Place(place) => format!("both are on {place}"),
            Self::Kind(kind) => format!("both are on a deed of the sort of {kind}"),
            Self::Word(stem) => format!("both have {stem}-"),
        }
    }
}

/// Letters of a word that make its stem: enough to join *shelled* with *shelling*.
const STEM: usize = 5;
/// Words with fewer letters say nothing of the matter.
const SHORTEST: usize = 4;
/// Of one long stretch of words, so many bytes are looked at.
const LONGEST: usize = 4096;
/// Words of reporting and of time, which every matter has.
const PLAIN: [&str; 45] = [
    "said", "says", "that", "this", "with", "from", "have", "been", "were", "they", "their",
    "would", "which", "when", "also", "after", "before", "about", "there", "these", "those",
    "more", "than", "other", "into", "over", "some", "such", "only", "what", "being", "will",
    "could", "should", "year", "years", "month", "months", "week", "today", "time", "first",
    "people", "many", "very",
];

/// What one statement or deed speaks of.
#[derive(Debug, Clone, Default)]
pub(super) struct Features(pub(super) BTreeSet<Shared>);

impl Features {
    /// Of some words of a document.
    pub(super) fn of(
        corpus: &Corpus,
        identities: &Identities,
        document: u32,
        spans: &[Span],
    ) -> Self {
        let page = &corpus[document];
        let mut all = BTreeSet::new();
        for span in spans {
            let end = span.end().min(span.start() + LONGEST);
            let span = &Span::new(span.start(), page.words.floor_char_boundary(end));
            let mut named = BTreeSet::new();
            for (at, nth) in page.mentioned_in(*span) {
                all.insert(Shared::Actor(identities.at(Place { document, nth })));
                named.insert(at);
            }
            let from = page.places.partition_point(|place| place.span.start() < span.start());
            let places = page.places[from..].iter().take_while(|p| p.span.start() < span.end());
            // A place that is somebody too is told as an actor.
            for place in places.filter(|place| !named.contains(&place.span)).collect::<Vec<_>>() {
                all.insert(Shared::Place(Spelled::of(&place.name).folded()));
                named.insert(place.span);
            }
            let from = page.deeds.partition_point(|deed| deed.span.start() < span.start());
            let deeds = page.deeds[from..].iter().take_while(|d| d.span.start() < span.end());
            let kinds = deeds.filter(|d| span.contains(d.span)).map(|deed| deed.kind);
            all.extend(kinds.filter_map(sort_of).map(Shared::Kind));
            // Words of names are told as actors and places.
            let mut at = span.start();
            for name in named {
                if at < name.start() {
                    all.extend(stems(page.at(Span::new(at, name.start()))));
                }
                at = at.max(name.end());
            }
            if at < span.end() {
                all.extend(stems(page.at(Span::new(at, span.end()))));
            }
        }
        Self(all)
    }

    /// Without the one whom all of it is about.
    pub(super) fn without(mut self, identity: u32) -> Self {
        self.0.remove(&Shared::Actor(identity));
        self
    }
}

/// The kind that stands for those of its sort of deed; of no sort are states and plain words.
const fn sort_of(kind: RelationKind) -> Option<RelationKind> {
    use RelationKind::{
        Aid, AirCover, Arms, Assault, Backs, Blockades, Captures, Coerce, Consult, Controls,
        Cooperate, Fights, Pays, Retreat, Sanction, Support, Trains, Yield,
    };
    match kind {
        Assault | Fights => Some(Fights),
        Aid | AirCover | Arms | Backs | Pays | Support | Trains => Some(Backs),
        Captures | Controls => Some(Captures),
        Retreat | Yield => Some(Retreat),
        Consult | Cooperate => Some(Consult),
        Blockades | Coerce | Sanction => Some(kind),
        RelationKind::Agree | RelationKind::Mobilize | RelationKind::Protest => Some(kind),
        _ => None,
    }
}

fn stems(words: &str) -> impl Iterator<Item = Shared> {
    let words = words.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    let telling =
        |word: &String| word.chars().count() >= SHORTEST && !PLAIN.contains(&word.as_str());
    words.filter(telling).map(|word| Shared::Word(word.chars().take(STEM).collect()))
}
