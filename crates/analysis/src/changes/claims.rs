//! Which claims came, went or were reworded.

use super::align::Block;
use super::tokens::Tokens;
use super::{ClaimChange, ClaimKind, ClaimWords};
use std::collections::BTreeMap;
use std::ops::Range;

/// A claim is compared with so many whose words begin near it.
const MOST_NEAR: usize = 32;

/// A claim, by its tokens.
struct Held<'c> {
    holder: Option<&'c str>,
    /// In order, without overlap.
    tokens: Vec<Range<usize>>,
    words: usize,
}

impl<'c> Held<'c> {
    fn of(tokens: &Tokens<'_>, claim: &ClaimWords<'c>) -> Self {
        let mut ranges: Vec<Range<usize>> =
            claim.content.iter().map(|&span| tokens.within(span)).collect();
        ranges.sort_unstable_by_key(|range| (range.start, range.end));
        let mut merged: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match merged.last_mut().filter(|last| range.start <= last.end) {
                Some(last) => last.end = last.end.max(range.end),
                None => merged.push(range),
            }
        }
        let words = merged.iter().map(|range| tokens.words(range)).sum();
        Self { holder: claim.holder, tokens: merged, words }
    }

    /// Where its first token stands.
    fn start(&self) -> usize {
        self.tokens.first().map_or(usize::MAX, |range| range.start)
    }

    fn words_of<'t>(&self, tokens: &Tokens<'t>) -> Vec<&'t str> {
        let all = self.tokens.iter().flat_map(Range::clone);
        all.filter(|&at| tokens.is_word(at)).map(|at| tokens.all[at]).collect()
    }
}

/// The words that both texts have, one after another: where each stands before, and after.
struct Same {
    before: Vec<usize>,
    after: Vec<usize>,
}

impl Same {
    fn of(tokens: &Tokens<'_>, blocks: &[Block]) -> Self {
        let pairs = blocks.iter().flat_map(|b| (0..b.len).map(|at| (b.before + at, b.after + at)));
        let (before, after) = pairs.filter(|&(at, _)| tokens.is_word(at)).unzip();
        Self { before, after }
    }

    /// Which of them some tokens hold.
    fn held(places: &[usize], tokens: &[Range<usize>]) -> Vec<Range<usize>> {
        let at = |token: usize| places.partition_point(|&place| place < token);
        tokens.iter().map(|range| at(range.start)..at(range.end)).collect()
    }
}

/// How many numbers are in both of two lists of ranges, each in order.
fn in_both(one: &[Range<usize>], other: &[Range<usize>]) -> usize {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        both += a.end.min(b.end).saturating_sub(a.start.max(b.start));
        if a.end <= b.end { i += 1 } else { j += 1 }
    }
    both
}

/// What became of the claims: those of the text before in their order, then those that came.
pub(super) fn changes(
    (before, claims): (&Tokens<'_>, &[ClaimWords<'_>]),
    (after, claims_after): (&Tokens<'_>, &[ClaimWords<'_>]),
    blocks: &[Block],
) -> Vec<ClaimChange> {
    let same = Same::of(before, blocks);
    let one: Vec<Held<'_>> = claims.iter().map(|claim| Held::of(before, claim)).collect();
    let other: Vec<Held<'_>> = claims_after.iter().map(|claim| Held::of(after, claim)).collect();
    let kept: Vec<_> = one.iter().map(|c| Same::held(&same.before, &c.tokens)).collect();
    let kept_after: Vec<_> = other.iter().map(|c| Same::held(&same.after, &c.tokens)).collect();
    let mut pairs = Pairs::new(one.len(), other.len());
    pairs.take(likely(&one, &other, &kept, &kept_after, &same));
    pairs.take_moved((before, &one), (after, &other));
    let count = |ranges: &[Range<usize>]| ranges.iter().map(Range::len).sum::<usize>();
    let mut changes = Vec::new();
    for (at, claim) in one.iter().enumerate() {
        changes.push(match pairs.of[at] {
            Some((to, common)) => {
                let all = claim.words + other[to].words;
                let kind = if common * 2 == all { ClaimKind::Kept } else { ClaimKind::Reworded };
                let is_one_holder = claim.holder == other[to].holder;
                ClaimChange {
                    kind,
                    before: Some(at),
                    after: Some(to),
                    is_one_holder,
                    words_stand: kind == ClaimKind::Kept
                        || count(&kept[at]) == claim.words
                            && count(&kept_after[to]) == other[to].words,
                }
            }
            None => ClaimChange {
                kind: ClaimKind::Went,
                before: Some(at),
                after: None,
                is_one_holder: false,
                words_stand: claim.words > 0 && count(&kept[at]) == claim.words,
            },
        });
    }
    for (at, claim) in other.iter().enumerate().filter(|(at, _)| !pairs.is_taken[*at]) {
        changes.push(ClaimChange {
            kind: ClaimKind::Came,
            before: None,
            after: Some(at),
            is_one_holder: false,
            words_stand: claim.words > 0 && count(&kept_after[at]) == claim.words,
        });
    }
    changes
}

/// Two claims that have at least half of the words of both in common.
#[derive(Debug)]
struct Likely {
    common: usize,
    all: usize,
    is_one_holder: bool,
    pair: (usize, usize),
}

/// Pairs of claims in the same words, the likeliest first.
fn likely(
    one: &[Held<'_>],
    other: &[Held<'_>],
    kept: &[Vec<Range<usize>>],
    kept_after: &[Vec<Range<usize>>],
    same: &Same,
) -> Vec<Likely> {
    let mut by_start: Vec<usize> = (0..other.len()).collect();
    by_start.sort_by_key(|&at| other[at].start());
    let mut likely = Vec::new();
    for (at, claim) in one.iter().enumerate() {
        // Its first kept word stands here in the text after.
        let first = kept[at].iter().find(|range| !range.is_empty()).map(|range| range.start);
        let Some(place) = first.and_then(|first| same.after.get(first)) else { continue };
        let near = by_start.partition_point(|&to| other[to].start() < *place);
        let from = near.saturating_sub(MOST_NEAR / 2);
        for &to in by_start[from..].iter().take(MOST_NEAR) {
            let common = in_both(&kept[at], &kept_after[to]);
            let all = claim.words + other[to].words;
            if common > 0 && common * 4 >= all {
                let is_one_holder = claim.holder == other[to].holder;
                likely.push(Likely { common, all, is_one_holder, pair: (at, to) });
            }
        }
    }
    // By the share in common, exactly: a/b > c/d is a*d > c*b.
    likely.sort_by(|a, b| {
        let share = (b.common as u64 * a.all as u64).cmp(&(a.common as u64 * b.all as u64));
        share.then(b.is_one_holder.cmp(&a.is_one_holder)).then(a.pair.cmp(&b.pair))
    });
    likely
}

/// Which claim became which, and with how many words in common.
struct Pairs {
    of: Vec<Option<(usize, usize)>>,
    is_taken: Vec<bool>,
}

impl Pairs {
    fn new(one: usize, other: usize) -> Self {
        Self { of: vec![None; one], is_taken: vec![false; other] }
    }

    fn take(&mut self, likely: Vec<Likely>) {
        for Likely { pair: (at, to), common, .. } in likely {
            if self.of[at].is_none() && !self.is_taken[to] {
                (self.of[at], self.is_taken[to]) = (Some((to, common)), true);
            }
        }
    }

    /// Claims in exactly the same words that stand elsewhere now.
    fn take_moved(
        &mut self,
        (before, one): (&Tokens<'_>, &[Held<'_>]),
        (after, other): (&Tokens<'_>, &[Held<'_>]),
    ) {
        let mut left: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
        for (to, claim) in other.iter().enumerate().rev().filter(|(to, _)| !self.is_taken[*to]) {
            left.entry(claim.words_of(after)).or_default().push(to);
        }
        for (at, claim) in one.iter().enumerate().filter(|(_, claim)| claim.words > 0) {
            if self.of[at].is_none()
                && let Some(to) = left.get_mut(&claim.words_of(before)).and_then(Vec::pop)
            {
                (self.of[at], self.is_taken[to]) = (Some((to, claim.words)), true);
            }
        }
    }
}
