//! What coverage is asked of.

use crate::agreement::{Agreement, Suggestion, to_identity};
use crate::corpus::{Corpus, Days, number};
use crate::disputes::Dispute;
use crate::identity::Identities;
use crate::incidents::Incidents;
use sayso_ledger::Ruled;
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

/// What stands above a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The id of the incident, actor or dispute.
    pub id: String,
    /// What to call it.
    pub label: String,
    /// When it happened, of an incident.
    pub days: Option<Days>,
    /// How it stands.
    pub suggestion: Suggestion,
}

/// One column: a matter, with every place that tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter {
    /// What stands above it.
    pub column: Column,
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
        let column = Column {
            id: incidents.id(corpus, number(nth)),
            label: place.map_or_else(|| kind.to_string(), |place| format!("{kind}: {place}")),
            days: incidents.days(incident),
            suggestion: incidents.suggestion(incident),
        };
        Some(Self { column, about: About::Actors(actors), places })
    }

    /// An actor: the sentences that name it.
    #[must_use]
    pub fn actor(
        corpus: &Corpus,
        identities: &Identities,
        rulings: &[Ruled],
        identity: u32,
    ) -> Self {
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
        let suggestion = to_identity(corpus, rulings, of);
        Self {
            column: Column {
                id: of.id.to_string(),
                label: of.name.clone(),
                days: None,
                suggestion: suggestion.unwrap_or(Suggestion::read(false, None)),
            },
            about: About::Actors(BTreeSet::from([identity])),
            places: places.into_iter().collect(),
        }
    }

    /// A dispute, with what people said to it: the words of its positions.
    #[must_use]
    pub fn dispute(dispute: &Dispute, said: Agreement) -> Self {
        let positions = dispute.positions.iter();
        let mut places: Vec<_> =
            positions.flat_map(|one| one.spans.iter().map(|span| (one.document, *span))).collect();
        places.sort_unstable();
        let column = Column {
            id: dispute.id.to_string(),
            label: dispute.question.clone(),
            days: None,
            suggestion: Suggestion::scored(said, dispute.score),
        };
        Self { column, about: About::Anybody, places }
    }

    /// In how many documents it is told of.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.places.iter().map(|(document, _)| document).collect::<BTreeSet<_>>().len()
    }
}
