//! What people have said to what is suggested.

use crate::corpus::{Corpus, Document, Place};
use crate::disputes::{Dispute, Position};
use crate::identity::{Join, Why};
use sayso_ledger::Ruled;
use sayso_model::{Bond, Holds, ItemId, Span};
use std::cmp::Reverse;
use std::fmt;

/// How a suggestion stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// Nobody has said anything to it.
    Suggested,
    /// A person agreed.
    Agreed,
    /// A person ruled that it is not so.
    Rejected,
    /// A person looked, and could not tell.
    Unsure,
}

impl Agreement {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Suggested => "suggested",
            Self::Agreed => "agreed",
            Self::Rejected => "rejected",
            Self::Unsure => "unsure",
        }
    }
}

impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// What the last ruling says that ties two or more of these sides; each side is the ids of the items
/// that it stands on.
#[must_use]
pub fn agreement(rulings: &[Ruled], bond: Bond, sides: &[Vec<&ItemId>]) -> Agreement {
    let ties = |ruled: &&Ruled| {
        let side = |id: &ItemId| sides.iter().position(|side| side.contains(&id));
        let mut met = Vec::new();
        for id in &ruled.ruling.items {
            match side(id) {
                Some(nth) => met.push(nth),
                None => return false,
            }
        }
        ruled.ruling.bond == bond && met.iter().any(|nth| Some(nth) != met.first())
    };
    match rulings.iter().rev().find(ties).map(|ruled| ruled.ruling.holds) {
        None => Agreement::Suggested,
        Some(Holds::Yes) => Agreement::Agreed,
        Some(Holds::No) => Agreement::Rejected,
        Some(Holds::Unsure) => Agreement::Unsure,
    }
}

/// What people said to a join.
#[must_use]
pub fn to_join(corpus: &Corpus, rulings: &[Ruled], join: &Join) -> Agreement {
    if join.why == Why::Ruled {
        return Agreement::Agreed;
    }
    let side = |place: Place| vec![&corpus.actor(place).id];
    agreement(rulings, Bond::SameActor, &[side(join.one.1), side(join.other.1)])
}

/// What people said to a dispute.
#[must_use]
pub fn to_dispute(corpus: &Corpus, rulings: &[Ruled], dispute: &Dispute) -> Agreement {
    match rulings.iter().any(|ruled| ruled.ruling.bond == Bond::Dispute) {
        true => agreement(rulings, Bond::Dispute, &sides(corpus, dispute)),
        false => Agreement::Suggested,
    }
}

/// The ids of what each position of a dispute was read as, what covers most of its words first.
#[must_use]
pub fn sides<'c>(corpus: &'c Corpus, dispute: &Dispute) -> Vec<Vec<&'c ItemId>> {
    let of = |one: &Position| items(&corpus[one.document], &one.spans, one.told);
    dispute.positions.iter().map(of).collect()
}

/// The ids of the items that some words of a document were read as: claims first, those that cover
/// most of the words before others.
#[must_use]
pub fn items<'p>(page: &'p Document, spans: &[Span], told: Option<u32>) -> Vec<&'p ItemId> {
    let shared = |own: &[Span]| -> usize {
        let meet =
            |a: &Span, b: &Span| a.end().min(b.end()).saturating_sub(a.start().max(b.start()));
        own.iter().flat_map(|a| spans.iter().map(move |b| meet(a, b))).sum()
    };
    let length = |own: &[Span]| own.iter().map(|span| span.len()).sum::<usize>();
    let mut claims: Vec<(usize, usize, &ItemId)> = page
        .claims
        .iter()
        .map(|claim| (shared(&claim.content), length(&claim.content), &claim.id))
        .filter(|(shared, ..)| *shared > 0)
        .collect();
    // Of those that cover as much, the one that says least besides.
    claims.sort_by_key(|(shared, length, _)| (Reverse(*shared), *length));
    let inside = |span: Span| spans.iter().any(|own| own.overlaps(span));
    let told = told.map(|nth| &page.told[nth as usize].id);
    let deeds = page.deeds.iter().filter(|deed| inside(deed.span)).map(|deed| &deed.id);
    let changes = page.changes.iter().filter(|one| inside(one.span)).map(|one| &one.id);
    let figures = page.figures.iter().filter(|one| inside(one.span)).map(|one| &one.id);
    let claims = claims.into_iter().map(|(.., id)| id);
    claims.chain(told).chain(deeds).chain(changes).chain(figures).collect()
}
