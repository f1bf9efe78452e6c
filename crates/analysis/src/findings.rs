//! What follows from what documents say and who is who in them: incidents, estimates, disputes.

use crate::corpus::Corpus;
use crate::disputes::Disputes;
use crate::estimates::Estimates;
use crate::identity::Identities;
use crate::incidents::Incidents;

/// Incidents, the estimates of those counted in them, and the disputes over all of it, each made of
/// those before.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// What happened, as documents report it.
    pub incidents: Incidents,
    /// How many of what there are said to be.
    pub estimates: Estimates,
    /// On what holders differ.
    pub disputes: Disputes,
}

impl Findings {
    /// Of all documents of a corpus.
    #[must_use]
    pub fn of(corpus: &Corpus, identities: &Identities) -> Self {
        let incidents = Incidents::of(corpus, identities);
        let estimates = Estimates::of(corpus, identities, &incidents);
        let disputes = Disputes::of(corpus, identities, &incidents, &estimates);
        Self { incidents, estimates, disputes }
    }

    /// Folds in a document that came after the others; what comes of it is what there would be had
    /// the document been there from the start.
    pub fn add(&mut self, corpus: &Corpus, identities: &Identities, document: u32) {
        let Self { incidents, estimates, disputes } = self;
        incidents.add(corpus, identities, document);
        let changed = estimates.add(corpus, identities, incidents, document);
        disputes.add(corpus, identities, incidents, (estimates, &changed), document);
    }
}
