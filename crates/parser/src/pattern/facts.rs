//! What can be said of the matches of an expression without running it.

use super::set::Set;
use super::syntax::{ENDLESS, Node};

impl Node {
    /// Least and most characters of a match; `ENDLESS` where there is no most.
    pub(super) fn width(&self) -> (u32, u32) {
        let add = |a: u32, b: u32| a.saturating_add(b);
        match self {
            Self::One(_) => (1, 1),
            Self::All(nodes) => nodes
                .iter()
                .map(Self::width)
                .fold((0, 0), |(least, most), w| (add(least, w.0), add(most, w.1))),
            Self::Any(nodes) => nodes
                .iter()
                .map(Self::width)
                .reduce(|(least, most), w| (least.min(w.0), most.max(w.1)))
                .unwrap_or((0, 0)),
            Self::Repeat { node, least, most, .. } => {
                let width = node.width();
                (width.0.saturating_mul(*least), width.1.saturating_mul(*most))
            }
            Self::Look { .. } | Self::Start | Self::End | Self::LastEnd => (0, 0),
        }
    }

    /// Whether every match begins at the beginning.
    pub(super) fn starts(&self) -> bool {
        match self {
            Self::Start => true,
            Self::All(nodes) => nodes.first().is_some_and(Self::starts),
            Self::Any(nodes) => nodes.iter().all(Self::starts),
            _ => false,
        }
    }

    /// Whether every match ends at the end, or before a last line break.
    pub(super) fn ends(&self) -> bool {
        match self {
            Self::End | Self::LastEnd => true,
            Self::All(nodes) => nodes.last().is_some_and(Self::ends),
            Self::Any(nodes) => nodes.iter().all(Self::ends),
            _ => false,
        }
    }

    /// Adds the characters with which a match can begin (or end, from `behind`) to a set.
    /// Says whether a match can also be empty.
    pub(super) fn edge(&self, behind: bool, set: &mut Set) -> bool {
        match self {
            Self::One(one) => {
                set.add(one);
                false
            }
            Self::All(nodes) if behind => nodes.iter().rev().all(|node| node.edge(true, set)),
            Self::All(nodes) => nodes.iter().all(|node| node.edge(false, set)),
            Self::Any(nodes) => {
                let mut empty = false;
                for node in nodes {
                    empty |= node.edge(behind, set);
                }
                empty
            }
            Self::Repeat { node, least, .. } => node.edge(behind, set) || *least == 0,
            Self::Look { .. } | Self::Start | Self::End | Self::LastEnd => true,
        }
    }

    /// Adds all characters that can be in a match to a set.
    pub(super) fn characters(&self, set: &mut Set) {
        match self {
            Self::One(one) => set.add(one),
            Self::All(nodes) | Self::Any(nodes) => nodes.iter().for_each(|n| n.characters(set)),
            Self::Repeat { node, .. } => node.characters(set),
            Self::Look { .. } | Self::Start | Self::End | Self::LastEnd => {}
        }
    }
}

/// Whether there is a most.
pub(super) fn bounded(most: u32) -> Option<usize> {
    (most != ENDLESS).then_some(most as usize)
}
