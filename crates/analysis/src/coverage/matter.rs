//! What coverage is asked of.

use crate::corpus::{Corpus, Place};
use crate::disputes::Dispute;
use crate::identity::Identities;
use crate::incidents::Incidents;
use sayso_model::Span;
use std::collections::BTreeSet;

/// Whose names are told in the cells of a matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Of these identities.
    Actors(BTreeSet<u32>),
    /// Of everybody.
    Anybody,
}

impl About {
    pub(super) fn is_on(&self, identity: u32) -> bool {
        match self {
            Self::Actors(actors) => actors.contains(&identity),
            Self::Anybody => true,
        }
    }
}

/// One column: a matter, with every place that tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter {
    /// What to call it.
    pub label: String,
    /// Whose names are of interest.
    pub about: About,
    /// The places: the document's number in the corpus, and the words.
    pub places: Vec<(u32, Span)>,
}

impl Matter {
    /// An incident: the sentences that report it.
    #[must_use]
    pub fn incident(
        corpus: &Corpus,
        identities: &Identities,
        incidents: &Incidents,
        nth: usize,
    ) -> Option<Self> {
        let incident = incidents.all().get(nth)?;
        let places = incidents
            .reports_of(incident)
            .flat_map(|report| {
                let page = &corpus[report.document];
                let sentences = report.sentences.iter();
                sentences.map(|nth| (report.document, page.sentences[*nth as usize]))
            })
            .collect();
        let actors: BTreeSet<u32> =
            incidents.reports_of(incident).flat_map(|report| report.actors.clone()).collect();
        let named = || actors.iter().next().map(|identity| identities.get(*identity).name.as_str());
        let kind = incidents.kind(incident);
        let place = incidents.place_names(corpus, incident).first().copied().or_else(named);
        let label = place.map_or_else(|| kind.to_string(), |place| format!("{kind}: {place}"));
        Some(Self { label, about: About::Actors(actors), places })
    }

    /// An actor: the sentences that name it.
    #[must_use]
    pub fn actor(corpus: &Corpus, identities: &Identities, identity: u32) -> Self {
        let of = identities.get(identity);
        let mut places = BTreeSet::new();
        for actor in &of.actors {
            let page = &corpus[actor.document];
            for mention in &corpus.actor(*actor).mentions {
                let sentence = page.sentence_at(mention.start());
                let span = sentence.map_or(*mention, |nth| page.sentences[nth]);
                places.insert((actor.document, span));
            }
        }
        Self {
            label: of.name.clone(),
            about: About::Actors(BTreeSet::from([identity])),
            places: places.into_iter().collect(),
        }
    }

    /// A dispute: the words of its positions.
    #[must_use]
    pub fn dispute(dispute: &Dispute) -> Self {
        let positions = dispute.positions.iter();
        let mut places: Vec<_> =
            positions.flat_map(|one| one.spans.iter().map(|span| (one.document, *span))).collect();
        places.sort_unstable();
        Self { label: dispute.question.clone(), about: About::Anybody, places }
    }

    /// In how many documents it is told of.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.places.iter().map(|(document, _)| document).collect::<BTreeSet<_>>().len()
    }

    /// A dispute, or anything else that claims make up.
    #[must_use]
    pub fn claims(label: String, corpus: &Corpus, claims: &[Place]) -> Self {
        let spans = |claim: &Place| {
            let document = claim.document;
            corpus.claim(*claim).content.iter().map(move |span| (document, *span))
        };
        Self { label, about: About::Anybody, places: claims.iter().flat_map(spans).collect() }
    }
}
