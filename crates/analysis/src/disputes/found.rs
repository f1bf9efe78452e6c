//! What was found where, so that a document that comes later touches only what hangs on it.

use super::draft::Draft;
use super::fold::{Sentence, around, place};
use crate::corpus::Corpus;
use std::collections::{BTreeMap, BTreeSet};

/// What is looked over for disputes at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// A document by itself.
    Document(u32),
    /// The reports of an incident.
    Incident(u32),
    /// The positions of an estimate.
    Estimate(u32),
    /// What an actor is said to be.
    Actor(u32),
    /// What one holder says of one deed.
    Saying(u32),
}

/// Every draft by what it was found in, and every source by the sentences that its drafts touch.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    drafts: BTreeMap<Source, Vec<Draft>>,
    at: BTreeMap<Sentence, BTreeSet<Source>>,
}

impl Found {
    /// Puts what was found in some sources in the place of what was there. Gives the sentences that
    /// are touched, and all drafts that begin in them: drafts meet only through the sentences that
    /// they begin in and those beside, so that what becomes of these hangs on no other.
    pub(super) fn replace(
        &mut self,
        corpus: &Corpus,
        looked: Vec<(Source, Vec<Draft>)>,
    ) -> (BTreeSet<Sentence>, Vec<Draft>) {
        let mut open = BTreeSet::new();
        for (source, drafts) in looked {
            let before = self.drafts.remove(&source).unwrap_or_default();
            for place in places(corpus, &before) {
                if let Some(sources) = self.at.get_mut(&place) {
                    sources.remove(&source);
                }
                open.insert(place);
            }
            if drafts.is_empty() {
                continue;
            }
            for place in places(corpus, &drafts) {
                self.at.entry(place).or_default().insert(source);
                open.insert(place);
            }
            self.drafts.insert(source, drafts);
        }
        self.reached(corpus, open)
    }

    /// Everything that can be reached from some sentences.
    fn reached(
        &self,
        corpus: &Corpus,
        mut open: BTreeSet<Sentence>,
    ) -> (BTreeSet<Sentence>, Vec<Draft>) {
        let mut sentences = BTreeSet::new();
        let mut sources = BTreeSet::new();
        while let Some(sentence) = open.pop_first() {
            if !sentences.insert(sentence) {
                continue;
            }
            for near in around(sentence).filter(|near| !sentences.contains(near)) {
                if self.at.contains_key(&near) {
                    open.insert(near);
                }
            }
            let here = self.at.get(&sentence).into_iter().flatten();
            for source in here.filter(|source| sources.insert(**source)) {
                open.extend(places(corpus, &self.drafts[source]));
            }
        }
        let drafts = sources.iter().flat_map(|source| self.drafts[source].iter().cloned());
        (sentences, drafts.collect())
    }
}

/// The sentences in which the positions of drafts begin.
fn places(corpus: &Corpus, drafts: &[Draft]) -> BTreeSet<Sentence> {
    let positions = drafts.iter().flat_map(|draft| &draft.positions);
    positions.map(|position| place(corpus, position)).collect()
}
