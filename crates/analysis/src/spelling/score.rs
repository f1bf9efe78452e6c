//! What the features of two names weigh together.

use super::paired::{FEATURES, NAMES, Seen};
use std::sync::LazyLock;

/// What each weighs where all words of both names have a pair, and where one name has more.
static WEIGHTS: LazyLock<[[f32; FEATURES]; 2]> = LazyLock::new(|| {
    let lines = include_str!("../../data/spelling/weights.tsv").lines();
    let mut weights = [[0.0; FEATURES]; 2];
    for line in lines {
        let mut cells = line.split('\t');
        let place = cells.next().and_then(|name| NAMES.iter().position(|known| *known == name));
        let Some(place) = place else { continue };
        for (column, weight) in weights.iter_mut().zip(cells) {
            column[place] = weight.parse().unwrap_or(0.0);
        }
    }
    weights
});

/// From 0 to 1: how likely they are to be of spellings of one name (logistic regression).
pub(super) fn of(seen: &Seen) -> f32 {
    let weights = &WEIGHTS[usize::from(seen.part)];
    let sum: f32 =
        seen.features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum();
    (1.0 / (1.0 + libm::exp(-f64::from(sum)))) as f32
}
