//! One dispute of those that were found twice.

use super::Ground;
use super::draft::{Draft, MOST};
use crate::corpus::Corpus;
use std::collections::{BTreeMap, BTreeSet};

/// Folds the less sure into the surer: where both positions of one are positions of another, it is
/// that one; where people of one text are at odds in pairs, those that share a position are one dispute
/// of more positions. In order of first positions.
pub(super) fn all(corpus: &Corpus, mut drafts: Vec<Draft>) -> Vec<Draft> {
    for draft in &mut drafts {
        draft.positions.sort_by_key(super::Position::key);
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

struct Kept<'c> {
    corpus: &'c Corpus,
    drafts: Vec<Draft>,
    /// Drafts by the document and the sentence in which one of their positions begins.
    near: BTreeMap<(u32, usize), BTreeSet<usize>>,
}

/// Of the drafts with positions in one sentence so many are looked at.
const LOOKED_AT: usize = 32;

impl Kept<'_> {
    fn take(&mut self, draft: Draft) {
        let candidates = self.candidates(&draft);
        let shared = |kept: &Draft| {
            let there = |p: &&super::Position| kept.positions.iter().any(|one| one.is_at(p));
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
                self.drafts[nth].positions.sort_by_key(super::Position::key);
                self.index(nth);
            }
            None => {
                self.drafts.push(draft);
                self.index(self.drafts.len() - 1);
            }
        }
    }

    fn candidates(&self, draft: &Draft) -> Vec<usize> {
        let mut found: Vec<usize> = draft
            .positions
            .iter()
            .flat_map(|position| {
                let sentence = self.sentence(position);
                (sentence.saturating_sub(1)..=sentence + 1)
                    .filter_map(|sentence| self.near.get(&(position.document, sentence)))
                    .flat_map(|near| near.iter().take(LOOKED_AT))
            })
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn sentence(&self, position: &super::Position) -> usize {
        self.corpus[position.document].sentence_at(position.start()).unwrap_or_default()
    }

    fn index(&mut self, nth: usize) {
        let places: Vec<(u32, usize)> = self.drafts[nth]
            .positions
            .iter()
            .map(|position| (position.document, self.sentence(position)))
            .collect();
        for place in places {
            self.near.entry(place).or_default().insert(nth);
        }
    }
}
