//! The fingerprints of a text: some of its runs of three words.

use super::fold::{join, mix};

/// Words in a shingle.
pub(super) const SHINGLE: usize = 3;
/// Of this many shingles that follow one another, one at least is a fingerprint.
const WINDOW: usize = 2;

/// The fingerprints of some words, each with the place of its first word, in order.
///
/// Of each window of neighbouring shingles the one with the least hash is taken, and of equal ones
/// the last. So two texts that have `SHINGLE + WINDOW - 1` words in a row in common have a
/// fingerprint in common (Schleimer, Wilkerson and Aiken, *Winnowing*, 2003).
pub(super) fn fingerprints(words: &[u32]) -> Vec<(u32, u32)> {
    let shingles: Vec<u32> = words.windows(SHINGLE).map(hash).collect();
    let mut taken: Vec<(u32, u32)> = Vec::with_capacity(shingles.len() * 2 / (WINDOW + 1) + 1);
    let window = WINDOW.min(shingles.len()).max(1);
    for (start, hashes) in shingles.windows(window).enumerate() {
        let least = hashes.iter().enumerate().min_by_key(|&(at, hash)| (hash, usize::MAX - at));
        let Some((at, &hash)) = least else { continue };
        // A text has no more than 2^32 words: they are counted when it is added.
        let place = (start + at) as u32;
        if taken.last().is_none_or(|&(_, last)| last != place) {
            taken.push((hash, place));
        }
    }
    taken
}

fn hash(shingle: &[u32]) -> u32 {
    mix(shingle.iter().fold(0, |hash, &word| join(hash, word.into()))) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_run_in_common_is_a_fingerprint_in_common(
            before in prop::collection::vec(0..50_u32, 0..8),
            run in prop::collection::vec(0..50_u32, SHINGLE + WINDOW - 1),
            after in prop::collection::vec(0..50_u32, 0..8),
        ) {
            let one = fingerprints(&run);
            let other = fingerprints(&[before.clone(), run, after].concat());
            let within = |place: u32| (before.len()..before.len() + WINDOW).contains(&(place as usize));
            let common = other.iter().any(|(hash, place)| {
                within(*place) && one.iter().any(|(own, _)| own == hash)
            });
            prop_assert!(common);
            prop_assert!(other.windows(2).all(|pair| pair[0].1 < pair[1].1));
        }
    }

    #[test]
    fn too_few_words_have_none() {
        assert!(fingerprints(&[]).is_empty());
        assert!(fingerprints(&[1, 2]).is_empty());
        assert_eq!(fingerprints(&[1, 2, 3]).len(), 1);
    }
}
