//! Regular expressions as Python's `re` understands them, as far as pipelines use them.
//!
//! They look behind and ahead, try branches in order, and repeat long lists of characters many
//! times, which engines that build automata take long to prepare; these are ready at once, and
//! most places of a text are passed over after a look at one character.

mod facts;
mod machine;
mod program;
mod set;
mod syntax;

pub(crate) use machine::Scratch;

use facts::bounded;
use machine::{Machine, before, char_at};
use program::Step;
use set::Set;
use std::ops::Range;
use syntax::Node;

/// Why an expression cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("byte {at} of a regular expression: {problem}")]
pub struct PatternError {
    /// Where in the expression, or near.
    pub at: usize,
    /// What is wrong with it.
    pub problem: &'static str,
}

/// An expression that can be looked for.
#[derive(Debug)]
pub(crate) struct Pattern {
    sets: Vec<Set>,
    branches: Vec<Branch>,
    /// Branches that can begin with a character.
    by_first: Index,
    /// Branches that can end with a character, where all must end at the end.
    by_last: Option<Index>,
    /// Whether all must begin at the beginning.
    starts: bool,
}

/// One of the branches of an expression that are tried in order.
#[derive(Debug)]
struct Branch {
    steps: Vec<Step>,
    /// All characters that can be in a match.
    characters: Set,
    /// Characters of the longest match, where there is one.
    longest: Option<usize>,
}

/// Numbers of branches by one character: those of ASCII, then all others, then none.
#[derive(Debug)]
struct Index(Vec<Vec<usize>>);

const OTHERS: usize = 128;
const NONE: usize = 129;

impl Index {
    fn of(&self, c: Option<char>) -> &[usize] {
        &self.0[c.map_or(NONE, |c| if c.is_ascii() { c as usize } else { OTHERS })]
    }

    /// The index of nodes by the characters that they can begin (or end, from `behind`) with.
    fn new(nodes: &[Node], behind: bool) -> Self {
        let mut index = vec![Vec::new(); NONE + 1];
        for (number, node) in nodes.iter().enumerate() {
            let mut set = Set::default();
            let empty = node.edge(behind, &mut set);
            for (at, branches) in index.iter_mut().enumerate() {
                let c = u8::try_from(at).ok().filter(u8::is_ascii).map(char::from);
                if empty || at == OTHERS || c.is_some_and(|c| set.holds(c)) {
                    branches.push(number);
                }
            }
        }
        Self(index)
    }
}

impl Pattern {
    /// Makes an expression ready.
    ///
    /// # Errors
    ///
    /// Where it is none, or has in it what is not supported.
    pub(crate) fn new(pattern: &str) -> Result<Self, PatternError> {
        let nodes = match syntax::read(pattern)? {
            Node::Any(nodes) => nodes,
            node => vec![node],
        };
        let mut sets = Vec::new();
        let mut written = 0;
        let branches = nodes.iter().map(|node| {
            let steps = program::program(node, &mut sets, written)?;
            written += steps.len();
            let mut characters = Set::default();
            node.characters(&mut characters);
            Ok(Branch { steps, characters, longest: bounded(node.width().1) })
        });
        Ok(Self {
            branches: branches.collect::<Result<_, _>>()?,
            sets,
            by_first: Index::new(&nodes, false),
            by_last: nodes.iter().all(Node::ends).then(|| Index::new(&nodes, true)),
            starts: nodes.iter().all(Node::starts),
        })
    }

    /// `re.search`: the first match in a text.
    pub(crate) fn search(&self, text: &str, scratch: &mut Scratch) -> Option<Range<usize>> {
        match &self.by_last {
            _ if self.starts => self.at(text, 0, true, scratch).map(|end| 0..end),
            Some(by_last) if !text.ends_with('\n') => {
                let branches = by_last.of(text.chars().next_back());
                self.search_at_end(text, branches, scratch)
            }
            _ => self.search_from(text, 0, true, scratch),
        }
    }

    /// `re.match`: whether a match begins at the beginning.
    pub(crate) fn matches(&self, text: &str, scratch: &mut Scratch) -> bool {
        self.at(text, 0, true, scratch).is_some()
    }

    /// `re.finditer`: calls a function with every match, from left to right.
    pub(crate) fn each(
        &self,
        text: &str,
        scratch: &mut Scratch,
        mut act: impl FnMut(Range<usize>),
    ) {
        let (mut from, mut empty) = (0, true);
        while let Some(found) = self.search_from(text, from, empty, scratch) {
            empty = !found.is_empty();
            from = found.end;
            act(found);
        }
    }

    /// The first match that begins at `from` or later; at `from` an empty one only where `empty`.
    fn search_from(
        &self,
        text: &str,
        from: usize,
        empty: bool,
        scratch: &mut Scratch,
    ) -> Option<Range<usize>> {
        let mut at = from;
        loop {
            if let Some(end) = self.at(text, at, empty || at != from, scratch) {
                return Some(at..end);
            }
            scratch.spend()?;
            at += char_at(text, at)?.len_utf8();
        }
    }

    /// Where the match ends that begins at a byte.
    fn at(&self, text: &str, at: usize, empty: bool, scratch: &mut Scratch) -> Option<usize> {
        let branches = self.by_first.of(char_at(text, at));
        branches.iter().find_map(|b| self.run(*b, text, at, empty, scratch))
    }

    fn run(
        &self,
        branch: usize,
        text: &str,
        at: usize,
        empty: bool,
        scratch: &mut Scratch,
    ) -> Option<usize> {
        let steps = &self.branches[branch].steps;
        Machine { steps, sets: &self.sets, text, scratch }.run(0, at, empty)
    }

    /// The first match of one of some branches that all end at the end: looks only as far back
    /// as the longest of them can reach.
    fn search_at_end(
        &self,
        text: &str,
        branches: &[usize],
        scratch: &mut Scratch,
    ) -> Option<Range<usize>> {
        let reach = |branch: &usize| self.branches[*branch].reach(text);
        let mut at = branches.iter().map(reach).min()?;
        loop {
            let here = self.by_first.of(char_at(text, at));
            let mut both = branches.iter().filter(|branch| here.contains(branch));
            if let Some(end) = both.find_map(|b| self.run(*b, text, at, true, scratch)) {
                return Some(at..end);
            }
            scratch.spend()?;
            at += char_at(text, at)?.len_utf8();
        }
    }
}

impl Branch {
    /// The first byte at which a match that ends with the text can begin.
    fn reach(&self, text: &str) -> usize {
        if let Some(longest) = self.longest {
            return u32::try_from(longest)
                .ok()
                .and_then(|n| before(text, text.len(), n))
                .unwrap_or(0);
        }
        text.trim_end_matches(|c| self.characters.holds(c)).len()
    }
}

#[cfg(test)]
mod tests;
