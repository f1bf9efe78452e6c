//! What people have said to what is suggested.

use crate::corpus::{Corpus, Document, Place};
use crate::disputes::{Dispute, Position};
use crate::identity::{Identities, Identity, Join, Tie, Why};
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

/// A suggestion as it is shown everywhere: how it stands, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Suggestion {
    /// How it stands.
    pub said: Agreement,
    /// How sure it is, from 0 to 1; `None` of what has no score: what a person wrote or agreed to as it
    /// was read, and what nothing was measured of.
    pub score: Option<f32>,
}

impl Suggestion {
    /// With a score.
    #[must_use]
    pub const fn scored(said: Agreement, score: f32) -> Self {
        Self { said, score: Some(score) }
    }

    /// Of what people agreed to, could not tell, or said nothing of.
    #[must_use]
    pub const fn of(agreed: bool, unsure: bool, score: f32) -> Self {
        let said = match (agreed, unsure) {
            (true, _) => Agreement::Agreed,
            (false, true) => Agreement::Unsure,
            (false, false) => Agreement::Suggested,
        };
        Self::scored(said, score)
    }

    /// What was read in a text: whether people agreed to all of it, and how sure it is where they did
    /// not ([`crate::rates`]).
    #[must_use]
    pub const fn read(agreed: bool, score: Option<f32>) -> Self {
        match agreed {
            true => Self { said: Agreement::Agreed, score: None },
            false => Self { said: Agreement::Suggested, score },
        }
    }
}

/// `suggested 0.62`; without the score where there is none, or a person has said what it is.
impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.said, self.score) {
            (Agreement::Suggested | Agreement::Unsure, Some(score)) => {
                f.pad(&format!("{} {score:.2}", self.said))
            }
            (said, _) => fmt::Display::fmt(&said, f),
        }
    }
}

/// What people said to a suggestion; each side is the ids of the items that it stands on. The last ruling
/// that ties two sides holds: that two belong together is enough to agree, and against it speaks only
/// what is said of all sides, lest a ruling on two take a third with it that came later.
#[must_use]
pub fn agreement(rulings: &[Ruled], bond: Bond, sides: &[Vec<&ItemId>]) -> Agreement {
    let said = |ruled: &Ruled| {
        let tied = tied(&ruled.ruling.items, sides);
        match ruled.ruling.holds {
            _ if tied < 2 => None,
            Holds::Yes => Some(Agreement::Agreed),
            _ if tied < sides.len() => None,
            Holds::No => Some(Agreement::Rejected),
            Holds::Unsure => Some(Agreement::Unsure),
        }
    };
    let on_it = rulings.iter().rev().filter(|ruled| ruled.ruling.bond == bond);
    on_it.filter_map(said).next().unwrap_or(Agreement::Suggested)
}

/// How many of the sides have an item of their own among some: an item stands for one side, though several
/// stand on it.
fn tied(items: &[ItemId], sides: &[Vec<&ItemId>]) -> usize {
    let mut free: Vec<&ItemId> = items.iter().collect();
    let mut tied = 0;
    for side in sides {
        if let Some(nth) = free.iter().position(|id| side.contains(id)) {
            free.remove(nth);
            tied += 1;
        }
    }
    tied
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

/// How it stands that an identity is one, by its least sure join to which nobody agreed; `None` where
/// it has only one name.
#[must_use]
pub fn to_identity(corpus: &Corpus, rulings: &[Ruled], identity: &Identity) -> Option<Suggestion> {
    let mut all = None;
    for join in identity.joins.iter().filter(|join| join.is_told(corpus)) {
        let so_far = all.unwrap_or(Suggestion::scored(Agreement::Agreed, 1.0));
        all = Some(match to_join(corpus, rulings, join) {
            Agreement::Agreed => so_far,
            _ => {
                let least = so_far.score.unwrap_or(1.0).min(join.score);
                Suggestion::scored(Agreement::Suggested, least)
            }
        });
    }
    all
}

/// How sure the least sure is of all that is suggested of who an identity is, and that nobody agreed to:
/// that its names are one, whom it is taken for in the list of known actors, what stands for it and what
/// it stands for. `joined` is how its names stand together ([`to_identity`]). `None` where there is nothing
/// to agree to.
#[must_use]
pub fn least_sure(
    identities: &Identities,
    identity: u32,
    joined: Option<Suggestion>,
) -> Option<f32> {
    let of = identities.get(identity);
    let tied = of.listed.as_ref().map(Tie::suggestion);
    let stands = of.metonyms(identities).chain(identities.standing_for(identity));
    let all = joined.into_iter().chain(tied).chain(stands.map(|(_, one)| one.suggestion()));
    let open = all.filter(|one| one.said != Agreement::Agreed);
    open.filter_map(|one| one.score).reduce(f32::min)
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

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_model::{Digest, ItemKind, Recorded, Ruling, TextId};

    fn id(nth: usize) -> ItemId {
        ItemId::derive(
            &TextId(Digest::of(b"a text")),
            ItemKind::Claim,
            &[Span::new(nth, nth + 1)],
            0,
        )
    }

    fn ruled(seq: u64, items: &[usize], holds: Holds) -> Ruled {
        let items = items.iter().map(|nth| id(*nth)).collect();
        let ruling = Ruling { bond: Bond::Dispute, items, known: None, holds, why: None };
        let recorded = Recorded::parse("2024-05-01T00:00:00Z").expect("an instant");
        Ruled { seq, by: "a reader".to_owned(), recorded, ruling }
    }

    #[test]
    fn a_ruling_on_two_sides_does_not_take_a_third_with_it() {
        let ids: Vec<ItemId> = (0..3).map(id).collect();
        let sides: Vec<Vec<&ItemId>> = ids.iter().map(|id| vec![id]).collect();
        let said = |rulings: &[Ruled], sides| agreement(rulings, Bond::Dispute, sides);
        let rejected = [ruled(1, &[0, 1], Holds::No)];
        assert_eq!(said(&rejected, &sides[..2]), Agreement::Rejected);
        assert_eq!(said(&rejected, &sides), Agreement::Suggested);
        assert_eq!(said(&[ruled(1, &[0, 1], Holds::Yes)], &sides), Agreement::Agreed);
        assert_eq!(said(&[ruled(1, &[0, 1, 2], Holds::No)], &sides), Agreement::Rejected);
        let both = [ruled(1, &[0, 1, 2], Holds::No), ruled(2, &[0, 2], Holds::Yes)];
        assert_eq!(said(&both, &sides), Agreement::Agreed);
    }

    #[test]
    fn a_score_is_shown_until_a_person_has_said_what_it_is() {
        let shown = |said| Suggestion::scored(said, 0.618).to_string();
        assert_eq!(shown(Agreement::Suggested), "suggested 0.62");
        assert_eq!(shown(Agreement::Unsure), "unsure 0.62");
        assert_eq!(shown(Agreement::Agreed), "agreed");
        assert_eq!(shown(Agreement::Rejected), "rejected");
        assert_eq!(Suggestion::read(false, None).to_string(), "suggested");
        assert_eq!(Suggestion::read(false, Some(0.618)).to_string(), "suggested 0.62");
        assert_eq!(Suggestion::read(true, Some(0.618)).to_string(), "agreed");
    }

    #[test]
    fn two_sides_that_stand_on_the_same_items_are_ruled_on_by_both() {
        let ids: Vec<ItemId> = (0..2).map(id).collect();
        let sides = [vec![&ids[0], &ids[1]], vec![&ids[0], &ids[1]]];
        let rulings = [ruled(1, &[0, 1], Holds::No)];
        assert_eq!(agreement(&rulings, Bond::Dispute, &sides), Agreement::Rejected);
        assert_eq!(agreement(&rulings, Bond::SameActor, &sides), Agreement::Suggested);
    }
}
