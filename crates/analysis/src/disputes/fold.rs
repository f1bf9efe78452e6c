//! One dispute of those that were found twice.

use super::draft::{Draft, MOST};
use super::{Ground, Position};
use crate::corpus::Corpus;
use std::collections::{BTreeMap, BTreeSet};

/// Folds the less sure into the surer: where both positions of one are positions of another, it is
/// that one; where people of one text are at odds in pairs, those that share a position are one dispute
/// of more positions. In order of first positions.
pub(super) fn all(corpus: &Corpus, mut drafts: Vec<Draft>) -> Vec<Draft> {
    for draft in &mut drafts {
        draft.positions.sort_by_key(Position::key);
    }
    drafts.retain(|draft| draft.positions.len() > 1);
    drafts.sort_by(|a, b| {
        let key =
            |draft: &Draft| (draft.positions[0].key(), draft.positions[1].key(), draft.ground);
        b.score.total_cmp(&a.score).then_with(|| key(a).cmp(&key(b)))
    });
    let mut kept = Kept { corpus, drafts: Vec::new(), near: BTreeMap::new() };
    drafts.into_iter().for_each(|draft| kept.take(draft));
    let mut drafts = kept.drafts;
    drafts.sort_by_key(|draft| (draft.positions[0].key(), draft.positions[1].key(), draft.ground));
    drafts
}

/// A document and a sentence of it.
pub(super) type Sentence = (u32, usize);

/// Where a position begins.
pub(super) fn place(corpus: &Corpus, position: &Position) -> Sentence {
    let sentence = corpus[position.document].sentence_at(position.start()).unwrap_or_default();
    (position.document, sentence)
}

/// The places at which a draft can meet one that begins in a sentence: there, and in the sentences
/// beside it.
pub(super) fn around((document, sentence): Sentence) -> impl Iterator<Item = Sentence> {
    (sentence.saturating_sub(1)..=sentence + 1).map(move |sentence| (document, sentence))
}

struct Kept<'c> {
    corpus: &'c Corpus,
    drafts: Vec<Draft>,
    /// Drafts by the document and the sentence in which one of their positions begins.
    near: BTreeMap<Sentence, BTreeSet<usize>>,
}

/// Of the drafts with positions in one sentence so many are looked at.
const LOOKED_AT: usize = 32;

impl Kept<'_> {
    fn take(&mut self, draft: Draft) {
        let candidates = self.candidates(&draft);
        let shared = |kept: &Draft| {
            let there = |p: &&Position| kept.positions.iter().any(|one| one.is_at(p));
            draft.positions.iter().filter(there).count()
        };
        let same = candidates.iter().find(|nth| shared(&self.drafts[**nth]) > 1).copied();
        let pairs = |ground| {
            matches!(ground, Ground::Denial | Ground::Opposition | Ground::Agent | Ground::Cause)
        };
        let joins = |nth: &&usize| {
            let kept = &self.drafts[**nth];
            pairs(draft.ground)
                && pairs(kept.ground)
                && kept.positions.len() < MOST
                && shared(kept) > 0
        };
        let joined = same.or_else(|| candidates.iter().find(joins).copied());
        match joined {
            Some(nth) => {
                for position in draft.positions {
                    if same.is_none() {
                        self.drafts[nth].add(position);
                    }
                }
                self.drafts[nth].positions.sort_by_key(Position::key);
                self.index(nth);
            }
            None => {
                self.drafts.push(draft);
                self.index(self.drafts.len() - 1);
            }
        }
    }

    fn candidates(&self, draft: &Draft) -> Vec<usize> {
        let places = draft.positions.iter().map(|position| place(self.corpus, position));
        let near = places.flat_map(around).filter_map(|place| self.near.get(&place));
        let mut found: Vec<usize> =
            near.flat_map(|near| near.iter().take(LOOKED_AT)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn index(&mut self, nth: usize) {
        for position in &self.drafts[nth].positions {
            self.near.entry(place(self.corpus, position)).or_default().insert(nth);
        }
    }
}
