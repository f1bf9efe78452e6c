//! Whether two claims are in the same words.

use std::collections::BTreeSet;

/// Claims shorter than this many words are never taken for copies of one another.
const FEWEST_WORDS: usize = 6;
/// Words in a shingle.
const SHINGLE: usize = 3;
/// At least this share of the shorter claim's shingles stands in the longer one.
const SAME: f64 = 0.6;

/// The words of a claim, made ready to be compared.
#[derive(Debug)]
pub(crate) struct Wording {
    shingles: BTreeSet<String>,
    words: usize,
}

impl Wording {
    pub(crate) fn of(words: &str) -> Self {
        let words: Vec<String> = words_of(words).map(str::to_lowercase).collect();
        let shingles = words.windows(SHINGLE).map(|w| w.join(" ")).collect();
        Self { shingles, words: words.len() }
    }

    /// The share of the shorter one's shingles (runs of three words) that stand in the other:
    /// containment, after Broder, *On the resemblance and containment of documents* (1997).
    pub(crate) fn shared(&self, other: &Self) -> f64 {
        let (small, large) = if self.shingles.len() <= other.shingles.len() {
            (&self.shingles, &other.shingles)
        } else {
            (&other.shingles, &self.shingles)
        };
        if small.is_empty() {
            return 0.0;
        }
        let both = small.iter().filter(|s| large.contains(*s)).count();
        both as f64 / small.len() as f64
    }

    /// Whether one is likely a copy of the other: neither is short, neither is more than three
    /// times as long, and they share most of their wording.
    pub(crate) fn is_copy(&self, other: &Self) -> bool {
        fits(self.words, other.words) && self.shared(other) >= SAME
    }

    /// Whether these words can be a copy at all, by their number: to be asked first, of many.
    pub(crate) fn may_be_copy(&self, words: &str) -> bool {
        fits(self.words, words_of(words).count())
    }
}

fn words_of(words: &str) -> impl Iterator<Item = &str> {
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn fits(one: usize, other: usize) -> bool {
    let (few, many) = (one.min(other), one.max(other));
    few >= FEWEST_WORDS && many <= few * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_edit_stays_a_copy_and_another_sentence_does_not() {
        let one = Wording::of("The three gates of the weir were shut at seven on Tuesday morning.");
        let edited = Wording::of("The three gates of the weir were shut at seven on Tuesday.");
        let other = Wording::of("The gates of the weir were opened again on Wednesday evening.");
        assert!(one.is_copy(&edited));
        assert!(!one.is_copy(&other));
        assert!(!Wording::of("He said no.").is_copy(&Wording::of("He said no.")), "too short");
    }
}
