//! In which incident the people of a figure are counted.

use super::around::near;
use super::{Range, SENTENCE};
use crate::corpus::{Corpus, Document, Place, number};
use crate::incidents::{Happening, Incidents, Report};
use crate::sites::tells_where;
use crate::spelling::Spelled;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where reports of incidents stand in a document.
pub(super) struct Stands<'i> {
    incidents: &'i Incidents,
    /// Reports of attacks by their last sentence.
    reports: BTreeMap<u32, u32>,
    /// Reports by the figures in them.
    figures: BTreeMap<u32, u32>,
    /// Where the reports tell of.
    here: BTreeMap<u32, Here>,
}

/// A figure that no report has belongs to the one that ends at most so many sentences before.
const REACH: u32 = 4;
/// So many people are not killed in one incident: these are totals of a war.
const TOTAL: f64 = 5_000.0;
/// Words of a sentence that tell of more than one incident.
const TOTALS: [&str; 7] =
    [" since ", "over the past", "in the past", "so far this", " war ", "conflict", "each day"];

/// Words after *since* or *war* with which a sentence tells of one incident all the same: *since dawn*, *a war
/// monitor*.
const ONE: [&str; 8] =
    ["dawn", "midnight", "morning", "noon", "last night", "monitor", "crime", "plane"];

fn is_total(words: &str) -> bool {
    let of_many = |(at, total): (usize, &str)| {
        let after = words[at + total.len()..].trim_start();
        !ONE.iter().any(|one| after.starts_with(one))
    };
    TOTALS.iter().any(|total| words.match_indices(total).any(of_many))
}

impl<'i> Stands<'i> {
    pub(super) fn of(corpus: &Corpus, incidents: &'i Incidents, document: u32) -> Self {
        let page = &corpus[document];
        let named = named(page);
        let countries = page.places.iter().filter_map(|place| place.country.as_deref());
        let countries = Arc::new(countries.map(|name| Spelled::of(name).folded()).collect());
        let mut stands = Self {
            incidents,
            reports: BTreeMap::new(),
            figures: BTreeMap::new(),
            here: BTreeMap::new(),
        };
        for nth in incidents.reports_in(document) {
            let report = &incidents.reports()[nth as usize];
            stands.here.insert(nth, Here::of(report, &named, &countries));
            stands.figures.extend(report.figures.iter().map(|figure| (*figure, nth)));
            let last = report.sentences.last().filter(|_| report.kind == Happening::Violence);
            stands.reports.extend(last.map(|last| (*last, nth)));
        }
        stands
    }

    /// The incident that the people of a figure are counted in, with how like the others the report is
    /// that has the figure; none where the figure names a place of its own that is not the report's.
    pub(super) fn incident(
        &self,
        corpus: &Corpus,
        place: Place,
        range: &Range,
        own: Option<&str>,
    ) -> Option<(u32, f32)> {
        let page = &corpus[place.document];
        let figure = page.figures[place.nth as usize].span;
        let sentence = page.sentence_at(figure.start())?;
        let words = page.at(near(page, figure, SENTENCE)).to_lowercase();
        if range.least() >= TOTAL || is_total(&words) {
            return None;
        }
        let sentence = number(sentence);
        let before = || {
            let near = self.reports.range(sentence.saturating_sub(REACH)..=sentence).next_back();
            near.map(|(_, nth)| nth)
        };
        let nth = *self.figures.get(&place.nth).or_else(before)?;
        let own = own.map(|own| Spelled::of(own).folded());
        let here = self.here.get(&nth)?;
        let of = || (self.incidents.at(nth), self.incidents.like(nth));
        here.holds(sentence, own.as_deref()).then(of)
    }
}

/// Where a report tells of.
struct Here {
    dated: bool,
    first: Option<String>,
    places: BTreeSet<String>,
    /// Sentences that name its first place.
    main: BTreeSet<u32>,
    /// What is named in a sentence with its first place: parts of it, or what it is a part of.
    beside: BTreeSet<String>,
    /// The countries of its page, in which everything happens.
    countries: Arc<BTreeSet<String>>,
}

impl Here {
    fn of(
        report: &Report,
        named: &BTreeMap<u32, Vec<String>>,
        countries: &Arc<BTreeSet<String>>,
    ) -> Self {
        let mut here = Self {
            dated: report.days.is_some(),
            first: report.places.first().cloned(),
            places: report.places.iter().cloned().collect(),
            main: BTreeSet::new(),
            beside: BTreeSet::new(),
            countries: Arc::clone(countries),
        };
        let Some(first) = report.places.first() else { return here };
        for sentence in &report.sentences {
            let all = named.get(sentence).map(Vec::as_slice).unwrap_or_default();
            if all.contains(first) {
                here.main.insert(*sentence);
                here.beside.extend(all.iter().cloned());
            }
        }
        here
    }

    /// Whether a figure that names a place of its own, or none, is of what the report tells. A report
    /// without days may be of many happenings: then only what is said to be where it begins.
    fn holds(&self, sentence: u32, own: Option<&str>) -> bool {
        let Some(own) = own else { return self.dated };
        if !self.dated {
            return self.first.as_deref() == Some(own);
        }
        self.places.is_empty()
            || self.countries.contains(own)
            || self.beside.contains(own)
            || self.main.is_empty() && self.places.contains(own)
            || self.main.contains(&sentence)
    }
}

/// The names of places, folded, by the sentence they stand in: those read as places, and those that
/// something is said to happen or to be counted at.
fn named(page: &Document) -> BTreeMap<u32, Vec<String>> {
    let sites = page.places.iter().filter(|place| tells_where(page, place.span));
    let read = sites.map(|place| (place.span.start(), &*place.name));
    let done =
        page.deeds.iter().filter_map(|deed| Some((deed.span.start(), deed.place.as_deref()?)));
    let counted =
        page.figures.iter().filter_map(|one| Some((one.span.start(), one.place.as_deref()?)));
    let mut named: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (start, name) in read.chain(done).chain(counted) {
        if let Some(sentence) = page.sentence_at(start) {
            named.entry(number(sentence)).or_default().push(Spelled::of(name).folded());
        }
    }
    named
}
