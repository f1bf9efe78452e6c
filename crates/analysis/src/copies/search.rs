//! From fingerprints in common to passages in common.

use super::extend::{Reach, extend};
use super::runs::Runs;
use super::shelf::Shelf;
use super::winnow::{SHINGLE, fingerprints};
use std::collections::BTreeMap;
use std::ops::Range;

/// Of the documents that have a fingerprint, the first so many are looked at. The copies of one
/// passage thus all meet its first copies, however many there are.
const MOST_HOLDERS: usize = 16;
/// A fingerprint that stands in a document again and again is looked up so many times.
const MOST_REPEATS: u8 = 4;
/// Another fingerprint in common stands within so many words...
const NEAR: u32 = 16;
/// ... and so many words at most were put in or left out in between.
const DRIFT: u32 = 6;
/// So many fingerprints that follow are looked at for one that is near.
const LOOK_AHEAD: usize = 8;
/// The words in common of a passage, at least: shorter sentences are formulas (*to learn more about
/// how we*) more often than copies.
const FEWEST_COMMON: usize = 8;
/// With so many words in common half of a sentence is enough: it may have been edited much.
const HALF_COMMON: usize = 12;
/// With so many words in common a passage need not be most of a sentence.
const ENOUGH_COMMON: usize = 16;
/// Words compared for each word of a document, before the rest is left alone.
const STEPS_PER_WORD: usize = 1_000;
/// Words at the ends that belong to a sentence which is not shared.
const MOST_TRIMMED: usize = 3;

/// Two runs of words that are alike, by their places among all words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// In the document asked about.
    pub(super) here: Range<usize>,
    /// The earlier document.
    pub(super) document: usize,
    /// In that one.
    pub(super) there: Range<usize>,
    /// Words in common.
    pub(super) common: usize,
}

/// What the index holds of a document: each fingerprint once.
pub(super) fn keys(shelf: &Shelf, document: usize) -> Vec<(u32, u32)> {
    let range = shelf.range(document);
    let mut keys = fingerprints(shelf.words(range.clone()));
    keys.sort_unstable();
    keys.dedup_by_key(|(key, _)| *key);
    keys.iter().map(|&(key, at)| (key, at + range.start as u32)).collect()
}

/// The passages that a document shares with those before it, and whether all were looked for. No
/// passage is begun at a word of which `skip` is true.
pub(super) fn matches(
    shelf: &Shelf,
    index: &Runs,
    document: usize,
    skip: impl Fn(usize) -> bool,
) -> (Vec<Match>, bool) {
    let range = shelf.range(document);
    let mut seeds = in_company(seeds(shelf, index, &range, skip));
    let mut steps = STEPS_PER_WORD.saturating_mul(range.len());
    let (mut found, mut from) = (Vec::new(), 0);
    let mut rest = seeds.as_mut_slice();
    while let Some(&(there, _)) = rest.first() {
        let other = shelf.holder(there as usize, from);
        let end = shelf.range(other).end;
        let count = rest.partition_point(|&(there, _)| (there as usize) < end);
        let (own, after) = rest.split_at_mut(count);
        own.sort_unstable_by_key(|&(there, here)| (here, there));
        let pair = Pair { shelf, document, here: range.clone(), other, there: shelf.range(other) };
        pair.matches(own, &mut steps, &mut found);
        (rest, from) = (after, other);
    }
    (found, steps > 0 || range.is_empty())
}

/// The fingerprints in common with documents before: the place there, and the place here.
fn seeds(
    shelf: &Shelf,
    index: &Runs,
    range: &Range<usize>,
    skip: impl Fn(usize) -> bool,
) -> Vec<(u32, u32)> {
    let mut times: BTreeMap<u32, u8> = BTreeMap::new();
    let mut seeds = Vec::new();
    for (key, at) in fingerprints(shelf.words(range.clone())) {
        let here = range.start + at as usize;
        let times = times.entry(key).or_default();
        if *times >= MOST_REPEATS || skip(here) {
            continue;
        }
        *times += 1;
        let places = index.places(key, range.start as u32).take(MOST_HOLDERS);
        seeds.extend(places.map(|there| (there, here as u32)));
    }
    seeds
}

/// A document and an earlier one.
struct Pair<'s> {
    shelf: &'s Shelf,
    document: usize,
    here: Range<usize>,
    other: usize,
    there: Range<usize>,
}

impl Pair<'_> {
    /// Goes through seeds in order of their places here.
    fn matches(&self, seeds: &[(u32, u32)], steps: &mut usize, found: &mut Vec<Match>) {
        let begun = found.len();
        let mut last: Option<Match> = None;
        for &(there, here) in seeds {
            let (here, there) = (here as usize, there as usize);
            let is_inside = |m: &Match| m.here.contains(&here) && m.there.contains(&there);
            if last.as_ref().is_some_and(is_inside) {
                continue;
            }
            if *steps == 0 {
                return;
            }
            let Some(around) = self.around(here, there, steps) else { continue };
            let around = self.trimmed(around);
            if self.is_passage(&around) && !overlaps(&found[begun..], &around) {
                found.push(around.clone());
            }
            last = Some(around);
        }
    }

    /// The alike words around a seed.
    fn around(&self, here: usize, there: usize, steps: &mut usize) -> Option<Match> {
        let (one, other) = (here..here + SHINGLE, there..there + SHINGLE);
        if self.shelf.words(one) != self.shelf.words(other) {
            return None;
        }
        let (one, other) =
            (self.shelf.words(self.here.clone()), self.shelf.words(self.there.clone()));
        let (i, j) = (here - self.here.start, there - self.there.start);
        let back = extend((i, j), |a, b| one[i - 1 - a] == other[j - 1 - b], steps);
        let (i, j) = (i + SHINGLE, j + SHINGLE);
        let left = (one.len() - i, other.len() - j);
        let Reach { here: on, there: on_there, common } =
            extend(left, |a, b| one[i + a] == other[j + b], steps);
        Some(Match {
            here: here - back.here..here + SHINGLE + on,
            document: self.other,
            there: there - back.there..there + SHINGLE + on_there,
            common: back.common + SHINGLE + common,
        })
    }

    /// Without the first or last words where these are but the edge of a sentence that goes on
    /// differently: `The` of `The weir` and `The mayor`.
    fn trimmed(&self, mut found: Match) -> Match {
        let after = |document, range: &Range<usize>| {
            let unit = self.shelf.units_over(document, range).next_back()?;
            let unit = self.shelf.unit(unit);
            let own = range.end.saturating_sub(unit.start);
            (unit.start > range.start && range.end < unit.end && own < unit.len() / 2)
                .then_some(own)
        };
        let before = |document, range: &Range<usize>| {
            let unit = self.shelf.units_over(document, range).next()?;
            let unit = self.shelf.unit(unit);
            let own = unit.end.saturating_sub(range.start);
            (unit.end < range.end && range.start > unit.start && own < unit.len() / 2)
                .then_some(own)
        };
        let most = |one: Option<usize>, other: Option<usize>| {
            one.max(other).filter(|&edge| edge <= MOST_TRIMMED && edge < found.common).unwrap_or(0)
        };
        let tail = most(after(self.document, &found.here), after(self.other, &found.there));
        let head = most(before(self.document, &found.here), before(self.other, &found.there));
        let same = |one: usize, other: usize| {
            self.shelf.words(one..one + 1) == self.shelf.words(other..other + 1)
        };
        if (1..=tail).all(|back| same(found.here.end - back, found.there.end - back)) {
            found.here.end -= tail;
            found.there.end -= tail;
            found.common -= tail;
        }
        if head < found.common
            && (0..head).all(|on| same(found.here.start + on, found.there.start + on))
        {
            found.here.start += head;
            found.there.start += head;
            found.common -= head;
        }
        found
    }

    /// Whether enough is in common: half of the words of both, and a sentence of one.
    fn is_passage(&self, found: &Match) -> bool {
        let words = found.here.len() + found.there.len();
        found.common >= FEWEST_COMMON
            && found.common * 4 >= words
            && (found.common >= ENOUGH_COMMON
                || self.is_sentence(self.document, &found.here, found.common)
                || self.is_sentence(self.other, &found.there, found.common))
    }

    /// Whether it holds a sentence but for small edits, or enough of a long one.
    fn is_sentence(&self, document: usize, range: &Range<usize>, common: usize) -> bool {
        self.shelf.units_over(document, range).any(|unit| {
            let unit = self.shelf.unit(unit);
            let within = unit.end.min(range.end).saturating_sub(unit.start.max(range.start));
            let within = within.min(common);
            let whole = within * 4 >= unit.len() * 3;
            within >= FEWEST_COMMON && (whole || within >= HALF_COMMON && within * 2 >= unit.len())
        })
    }
}

/// In order of their places there, those seeds alone that have another near them, with few words
/// put in or left out in between. Most have none; they are dropped before anything else is asked.
fn in_company(mut seeds: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    seeds.sort_unstable();
    let mut is_kept = vec![false; seeds.len()];
    for (at, seed) in seeds.iter().enumerate() {
        let after = seeds[at + 1..].iter().take(LOOK_AHEAD);
        let near = after.take_while(|next| next.0 - seed.0 <= NEAR).position(|next| {
            let (there, here) = (next.0 - seed.0, next.1.saturating_sub(seed.1));
            there > 0 && here > 0 && there.abs_diff(here) <= DRIFT
        });
        if let Some(near) = near {
            (is_kept[at], is_kept[at + 1 + near]) = (true, true);
        }
    }
    let mut kept = is_kept.into_iter();
    seeds.retain(|_| kept.next().unwrap_or(false));
    seeds
}

/// Whether half of it is in a passage that was found before.
fn overlaps(found: &[Match], new: &Match) -> bool {
    found.iter().rev().take(LOOK_AHEAD).any(|old| {
        let both =
            old.here.end.min(new.here.end).saturating_sub(old.here.start.max(new.here.start));
        both * 2 >= new.here.len().min(old.here.len())
    })
}
