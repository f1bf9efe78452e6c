//! Joining groups, surest first, and never what is kept apart.

use super::groups::Groups;
use super::joins::Joined;
use super::listed::Meant;
use super::{Why, rulings};
use crate::corpus::{Corpus, Place, number};
use crate::spelling::Reason;
use sayso_model::{Holds, RelationKind, Ruling};
use std::collections::BTreeSet;

/// Two groups that share more than one document in this many are kept apart by them.
const SHARED: usize = 10;

/// Sets of groups (disjoint sets with union by size; Galler and Fischer, 1964).
pub(super) struct Union {
    above: Vec<u32>,
    sets: Vec<Set>,
}

#[derive(Default)]
struct Set {
    /// The documents of its groups, in order.
    documents: Vec<u32>,
    /// Groups that it is not.
    apart: BTreeSet<u32>,
    /// The known key, where it has one.
    known: Option<String>,
    /// Keys that people ruled it not to have.
    refused: BTreeSet<String>,
    /// The group with the most actors, whose name stands for it.
    head: u32,
}

impl Union {
    pub(super) fn new(groups: &Groups, meant: &Meant) -> Self {
        let all = 0..number(groups.len());
        let set = |group: u32| Set {
            documents: groups.documents(group).to_vec(),
            apart: BTreeSet::new(),
            known: groups.known(group).map(str::to_owned),
            refused: {
                let name = (groups.spelled(group).folded(), groups.sort(group));
                meant.refused(&name).map(str::to_owned).collect()
            },
            head: group,
        };
        Self { above: all.clone().collect(), sets: all.map(set).collect() }
    }

    /// The set that a group is in, by the group that stands for it.
    pub(super) fn root(&mut self, group: u32) -> u32 {
        let mut at = group;
        while self.above[at as usize] != at {
            let above = self.above[at as usize];
            self.above[at as usize] = self.above[above as usize];
            at = above;
        }
        at
    }

    /// Keeps apart whom people ruled to differ: nothing joins them, whatever else was ruled.
    pub(super) fn rule_apart(&mut self, groups: &Groups, rulings: &[Ruling]) {
        for (one, other) in rulings::pairs(rulings, Holds::No) {
            if let (Some(one), Some(other)) = (groups.ruled(one), groups.ruled(other)) {
                self.apart(one, other);
            }
        }
    }

    /// Keeps apart those whom a text sets against one another or one in the other, unless the list
    /// has both names for one.
    pub(super) fn keep_apart(&mut self, corpus: &Corpus, groups: &Groups) {
        for (document, page) in corpus.numbered() {
            let at = |nth: u32| groups.at(Place { document, nth });
            for deed in page.deeds.iter().filter(|deed| sets_apart(deed.kind)) {
                let actor =
                    |party: &Option<crate::corpus::Party>| party.as_ref().and_then(|p| p.actor);
                if let (Some(one), Some(other)) = (actor(&deed.subject), actor(&deed.object)) {
                    self.set_apart(groups, at(one), at(other));
                }
            }
            for (nth, actor) in (0..).zip(&page.actors) {
                for whole in &actor.member_of {
                    self.set_apart(groups, at(nth), at(*whole));
                }
            }
        }
    }

    fn set_apart(&mut self, groups: &Groups, one: u32, other: u32) {
        if groups.known(one).is_none() || groups.known(one) != groups.known(other) {
            self.apart(one, other);
        }
    }

    fn apart(&mut self, one: u32, other: u32) {
        if one != other {
            self.sets[one as usize].apart.insert(other);
            self.sets[other as usize].apart.insert(one);
        }
    }

    /// Makes a join unless something keeps the two apart. Says whether it did.
    pub(super) fn join(&mut self, groups: &Groups, join: &Joined) -> bool {
        let (one, other) = (self.root(join.one), self.root(join.other));
        if one == other || !self.may(groups, one, other, &join.why) {
            return false;
        }
        let size = |set: u32| groups.actors(self.sets[set as usize].head).len();
        let weight = |set: u32| self.sets[set as usize].documents.len();
        let (keep, gone) = if weight(one) >= weight(other) { (one, other) } else { (other, one) };
        let head = if size(keep) >= size(gone) {
            self.sets[keep as usize].head
        } else {
            self.sets[gone as usize].head
        };
        let merged = std::mem::take(&mut self.sets[gone as usize]);
        self.above[gone as usize] = keep;
        let set = &mut self.sets[keep as usize];
        set.head = head;
        set.apart.extend(merged.apart);
        set.known = set.known.take().or(merged.known);
        set.refused.extend(merged.refused);
        set.documents.extend(merged.documents);
        set.documents.sort_unstable();
        set.documents.dedup();
        true
    }

    /// Whether a group of one set is kept apart from one of the other. Each holds the other's, so
    /// that the shorter list tells.
    fn are_apart(&mut self, one: u32, other: u32) -> bool {
        let length = |set: u32| self.sets[set as usize].apart.len();
        let (from, to) = if length(one) <= length(other) { (one, other) } else { (other, one) };
        let apart = std::mem::take(&mut self.sets[from as usize].apart);
        let found = apart.iter().any(|group| self.root(*group) == to);
        self.sets[from as usize].apart = apart;
        found
    }

    fn may(&mut self, groups: &Groups, one: u32, other: u32, why: &Why) -> bool {
        if self.are_apart(one, other) {
            return false;
        }
        if *why == Why::Ruled {
            return true;
        }
        let (a, b) = (&self.sets[one as usize], &self.sets[other as usize]);
        if a.known.is_some() && b.known.is_some() && a.known != b.known {
            return false;
        }
        // Nothing but a ruling joins a name to whom a person ruled that it does not mean.
        let refuses = |one: &Set, other: &Set| {
            other.known.as_ref().is_some_and(|key| one.refused.contains(key))
        };
        if refuses(a, b) || refuses(b, a) {
            return false;
        }
        match why {
            Why::Spelled(Reason::Acronym | Reason::Same)
            | Why::Known(_)
            | Why::Said(_)
            | Why::Short => true,
            _ => {
                let like = groups.spelled(a.head).likeness(groups.spelled(b.head));
                like.is_some() && !shares(&a.documents, &b.documents)
            }
        }
    }
}

/// Whether texts that have both keep them apart.
fn shares(one: &[u32], other: &[u32]) -> bool {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let both = few.iter().filter(|document| many.binary_search(document).is_ok()).count();
    both * SHARED > few.len()
}

/// Whether two sides of a relation of this kind are two.
const fn sets_apart(kind: RelationKind) -> bool {
    matches!(
        kind,
        RelationKind::PartOf
            | RelationKind::Fights
            | RelationKind::Assault
            | RelationKind::Accuse
            | RelationKind::Backs
            | RelationKind::Allied
            | RelationKind::Consult
    )
}
