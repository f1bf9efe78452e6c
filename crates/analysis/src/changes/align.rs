//! Which tokens of two texts are the same ones.

use super::tokens::Tokens;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// Tokens in a row that both texts have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) before: usize,
    pub(super) after: usize,
    pub(super) len: usize,
}

/// The tokens that are the same, in the order of both texts: first by whole units, then by tokens
/// in what lies between. `similar` bounds its search by the length of what it compares, with no
/// clock, and then takes a good alignment for the best one.
pub(super) fn align(
    (before, units_before): (&Tokens<'_>, &[Range<usize>]),
    (after, units_after): (&Tokens<'_>, &[Range<usize>]),
) -> Vec<Block> {
    let (one, other) = (slices(before, units_before), slices(after, units_after));
    let mut blocks = Vec::new();
    // Up to here all tokens have been dealt with.
    let (mut from, mut from_after) = (0, 0);
    let end = DiffOp::Equal { old_index: one.len(), new_index: other.len(), len: 0 };
    for same in capture_diff_slices(Algorithm::Histogram, &one, &other).into_iter().chain([end]) {
        let DiffOp::Equal { old_index, new_index, len } = same else { continue };
        let start = |units: &[Range<usize>], at: usize, all: usize| {
            units.get(at).map_or(all, |unit| unit.start)
        };
        let to = start(units_before, old_index, before.all.len());
        let to_after = start(units_after, new_index, after.all.len());
        gap(&before.all[from..to], &after.all[from_after..to_after], |block| {
            blocks.push(Block {
                before: from + block.before,
                after: from_after + block.after,
                ..block
            });
        });
        from = start(units_before, old_index + len, before.all.len());
        from_after = start(units_after, new_index + len, after.all.len());
        if from > to {
            blocks.push(Block { before: to, after: to_after, len: from - to });
        }
    }
    blocks
}

fn slices<'t>(tokens: &'t Tokens<'_>, units: &[Range<usize>]) -> Vec<&'t [&'t str]> {
    units.iter().map(|unit| &tokens.all[unit.clone()]).collect()
}

fn gap(before: &[&str], after: &[&str], mut each: impl FnMut(Block)) {
    for same in capture_diff_slices(Algorithm::Myers, before, after) {
        if let DiffOp::Equal { old_index, new_index, len } = same {
            each(Block { before: old_index, after: new_index, len });
        }
    }
}
