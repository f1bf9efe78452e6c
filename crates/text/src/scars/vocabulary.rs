//! The words of a text, counted: which of them its grammar runs on.

use std::collections::BTreeMap;

/// A word of the grammar has at most this many letters.
const LONGEST: usize = 4;
/// A word of the grammar is at least one in this many of a text.
const RAREST: usize = 350;

/// An ending is usual where one in this many different words has it.
const USUAL_ENDING: usize = 200;
/// Words with fewer bytes do not count for what endings are usual.
const SHORTEST_ENDED: usize = 6;

/// How often each word stands in a text.
#[derive(Debug)]
pub(super) struct Vocabulary<'t> {
    counts: BTreeMap<&'t str, usize>,
    total: usize,
    /// How many different words end in these letters.
    endings: BTreeMap<&'t str, usize>,
}

impl<'t> Vocabulary<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut counts = BTreeMap::new();
        let mut total = 0;
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '’' || c == '\''));
        for word in words.filter(|w| !w.is_empty()) {
            *counts.entry(word).or_insert(0) += 1;
            total += 1;
        }
        let mut endings = BTreeMap::new();
        for word in counts.keys().filter(|word| word.len() >= SHORTEST_ENDED) {
            for (at, _) in word.char_indices().rev().take(LONGEST) {
                *endings.entry(&word[at..]).or_insert(0) += 1;
            }
        }
        Self { counts, total, endings }
    }

    pub(super) fn count(&self, word: &str) -> usize {
        self.counts.get(word).copied().unwrap_or(0)
    }

    /// Whether a word is one that sentences are held together with (`of`, `and`, `dans`): short,
    /// in small letters, and frequent in this very text.
    pub(super) fn is_grammar(&self, word: &str) -> bool {
        let count = self.count(word);
        count >= 2
            && count * RAREST >= self.total
            && word.chars().count() <= LONGEST
            && word.chars().all(char::is_lowercase)
    }

    /// Whether many of the text's words end in a word of the grammar by nature, as words do in
    /// `on` (`station`).
    pub(super) fn is_usual_ending(&self, word: &str) -> bool {
        let ended = self.endings.get(word).copied().unwrap_or(0);
        ended > 2 && ended * USUAL_ENDING > self.counts.len()
    }

    /// Whether a word stands only once, and so may be two.
    pub(super) fn is_single(&self, word: &str) -> bool {
        self.count(word) == 1
    }
}
