//! Words cut by hand that the other rules would cut: found again in what those rules made.

use std::ops::Range;

/// Rows of words to be found.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// A tree of words by their numbers; the first place is its root.
    places: Vec<Place>,
}

/// A place in the tree.
#[derive(Debug, Default)]
struct Place {
    /// Words that may follow, sorted, and where each leads.
    next: Vec<(u64, usize)>,
    /// Whether a row ends here.
    ends: bool,
}

impl Phrases {
    /// Adds a row of words.
    pub(super) fn add(&mut self, words: &[u64]) {
        if self.places.is_empty() {
            self.places.push(Place::default());
        }
        let mut place = 0;
        for word in words {
            let next = &self.places[place].next;
            place = match next.binary_search_by_key(word, |(known, _)| *known) {
                Ok(at) => next[at].1,
                Err(at) => {
                    let new = self.places.len();
                    self.places[place].next.insert(at, (*word, new));
                    self.places.push(Place::default());
                    new
                }
            };
        }
        self.places[place].ends = !words.is_empty();
    }

    /// Where a word leads from a place.
    fn next(&self, place: usize, word: u64) -> Option<usize> {
        let next = &self.places.get(place)?.next;
        let at = next.binary_search_by_key(&word, |(known, _)| *known).ok()?;
        Some(next[at].1)
    }

    /// All rows that stand among some words; the longest win where several overlap, then the
    /// first. In order.
    pub(super) fn find(
        &self,
        words: impl ExactSizeIterator<Item = u64> + Clone,
    ) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut rest = words.clone();
        for start in 0..words.len() {
            let mut place = 0;
            for (end, word) in (start + 1..).zip(rest.clone()) {
                let Some(next) = self.next(place, word) else { break };
                place = next;
                if self.places[place].ends {
                    found.push(start..end);
                }
            }
            rest.next();
        }
        if found.is_empty() { found } else { longest_first(found, words.len()) }
    }
}

/// Leaves out what begins or ends within one that comes before it: longer ones come before, and
/// among equals the first. One that is left out still keeps others out, as in spaCy.
fn longest_first(mut found: Vec<Range<usize>>, words: usize) -> Vec<Range<usize>> {
    found.sort_by_key(|range| (usize::MAX - range.len(), range.start));
    let mut seen = vec![false; words];
    found.retain(|range| {
        let free = !seen[range.start] && !seen[range.end - 1];
        seen[range.clone()].fill(true);
        free
    });
    found.sort_by_key(|range| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(rows: &[&[u64]], words: &[u64]) -> Vec<(usize, usize)> {
        let mut phrases = Phrases::default();
        rows.iter().for_each(|row| phrases.add(row));
        let found = phrases.find(words.iter().copied());
        found.into_iter().map(|range| (range.start, range.end)).collect()
    }

    #[test]
    fn the_longest_wins_then_the_first() {
        assert_eq!(find(&[&[1, 2], &[2, 3, 4], &[4]], &[1, 2, 3, 4]), [(1, 4)]);
        assert_eq!(find(&[&[1, 1]], &[1, 1, 1]), [(0, 2)]);
        assert_eq!(find(&[&[1], &[1, 2, 3]], &[1, 2, 1, 2, 3]), [(0, 1), (2, 5)]);
        assert_eq!(find(&[], &[1]), []);
        assert_eq!(find(&[&[]], &[1]), []);
    }

    #[test]
    fn what_is_left_out_keeps_others_out() {
        // 1-2-3-4 wins; 4-5-6 falls to it, and takes 6-7 along.
        let rows: &[&[u64]] = &[&[1, 2, 3, 4], &[4, 5, 6], &[6, 7]];
        assert_eq!(find(rows, &[1, 2, 3, 4, 5, 6, 7]), [(0, 4)]);
    }
}
