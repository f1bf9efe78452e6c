//! How well scores tell pairs of the same from the others.

use super::pairs::Pair;
use serde::{Deserialize, Serialize};

/// How a program did on some pairs.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Judged {
    /// Pairs, and those of them that are the same.
    pub(crate) pairs: usize,
    pub(crate) same: usize,
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) f1: f64,
    /// The mean, over the pairs that are the same, of the precision down to each.
    pub(crate) average_precision: f64,
}

/// The threshold with the best F1: a score is over it or on it.
pub(super) fn threshold(pairs: &[Pair], scores: &[f64]) -> f64 {
    let same = pairs.iter().filter(|pair| pair.same).count() as f64;
    let mut best = (0.0, 1.0);
    let mut right = 0.0;
    let ranked = ranked(pairs, scores);
    for (nth, &(score, pair)) in ranked.iter().enumerate() {
        right += f64::from(u8::from(pair.same));
        let is_last = ranked.get(nth + 1).is_none_or(|next| next.0 < score);
        let f1 = 2.0 * right / (same + (nth + 1) as f64);
        if is_last && f1 > best.0 {
            best = (f1, score);
        }
    }
    best.1
}

/// The figures of some pairs at a threshold.
pub(super) fn judge(pairs: &[Pair], scores: &[f64], threshold: f64) -> Judged {
    let told = pairs.iter().zip(scores).filter(|(_, score)| **score >= threshold);
    let (told, right) =
        told.fold((0, 0), |(told, right), (pair, _)| (told + 1, right + usize::from(pair.same)));
    let same = pairs.iter().filter(|pair| pair.same).count();
    let [precision, recall, f1] = crate::table::precision_recall_f1(right, told, same);
    let average_precision = average_precision(&ranked(pairs, scores), same);
    Judged { pairs: pairs.len(), same, precision, recall, f1, average_precision }
}

/// The best scores first; among equal ones those that are not the same, so that nothing is given.
fn ranked<'p>(pairs: &'p [Pair], scores: &[f64]) -> Vec<(f64, &'p Pair)> {
    let mut ranked: Vec<_> = scores.iter().copied().zip(pairs).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.same.cmp(&b.1.same)));
    ranked
}

fn average_precision(ranked: &[(f64, &Pair)], same: usize) -> f64 {
    let mut right = 0.0;
    let mut sum = 0.0;
    for (nth, (_, pair)) in ranked.iter().enumerate() {
        if pair.same {
            right += 1.0;
            sum += right / (nth + 1) as f64;
        }
    }
    if same == 0 { 0.0 } else { sum / same as f64 }
}
