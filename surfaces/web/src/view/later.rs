//! A view made from an earlier one, by what came since.

use super::{Summed, View, only_rulings};
use crate::index::Index;
use sayso::corpus::{Corpus, Place};
use sayso::disputes::Disputes;
use sayso::estimates::Estimates;
use sayso::findings::Findings;
use sayso::identity::Identities;
use sayso::incidents::Incidents;
use sayso::known::Known;
use sayso::model::Bond;
use sayso::{Dossier, DossierError, Picture, Ruled};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// A dossier of fewer documents is looked at as a whole in a second or so, whatever came.
const FEW: usize = 512;
/// Where more than one for so many that were there came, all at once is as soon looked at.
const SHARE: usize = 8;

impl View {
    /// As of a later operation, where nothing came between but rulings and few documents, so that
    /// those that were there need not be gone through again. `None` where more did.
    pub(crate) fn later(&self, dossier: &Dossier, at: u64) -> Result<Option<Self>, DossierError> {
        let there = self.corpus.documents().len();
        let most = if there < FEW { 0 } else { there / SHARE };
        let Some(since) = dossier.since(self.at, at, most)? else { return Ok(None) };
        let rulings = dossier.rulings(at)?;
        let ruled = |bond| since.ruled.contains(&bond);
        let actors = [Bond::SameActor, Bond::KnownActor, Bond::StandsFor].into_iter().any(ruled);
        let incidents = ruled(Bond::SameIncident);
        match (since.texts.len(), actors || incidents) {
            (0, false) => {
                let mut same = Self { at, rulings, ..self.clone() };
                same.sum_up();
                Ok(Some(same))
            }
            (0, true) => Ok(Some(self.ruled(at, rulings, actors))),
            (came, false) => self.folding(dossier, at, rulings, came),
            (_, true) => Ok(None),
        }
    }

    /// After rulings on incidents, or on who is who.
    fn ruled(&self, at: u64, rulings: Vec<Ruled>, actors: bool) -> Self {
        let identities = match actors {
            true => {
                Arc::new(Identities::of(&self.corpus, Known::shipped(), &only_rulings(&rulings)))
            }
            false => Arc::clone(&self.identities),
        };
        let ruled = Self::analysed(at, rulings, Arc::clone(&self.corpus), identities);
        Self { folded: self.folded && !actors, ..ruled }
    }

    /// After documents that came: `came` of them, or it was others than those that can be folded in.
    /// What is copied here is shared for the most part, so that it does not matter who else looks at
    /// what was there before.
    fn folding(
        &self,
        dossier: &Dossier,
        at: u64,
        rulings: Vec<Ruled>,
        came: usize,
    ) -> Result<Option<Self>, DossierError> {
        let (corpus, identities) =
            (Corpus::clone(&self.corpus), Identities::clone(&self.identities));
        let mut picture = Picture { corpus, identities, rulings: Vec::new() };
        let added = dossier.fold(&mut picture, at)?;
        if added.len() != came {
            return Ok(None);
        }
        let Picture { corpus, identities, .. } = picture;
        let mut findings = Findings {
            incidents: Incidents::clone(&self.incidents),
            estimates: Estimates::clone(&self.estimates),
            disputes: Disputes::clone(&self.disputes),
        };
        added.clone().for_each(|document| findings.add(&corpus, &identities, document));
        let mut index = Index::clone(&self.index);
        index.add(&corpus, &findings, added.clone());
        let who = (Arc::new(corpus), Arc::new(identities));
        let mut view = Self { folded: true, ..Self::of_all(at, rulings, who, findings, index) };
        view.said = view.disputes.all().iter().map(|dispute| view.said_to(dispute)).collect();
        view.actors = view.summed_after(self.actors.clone(), added);
        Ok(Some(view))
    }

    /// The identities summed up, where those that documents do not name are what they were.
    fn summed_after(&self, mut actors: Vec<Summed>, documents: Range<u32>) -> Vec<Summed> {
        let all = self.identities.all();
        let named = documents.flat_map(|document| {
            let of = self.corpus[document].actors.iter();
            let places = (0..).zip(of).map(move |(nth, _)| Place { document, nth });
            places.flat_map(|place| [self.identities.at(place), self.identities.acting(place)])
        });
        for nth in named.filter(|nth| (*nth as usize) < actors.len()).collect::<BTreeSet<u32>>() {
            actors[nth as usize] = self.summed(nth, &all[nth as usize]);
        }
        let new = (0..).zip(all).skip(actors.len());
        actors.extend(new.map(|(nth, identity)| self.summed(nth, identity)));
        actors
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use sayso::model::Recorded;
    use sayso::{Options, Stamp};

    /// One incident with tolls at odds, a denial of what another page says, an actor that is and is not
    /// something; each page brings names of its own.
    const PAGES: [&str; 5] = [
        "A boat sank in Orlow harbour on 4 May 2021. The harbour police said that 12 people were killed \
         in the harbour. The fishermen's union said that 19 people were killed in the harbour.\n",
        "Raiders attacked the mill at Westmere on 5 May 2021. The Hill Guard destroyed the mill, the \
         council said. Tamsin Okoro said that 3 people were killed.\n",
        "The River League destroyed the mill at Westmere on 5 May 2021, the Hill Guard said. Residents \
         said that 8 people were killed at Westmere.\n",
        "A boat sank in Orlow harbour on 4 May 2021. The coast guard said that 15 people were killed in \
         the harbour, and 30 were wounded.\n",
        "The council said that the Hill Guard became part of the army in 2020.\n\nThe Hill Guard denied \
         that it was part of the army.\n",
    ];

    fn stamp() -> Stamp {
        let recorded = Recorded::parse("2026-11-22T08:30:00Z").unwrap();
        Stamp { by: "a reader".to_owned(), recorded, program: sayso::program() }
    }

    /// Where each id leads, and what belongs to each incident.
    fn ids(view: &View) -> Vec<String> {
        let actors = view.corpus.numbered().flat_map(|(_, page)| &page.actors);
        let actors = actors.map(|actor| format!("{:?}", view.actor(&actor.id)));
        let incidents = (0..).zip(view.incidents.all()).map(|(nth, _)| {
            let id = view.incident_id(nth);
            let belongs = (view.disputes_on(nth), view.estimates_on(nth));
            format!("{id} {:?} {belongs:?}", view.incident(id))
        });
        let disputes = view.disputes.all().iter().map(|of| format!("{:?}", view.dispute(&of.id)));
        actors.chain(incidents).chain(disputes).collect()
    }

    #[test]
    fn a_document_folded_in_gives_what_all_at_once_give() {
        let folder = tempfile::tempdir().unwrap();
        let mut dossier = Dossier::in_memory(&stamp()).unwrap();
        let mut folded = View::of(&dossier, dossier.head().unwrap().seq).unwrap();
        for (nth, words) in PAGES.iter().enumerate() {
            let path = folder.path().join(format!("{nth}.txt"));
            std::fs::write(&path, words).unwrap();
            dossier.add(&[path], &Options::default(), &stamp, &mut |_| ()).unwrap();
            let at = dossier.head().unwrap().seq;
            let before = folded.clone();
            folded = before.folding(&dossier, at, Vec::new(), 1).unwrap().unwrap();
            let anew = View::of(&dossier, at).unwrap();
            assert_eq!(folded.corpus.documents(), anew.corpus.documents());
            assert_eq!(folded.incidents.all(), anew.incidents.all());
            assert_eq!(folded.estimates.all(), anew.estimates.all());
            assert_eq!(folded.disputes.all(), anew.disputes.all());
            assert_eq!((&folded.said, &folded.actors), (&anew.said, &anew.actors));
            assert_eq!(ids(&folded), ids(&anew));
            assert!(folded.folded && !anew.folded);
            assert_eq!(before.corpus.documents().len(), nth, "what was there before stays");
        }
        assert!(!folded.disputes.all().is_empty() && !folded.estimates.all().is_empty());
        let more = folded.folding(&dossier, folded.at, Vec::new(), 1).unwrap();
        assert!(more.is_none(), "what came is not what can be folded in");
    }
}
