//! What people ruled on which items speak of one happening.
//!
//! The rulings are gone through from the last to the first, and one that says otherwise than those
//! after it is passed over: whoever spoke last is heard. What is ruled to be of one happening with the
//! same thing is of one happening with each other.

use crate::corpus::{Document, number};
use sayso_model::{Bond, Holds, ItemId, Ruling, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Of a ruling that keeps items apart, so many are kept apart pair by pair.
const MOST_APART: usize = 64;

/// The items that people ruled on, by number, and which of them hang together.
#[derive(Debug, Clone, Default)]
pub(super) struct Rulings {
    items: BTreeMap<ItemId, u32>,
    /// Of each item one that it is of one happening with, or itself; and how many hang on it.
    parents: Vec<(u32, u32)>,
    /// Of what is of one happening, by its root: the roots of what it is kept apart from.
    apart: BTreeMap<u32, BTreeSet<u32>>,
    /// By item, those of which somebody could not tell whether they are of one happening with it.
    unsure: BTreeMap<u32, BTreeSet<u32>>,
}

impl Rulings {
    /// Of rulings, oldest first.
    pub(super) fn of(rulings: &[Ruling]) -> Self {
        let mut all = Self::default();
        let mut said: BTreeSet<(u32, u32)> = BTreeSet::new();
        for ruling in rulings.iter().rev().filter(|ruling| ruling.bond == Bond::SameIncident) {
            let items: Vec<u32> = ruling.items.iter().map(|item| all.number(item)).collect();
            for (one, other) in pairs(&items, ruling.holds) {
                let pair = (one.min(other), one.max(other));
                if one == other || !said.insert(pair) {
                    continue;
                }
                match ruling.holds {
                    Holds::Yes => all.join(one, other),
                    Holds::No => all.keep_apart(one, other),
                    Holds::Unsure => all.doubt(one, other),
                }
            }
        }
        all
    }

    fn number(&mut self, item: &ItemId) -> u32 {
        let next = number(self.parents.len());
        let nth = *self.items.entry(item.clone()).or_insert(next);
        if nth == next {
            self.parents.push((next, 1));
        }
        nth
    }

    /// What stands for everything that is of one happening with an item.
    pub(super) fn root(&self, mut item: u32) -> u32 {
        while self.parents[item as usize].0 != item {
            item = self.parents[item as usize].0;
        }
        item
    }

    /// Takes two items for one happening, unless they are kept apart.
    pub(super) fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other || self.are_apart(one, other) {
            return;
        }
        // Union by size: the way up to a root stays short.
        let size = |item: u32| self.parents[item as usize].1;
        let (into, from) = if size(one) < size(other) { (other, one) } else { (one, other) };
        self.parents[into as usize].1 += size(from);
        self.parents[from as usize].0 = into;
        for apart in self.apart.remove(&from).unwrap_or_default() {
            self.apart.entry(apart).or_default().remove(&from);
            self.apart.entry(apart).or_default().insert(into);
            self.apart.entry(into).or_default().insert(apart);
        }
    }

    fn keep_apart(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            self.apart.entry(one).or_default().insert(other);
            self.apart.entry(other).or_default().insert(one);
        }
    }

    fn doubt(&mut self, one: u32, other: u32) {
        self.unsure.entry(one).or_default().insert(other);
        self.unsure.entry(other).or_default().insert(one);
    }

    fn are_apart(&self, one: u32, other: u32) -> bool {
        self.apart.get(&one).is_some_and(|apart| apart.contains(&other))
    }

    /// Whether anything of the one is kept apart from anything of the other.
    pub(super) fn part(&self, one: &[u32], other: &[u32]) -> bool {
        one.iter().any(|a| other.iter().any(|b| self.are_apart(self.root(*a), self.root(*b))))
    }

    /// The roots of what an item is kept apart from.
    pub(super) fn apart_from(&self, item: u32) -> impl Iterator<Item = u32> {
        self.apart.get(&self.root(item)).into_iter().flatten().copied()
    }

    /// The items of which somebody could not tell whether they are of one happening with an item.
    pub(super) fn unsure_with(&self, item: u32) -> impl Iterator<Item = u32> {
        self.unsure.get(&item).into_iter().flatten().copied()
    }

    /// The items of a document that were ruled on, with the words they begin with and end with.
    pub(super) fn on(&self, page: &Document) -> Vec<(u32, Span)> {
        if self.items.is_empty() {
            return Vec::new();
        }
        let claims = page.claims.iter().map(|one| (&one.id, hull(&one.content)));
        let told = page.told.iter().map(|one| (&one.id, hull(&one.content)));
        let deeds = page.deeds.iter().map(|one| (&one.id, Some(one.span)));
        let changes = page.changes.iter().map(|one| (&one.id, Some(one.span)));
        let figures = page.figures.iter().map(|one| (&one.id, Some(one.span)));
        let all = claims.chain(told).chain(deeds).chain(changes).chain(figures);
        all.filter_map(|(id, span)| Some((*self.items.get(id)?, span?))).collect()
    }
}

fn hull(spans: &[Span]) -> Option<Span> {
    spans.iter().copied().reduce(Span::cover)
}

/// The pairs that a ruling is on: what is of one happening hangs together by its first item.
fn pairs(items: &[u32], holds: Holds) -> Vec<(u32, u32)> {
    let (first, others) = match items.split_first() {
        Some((first, others)) if holds != Holds::No => (*first, others),
        _ => {
            let few = &items[..items.len().min(MOST_APART)];
            let before = |(nth, one): (usize, &u32)| {
                few[..nth].iter().map(|other| (*other, *one)).collect::<Vec<_>>()
            };
            return few.iter().enumerate().flat_map(before).collect();
        }
    };
    others.iter().map(|other| (first, *other)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_model::{Digest, ItemKind, TextId};

    fn id(nth: u32) -> ItemId {
        let text = TextId(Digest::of(b"a text"));
        ItemId::derive(&text, ItemKind::Claim, &[Span::new(0, 1)], nth)
    }

    fn ruled(said: &[(&[u32], Holds)]) -> Rulings {
        let ruling = |(items, holds): &(&[u32], Holds)| Ruling {
            bond: Bond::SameIncident,
            items: items.iter().map(|nth| id(*nth)).collect(),
            known: None,
            holds: *holds,
            why: None,
        };
        Rulings::of(&said.iter().map(ruling).collect::<Vec<_>>())
    }

    /// Whether two items are ruled to be one, or to be two.
    fn between(rulings: &Rulings, one: u32, other: u32) -> (bool, bool) {
        let (one, other) = (rulings.items[&id(one)], rulings.items[&id(other)]);
        (rulings.root(one) == rulings.root(other), rulings.part(&[one], &[other]))
    }

    #[test]
    fn what_is_one_with_the_same_is_one() {
        let all = ruled(&[(&[0, 1], Holds::Yes), (&[2, 1], Holds::Yes), (&[3, 2], Holds::No)]);
        assert_eq!(between(&all, 0, 2), (true, false));
        assert_eq!(between(&all, 0, 3), (false, true));
    }

    #[test]
    fn of_rulings_that_contradict_each_other_the_last_holds() {
        let yes: (&[u32], Holds) = (&[0, 1], Holds::Yes);
        let no: (&[u32], Holds) = (&[1, 0], Holds::No);
        assert_eq!(between(&ruled(&[yes, no]), 0, 1), (false, true));
        assert_eq!(between(&ruled(&[no, yes]), 0, 1), (true, false));
        let unsure = ruled(&[yes, (&[0, 1], Holds::Unsure)]);
        assert_eq!(between(&unsure, 0, 1), (false, false));
        assert_eq!(unsure.unsure_with(0).collect::<Vec<_>>(), [1]);
        // By way of a third.
        let all = ruled(&[yes, (&[1, 2], Holds::Yes), (&[0, 2], Holds::No)]);
        assert_eq!(between(&all, 0, 2), (false, true));
        assert_eq!(between(&all, 1, 2), (true, false));
        assert_eq!(between(&all, 0, 1), (false, true));
    }

    #[test]
    fn thousands_of_rulings_take_no_longer_than_they_are() {
        let pairs: Vec<[u32; 2]> = (0..40_000).map(|nth| [nth, nth + 1]).collect();
        let said: Vec<(&[u32], Holds)> = pairs.iter().map(|two| (&two[..], Holds::Yes)).collect();
        assert_eq!(between(&ruled(&said), 0, 40_000), (true, false));
        let many: Vec<u32> = (0..40_000).collect();
        assert_eq!(between(&ruled(&[(&many, Holds::No)]), 0, 63), (false, true));
    }
}
