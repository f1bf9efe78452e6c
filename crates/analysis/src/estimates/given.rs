//! One number for one thing, on somebody's word.

use super::range::Bits;
use super::{Measure, Range, holder, sited};
use crate::behind::{Asked, Behind, Word};
use crate::corpus::{Corpus, Days, Place};
use crate::identity::Identities;
use crate::spelling::Spelled;
use std::collections::BTreeMap;

/// A position: how many, of whom, on whose word.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// What is counted.
    pub measure: Measure,
    /// How many.
    pub range: Range,
    /// On whose word.
    pub behind: Behind,
    /// Who may have told the page that gives it, by guess.
    pub perhaps: Option<Behind>,
    /// The figures that say so, by document and place: several where a word is repeated.
    pub figures: Vec<Place>,
    /// How like the other reports of an incident those are that give it: 0 to 1.
    pub like: f32,
    /// Where, folded, by the words beside the first of them.
    pub place: Option<Box<str>>,
    /// When it held, where the first of them says so.
    pub when: Option<Days>,
    /// When the first of them was published.
    pub published: Option<Days>,
}

impl Given {
    pub(super) fn of(
        corpus: &Corpus,
        identities: &Identities,
        asked: &Asked<'_>,
        place: Place,
        measure: Measure,
        range: Range,
    ) -> Self {
        let page = &corpus[place.document];
        let span = page.figures[place.nth as usize].span;
        let behind = holder::of(corpus, identities, asked, place);
        Self {
            measure,
            range,
            perhaps: holder::perhaps(asked, &behind),
            behind,
            figures: vec![place],
            like: 1.0,
            place: sited::place(page, place.nth as usize)
                .map(|name| Spelled::of(name).folded().into()),
            when: sited::days(page, place.nth as usize),
            published: page.days_at(span.start()),
        }
    }

    fn key(&self) -> Key {
        (self.measure.clone(), self.range.bits(), self.behind.word.clone(), self.when)
    }

    /// Whether the text names or describes somebody who says so.
    pub(super) fn is_reported(&self) -> bool {
        matches!(self.behind.word, Word::Actor(_) | Word::Described(_))
    }

    /// The figure that gave it first.
    #[must_use]
    pub fn first(&self) -> Place {
        self.figures.first().copied().unwrap_or(Place { document: 0, nth: 0 })
    }

    /// In how many documents it stands.
    #[must_use]
    pub fn documents(&self) -> usize {
        let mut documents: Vec<u32> = self.figures.iter().map(|place| place.document).collect();
        documents.sort_unstable();
        documents.dedup();
        documents.len()
    }

    /// When it was given: when it held, or else when it was published.
    #[must_use]
    pub fn days(&self) -> Option<Days> {
        self.when.or(self.published)
    }
}

/// What makes two positions one: who is counted, how many, on whose word, and when it held.
type Key = (Measure, Bits, Word, Option<Days>);

/// Positions, those on one word folded together.
#[derive(Default)]
pub(super) struct Folding {
    given: Vec<Given>,
    by_key: BTreeMap<Key, usize>,
}

impl Folding {
    /// Of positions that are folded already.
    pub(super) fn of(given: Vec<Given>) -> Self {
        let by_key = given.iter().enumerate().map(|(nth, given)| (given.key(), nth)).collect();
        Self { given, by_key }
    }

    pub(super) fn add(&mut self, given: Given) {
        let key = given.key();
        match self.by_key.get(&key) {
            Some(nth) => {
                let before = &mut self.given[*nth];
                before.figures.extend(given.figures);
                before.like = before.like.max(given.like);
            }
            None => {
                self.by_key.insert(key, self.given.len());
                self.given.push(given);
            }
        }
    }

    /// By time, those without a time last, then by document and place.
    pub(super) fn finish(mut self) -> Vec<Given> {
        let key = |given: &Given| {
            let days = given.days();
            (days.is_none(), days, given.first())
        };
        self.given.sort_by_key(key);
        self.given
    }
}
