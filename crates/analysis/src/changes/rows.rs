//! From aligned tokens to what a person reads: sentences kept, removed, added and reworded.

use super::align::Block;
use super::tokens::Tokens;
use super::{Change, Kind, Piece};
use std::collections::BTreeMap;
use std::ops::Range;

/// The two texts, aligned.
pub(super) struct Aligned<'a, 't> {
    pub(super) before: &'a Tokens<'t>,
    pub(super) after: &'a Tokens<'t>,
    pub(super) units_before: &'a [Range<usize>],
    pub(super) units_after: &'a [Range<usize>],
    pub(super) blocks: &'a [Block],
}

/// Units of both sides that belong together; one side may have none.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    before: Range<usize>,
    after: Range<usize>,
}

impl Aligned<'_, '_> {
    /// What changed, in order; the changes tile both texts.
    pub(super) fn changes(&self) -> Vec<Change> {
        let rows = self.rows();
        let mut changes: Vec<Change> = rows.iter().map(|row| self.change(row)).collect();
        self.mark_moved(&rows, &mut changes);
        changes
    }

    /// The rows, in the order of both texts.
    fn rows(&self) -> Vec<Row> {
        let (mut rows, mut done) = (Vec::new(), (0, 0));
        let lone = |rows: &mut Vec<Row>, done: (usize, usize), to: (usize, usize)| {
            rows.extend((done.0..to.0).map(|at| Row { before: at..at + 1, after: done.1..done.1 }));
            rows.extend((done.1..to.1).map(|at| Row { before: to.0..to.0, after: at..at + 1 }));
        };
        for linked in self.linked() {
            lone(&mut rows, done, (linked.before.start, linked.after.start));
            done = (linked.before.end, linked.after.end);
            rows.push(linked);
        }
        lone(&mut rows, done, (self.units_before.len(), self.units_after.len()));
        rows
    }

    /// Units that have most of the shorter one's words in common; those that share one are one row.
    fn linked(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for (one, other, common) in self.links() {
            let words = self.before.words(&self.units_before[one]);
            let words_after = self.after.words(&self.units_after[other]);
            // Units without words, such as a line of stars, are linked by their marks.
            if words.max(words_after) > 0 && common * 2 < words.min(words_after).max(1) {
                continue;
            }
            match rows.last_mut() {
                Some(last) if one < last.before.end || other < last.after.end => {
                    last.before.end = last.before.end.max(one + 1);
                    last.after.end = last.after.end.max(other + 1);
                }
                _ => rows.push(Row { before: one..one + 1, after: other..other + 1 }),
            }
        }
        rows
    }

    /// Pairs of units that have tokens in common, in order, with the words among these.
    fn links(&self) -> Vec<(usize, usize, usize)> {
        let mut links: Vec<(usize, usize, usize)> = Vec::new();
        let (mut one, mut other) = (0, 0);
        for block in self.blocks {
            let mut done = 0;
            while done < block.len {
                let (at, at_after) = (block.before + done, block.after + done);
                while self.units_before[one].end <= at {
                    one += 1;
                }
                while self.units_after[other].end <= at_after {
                    other += 1;
                }
                let left =
                    (self.units_before[one].end - at).min(self.units_after[other].end - at_after);
                let len = left.min(block.len - done);
                let words = self.before.words(&(at..at + len));
                match links.last_mut().filter(|last| (last.0, last.1) == (one, other)) {
                    Some(last) => last.2 += words,
                    None => links.push((one, other, words)),
                }
                done += len;
            }
        }
        links
    }

    fn change(&self, row: &Row) -> Change {
        let before = tokens_of(self.units_before, &row.before, self.before.all.len());
        let after = tokens_of(self.units_after, &row.after, self.after.all.len());
        let pieces = self.pieces(&before, &after);
        let kind = match pieces.as_slice() {
            _ if after.is_empty() => Kind::Removed,
            _ if before.is_empty() => Kind::Added,
            [Piece { kind: Kind::Kept, .. }] => Kind::Kept,
            _ => Kind::Reworded,
        };
        let pieces = if kind == Kind::Reworded { pieces } else { Vec::new() };
        let (before, after) = (self.before.span(&before), self.after.span(&after));
        Change { kind, before, after, pieces, elsewhere: None }
    }

    /// The tokens of a row, kept, removed and added.
    fn pieces(&self, before: &Range<usize>, after: &Range<usize>) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut add = |kind, one: Range<usize>, other: Range<usize>| {
            if one.is_empty() && other.is_empty() {
                return;
            }
            let (before, after) = (self.before.span(&one), self.after.span(&other));
            match pieces.last_mut().filter(|last| last.kind == kind && kind == Kind::Kept) {
                Some(last) => {
                    (last.before, last.after) =
                        (last.before.cover(before), last.after.cover(after));
                }
                None => pieces.push(Piece { kind, before, after }),
            }
        };
        let mut done = (before.start, after.start);
        let first = self.blocks.partition_point(|b| b.before + b.len <= before.start);
        for block in self.blocks[first..].iter().take_while(|b| b.before < before.end) {
            let skip = |from: usize, at: usize| from.saturating_sub(at).min(block.len);
            let from = skip(before.start, block.before).max(skip(after.start, block.after));
            let to = skip(before.end, block.before).min(skip(after.end, block.after));
            if from < to {
                let (at, at_after) = (block.before + from, block.after + from);
                add(Kind::Removed, done.0..at, done.1..done.1);
                add(Kind::Added, at..at, done.1..at_after);
                done = (block.before + to, block.after + to);
                add(Kind::Kept, at..done.0, at_after..done.1);
            }
        }
        add(Kind::Removed, done.0..before.end, done.1..done.1);
        add(Kind::Added, before.end..before.end, done.1..after.end);
        pieces
    }

    /// Says of a removed unit that it was added elsewhere, and of that one where it was.
    fn mark_moved(&self, rows: &[Row], changes: &mut [Change]) {
        let mut added: BTreeMap<&[&str], Vec<usize>> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate().rev().filter(|(_, row)| row.before.is_empty()) {
            let tokens = tokens_of(self.units_after, &row.after, 0);
            added.entry(&self.after.all[tokens]).or_default().push(at);
        }
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.after.is_empty()) {
            let tokens = tokens_of(self.units_before, &row.before, 0);
            let same = added.get_mut(&self.before.all[tokens]).and_then(Vec::pop);
            if let Some(same) = same {
                changes[at].elsewhere = Some(changes[same].after);
                changes[same].elsewhere = Some(changes[at].before);
            }
        }
    }
}

/// The tokens of some units; where there are none, the place where they would be.
fn tokens_of(units: &[Range<usize>], row: &Range<usize>, all: usize) -> Range<usize> {
    let start = units.get(row.start).map_or(all, |unit| unit.start);
    let end = if row.is_empty() { start } else { units[row.end - 1].end };
    start..end
}
