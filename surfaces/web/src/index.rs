//! What of a view is found by its id, and what belongs to an incident.

use sayso::corpus::{Corpus, Place};
use sayso::disputes::Disputes;
use sayso::estimates::{Estimates, Matter};
use sayso::findings::Findings;
use sayso::incidents::Incidents;
use sayso::model::ItemId;
use sayso::shared::Shared;
use std::collections::BTreeMap;
use std::ops::Range;

/// Where things are, by their ids. Copies share most of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    pub(crate) actors: Shared<ItemId, Place>,
    pub(crate) incidents: Shared<String, u32>,
    pub(crate) incident_ids: Vec<String>,
    pub(crate) disputes: BTreeMap<Box<str>, usize>,
    pub(crate) disputes_on: BTreeMap<u32, Vec<usize>>,
    pub(crate) estimates_on: BTreeMap<u32, Vec<usize>>,
}

impl Index {
    /// Of all documents.
    pub(crate) fn of(corpus: &Corpus, findings: &Findings) -> Self {
        let mut index = Self::default();
        let all = u32::try_from(corpus.documents().len()).unwrap_or(u32::MAX);
        index.add(corpus, findings, 0..all);
        index
    }

    /// Takes in some documents that came last, and what was found then.
    pub(crate) fn add(&mut self, corpus: &Corpus, findings: &Findings, documents: Range<u32>) {
        for document in documents {
            for (nth, actor) in (0..).zip(&corpus[document].actors) {
                self.actors.insert(actor.id.clone(), Place { document, nth });
            }
        }
        self.add_incidents(corpus, &findings.incidents);
        self.take_disputes(&findings.disputes);
        self.take_estimates(&findings.estimates);
    }

    /// Those that are not there yet: an incident keeps its number and its id.
    fn add_incidents(&mut self, corpus: &Corpus, incidents: &Incidents) {
        let first = self.incident_ids.len();
        for (nth, _) in (0..).zip(incidents.all()).skip(first) {
            let id = incidents.id(corpus, nth);
            self.incidents.insert(id.clone(), nth);
            self.incident_ids.push(id);
        }
    }

    fn take_disputes(&mut self, disputes: &Disputes) {
        self.disputes.clear();
        self.disputes_on.clear();
        for (nth, dispute) in disputes.all().iter().enumerate() {
            self.disputes.insert(dispute.id.clone(), nth);
            if let Some(incident) = dispute.incident {
                self.disputes_on.entry(incident).or_default().push(nth);
            }
        }
    }

    fn take_estimates(&mut self, estimates: &Estimates) {
        self.estimates_on.clear();
        for (nth, estimate) in estimates.all().iter().enumerate() {
            if let Matter::Incident(incident) = estimate.matter {
                self.estimates_on.entry(incident).or_default().push(nth);
            }
        }
    }
}
