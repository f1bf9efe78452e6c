//! The trained weights: which candidates are attributions, and what stance they have.
//!
//! Weights are whole thousandths, so that a sum is the same on every machine and in any order.

use super::candidate::Candidate;
use super::features::{self, Sink};
use super::stance;
use super::tree::Tree;
use sayso_model::Stance;
use std::sync::OnceLock;

/// The model that ships: a feature and its weight on each line, or a feature of the stance and
/// its weight for each stance.
const SHIPPED: &str = include_str!("../../data/attribution/model.tsv");
/// How many stances there are.
const STANCES: usize = Stance::ALL.len();

/// Weights by the number of their feature's name.
#[derive(Debug, Default)]
pub(crate) struct Model {
    likely: Vec<(u64, i32)>,
    stances: Vec<(u64, [i32; STANCES])>,
}

impl Model {
    /// The model that ships with the program.
    pub(crate) fn shipped() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Self::read(SHIPPED))
    }

    /// Reads a model. Lines that are none of it are passed over.
    pub(crate) fn read(lines: &str) -> Self {
        let mut model = Self::default();
        for line in lines.lines().filter(|l| !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let Some(name) = columns.next() else { continue };
            let number = number(&[name]);
            let weights: Vec<i32> = columns.filter_map(|w| w.parse().ok()).collect();
            if let [weight] = weights[..] {
                model.likely.push((number, weight));
            } else if let Ok(weights) = <[i32; STANCES]>::try_from(weights) {
                model.stances.push((number, weights));
            }
        }
        model.likely.sort_unstable();
        model.stances.sort_unstable();
        model
    }

    /// How many features have weights, those with the same number counted once.
    #[cfg(test)]
    pub(super) fn weights(&self) -> usize {
        let likely = self.likely.chunk_by(|a, b| a.0 == b.0).count();
        likely + self.stances.chunk_by(|a, b| a.0 == b.0).count()
    }

    /// How likely a candidate is an attribution: thousandths of a logit.
    pub(crate) fn score(&self, tree: &Tree<'_>, it: &Candidate) -> i64 {
        let mut sum = Sum { model: self, score: 0 };
        features::tell(tree, it, &mut sum);
        sum.score
    }

    /// The likeliest stance of an attribution.
    pub(crate) fn stance(&self, tree: &Tree<'_>, it: &Candidate) -> Stance {
        let mut sums = Sums { model: self, scores: [0; STANCES] };
        stance::tell(tree, it, &mut sums);
        let mut best = 0;
        for i in 1..STANCES {
            if sums.scores[i] > sums.scores[best] {
                best = i;
            }
        }
        Stance::ALL.get(best).copied().unwrap_or(Stance::Asserts)
    }
}

/// The number of a feature: FNV-1a over its parts with a bar between them.
fn number(parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut feed = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            feed(b'|');
        }
        part.bytes().for_each(&mut feed);
    }
    hash
}

struct Sum<'m> {
    model: &'m Model,
    score: i64,
}

impl Sink for Sum<'_> {
    fn add(&mut self, parts: &[&str]) {
        let number = number(parts);
        if let Ok(at) = self.model.likely.binary_search_by_key(&number, |w| w.0) {
            self.score += i64::from(self.model.likely[at].1);
        }
    }
}

struct Sums<'m> {
    model: &'m Model,
    scores: [i64; STANCES],
}

impl Sink for Sums<'_> {
    fn add(&mut self, parts: &[&str]) {
        let number = number(parts);
        if let Ok(at) = self.model.stances.binary_search_by_key(&number, |w| w.0) {
            let weights = self.model.stances[at].1;
            self.scores.iter_mut().zip(weights).for_each(|(s, w)| *s += i64::from(w));
        }
    }
}
