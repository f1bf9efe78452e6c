//! An expression as steps that are taken one after the other.

use super::PatternError;
use super::facts::bounded;
use super::set::Set;
use super::syntax::{ENDLESS, Node};

/// A step of a program.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// One character of the set with this number.
    One(usize),
    /// Characters of a set, as many as can be or, where not greedy, as few.
    Run { set: usize, least: u32, most: u32, greedy: bool },
    /// Goes on at the first place; at the second if that leads to no match.
    Fork(usize, usize),
    /// Goes on elsewhere.
    Jump(usize),
    /// The steps after this one, up to `Found`, must or must not lead to a match, from here or
    /// from so many characters before; then goes on at `next`.
    Look { back: Option<u32>, wanted: bool, next: usize },
    /// The beginning.
    Start,
    /// The end, or before a last line break.
    End,
    /// The very end.
    LastEnd,
    /// A match.
    Found,
}

/// Steps of one expression: the longest of the English pipelines takes some 300.
const MOST_STEPS: usize = 20_000;

/// How often what is more than one character may be repeated.
const MOST_COPIES: u32 = 1000;

/// The farthest that an expression may look behind: pipelines look at one or two characters.
const FARTHEST_BEHIND: u32 = 256;

/// Makes a program; sets that stand in it are added to `sets`, each once. `before` is how many
/// steps the expression has already.
pub(super) fn program(
    node: &Node,
    sets: &mut Vec<Set>,
    before: usize,
) -> Result<Vec<Step>, PatternError> {
    let mut writer = Writer { steps: Vec::new(), sets, most: MOST_STEPS.saturating_sub(before) };
    writer.write(node)?;
    writer.push(Step::Found)?;
    Ok(writer.steps)
}

struct Writer<'s> {
    steps: Vec<Step>,
    sets: &'s mut Vec<Set>,
    /// Steps that it may have.
    most: usize,
}

impl Writer<'_> {
    fn push(&mut self, step: Step) -> Result<usize, PatternError> {
        if self.steps.len() >= self.most {
            return Err(PatternError { at: 0, problem: "too long an expression" });
        }
        self.steps.push(step);
        Ok(self.steps.len() - 1)
    }

    fn set(&mut self, set: &Set) -> usize {
        self.sets.iter().position(|known| known == set).unwrap_or_else(|| {
            self.sets.push(set.clone());
            self.sets.len() - 1
        })
    }

    fn write(&mut self, node: &Node) -> Result<(), PatternError> {
        match node {
            Node::One(set) => {
                let set = self.set(set);
                self.push(Step::One(set))?;
            }
            Node::All(nodes) => nodes.iter().try_for_each(|node| self.write(node))?,
            Node::Any(nodes) => self.any(nodes)?,
            Node::Repeat { node, least, most, greedy } => {
                if let Node::One(set) = &**node {
                    let set = self.set(set);
                    self.push(Step::Run { set, least: *least, most: *most, greedy: *greedy })?;
                } else {
                    self.repeat(node, *least, *most, *greedy)?;
                }
            }
            Node::Look { node, behind, wanted } => self.look(node, *behind, *wanted)?,
            Node::Start => drop(self.push(Step::Start)?),
            Node::End => drop(self.push(Step::End)?),
            Node::LastEnd => drop(self.push(Step::LastEnd)?),
        }
        Ok(())
    }

    fn any(&mut self, nodes: &[Node]) -> Result<(), PatternError> {
        let mut ends = Vec::new();
        for (i, node) in nodes.iter().enumerate() {
            if i + 1 == nodes.len() {
                self.write(node)?;
                break;
            }
            let fork = self.push(Step::Jump(0))?;
            self.write(node)?;
            ends.push(self.push(Step::Jump(0))?);
            self.steps[fork] = Step::Fork(fork + 1, self.steps.len());
        }
        for end in ends {
            self.steps[end] = Step::Jump(self.steps.len());
        }
        Ok(())
    }

    fn repeat(
        &mut self,
        node: &Node,
        least: u32,
        most: u32,
        greedy: bool,
    ) -> Result<(), PatternError> {
        if least.max(bounded(most).map_or(0, |_| most)) > MOST_COPIES {
            return Err(PatternError { at: 0, problem: "too many repeats of a group" });
        }
        for _ in 0..least {
            let before = self.steps.len();
            self.write(node)?;
            // What takes no step is the same however often it stands there.
            if self.steps.len() == before {
                break;
            }
        }
        let fork = |inside, outside| match greedy {
            true => Step::Fork(inside, outside),
            false => Step::Fork(outside, inside),
        };
        if most == ENDLESS {
            if node.width().0 == 0 {
                return Err(PatternError { at: 0, problem: "an endless repeat of nothing" });
            }
            let start = self.push(Step::Jump(0))?;
            self.write(node)?;
            let end = self.push(Step::Jump(start))?;
            self.steps[start] = fork(start + 1, end + 1);
            return Ok(());
        }
        let mut forks = Vec::new();
        for _ in least..most {
            forks.push(self.push(Step::Jump(0))?);
            self.write(node)?;
        }
        for start in forks {
            self.steps[start] = fork(start + 1, self.steps.len());
        }
        Ok(())
    }

    fn look(&mut self, node: &Node, behind: bool, wanted: bool) -> Result<(), PatternError> {
        let (least, most) = node.width();
        if behind && least != most {
            return Err(PatternError { at: 0, problem: "a look behind of no fixed width" });
        }
        if behind && least > FARTHEST_BEHIND {
            return Err(PatternError { at: 0, problem: "a look too far behind" });
        }
        let look = self.push(Step::Found)?;
        self.write(node)?;
        let end = self.push(Step::Found)?;
        self.steps[look] = Step::Look { back: behind.then_some(least), wanted, next: end + 1 };
        Ok(())
    }
}
