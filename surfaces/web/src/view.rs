//! What the pages on many documents at once are made from.

mod later;

use crate::index::Index;
use crate::kept::Kept;
use crate::pages::list::Wanted;
use sayso::agreement::{Agreement, Suggestion, least_sure, to_dispute, to_identity, to_join};
use sayso::corpus::{Corpus, Place};
use sayso::disputes::{Dispute, Disputes};
use sayso::estimates::Estimates;
use sayso::findings::Findings;
use sayso::identity::{Identities, Identity, Join};
use sayso::incidents::Incidents;
use sayso::independence::{self, Fall};
use sayso::model::{ItemId, Ruling};
use sayso::{Dossier, DossierError, Picture, Ruled};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A dossier as of an operation, with what its documents say together.
#[derive(Debug, Clone)]
pub(crate) struct View {
    /// The operation.
    pub(crate) at: u64,
    /// Whether documents were folded in since it was looked at who is who: in these, everybody is
    /// whoever has the name.
    pub(crate) folded: bool,
    /// What people ruled, oldest first.
    pub(crate) rulings: Vec<Ruled>,
    pub(crate) corpus: Arc<Corpus>,
    pub(crate) identities: Arc<Identities>,
    pub(crate) incidents: Arc<Incidents>,
    pub(crate) estimates: Arc<Estimates>,
    pub(crate) disputes: Arc<Disputes>,
    /// What people said to each dispute.
    pub(crate) said: Vec<Agreement>,
    /// How often each identity is mentioned, and how sure it is.
    pub(crate) actors: Vec<Summed>,
    index: Arc<Index>,
    /// What was asked of it that took a pass over the documents.
    pub(crate) kept: Arc<Kept>,
}

/// An identity, summed up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Summed {
    pub(crate) documents: usize,
    pub(crate) mentions: usize,
    /// How its joins of different names stand; `None` where it has only one name.
    pub(crate) joined: Option<Suggestion>,
    /// How sure the least sure is of what nobody has agreed to; `None` where there is nothing.
    pub(crate) least: Option<f32>,
}

/// Whom an identity stands for where it speaks or acts, and what stands for it.
#[derive(Debug)]
pub(crate) struct Stands<'v> {
    pub(crate) whom: Vec<&'v Identity>,
    pub(crate) by: Vec<&'v Identity>,
}

fn only_rulings(ruled: &[Ruled]) -> Vec<Ruling> {
    ruled.iter().map(|ruled| ruled.ruling.clone()).collect()
}

impl View {
    /// Of a dossier as of an operation.
    pub(crate) fn of(dossier: &Dossier, at: u64) -> Result<Self, DossierError> {
        let (Picture { corpus, identities, .. }, rulings) =
            (dossier.picture(at)?, dossier.rulings(at)?);
        Ok(Self::analysed(at, rulings, Arc::new(corpus), Arc::new(identities)))
    }

    fn analysed(
        at: u64,
        rulings: Vec<Ruled>,
        corpus: Arc<Corpus>,
        identities: Arc<Identities>,
    ) -> Self {
        let findings = Findings::of(&corpus, &identities, &only_rulings(&rulings));
        let index = Index::of(&corpus, &findings);
        let mut view = Self::of_all(at, rulings, (corpus, identities), findings, index);
        view.sum_up();
        view
    }

    /// Without what hangs on the rulings.
    fn of_all(
        at: u64,
        rulings: Vec<Ruled>,
        (corpus, identities): (Arc<Corpus>, Arc<Identities>),
        Findings { incidents, estimates, disputes }: Findings,
        index: Index,
    ) -> Self {
        Self {
            at,
            folded: false,
            rulings,
            corpus,
            identities,
            incidents: Arc::new(incidents),
            estimates: Arc::new(estimates),
            disputes: Arc::new(disputes),
            said: Vec::new(),
            actors: Vec::new(),
            index: Arc::new(index),
            kept: Arc::default(),
        }
    }

    /// Everything that hangs on the rulings beside who is who.
    fn sum_up(&mut self) {
        self.said = self.disputes.all().iter().map(|dispute| self.said_to(dispute)).collect();
        self.actors =
            (0..).zip(self.identities.all()).map(|(nth, of)| self.summed(nth, of)).collect();
    }

    fn said_to(&self, dispute: &Dispute) -> Agreement {
        to_dispute(&self.corpus, &self.rulings, dispute)
    }

    fn summed(&self, nth: u32, identity: &Identity) -> Summed {
        let (documents, mentions) = identity.counts(&self.corpus);
        let joined = to_identity(&self.corpus, &self.rulings, identity);
        let least = least_sure(&self.identities, nth, joined);
        Summed { documents, mentions, joined, least }
    }

    /// What people said to a join.
    pub(crate) fn said_to_join(&self, join: &Join) -> Agreement {
        to_join(&self.corpus, &self.rulings, join)
    }

    /// Whom an identity stands for somewhere, and what stands for it.
    pub(crate) fn stands(&self, identity: u32) -> Stands<'_> {
        let identities = &self.identities;
        let of = |nth: u32| identities.get(nth);
        let own = of(identity).metonyms(identities).map(|(_, one)| one.whom);
        let by = identities.standing_for(identity).map(|(place, _)| identities.at(place));
        let once = |all: BTreeSet<u32>| all.into_iter().map(of).collect();
        Stands { whom: once(own.collect()), by: once(by.collect()) }
    }

    /// The identities, those that are mentioned in most documents first.
    pub(crate) fn by_mentions(&self) -> Vec<u32> {
        let mut all: Vec<(Reverse<(usize, usize)>, u32)> = (0..)
            .zip(&self.actors)
            .map(|(nth, summed)| (Reverse((summed.documents, summed.mentions)), nth))
            .collect();
        all.sort_unstable();
        all.into_iter().map(|(_, nth)| nth).collect()
    }

    /// Every name of an identity but the one it goes by, each once.
    pub(crate) fn other_names<'v>(&'v self, identity: &'v Identity) -> BTreeSet<&'v str> {
        let mut names = identity.names(&self.corpus);
        names.remove(identity.name.as_str());
        names
    }

    /// The identities of which a name has these words.
    pub(crate) fn called(&self, wanted: &Wanted) -> BTreeSet<u32> {
        let all = (0..).zip(self.identities.all());
        all.filter(|(_, of)| self.is_called(of, wanted)).map(|(nth, _)| nth).collect()
    }

    /// Whether a name of an identity has these words.
    pub(crate) fn is_called(&self, of: &Identity, wanted: &Wanted) -> bool {
        of.names(&self.corpus).into_iter().any(|name| wanted.fits(name))
    }

    /// What falls with the word of each actor on which an incident rests.
    pub(crate) fn falls(&self) -> &BTreeMap<u32, Fall> {
        let made = || independence::falls(&self.corpus, &self.identities, &self.incidents);
        self.kept.falls.get_or_init(made)
    }

    /// The claims that each actor holds.
    pub(crate) fn held(&self) -> &BTreeMap<u32, Vec<Place>> {
        self.kept.held.get_or_init(|| independence::held(&self.corpus, &self.identities))
    }

    /// The actor of an id.
    pub(crate) fn actor(&self, id: &ItemId) -> Option<Place> {
        self.index.actors.get(id).copied()
    }

    /// The incident of an id.
    pub(crate) fn incident(&self, id: &str) -> Option<u32> {
        self.index.incidents.get(id).copied()
    }

    /// The id of an incident: made of the place of its first report, so that it lasts as long as
    /// that does.
    pub(crate) fn incident_id(&self, nth: u32) -> &str {
        self.index.incident_ids.get(nth as usize).map_or("", String::as_str)
    }

    /// The dispute of an id, by its number.
    pub(crate) fn dispute(&self, id: &str) -> Option<usize> {
        self.index.disputes.get(id).copied()
    }

    /// The disputes about an incident, by their numbers.
    pub(crate) fn disputes_on(&self, incident: u32) -> &[usize] {
        self.index.disputes_on.get(&incident).map_or(&[], Vec::as_slice)
    }

    /// The estimates of those of an incident, by their numbers.
    pub(crate) fn estimates_on(&self, incident: u32) -> &[usize] {
        self.index.estimates_on.get(&incident).map_or(&[], Vec::as_slice)
    }
}
