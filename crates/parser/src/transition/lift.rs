//! Arcs that crossed others are trained as arcs to a word further up, labelled with where they
//! belong; here they are put back (Nivre & Nilsson 2005, scheme HEAD).

use std::collections::{BTreeSet, VecDeque};

/// Parts the label of an arc from that of the arc it belongs under.
const DELIMITER: &str = "||";
/// A head is looked for among this many words at most.
const FARTHEST: usize = 4096;

/// A label without what it belongs under.
pub(crate) fn own(label: &str) -> &str {
    label.split_once(DELIMITER).map_or(label, |(own, _)| own)
}

/// Words with their heads (themselves at a root) and the labels of their arcs.
pub(crate) struct Arcs<'a> {
    pub(crate) heads: &'a mut [u32],
    /// Labels by their place in `names`.
    pub(crate) labels: &'a mut [u16],
    pub(crate) names: &'a [String],
    pub(crate) is_space: &'a dyn Fn(usize) -> bool,
}

impl Arcs<'_> {
    /// Puts arcs back where they belong.
    pub(crate) fn lift(&mut self) {
        let name = |label: u16| self.names.get(usize::from(label)).map_or("", String::as_str);
        let lifted: Vec<usize> =
            (0..self.heads.len()).filter(|i| name(self.labels[*i]).contains(DELIMITER)).collect();
        if lifted.is_empty() {
            return;
        }
        let mut children = Children::of(self.heads);
        for word in lifted {
            let names = self.names;
            let whole = names.get(usize::from(self.labels[word])).map_or("", String::as_str);
            let Some((own, under)) = whole.split_once(DELIMITER) else { continue };
            let head = self.find(&children, word, under);
            children.move_to(word, head, self.heads);
            let simple = names.iter().position(|n| n == own).and_then(|p| u16::try_from(p).ok());
            self.labels[word] = simple.unwrap_or(self.labels[word]);
        }
    }

    /// The nearest word below the head, level by level and from left to right, whose arc is
    /// labelled so.
    fn find(&self, children: &Children, word: usize, label: &str) -> u32 {
        let head = self.heads[word];
        let mut queue = VecDeque::from([head]);
        let mut seen = 0;
        while let Some(above) = queue.pop_front() {
            for child in children.under(above, self.heads) {
                seen += 1;
                if (self.is_space)(child as usize) || child as usize == word {
                    continue;
                }
                let name = self.names.get(usize::from(self.labels[child as usize]));
                if name.is_some_and(|n| n == label) {
                    return child;
                }
                queue.push_back(child);
            }
            if seen > FARTHEST {
                break;
            }
        }
        head
    }
}

/// Which words hang on which.
struct Children {
    starts: Vec<u32>,
    words: Vec<u32>,
    /// Words that hang elsewhere now: new head and word.
    moved: BTreeSet<(u32, u32)>,
}

impl Children {
    fn of(heads: &[u32]) -> Self {
        let mut starts = vec![0u32; heads.len() + 1];
        let hung = |i: usize| heads[i] as usize != i && (heads[i] as usize) < heads.len();
        for i in (0..heads.len()).filter(|i| hung(*i)) {
            starts[heads[i] as usize + 1] += 1;
        }
        for i in 0..heads.len() {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut words = vec![0u32; starts[heads.len()] as usize];
        for i in (0..heads.len()).filter(|i| hung(*i)) {
            let at = &mut next[heads[i] as usize];
            words[*at as usize] = u32::try_from(i).unwrap_or(u32::MAX);
            *at += 1;
        }
        Self { starts, words, moved: BTreeSet::new() }
    }

    /// The words that hang on this one, in order.
    fn under(&self, head: u32, heads: &[u32]) -> Vec<u32> {
        let range = self.starts[head as usize] as usize..self.starts[head as usize + 1] as usize;
        let here = self.words[range].iter().copied().filter(|w| heads[*w as usize] == head);
        let moved = self.moved.range((head, 0)..=(head, u32::MAX)).map(|m| m.1);
        let mut all: Vec<u32> = here.chain(moved.filter(|w| heads[*w as usize] == head)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn move_to(&mut self, word: usize, head: u32, heads: &mut [u32]) {
        if heads[word] != head {
            heads[word] = head;
            self.moved.insert((head, u32::try_from(word).unwrap_or(u32::MAX)));
        }
    }
}
