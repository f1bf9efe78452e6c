//! Estimates: how many of the same thing there are said to be, by whom, over time.
//!
//! Two figures are of the same thing where they count in one [`Incident`](crate::incidents::Incident),
//! or, outside of any, where the words for what is counted and the place are the same; and where what
//! happened to those counted is the same ([`Outcome`]). Who is counted ([`Scope`]) and whether it is a
//! part of a greater number ([`Part`]) are kept apart in an estimate: only figures of one scope can
//! contradict each other. Documents that give the same range on the same word are one position, with
//! all the figures that repeat it.

mod differ;
mod given;
mod measure;
mod range;
mod told;
pub(crate) mod words;

pub use differ::{Difference, Differing};
pub use given::Given;
use measure::near;
pub use measure::{Measure, Outcome, Part, Scope};
pub use range::Range;

use crate::corpus::{Corpus, Place, number};
use crate::identity::Identities;
use crate::incidents::{Happening, Incidents};
use crate::spelling::Spelled;
use given::Folding;
use std::collections::BTreeMap;

/// What is counted: the happening, or what the words say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// Those of an incident, by its number.
    Incident(u32),
    /// Things of the same words, at a place or anywhere.
    Things {
        /// Stems of the words for what is counted; empty where only the outcome is told.
        of: Box<str>,
        /// The place, folded.
        place: Option<Box<str>>,
    },
}

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

/// Every estimate of a corpus, in order of what is counted.
#[derive(Debug, Clone, Default)]
pub struct Estimates {
    all: Vec<Estimate>,
}

impl Estimates {
    /// Of all figures of a corpus.
    #[must_use]
    pub fn of(corpus: &Corpus, identities: &Identities, incidents: &Incidents) -> Self {
        let stands = Stands::of(incidents);
        let mut folding: BTreeMap<(Matter, Outcome), Folding> = BTreeMap::new();
        for (document, page) in corpus.numbered() {
            for nth in 0..number(page.figures.len()) {
                let place = Place { document, nth };
                let words = page.at(page.figures[nth as usize].span);
                let range = Range::of(&page.figures[nth as usize], words);
                let measure = Measure::of(page, nth as usize);
                let (Some(range), Some(measure)) = (range, measure) else { continue };
                let matter = matter(corpus, place, &measure, &range, &stands);
                let given = Given::of(corpus, identities, place, measure, range);
                let outcome = given.measure.outcome;
                folding.entry((matter, outcome)).or_default().add(given);
            }
        }
        let all = folding.into_iter().map(|((matter, outcome), folding)| {
            let given = folding.finish();
            let differing = differ::all(corpus, &matter, &given);
            Estimate { matter, outcome, given, differing }
        });
        Self { all: all.collect() }
    }

    /// Every estimate.
    #[must_use]
    pub fn all(&self) -> &[Estimate] {
        &self.all
    }
}

/// Where reports of incidents stand in each document.
struct Stands<'i> {
    incidents: &'i Incidents,
    /// Reports of attacks by document and last sentence.
    reports: BTreeMap<(u32, u32), u32>,
    figures: BTreeMap<Place, u32>,
}

/// Of a sentence so many bytes before and after a figure are looked at.
const SENTENCE: usize = 400;
/// A figure that no report has belongs to the one that ends at most so many sentences before.
const REACH: u32 = 4;
/// So many people are not killed in one incident: these are totals of a war.
const TOTAL: f64 = 5_000.0;
/// Words of a sentence that tell of more than one incident.
const TOTALS: [&str; 7] =
    [" since ", "over the past", "in the past", "so far this", " war ", "conflict", "each day"];

impl<'i> Stands<'i> {
    fn of(incidents: &'i Incidents) -> Self {
        let mut stands = Self { incidents, reports: BTreeMap::new(), figures: BTreeMap::new() };
        for (nth, report) in (0..).zip(incidents.reports()) {
            let document = report.document;
            for figure in &report.figures {
                stands.figures.insert(Place { document, nth: *figure }, nth);
            }
            if let Some(last) =
                report.sentences.last().filter(|_| report.kind == Happening::Violence)
            {
                stands.reports.insert((document, *last), nth);
            }
        }
        stands
    }

    /// The incident that the people of a figure are counted in.
    fn incident(&self, corpus: &Corpus, place: Place, range: &Range) -> Option<u32> {
        let page = &corpus[place.document];
        let own = page.figures[place.nth as usize].span;
        let sentence = page.sentence_at(own.start())?;
        let words = page.at(near(page, own, SENTENCE)).to_lowercase();
        if range.low >= TOTAL || TOTALS.iter().any(|total| words.contains(total)) {
            return None;
        }
        let sentence = number(sentence);
        let before = || {
            let from = (place.document, sentence.saturating_sub(REACH));
            let near = self.reports.range(from..=(place.document, sentence)).next_back();
            near.map(|(_, nth)| nth)
        };
        let report = self.figures.get(&place).or_else(before)?;
        Some(self.incidents.at(*report))
    }
}

fn matter(
    corpus: &Corpus,
    place: Place,
    measure: &Measure,
    range: &Range,
    stands: &Stands<'_>,
) -> Matter {
    if measure.outcome != Outcome::Counted
        && let Some(incident) = stands.incident(corpus, place, range)
    {
        return Matter::Incident(incident);
    }
    let page = &corpus[place.document];
    let figure = &page.figures[place.nth as usize];
    let sentence = page.sentence_at(figure.span.start()).map(|nth| page.sentences[nth]);
    let sited = || page.places_in(sentence?).map(|place| &*place.name).next();
    let named = figure.place.as_deref().or_else(sited);
    let of = match &measure.scope {
        Scope::Of(of) if measure.outcome == Outcome::Counted => of.clone(),
        _ => Box::default(),
    };
    Matter::Things { of, place: named.map(|name| Spelled::of(name).folded().into()) }
}

#[cfg(test)]
mod tests;
