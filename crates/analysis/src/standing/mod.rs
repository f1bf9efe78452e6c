//! Standing: what an actor is said to be, from when to when, by whoever says it; for a place, who is
//! said to hold it.
//!
//! Each holder has a timeline of its own for each [`Attribute`]. What a holder says later ends what
//! the same holder said before, never what another says: two holders stay two timelines. A day on
//! which nobody says anything is told as such.

mod asof;
mod claimed;
mod spells;
mod statements;
mod words;

pub use asof::{AsOf, Certainty, Holding};
pub use spells::{Spell, Until};
pub use statements::Ground;

use crate::corpus::Corpus;
use crate::holder::Holder;
use crate::identity::Identities;
use crate::known::{Dated, Known};
use crate::moment::Window;
use sayso_model::Edtf;
use statements::Said;
use std::collections::BTreeMap;
use std::fmt;

/// What is said of an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attribute {
    /// It is this.
    Is,
    /// It belongs to it, is a part or a member of it.
    PartOf,
    /// This belongs to it.
    HasPart,
    /// It leads it.
    Leads,
    /// It is led by it.
    LedBy,
    /// It holds this place.
    Controls,
    /// This place is held by it.
    ControlledBy,
}

impl Attribute {
    /// In words, to stand between the actor and the value.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::PartOf => "is part of",
            Self::HasPart => "includes",
            Self::Leads => "leads",
            Self::LedBy => "is led by",
            Self::Controls => "controls",
            Self::ControlledBy => "is controlled by",
        }
    }

    /// What the value is to the actor, where the value is an actor.
    const fn inverse(self) -> Option<Self> {
        match self {
            Self::Is => None,
            Self::PartOf => Some(Self::HasPart),
            Self::HasPart => Some(Self::PartOf),
            Self::Leads => Some(Self::LedBy),
            Self::LedBy => Some(Self::Leads),
            Self::Controls => Some(Self::ControlledBy),
            Self::ControlledBy => Some(Self::Controls),
        }
    }

    /// Whether a new value ends the one before.
    const fn is_single(self) -> bool {
        matches!(self, Self::Is | Self::ControlledBy)
    }
}

/// All that is said of what an actor is.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Whose.
    pub identity: u32,
    /// By attribute and holder.
    pub lines: Vec<Line>,
    /// What the list of known actors says, which is nobody's word.
    pub listed: Vec<Listed>,
}

/// One holder's timeline of one attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What is said.
    pub attribute: Attribute,
    /// Who says it.
    pub holder: Holder,
    /// What holds when, in order of time; undated ones last.
    pub spells: Vec<Spell>,
}

/// Something that the list of known actors says.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Whether it belongs to something or, by its office, is something.
    pub attribute: Attribute,
    /// To what, or which office, in words.
    pub words: String,
    /// The key of what it belongs to.
    pub key: Option<String>,
    /// When; `None` where the list does not say.
    pub when: Option<Edtf>,
    /// Where the list has it from.
    pub source: String,
}

/// What it is, when, and where the list has it from, to stand after the actor.
impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.attribute.words(), self.words)?;
        if let Some(when) = &self.when {
            write!(f, ", {when}")?;
        }
        write!(f, " ({})", self.source)
    }
}

/// The standing of an identity, of what lies within a window. One pass over the documents that
/// mention it.
#[must_use]
pub fn of(
    corpus: &Corpus,
    identities: &Identities,
    known: &Known,
    identity: u32,
    window: &Window,
) -> Standing {
    let mut by: BTreeMap<(Attribute, Holder), Vec<Said>> = BTreeMap::new();
    for said in statements::of(corpus, identities, identity, window) {
        by.entry((said.attribute, said.holder.clone())).or_default().push(said);
    }
    let lines = by
        .into_iter()
        .map(|((attribute, holder), said)| {
            let spells = spells::of(attribute, said);
            Line { attribute, holder, spells }
        })
        .collect();
    Standing { identity, lines, listed: listed(identities, known, identity) }
}

fn listed(identities: &Identities, known: &Known, identity: u32) -> Vec<Listed> {
    let key = identities.get(identity).known();
    let Some(entry) = key.and_then(|key| known.get(key)) else { return Vec::new() };
    let one = |attribute, words: String, key: Option<String>, when: &Option<Edtf>| Listed {
        attribute,
        words,
        key,
        when: when.clone(),
        source: entry.source.clone(),
    };
    let name = |key: &str| known.get(key).map_or_else(|| key.to_owned(), |of| of.name.clone());
    let parts = entry
        .of
        .iter()
        .map(|Dated { what, when }| one(Attribute::PartOf, name(what), Some(what.clone()), when));
    let office = |words: &str| match words.rsplit_once(" of ") {
        Some((office, key)) if known.get(key).is_some() => format!("{office} of {}", name(key)),
        _ => words.to_owned(),
    };
    let offices = entry
        .offices
        .iter()
        .map(|Dated { what, when }| one(Attribute::Is, office(what), None, when));
    parts.chain(offices).collect()
}

#[cfg(test)]
mod tests;
