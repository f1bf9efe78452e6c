//! One number for one thing, on somebody's word.

use super::measure::near;
use super::{Measure, Range, SENTENCE};
use crate::behind::{Asked, Behind, How, Word};
use crate::corpus::{Corpus, Days, Place};
use sayso_model::Span;
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
    /// The figures that say so, by document and place: several where a word is repeated.
    pub figures: Vec<Place>,
    /// When it held, where the first of them says so.
    pub when: Option<Days>,
    /// When the first of them was published.
    pub published: Option<Days>,
}

impl Given {
    pub(super) fn of(
        corpus: &Corpus,
        asked: &Asked<'_>,
        place: Place,
        measure: Measure,
        range: Range,
    ) -> Self {
        let page = &corpus[place.document];
        let figure = &page.figures[place.nth as usize];
        let mut all = asked.behind(&[figure.span]);
        let voiced = |all: &[Behind]| all.iter().all(|b| b.how >= How::Credited);
        if voiced(&all) {
            let sentence = near(page, figure.span, SENTENCE);
            all = asked.behind(&[sentence]);
        }
        Self {
            measure,
            range,
            behind: nearest(all, figure.span),
            figures: vec![place],
            when: figure.when.as_deref().and_then(Days::of),
            published: page.days_at(figure.span.start()),
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

/// Of several on whose word a sentence stands, the one named nearest to the figure.
fn nearest(all: Vec<Behind>, figure: Span) -> Behind {
    let away = |behind: &Behind| {
        let span = behind.span;
        figure.start().saturating_sub(span.end()).max(span.start().saturating_sub(figure.end()))
    };
    let page = Behind { word: Word::Unknown, how: How::Voice, span: Span::new(0, 0) };
    all.into_iter().min_by_key(away).unwrap_or(page)
}

/// What makes two positions one: who is counted, how many, on whose word, and when it held.
type Key = (Measure, (u64, u64), Word, Option<Days>);

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
            Some(nth) => self.given[*nth].figures.extend(given.figures),
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
