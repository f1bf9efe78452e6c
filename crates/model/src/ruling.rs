//! What people rule about how items of several texts hang together.

use crate::ItemId;
use crate::item::words;
use serde::{Deserialize, Serialize};
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
    /// The items, two or more, each once.
    pub items: Vec<ItemId>,
    /// Whether they do.
    pub holds: Holds,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}
