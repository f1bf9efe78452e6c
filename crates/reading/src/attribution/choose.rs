//! Which candidates are attributions.

use super::candidate::{Candidate, Frame};
use super::tree::{Tree, Words};

/// A candidate with a lower score is none; thousandths of a logit.
const LEAST: i64 = -400;
/// Two candidates further apart than this are not compared.
const NEAR: usize = 40;

/// The places of the candidates that are attributions, by their scores: of each cue the best one,
/// and of two cues in one construction that report the same the better one.
pub(crate) fn choose(tree: &Tree<'_>, all: &[Candidate], scores: &[i64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..all.len()).filter(|i| scores[*i] >= LEAST).collect();
    order.sort_by_key(|i| (std::cmp::Reverse(scores[*i]), *i));
    // For each word the chosen candidate that it is the cue of.
    let mut chosen: Vec<Option<usize>> = vec![None; tree.len()];
    let mut kept = Vec::new();
    for i in order {
        let it = &all[i];
        let near = it.head.saturating_sub(NEAR)..(it.head + NEAR).min(tree.len());
        let same = chosen[near].iter().flatten().any(|k| is_double(tree, it, &all[*k]));
        if chosen[it.head].is_none() && !same {
            chosen[it.head] = Some(i);
            kept.push(i);
        }
    }
    kept.sort_unstable();
    kept
}

/// Whether two candidates with cues in one construction report the same: `expressed the hope`.
fn is_double(tree: &Tree<'_>, it: &Candidate, other: &Candidate) -> bool {
    let plain = |c: &Candidate| matches!(c.frame, Frame::Clause | Frame::Trailing);
    let chained = tree.head(it.head) == other.head
        || tree.head(other.head) == it.head
        || shared(&it.cue, &other.cue) > 0;
    chained && !(plain(it) && plain(other)) && is_like(&it.content, &other.content)
}

/// Whether more than three quarters of the words of both are the same.
fn is_like(a: &[Words], b: &[Words]) -> bool {
    let size = |words: &[Words]| words.iter().map(ExactSizeIterator::len).sum::<usize>();
    let both = shared(a, b);
    both * 4 > (size(a) + size(b) - both) * 3
}

fn shared(a: &[Words], b: &[Words]) -> usize {
    let overlap = |x: &Words, y: &Words| x.end.min(y.end).saturating_sub(x.start.max(y.start));
    a.iter().map(|x| b.iter().map(|y| overlap(x, y)).sum::<usize>()).sum()
}
