//! What people have said to what is suggested, and the forms by which they do.

use crate::address::Links;
use sayso::Ruled;
use sayso::corpus::Document;
use sayso::model::{Bond, Holds, ItemId, Span};
use std::cmp::Reverse;

/// How a suggestion stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nobody has said anything to it.
    Suggested,
    /// A person agreed.
    Agreed,
    /// A person ruled that it is not so.
    Rejected,
    /// A person looked, and could not tell.
    Unsure,
}

impl Standing {
    /// As it is shown: with how sure the suggestion is, until a person has said what it is.
    pub(crate) fn shown(self, score: f32) -> String {
        match self {
            Self::Suggested => suggested(score),
            Self::Unsure => format!("unsure {score:.2}"),
            Self::Agreed => "agreed".to_owned(),
            Self::Rejected => "ruled out".to_owned(),
        }
    }
}

/// A score to which nobody has agreed.
pub(crate) fn suggested(score: f32) -> String {
    format!("suggested {score:.2}")
}

/// What the last ruling says that ties two or more of these sides; each side is the ids of the items
/// that it stands on.
pub(crate) fn standing(rulings: &[Ruled], bond: Bond, sides: &[Vec<&ItemId>]) -> Standing {
    let side = |id: &ItemId| sides.iter().position(|side| side.contains(&id));
    let ties = |ruled: &&Ruled| {
        let met: Option<Vec<usize>> = ruled.ruling.items.iter().map(side).collect();
        let tied = met.is_some_and(|met| met.iter().any(|nth| Some(nth) != met.first()));
        ruled.ruling.bond == bond && tied
    };
    match rulings.iter().rev().find(ties).map(|ruled| ruled.ruling.holds) {
        None => Standing::Suggested,
        Some(Holds::Yes) => Standing::Agreed,
        Some(Holds::No) => Standing::Rejected,
        Some(Holds::Unsure) => Standing::Unsure,
    }
}

/// The ids of the items that some words of a document were read as: claims first, those that cover
/// most of the words before others.
pub(crate) fn items<'p>(page: &'p Document, spans: &[Span], told: Option<u32>) -> Vec<&'p ItemId> {
    let length = |own: &[Span]| own.iter().map(|span| span.len()).sum::<usize>();
    let mut claims: Vec<(Reverse<usize>, usize, &ItemId)> = page
        .claims
        .iter()
        .map(|claim| (Reverse(shared(&claim.content, spans)), length(&claim.content), &claim.id))
        .filter(|(shared, ..)| shared.0 > 0)
        .collect();
    // Of those that cover as much, the one that says least besides.
    claims.sort_by_key(|(shared, length, _)| (*shared, *length));
    let inside = |span: Span| spans.iter().any(|own| own.overlaps(span));
    let told = told.map(|nth| &page.told[nth as usize].id);
    let deeds = page.deeds.iter().filter(|deed| inside(deed.span)).map(|deed| &deed.id);
    let changes = page.changes.iter().filter(|one| inside(one.span)).map(|one| &one.id);
    let figures = page.figures.iter().filter(|one| inside(one.span)).map(|one| &one.id);
    let claims = claims.into_iter().map(|(.., id)| id);
    claims.chain(told).chain(deeds).chain(changes).chain(figures).collect()
}

/// How many bytes some words share with others.
fn shared(own: &[Span], others: &[Span]) -> usize {
    let meet = |a: &Span, b: &Span| {
        let (start, end) = (a.start().max(b.start()), a.end().min(b.end()));
        end.saturating_sub(start)
    };
    own.iter().flat_map(|a| others.iter().map(move |b| meet(a, b))).sum()
}

/// A form by which a person says whether things hang together.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    /// How.
    pub(crate) bond: Bond,
    /// The items.
    pub(crate) items: Vec<ItemId>,
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
            back: links.actor(one),
            yes: Some("The same"),
            no: Some("Not the same"),
        }
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
            back: links.dispute(id),
            yes: Some("They contradict each other"),
            no: Some("Not a dispute"),
        })
    }
}
