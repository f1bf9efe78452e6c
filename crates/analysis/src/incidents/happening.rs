//! What happens, coarsely.

use sayso_model::RelationKind;
use std::fmt;

/// What happens, coarsely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Happening {
    /// Somebody attacks, kills, wounds, bombs.
    Violence,
    /// A place is taken, besieged or left.
    Ground,
    /// Somebody is held, freed, banned or seized.
    Hold,
    /// People protest or strike.
    Protest,
    /// Sides meet, agree, exchange.
    Meeting,
    /// Ties are cut, sanctions are laid.
    Sanction,
    /// Something of which only a person has said that it is a happening.
    Other,
}

impl Happening {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Violence => "violence",
            Self::Ground => "ground",
            Self::Hold => "detention",
            Self::Protest => "protest",
            Self::Meeting => "meeting",
            Self::Sanction => "sanction",
            Self::Other => "other",
        }
    }

    /// What a relation of this kind tells of, where it tells of a happening.
    #[must_use]
    pub const fn of(kind: RelationKind) -> Option<Self> {
        Some(match kind {
            RelationKind::Assault | RelationKind::Fights => Self::Violence,
            RelationKind::Captures | RelationKind::Retreat | RelationKind::Blockades => {
                Self::Ground
            }
            RelationKind::Coerce | RelationKind::Yield => Self::Hold,
            RelationKind::Protest => Self::Protest,
            RelationKind::Consult | RelationKind::Agree => Self::Meeting,
            RelationKind::Sanction => Self::Sanction,
            _ => return None,
        })
    }
}

impl fmt::Display for Happening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}
