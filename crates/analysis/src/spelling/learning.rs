//! For those who learn costs and weights: names as the model sees them.

use super::paired;
use super::{Role, Spelled, sound};

pub use super::paired::{FEATURES, Features, NAMES};

/// The sounds of each word that names, a letter each; `data/spelling/README.md` tells which.
#[must_use]
pub fn sounds(name: &Spelled) -> Vec<String> {
    let words = name.words.iter().filter(|word| word.role == Role::Names);
    let letters =
        |sounds: Vec<sound::Sound>| sounds.into_iter().filter_map(sound::letter).collect();
    words.map(|word| letters(sound::sounds(&word.folded))).collect()
}

/// What is weighed of two names, where they are compared by their words, and whether one is a part:
/// for each way of putting them side by side.
pub fn features(one: &Spelled, other: &Spelled) -> Vec<(Features, bool)> {
    let (one, other) = if one <= other { (one, other) } else { (other, one) };
    let seen = paired::seen(&one.pieces, &other.pieces);
    seen.map(|seen| (seen.features, seen.part)).collect()
}
