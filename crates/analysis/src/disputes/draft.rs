//! A dispute as it is found, before it is folded with others.

use super::{Difference, Dispute, Ground, Position};
use crate::behind::Word;
use crate::corpus::Corpus;
use sayso_model::Digest;
use std::collections::BTreeSet;

/// Of one dispute so many positions are listed.
pub(super) const MOST: usize = 8;

/// A dispute in the making.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) question: String,
    pub(super) positions: Vec<Position>,
    pub(super) difference: Difference,
    pub(super) ground: Ground,
    pub(super) score: f32,
    pub(super) reasons: Vec<String>,
    pub(super) incident: Option<u32>,
    pub(super) left_out: u32,
}

impl Draft {
    /// Adds a position unless it is there, or as many as can be listed are.
    pub(super) fn add(&mut self, position: Position) {
        if self.positions.iter().any(|one| one.is_at(&position)) {
            return;
        }
        if self.positions.len() < MOST {
            self.positions.push(position);
        } else {
            self.left_out += 1;
        }
    }

    /// Whether one of its positions is what people rejected.
    pub(super) fn stands_on_rejected(&self, corpus: &Corpus) -> bool {
        let rejected = |position: &Position| {
            let told = position.told.map(|nth| &corpus[position.document].told[nth as usize]);
            told.is_some_and(|told| told.rejected)
        };
        self.positions.iter().any(rejected)
    }

    /// The dispute.
    pub(super) fn finish(mut self, corpus: &Corpus) -> Dispute {
        self.positions.sort_by_key(Position::key);
        let mut reasons = vec![self.ground.words().to_owned()];
        reasons.extend(self.reasons);
        Dispute {
            id: id(corpus, &self.positions),
            question: self.question,
            // Of a number that changed, both were right in their time; who takes a word back holds it
            // no longer.
            self_contradiction: !matches!(
                self.difference,
                Difference::Date | Difference::Retraction
            ) && one_holder(&self.positions),
            positions: self.positions,
            left_out: self.left_out,
            difference: self.difference,
            ground: self.ground,
            score: self.score,
            reasons,
            incident: self.incident,
        }
    }
}

/// Whether somebody who is known to be one has two of the positions. What a page says in its own voice
/// is one holder's only within that page.
fn one_holder(positions: &[Position]) -> bool {
    let mut seen = BTreeSet::new();
    let known = positions.iter().filter(|p| matches!(p.word, Word::Actor(_) | Word::Page(_)));
    known.map(|position| &position.word).any(|word| !seen.insert(word))
}

/// Made of where the positions stand.
fn id(corpus: &Corpus, positions: &[Position]) -> Box<str> {
    let places: Vec<String> =
        positions.iter().map(|p| format!("{} {:?}", corpus[p.document].text, p.spans)).collect();
    let parts: Vec<&[u8]> = places.iter().map(String::as_bytes).collect();
    let digest = Digest::of_parts(&parts).to_string();
    format!("v{}", &digest[..12]).into()
}
