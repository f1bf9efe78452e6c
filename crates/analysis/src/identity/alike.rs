//! Actors of several documents that are taken for one because they have one name.

use super::groups::{Groups, Sort};
use super::listed::name;
use super::{Identities, Join, Why};
use crate::corpus::{Corpus, Place};
use crate::spelling::Spelled;
use std::sync::Arc;

/// How likely two of one name in two documents are one, by what the name is: of several words, or known;
/// one word of a body or place; one word of a person, such as a given name.
const FULL: f32 = 0.95;
const ONE_WORD: f32 = 0.9;
const GIVEN: f32 = 0.5;

/// That the actors of a group are one, where several documents have them.
pub(super) fn of_group(corpus: &Corpus, groups: &Groups, group: u32) -> Option<Join> {
    let actors = groups.actors(group);
    let first = *actors.first()?;
    let other = *actors.iter().find(|place| place.document != first.document)?;
    let known = groups.known(group).is_some();
    Some(join(corpus, [first, other], known))
}

fn join(corpus: &Corpus, [one, other]: [Place; 2], known: bool) -> Join {
    let actor = corpus.actor(one);
    let is_one_word = !Spelled::of(&actor.name).folded().contains(' ');
    let score = match Sort::of(actor.kind) {
        _ if known || !is_one_word => FULL,
        Sort::Person => GIVEN,
        _ => ONE_WORD,
    };
    let named = |place: Place| (corpus.actor(place).name.to_string(), place);
    Join { one: named(one), other: named(other), score, why: Why::Name }
}

impl Identities {
    /// Notes that an actor has the name of one of another document, unless that is noted.
    pub(super) fn note_name(&mut self, corpus: &Corpus, identity: u32, place: Place) {
        let of = &self.all[identity as usize];
        let name = |place: Place| name(corpus, place);
        let own = name(place);
        let noted = |join: &Join| join.why == Why::Name && name(join.one.1) == own;
        if of.joins.iter().any(noted) {
            return;
        }
        let mut others = of.actors.iter().filter(|other| other.document != place.document);
        if let Some(first) = others.find(|other| name(**other) == own).copied() {
            let tied = of.listed.iter().flat_map(|tie| &tie.names);
            let known = tied.into_iter().any(|(_, tied)| name(*tied) == own);
            let join = join(corpus, [first, place], known);
            Arc::make_mut(&mut self.all[identity as usize]).joins.push(join);
        }
    }
}
