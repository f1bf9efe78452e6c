//! Incidents: reports of several documents that speak of one happening.
//!
//! A [`Report`] is what one document tells of a happening: sentences that follow each other and say
//! that somebody attacked, took, arrested, met, withdrew..., with their place, days, actors and numbers
//! ([`reports`]). Reports of one happening are found by what they share ([`handles`]) within a window of
//! days, in order of arrival: each joins the incident it is most like, or begins one (leader clustering;
//! Hartigan, *Clustering Algorithms*, 1975). A document that arrives later is folded in without going
//! through the others again, with the same result.
//!
//! What people ruled goes before likeness ([`rulings`]): what they say is of one happening is, what
//! they keep apart stays apart, and what they say tells of a happening is a report, whatever was read.

mod cluster;
mod handles;
mod happening;
mod reports;
mod rulings;
mod sentences;
mod shared;
mod when;

pub use happening::Happening;
pub use reports::Report;

use crate::agreement::{Agreement, Suggestion};
use crate::corpus::{Corpus, Days, number};
use crate::identity::Identities;
use cluster::Clusters;
use rulings::Rulings;
use sayso_model::{Digest, Ruling};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// An id of an incident has so many digits: enough that two of a dossier are never one.
const DIGITS: usize = 12;

/// One happening, as documents report it.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// The reports, in order of arrival, each with how like the earlier ones it is: 0 to 1.
    pub reports: Vec<(u32, f32)>,
}

/// All incidents of a corpus. Copies share most of it.
#[derive(Debug, Clone, Default)]
pub struct Incidents {
    reports: Vec<Arc<Report>>,
    incidents: Vec<Incident>,
    /// Of each report: which incident.
    of: Vec<u32>,
    clusters: Clusters,
    rulings: Rulings,
    /// The reports of which people ruled on something, by what they are of one happening with.
    ruled: BTreeMap<u32, Vec<u32>>,
    /// The report that has each item that people ruled on.
    holder: BTreeMap<u32, u32>,
}

impl Incidents {
    /// Of all documents of a corpus, with what people ruled on what is of one happening, oldest first.
    #[must_use]
    pub fn of(corpus: &Corpus, identities: &Identities, rulings: &[Ruling]) -> Self {
        let mut incidents = Self { rulings: Rulings::of(rulings), ..Self::default() };
        let mut reports = Vec::new();
        for document in 0..number(corpus.documents().len()) {
            reports.extend(reports::of(corpus, identities, &incidents.rulings, document));
        }
        // What one report tells is of one happening, and with it all that was ruled to be.
        for pair in reports.iter().flat_map(|report: &Report| report.ruled.windows(2)) {
            incidents.rulings.join(pair[0], pair[1]);
        }
        reports.into_iter().for_each(|report| incidents.place(corpus, identities, report));
        incidents
    }

    /// Folds a document in.
    pub fn add(&mut self, corpus: &Corpus, identities: &Identities, document: u32) {
        for report in reports::of(corpus, identities, &self.rulings, document) {
            self.place(corpus, identities, report);
        }
    }

    fn place(&mut self, corpus: &Corpus, identities: &Identities, mut report: Report) {
        let handles = handles::of(corpus, identities, &report);
        let placed = self.clusters.place(&report, &handles, &self.rulings);
        let nth = number(self.reports.len());
        if placed.incident as usize == self.incidents.len() {
            self.incidents.push(Incident { reports: Vec::new() });
        }
        let incident = &mut self.incidents[placed.incident as usize];
        if placed.days.is_some() {
            report.settle(placed.days);
            // Only the first can have waited for its day.
            if let Some((first, _)) = incident.reports.first() {
                Arc::make_mut(&mut self.reports[*first as usize]).settle(placed.days);
            }
        }
        incident.reports.push((nth, placed.like));
        self.of.push(placed.incident);
        for item in &report.ruled {
            self.ruled.entry(self.rulings.root(*item)).or_default().push(nth);
            self.holder.insert(*item, nth);
        }
        self.reports.push(Arc::new(report));
    }

    /// What people said to a report being of its incident: that it is of one happening with another
    /// of its reports, or that they could not tell.
    #[must_use]
    pub fn said(&self, report: u32) -> Agreement {
        let own = &self.reports[report as usize].ruled;
        let beside = |nth: &u32| *nth != report && self.at(*nth) == self.at(report);
        let tied = |item: &u32| self.having(self.rulings.root(*item)).iter().any(beside);
        let doubted = |item: &u32| {
            let mut others = self.rulings.unsure_with(*item);
            others.any(|other| self.holder.get(&other).is_some_and(beside))
        };
        if own.iter().any(tied) {
            Agreement::Agreed
        } else if own.iter().any(doubted) {
            Agreement::Unsure
        } else {
            Agreement::Suggested
        }
    }

    /// How an incident stands: agreed where it has several reports, and people said of each that it is
    /// of one happening with another.
    #[must_use]
    pub fn agreed(&self, incident: &Incident) -> Agreement {
        let said = |(nth, _): &(u32, f32)| self.said(*nth) == Agreement::Agreed;
        match incident.reports.len() > 1 && incident.reports.iter().all(said) {
            true => Agreement::Agreed,
            false => Agreement::Suggested,
        }
    }

    /// How an incident stands, by its least sure report to which nobody agreed; one with a single
    /// report has no score.
    #[must_use]
    pub fn suggestion(&self, incident: &Incident) -> Suggestion {
        // The first report is like nothing before it.
        let joined = incident.reports.iter().skip(1);
        let open = joined.filter(|(nth, _)| self.said(*nth) != Agreement::Agreed);
        let score = open.map(|(_, like)| *like).min_by(f32::total_cmp);
        Suggestion { said: self.agreed(incident), score }
    }

    /// The reports that people ruled to be of another happening than a report, in order.
    #[must_use]
    pub fn kept_from(&self, report: u32) -> Vec<u32> {
        let own = self.reports[report as usize].ruled.iter();
        let apart = own.flat_map(|item| self.rulings.apart_from(*item));
        let kept: BTreeSet<u32> = apart.flat_map(|root| self.having(root)).copied().collect();
        kept.into_iter().collect()
    }

    /// The reports of which something is of one happening, by its root in the rulings.
    fn having(&self, root: u32) -> &[u32] {
        self.ruled.get(&root).map_or(&[], Vec::as_slice)
    }

    /// Every incident, in order of its first report.
    #[must_use]
    pub fn all(&self) -> &[Incident] {
        &self.incidents
    }

    /// Every report, in order of arrival.
    #[must_use]
    pub fn reports(&self) -> &[Arc<Report>] {
        &self.reports
    }

    /// The reports of a document, by their numbers.
    #[must_use]
    pub fn reports_in(&self, document: u32) -> Range<u32> {
        let before = |until: u32| number(self.reports.partition_point(|r| r.document < until));
        before(document)..before(document + 1)
    }

    /// The name of an incident, made of the place of its first report, so that it lasts as long as
    /// that does.
    #[must_use]
    pub fn id(&self, corpus: &Corpus, incident: u32) -> String {
        let first = self.reports_of(&self.incidents[incident as usize]).next();
        let place = first.map(|report| {
            let text = corpus[report.document].text.to_string();
            (text, report.span.start().to_string())
        });
        let (text, start) = place.unwrap_or_default();
        let mut digits = Digest::of_parts(&[text.as_bytes(), start.as_bytes()]).to_string();
        digits.truncate(DIGITS);
        format!("i{digits}")
    }

    /// The incident that a report is of.
    #[must_use]
    pub fn at(&self, report: u32) -> u32 {
        self.of[report as usize]
    }

    /// How like the earlier reports of its incident a report is: 0 to 1; 1 where it is the first, or
    /// where a person said of what happening it is.
    #[must_use]
    pub fn like(&self, report: u32) -> f32 {
        if !self.reports[report as usize].ruled.is_empty() {
            return 1.0;
        }
        let all = &self.incidents[self.at(report) as usize].reports;
        let at = all.binary_search_by_key(&report, |(nth, _)| *nth);
        at.map_or(1.0, |at| all[at].1)
    }

    /// The reports of an incident.
    pub fn reports_of(&self, incident: &Incident) -> impl Iterator<Item = &Report> {
        incident.reports.iter().map(|(nth, _)| self.reports[*nth as usize].as_ref())
    }

    /// How many documents report an incident.
    #[must_use]
    pub fn documents(&self, incident: &Incident) -> usize {
        let mut documents: Vec<u32> = self.reports_of(incident).map(|r| r.document).collect();
        documents.dedup();
        documents.len()
    }

    /// What kind of happening most of its reports tell.
    #[must_use]
    pub fn kind(&self, incident: &Incident) -> Happening {
        let mut counts: BTreeMap<Happening, usize> = BTreeMap::new();
        for report in self.reports_of(incident) {
            *counts.entry(report.kind).or_default() += 1;
        }
        let most = counts.iter().max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind)));
        most.map_or(Happening::Violence, |(kind, _)| *kind)
    }

    /// The days that most of its dated reports give, the exact before the inferred.
    #[must_use]
    pub fn days(&self, incident: &Incident) -> Option<Days> {
        let mut counts: BTreeMap<(bool, u32, Days), usize> = BTreeMap::new();
        for report in self.reports_of(incident) {
            if let Some(days) = report.days {
                *counts.entry((report.inferred, days.length(), days)).or_default() += 1;
            }
        }
        let best = counts.iter().max_by_key(|((inferred, length, _), count)| {
            (!inferred, **count, std::cmp::Reverse(*length))
        });
        best.map(|((_, _, days), _)| *days)
    }

    /// Its days in words, as EDTF; roughly (`~`) where only the days of publication tell them.
    #[must_use]
    pub fn when(&self, incident: &Incident) -> Option<String> {
        let days = self.days(incident)?.to_string();
        Some(if self.is_guessed(incident) { days.replace('/', "~/") + "~" } else { days })
    }

    /// Whether only the days of publication tell its days.
    #[must_use]
    pub fn is_guessed(&self, incident: &Incident) -> bool {
        let mut dated = self.reports_of(incident).filter(|report| report.days.is_some());
        let first = dated.next();
        let guessed = |report: &Report| {
            report.inferred && report.days.is_some_and(|days| days.first != days.last)
        };
        first.is_some_and(guessed) && dated.all(guessed)
    }

    /// The places that its reports name, the commonest first, as the first that names one spells it.
    #[must_use]
    pub fn place_names<'a>(&'a self, corpus: &'a Corpus, incident: &'a Incident) -> Vec<&'a str> {
        let mut spelled: BTreeMap<&str, &str> = BTreeMap::new();
        for report in self.reports_of(incident) {
            for (folded, name) in report.places.iter().zip(report.place_names(corpus)) {
                spelled.entry(folded).or_insert(name);
            }
        }
        let places = self.places(incident).into_iter();
        places.map(|folded| spelled.get(folded).copied().unwrap_or(folded)).collect()
    }

    /// The places that its reports name, folded, the commonest first.
    #[must_use]
    pub fn places(&self, incident: &Incident) -> Vec<&str> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for place in self.reports_of(incident).flat_map(|report| &report.places) {
            *counts.entry(place).or_default() += 1;
        }
        let mut places: Vec<_> = counts.into_iter().collect();
        places.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        places.into_iter().map(|(place, _)| place).collect()
    }
}
