//! Why actors are taken for one.

use crate::corpus::{Corpus, Place};
use crate::spelling::{Reason, Spelled};

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
    /// They have one name in several documents.
    Name,
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
            Self::Name => "one name in several documents".to_owned(),
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

impl Join {
    /// Whether there is something to be said to it that nothing else says: that those of one name and
    /// kind are one is told once a name.
    #[must_use]
    pub fn is_told(&self, corpus: &Corpus) -> bool {
        let kind = |place: Place| corpus.actor(place).kind;
        let folded = |name: &str| Spelled::of(name).folded();
        matches!(self.why, Why::Ruled | Why::Name)
            || kind(self.one.1) != kind(self.other.1)
            || folded(&self.one.0) != folded(&self.other.0)
    }
}
