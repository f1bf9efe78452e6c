//! How far two runs of words stay alike, from a place where they are.

/// Where two runs of words are alike up to.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    /// Words of the one.
    pub(super) here: usize,
    /// Words of the other.
    pub(super) there: usize,
    /// Words that they have in common, in this order.
    pub(super) common: usize,
}

/// A word in common counts for this much...
const MATCH: isize = 2;
/// ... and each word put in, left out or changed takes this much away again. With `MATCH` counted
/// for each word of both sides, a changed word costs as much as a word in common brings, and one
/// put in or left out half as much more.
const EDIT: isize = 4;
/// A path is given up where it is worth so much less than the best one: after ten changed words.
const DROP: isize = 20;

/// A path's end on one diagonal: words of the one side, and how many are in common.
type End = Option<(usize, usize)>;

/// The longest part of two sequences, from their beginnings on, that is worth most: a greedy
/// alignment in order of edits (Zhang, Schwartz, Wagner and Miller, *A greedy algorithm for
/// aligning DNA sequences*, 2000). `same` says whether two words are the same, of the first `here`
/// and the first `there`. Each comparison takes one of `steps`; it ends when there are none left.
pub(super) fn extend(
    (here, there): (usize, usize),
    same: impl Fn(usize, usize) -> bool,
    steps: &mut usize,
) -> Reach {
    let slide = |(mut i, mut common): (usize, usize), k: isize, steps: &mut usize| {
        while let Some(j) = i.checked_add_signed(-k)
            && i < here
            && j < there
            && *steps > 0
            && same(i, j)
        {
            (i, common, *steps) = (i + 1, common + 1, *steps - 1);
        }
        (i, common)
    };
    let mut best = (0_isize, Reach::default());
    let mut low: isize = 0;
    let mut ends: Vec<End> = vec![Some(slide((0, 0), 0, steps))];
    let mut edits: isize = 0;
    loop {
        for (at, end) in ends.iter_mut().enumerate() {
            let Some((i, common)) = *end else { continue };
            let k = low + at.cast_signed();
            let j = i.saturating_add_signed(-k);
            let worth = (i + j).cast_signed() * MATCH / 2 - edits * EDIT;
            if worth > best.0 {
                best = (worth, Reach { here: i, there: j, common });
            }
            if worth < best.0 - DROP {
                *end = None;
            }
        }
        let Some(first) = ends.iter().position(Option::is_some) else { return best.1 };
        let last = ends.iter().rposition(Option::is_some).unwrap_or(first);
        let live = &ends[first..=last];
        let from = low + first.cast_signed() - 1;
        let next = (0..live.len() + 2)
            .map(|at| {
                let k = from + at.cast_signed();
                let one = |at: Option<usize>| at.and_then(|at| *live.get(at)?);
                let changed = one(at.checked_sub(1)).map(|(i, common)| (i + 1, common));
                let left_out = one(at.checked_sub(2)).map(|(i, common)| (i + 1, common));
                let put_in = one(Some(at));
                let end = changed.max(left_out).max(put_in)?;
                *steps = steps.saturating_sub(1);
                let fits = end.0 <= here
                    && end.0.checked_add_signed(-k).is_some_and(|j| j <= there)
                    && *steps > 0;
                fits.then(|| slide(end, k, steps))
            })
            .collect();
        (low, ends, edits) = (from, next, edits + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn reach(one: &[u32], other: &[u32]) -> Reach {
        let mut steps = 100_000;
        extend((one.len(), other.len()), |i, j| one[i] == other[j], &mut steps)
    }

    /// How many words two runs have in common in one order, by the whole table.
    fn longest_common(one: &[u32], other: &[u32]) -> usize {
        let mut row = vec![0; other.len() + 1];
        for a in one {
            let before = row.clone();
            for (j, b) in other.iter().enumerate() {
                row[j + 1] = if a == b { before[j] + 1 } else { before[j + 1].max(row[j]) };
            }
        }
        row[other.len()]
    }

    #[test]
    fn goes_over_small_edits_and_not_into_other_words() {
        let one: Vec<u32> = (0..30).collect();
        assert_eq!(reach(&one, &one), Reach { here: 30, there: 30, common: 30 });
        let mut edited = one.clone();
        edited[9] = 99;
        edited.remove(20);
        edited.insert(14, 98);
        assert_eq!(reach(&one, &edited), Reach { here: 30, there: 30, common: 28 });
        let other: Vec<u32> = one[..12].iter().copied().chain(200..300).collect();
        assert_eq!(reach(&one, &other), Reach { here: 12, there: 12, common: 12 });
        assert_eq!(reach(&[], &one), Reach::default());
    }

    proptest! {
        #[test]
        fn what_is_in_common_is_and_it_ends_with_it(
            one in prop::collection::vec(0..6_u32, 0..40),
            other in prop::collection::vec(0..6_u32, 0..40),
        ) {
            let found = reach(&one, &other);
            prop_assert!(found.here <= one.len() && found.there <= other.len());
            let (one, other) = (&one[..found.here], &other[..found.there]);
            prop_assert!(found.common <= longest_common(one, other));
            prop_assert_eq!(one.last(), other.last());
        }
    }

    #[test]
    fn hostile_words_take_no_more_than_their_steps() {
        let (one, other) = (vec![1; 100_000], vec![1; 100_000]);
        let mut steps = 5_000;
        let found = extend((one.len(), other.len()), |i, j| one[i] == other[j], &mut steps);
        assert_eq!((found.common, steps), (5_000, 0));
    }
}
