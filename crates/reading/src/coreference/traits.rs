//! Gender, number and being: what words that stand for one thing have to agree in.

use sayso_model::ActorKind;

/// Which pronoun a person goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    He,
    She,
}

impl Gender {
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        match word {
            "he" => Some(Self::He),
            "she" => Some(Self::She),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Number {
    One,
    Many,
}

/// What sort of thing words stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Being {
    Person,
    /// A body of people: `it` or `they`.
    Body,
    Thing,
    /// A thing that speaks: a report, a statement.
    Document,
}

impl Being {
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        match word {
            "person" => Some(Self::Person),
            "body" => Some(Self::Body),
            "thing" => Some(Self::Thing),
            "document" => Some(Self::Document),
            _ => None,
        }
    }

    pub(crate) fn of_kind(kind: ActorKind) -> Self {
        match kind {
            ActorKind::Person => Self::Person,
            ActorKind::Place | ActorKind::Facility | ActorKind::Event => Self::Thing,
            ActorKind::Work => Self::Document,
            _ => Self::Body,
        }
    }
}

/// What is known of what words stand for; nothing known agrees with everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Traits {
    pub(crate) gender: Option<Gender>,
    pub(crate) number: Option<Number>,
    pub(crate) being: Option<Being>,
}

impl Traits {
    /// What is known once two stand for the same; the first keeps what it knows.
    pub(crate) fn with(self, other: Self) -> Self {
        Self {
            gender: self.gender.or(other.gender),
            number: self.number.or(other.number),
            being: self.being.or(other.being),
        }
    }

    pub(crate) fn genders_clash(self, other: Self) -> bool {
        matches!((self.gender, other.gender), (Some(a), Some(b)) if a != b)
    }

    pub(crate) fn numbers_clash(self, other: Self) -> bool {
        matches!((self.number, other.number), (Some(a), Some(b)) if a != b)
    }
}
