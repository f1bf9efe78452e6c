//! What people have said to what is suggested, and the forms by which they do.

use crate::address::Links;
use sayso::agreement::{Agreement, Suggestion};
use sayso::model::{Bond, ItemId};
use std::collections::BTreeSet;

/// How a suggestion is shown: with how sure it is, until a person has said what it is.
pub(crate) fn shown(said: Agreement, score: f32) -> String {
    Suggestion::scored(said, score).to_string()
}

/// A score to which nobody has agreed.
pub(crate) fn suggested(score: f32) -> String {
    shown(Agreement::Suggested, score)
}

/// A form by which a person says whether things hang together.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    /// How.
    pub(crate) bond: Bond,
    /// The items.
    pub(crate) items: Vec<ItemId>,
    /// The key in the list of known actors, where it is on that.
    pub(crate) known: Option<String>,
    /// Where to go then.
    pub(crate) back: String,
    /// What the buttons say that they do, and that they do not; `None` leaves a button out.
    pub(crate) yes: Option<&'static str>,
    pub(crate) no: Option<&'static str>,
}

impl Form {
    /// On two actors.
    pub(crate) fn actors(links: &Links, one: &ItemId, other: &ItemId) -> Self {
        Self {
            bond: Bond::SameActor,
            items: vec![one.clone(), other.clone()],
            known: None,
            back: links.actor(one),
            yes: Some("The same"),
            no: Some("Not the same"),
        }
    }

    /// On whom some names of an actor mean in the list of known actors.
    pub(crate) fn known(links: &Links, of: &ItemId, names: Vec<ItemId>, key: &str) -> Self {
        Self {
            bond: Bond::KnownActor,
            items: names,
            known: Some(key.to_owned()),
            back: links.actor(of),
            yes: Some("It is"),
            no: Some("Somebody else"),
        }
    }

    /// On whether a place stands for an actor where it speaks or acts.
    pub(crate) fn stands(links: &Links, of: &ItemId, [place, whom]: [&ItemId; 2]) -> Self {
        Self {
            bond: Bond::StandsFor,
            items: vec![place.clone(), whom.clone()],
            known: None,
            back: links.actor(of),
            yes: Some("It stands for it"),
            no: Some("The place is meant"),
        }
    }

    /// On reports of an incident, by their items, each once; `None` where they are not two.
    pub(crate) fn reports(
        links: &Links,
        incident: &str,
        items: impl Iterator<Item = ItemId>,
    ) -> Option<Self> {
        let mut once: Vec<ItemId> = Vec::new();
        let mut seen = BTreeSet::new();
        once.extend(items.filter(|id| seen.insert(id.clone())));
        (once.len() > 1).then(|| Self {
            bond: Bond::SameIncident,
            items: once,
            known: None,
            back: links.incident(incident),
            yes: Some("One happening"),
            no: Some("Another happening"),
        })
    }

    /// On the positions of a dispute, of each the first item that none before it has; `None` where
    /// they were not read as two.
    pub(crate) fn dispute(links: &Links, id: &str, sides: &[Vec<&ItemId>]) -> Option<Self> {
        let mut items: Vec<ItemId> = Vec::new();
        for side in sides {
            items.extend(side.iter().find(|id| !items.contains(id)).map(|id| (*id).clone()));
        }
        (items.len() > 1).then(|| Self {
            bond: Bond::Dispute,
            items,
            known: None,
            back: links.dispute(id),
            yes: Some("They contradict each other"),
            no: Some("Not a dispute"),
        })
    }
}
