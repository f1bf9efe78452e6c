//! Takes the steps of a program along a text.
//!
//! What could still be tried is kept on a stack of its own, so that no text overflows the
//! program's, and steps are counted, so that none takes more than its share of time.

use super::program::Step;
use super::set::Set;

/// What a search needs, kept from one to the next so that nothing is allocated for each.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// What could still be tried.
    stack: Vec<Resume>,
    /// Steps and characters that may still be spent; where they are used up, nothing is found.
    pub(super) budget: usize,
}

/// Steps that may be taken over a text for each of its bytes: what is usual takes one or two, and
/// no text may take more time than its length accounts for.
const STEPS_PER_BYTE: usize = 256;

/// Texts are taken to be longer than they are by so many bytes: short ones need some steps, too.
const HEAD_START: usize = 64;

impl Scratch {
    /// Allows for so many steps as all searches in a text together may take.
    pub(crate) fn grant(&mut self, text: &str) {
        self.budget = text.len().saturating_add(HEAD_START).saturating_mul(STEPS_PER_BYTE);
    }

    /// Takes one from what may be spent; none where nothing is left.
    pub(super) fn spend(&mut self) -> Option<()> {
        self.budget = self.budget.checked_sub(1)?;
        Some(())
    }
}

/// A place to go on from where the present way leads nowhere.
#[derive(Debug)]
enum Resume {
    /// At this step and this byte.
    At(usize, usize),
    /// At this step, with a run that ends before the second byte but not before the first.
    Shorter(usize, usize, usize),
    /// After the run at this step, longer by one than up to this byte, and at most by so many.
    Longer(usize, usize, u32),
}

pub(super) struct Machine<'m> {
    pub(super) steps: &'m [Step],
    pub(super) sets: &'m [Set],
    pub(super) text: &'m str,
    pub(super) scratch: &'m mut Scratch,
}

impl Machine<'_> {
    /// Where the match ends that begins at step `step` and byte `at`. An empty one counts only
    /// where `empty` is.
    pub(super) fn run(&mut self, step: usize, at: usize, empty: bool) -> Option<usize> {
        let base = self.scratch.stack.len();
        let (mut step, mut at, start) = (step, at, at);
        let found = loop {
            if self.scratch.spend().is_none() {
                break None;
            }
            if self.steps[step] == Step::Found && (empty || at != start) {
                break Some(at);
            }
            match self.take(step, at).or_else(|| self.resume(base)) {
                Some(next) => (step, at) = next,
                None => break None,
            }
        };
        self.scratch.stack.truncate(base);
        found
    }

    /// Takes one step: the next one, and where; none where it leads nowhere.
    fn take(&mut self, step: usize, at: usize) -> Option<(usize, usize)> {
        match self.steps[step] {
            Step::One(set) => {
                let c = char_at(self.text, at).filter(|c| self.sets[set].holds(*c))?;
                Some((step + 1, at + c.len_utf8()))
            }
            Step::Run { set, least, most, greedy } => {
                let low = self.forward(set, at, least)?;
                if !greedy {
                    self.scratch.stack.push(Resume::Longer(step, low, most - least));
                    return Some((step + 1, low));
                }
                let high = self.all(set, low, most - least);
                if high > low {
                    self.scratch.stack.push(Resume::Shorter(step + 1, low, high));
                }
                Some((step + 1, high))
            }
            Step::Fork(first, other) => {
                self.scratch.stack.push(Resume::At(other, at));
                Some((first, at))
            }
            Step::Jump(to) => Some((to, at)),
            Step::Look { back, wanted, next } => {
                let from = before(self.text, at, back.unwrap_or(0));
                let found = from.is_some_and(|from| self.run(step + 1, from, true).is_some());
                (found == wanted).then_some((next, at))
            }
            Step::Start => (at == 0).then_some((step + 1, at)),
            Step::End => matches!(&self.text[at..], "" | "\n").then_some((step + 1, at)),
            Step::LastEnd => (at == self.text.len()).then_some((step + 1, at)),
            Step::Found => None,
        }
    }

    /// The latest place that is left to go on from.
    fn resume(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.scratch.stack.len() > base {
            match self.scratch.stack.pop()? {
                Resume::At(step, at) => return Some((step, at)),
                Resume::Shorter(step, low, high) => {
                    let at = before(self.text, high, 1)?;
                    if at > low {
                        self.scratch.stack.push(Resume::Shorter(step, low, at));
                    }
                    return Some((step, at));
                }
                Resume::Longer(step, at, left) => {
                    let Step::Run { set, .. } = self.steps[step] else { continue };
                    let Some(left) = left.checked_sub(1) else { continue };
                    let Some(next) = self.forward(set, at, 1) else { continue };
                    self.scratch.stack.push(Resume::Longer(step, next, left));
                    return Some((step + 1, next));
                }
            }
        }
        None
    }

    /// After so many characters of a set; none where there are fewer.
    fn forward(&mut self, set: usize, mut at: usize, count: u32) -> Option<usize> {
        for _ in 0..count {
            self.scratch.spend()?;
            at += char_at(self.text, at).filter(|c| self.sets[set].holds(*c))?.len_utf8();
        }
        Some(at)
    }

    /// After all characters of a set that follow, at most so many.
    fn all(&mut self, set: usize, mut at: usize, most: u32) -> usize {
        for _ in 0..most {
            let next = char_at(self.text, at).filter(|c| self.sets[set].holds(*c));
            let Some(c) = next.filter(|_| self.scratch.spend().is_some()) else { break };
            at += c.len_utf8();
        }
        at
    }
}

/// The character that begins at a byte.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        Some(_) => text.get(at..)?.chars().next(),
        None => None,
    }
}

/// The byte where the character begins that is so many before; none where there are fewer.
pub(super) fn before(text: &str, mut at: usize, count: u32) -> Option<usize> {
    for _ in 0..count {
        at = at.checked_sub(1)?;
        while !text.is_char_boundary(at) {
            at -= 1;
        }
    }
    Some(at)
}
