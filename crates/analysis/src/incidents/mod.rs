//! Incidents: reports of several documents that speak of one happening.
//!
//! A [`Report`] is what one document tells of a happening: sentences that follow each other and say
//! that somebody attacked, took, arrested, met, withdrew..., with their place, days, actors and numbers
//! ([`reports`]). Reports of one happening are found by what they share ([`handles`]) within a window of
//! days, in order of arrival: each joins the incident it is most like, or begins one (leader clustering;
//! Hartigan, *Clustering Algorithms*, 1975). A document that arrives later is folded in without going
//! through the others again, with the same result.

mod cluster;
mod handles;
mod reports;

pub use reports::{Happening, Report};

use crate::corpus::{Corpus, Days, number};
use crate::identity::Identities;
use cluster::Clusters;
use sayso_model::Digest;
use std::collections::BTreeMap;
use std::ops::Range;

/// An id of an incident has so many digits: enough that two of a dossier are never one.
const DIGITS: usize = 12;

/// One happening, as documents report it.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// The reports, in order of arrival, each with how like the earlier ones it is: 0 to 1.
    pub reports: Vec<(u32, f32)>,
}

/// All incidents of a corpus.
#[derive(Debug, Clone, Default)]
pub struct Incidents {
    reports: Vec<Report>,
    incidents: Vec<Incident>,
    /// Of each report: which incident.
    of: Vec<u32>,
    clusters: Clusters,
}

impl Incidents {
    /// Of all documents of a corpus.
    #[must_use]
    pub fn of(corpus: &Corpus, identities: &Identities) -> Self {
        let mut incidents = Self::default();
        for document in 0..number(corpus.documents().len()) {
            incidents.add(corpus, identities, document);
        }
        incidents
    }

    /// Folds a document in.
    pub fn add(&mut self, corpus: &Corpus, identities: &Identities, document: u32) {
        for report in reports::of(corpus, identities, document) {
            let handles = handles::of(corpus, &report);
            let (incident, like) = self.clusters.place(&report, handles);
            let nth = number(self.reports.len());
            if incident as usize == self.incidents.len() {
                self.incidents.push(Incident { reports: Vec::new() });
            }
            self.incidents[incident as usize].reports.push((nth, like));
            self.of.push(incident);
            self.reports.push(report);
        }
    }

    /// Every incident, in order of its first report.
    #[must_use]
    pub fn all(&self) -> &[Incident] {
        &self.incidents
    }

    /// Every report, in order of arrival.
    #[must_use]
    pub fn reports(&self) -> &[Report] {
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

    /// The reports of an incident.
    pub fn reports_of(&self, incident: &Incident) -> impl Iterator<Item = &Report> {
        incident.reports.iter().map(|(nth, _)| &self.reports[*nth as usize])
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
