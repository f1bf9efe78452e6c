//! Estimates: how many of the same thing there are said to be, by whom, over time.
//!
//! Two figures are of the same thing where they count in one [`Incident`](crate::incidents::Incident),
//! or, outside of any, where the words for what is counted and the place are the same; and where what
//! happened to those counted is the same ([`Outcome`]). What befell people outside of any incident is of
//! one thing within a paragraph, or within what a document says of one day ([`Within`]). Who is counted ([`Scope`]) and whether it is a
//! part of a greater number ([`Part`]) are kept apart in an estimate: only figures of one scope can
//! contradict each other. Documents that give the same range on the same word are one position, with
//! all the figures that repeat it.

mod around;
mod countable;
mod differ;
mod given;
mod holder;
mod matter;
mod measure;
mod range;
mod sited;
mod stands;
mod table;
mod told;
pub(crate) mod words;

pub use differ::{Difference, Differing};
pub use given::Given;
pub use matter::{Matter, Stretch, Within};
pub use measure::{Counted, Measure, Outcome, Part, Scope};
pub use range::{Order, Range};

use crate::agreement::{Agreement, Suggestion};
use crate::behind::Asked;
use crate::corpus::{Corpus, Place, number};
use crate::identity::Identities;
use crate::incidents::Incidents;
use given::Folding;
use matter::Matters;
use rayon::prelude::*;
use sayso_model::Stance;
use stands::Stands;
use std::collections::BTreeMap;
use std::sync::Arc;
use table::{Cell, Tables};

/// How many of one thing, by everybody who says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// Of what.
    pub matter: Matter,
    /// What happens to those counted.
    pub outcome: Outcome,
    /// The positions, by time, then document, then place.
    pub given: Vec<Given>,
    /// Those that cannot both hold, or seem so, by their numbers in `given`.
    pub differing: Vec<Differing>,
}

impl Estimate {
    /// How a number of it stands: as sure as what it counts in, and agreed where people agreed to that
    /// and to the figures.
    #[must_use]
    pub fn suggestion(&self, corpus: &Corpus, incidents: &Incidents, given: &Given) -> Suggestion {
        let agreed = given.figures.iter().all(|place| {
            let page = &corpus[place.document];
            page.is_agreed(&page.figures[place.nth as usize].id)
        });
        match self.matter {
            Matter::Incident(nth) => {
                let within = incidents.suggestion(&incidents.all()[nth as usize]);
                let said = if agreed { within.said } else { Agreement::Suggested };
                Suggestion { said, score: within.score }
            }
            Matter::Things { .. } => Suggestion::read(agreed, None),
        }
    }
}

/// Every estimate of a corpus, in order of the first figure. Copies share them.
#[derive(Debug, Clone, Default)]
pub struct Estimates {
    all: Vec<Arc<Estimate>>,
    by_matter: BTreeMap<Counting, u32>,
}

/// What makes figures those of one estimate.
type Counting = (Matter, Outcome);

impl Estimates {
    /// Of all figures of a corpus.
    #[must_use]
    pub fn of(corpus: &Corpus, identities: &Identities, incidents: &Incidents) -> Self {
        let mut estimates = Self::default();
        estimates.take(corpus, identities, incidents, 0..number(corpus.documents().len()));
        estimates
    }

    /// Folds in a document that came after the others, whose reports are among the incidents; tells
    /// which estimates it changed or began, in order. What comes of it is what there would be had
    /// the document been there from the start.
    pub fn add(
        &mut self,
        corpus: &Corpus,
        identities: &Identities,
        incidents: &Incidents,
        document: u32,
    ) -> Vec<u32> {
        self.take(corpus, identities, incidents, document..document + 1)
    }

    fn take(
        &mut self,
        corpus: &Corpus,
        identities: &Identities,
        incidents: &Incidents,
        documents: std::ops::Range<u32>,
    ) -> Vec<u32> {
        let figures = documents.into_par_iter().map(|document| {
            let stands = Stands::of(corpus, incidents, document);
            figures(corpus, identities, &Matters::of(corpus, stands, document), document)
        });
        let mut folding: BTreeMap<u32, Folding> = BTreeMap::new();
        for (counting, given) in figures.collect::<Vec<_>>().into_iter().flatten() {
            let nth = self.counting(counting);
            let estimate = Arc::make_mut(&mut self.all[nth as usize]);
            let already = || Folding::of(std::mem::take(&mut estimate.given));
            folding.entry(nth).or_insert_with(already).add(given);
        }
        let changed = folding.keys().copied().collect();
        for (nth, folding) in folding {
            let estimate = Arc::make_mut(&mut self.all[nth as usize]);
            estimate.given = folding.finish();
            estimate.differing = differ::all(corpus, &estimate.matter, &estimate.given);
        }
        changed
    }

    /// The estimate of what is counted.
    fn counting(&mut self, counting: Counting) -> u32 {
        if let Some(nth) = self.by_matter.get(&counting) {
            return *nth;
        }
        let nth = number(self.all.len());
        let (matter, outcome) = counting.clone();
        let new = Estimate { matter, outcome, given: Vec::new(), differing: Vec::new() };
        self.all.push(Arc::new(new));
        self.by_matter.insert(counting, nth);
        nth
    }

    /// The estimates of those counted in an incident, by their numbers.
    pub fn on(&self, incident: u32) -> impl Iterator<Item = u32> {
        let of = move |outcome| (Matter::Incident(incident), outcome);
        let all = Outcome::ALL.into_iter();
        all.filter_map(move |outcome| self.by_matter.get(&of(outcome)).copied())
    }

    /// Every estimate.
    #[must_use]
    pub fn all(&self) -> &[Arc<Estimate>] {
        &self.all
    }
}

/// The figures of a document that count something, with what they count.
fn figures(
    corpus: &Corpus,
    identities: &Identities,
    matters: &Matters<'_>,
    document: u32,
) -> Vec<(Counting, Given)> {
    let page = &corpus[document];
    let asked = Asked::of(corpus, identities, document);
    let tables = Tables::of(corpus, identities, document);
    let given = (0..number(page.figures.len())).filter_map(|nth| {
        let place = Place { document, nth };
        let figure = &page.figures[nth as usize];
        // Whoever denies a number gives none.
        let told = figure.told.map(|told| page.told[told as usize].stance);
        if told == Some(Stance::Denies) {
            return None;
        }
        let range = Range::of(figure, page.at(figure.span))?;
        if let Some(cell) = tables.cell(figure.span) {
            return in_table(corpus, &cell, place, range);
        }
        let measure = Measure::of(page, nth as usize)?;
        let (matter, like) = matters.matter(corpus, place, &measure, &range);
        let given = Given { like, ..Given::of(corpus, identities, &asked, place, measure, range) };
        Some(((matter, given.measure.outcome), given))
    });
    given.collect()
}

/// A figure of a table that says in each row who gives it. What stands in columns of which the head does
/// not say what befell those counted is passed over: it takes the number apart, or counts anything.
fn in_table(
    corpus: &Corpus,
    cell: &Cell<'_>,
    place: Place,
    range: Range,
) -> Option<(Counting, Given)> {
    let measure = cell.measure()?;
    let part = Stretch::Table(cell.place());
    let within = Some(Within { document: place.document, part });
    let matter = Matter::Things { of: Box::default(), place: None, within };
    let given = Given {
        measure,
        range,
        behind: cell.holder()?,
        perhaps: None,
        figures: vec![place],
        like: 1.0,
        place: None,
        when: None,
        published: cell.days(&corpus[place.document]),
    };
    Some(((matter, given.measure.outcome), given))
}

/// Of a sentence so many bytes before and after a figure are looked at.
const SENTENCE: usize = 400;

#[cfg(test)]
mod tests;
