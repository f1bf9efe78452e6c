//! What people rule about how items of several texts hang together.

use crate::item::words;
use crate::{ItemId, ItemKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

words! {
    /// How items can hang together.
    Bond {
        /// The actors are one.
        SameActor = "same_actor",
        /// The claims or relations speak of one happening.
        SameIncident = "same_incident",
        /// The claims contradict each other.
        Dispute = "dispute",
        /// The actors are whom the list of known actors has under [`Ruling::known`].
        KnownActor = "known_actor",
        /// The first, a place or a building, stands for the second where it speaks or acts.
        StandsFor = "stands_for",
    }
}

words! {
    /// Whether they do.
    Holds {
        /// They do.
        Yes = "yes",
        /// They do not.
        No = "no",
        /// The person looked, and cannot tell.
        Unsure = "unsure",
    }
}

/// A person's ruling on how items hang together: what an analysis only suggests is so or is not from
/// then on. Who and when are in the log; it is never overwritten, only followed by another or undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// How.
    pub bond: Bond,
    /// The items, each once: two or more, or one where it is on somebody in the list of known actors.
    pub items: Vec<ItemId>,
    /// The key in the list of known actors, for [`Bond::KnownActor`] and for nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<String>,
    /// Whether they do.
    pub holds: Holds,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Ruling {
    /// What is wrong with it, whatever there is in a dossier; `None` where nothing is.
    #[must_use]
    pub fn fault(&self) -> Option<&'static str> {
        let once: BTreeSet<&ItemId> = self.items.iter().collect();
        let has_key = self.known.as_ref().is_some_and(|key| !key.trim().is_empty());
        let on_actors = matches!(self.bond, Bond::SameActor | Bond::KnownActor | Bond::StandsFor);
        if on_actors && self.items.iter().any(|id| id.kind() != Some(ItemKind::Actor)) {
            return Some("who is who is ruled on actors");
        }
        match (self.bond, once.len()) {
            (Bond::KnownActor, 0) => Some("a ruling is on an item or more"),
            (Bond::KnownActor, _) if !has_key => {
                Some("the key in the list of known actors is missing")
            }
            (Bond::KnownActor, _) => None,
            _ if self.known.is_some() => Some("only who is a known actor is ruled on by a key"),
            (_, 0 | 1) => Some("a ruling is on two items or more, each named once"),
            (Bond::StandsFor, 2) => None,
            (Bond::StandsFor, _) => Some("that one stands for another is ruled on two actors"),
            _ => None,
        }
        .or_else(|| {
            (once.len() < self.items.len()).then_some("a ruling names each of its items once")
        })
    }
}
