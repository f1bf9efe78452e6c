//! Which statements and deeds are likely on one matter.

use super::features::{Features, Shared};
use super::{Act, Statement};
use crate::corpus::{Corpus, Days, number};
use crate::moment::When;
use std::collections::BTreeMap;

/// A statement and a deed that are likely on one matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Which of the statements.
    pub said: usize,
    /// Which of the deeds.
    pub did: usize,
    /// From 0 to 1: how likely they are on one matter.
    pub score: f32,
    /// What they share, what says most first.
    pub shared: Vec<Shared>,
    /// How many days the deed is after the statement, negative where before; 0 where they can be on
    /// one day, `None` where a day is not known.
    pub days: Option<i32>,
}

/// A pair is at least so likely on one matter.
const LEAST: f32 = 0.36;
/// So many pairs of one statement are shown.
const MOST: usize = 5;
/// Of all deeds that share one thing with a statement, so many are looked at, the nearest in time.
const LOOKED_AT: usize = 64;
/// After so many days the nearness in time has fallen to a half.
const HALF: f32 = 180.0;
/// The nearness of what has no day.
const UNDATED: f32 = 0.75;
/// What is shared weighs as much where the pair is likely by 0.63.
const ENOUGH: f32 = 1.6;
/// So many shared words count.
const MOST_WORDS: usize = 4;

/// The pairs, and how many more were likely.
pub(super) fn of(
    corpus: &Corpus,
    said: &[(Statement, Features)],
    did: &[(Act, Features)],
) -> (Vec<Pair>, u32) {
    let index = Index::of(said, did);
    let mut pairs = Vec::new();
    let mut left_out = 0;
    for (nth, (statement, features)) in said.iter().enumerate() {
        let mut own = index.pairs(nth, statement, features, did);
        own.retain(|pair| !overlap(corpus, statement, &did[pair.did].0));
        own.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.did.cmp(&b.did)));
        left_out += number(own.len().saturating_sub(MOST));
        own.truncate(MOST);
        pairs.extend(own);
    }
    (pairs, left_out)
}

/// The deeds by what they speak of.
struct Index<'f> {
    /// Deeds by feature, in order of time.
    deeds: BTreeMap<&'f Shared, Vec<usize>>,
    /// In how many statements and deeds each feature is.
    frequency: BTreeMap<&'f Shared, u32>,
    all: usize,
}

impl<'f> Index<'f> {
    fn of(said: &'f [(Statement, Features)], did: &'f [(Act, Features)]) -> Self {
        let mut index = Self {
            deeds: BTreeMap::new(),
            frequency: BTreeMap::new(),
            all: said.len() + did.len(),
        };
        for (nth, (_, features)) in did.iter().enumerate() {
            for feature in &features.0 {
                index.deeds.entry(feature).or_default().push(nth);
            }
        }
        let features = said.iter().map(|(_, f)| f).chain(did.iter().map(|(_, f)| f));
        for feature in features.flat_map(|features| &features.0) {
            *index.frequency.entry(feature).or_default() += 1;
        }
        index
    }

    /// Its weight by how rare it is: inverse document frequency (Spärck Jones, 1972), 1 at most.
    fn weight(&self, feature: &Shared) -> f32 {
        let having = self.frequency.get(feature).copied().unwrap_or(1);
        let all = self.all as f32;
        let rarity = libm::logf(1.0 + all / having as f32) / libm::logf(1.0 + all);
        feature.weight() * rarity
    }

    /// How likely two are on one matter by what they share, the weightiest first.
    fn likeness(&self, shared: &[&Shared]) -> f32 {
        let is_word = |one: &&&Shared| matches!(one, Shared::Word(_));
        let named = shared.iter().filter(|one| !is_word(one));
        let words = shared.iter().filter(is_word).take(MOST_WORDS);
        let weight: f32 = named.chain(words).map(|one| self.weight(one)).sum();
        1.0 - libm::expf(-weight / ENOUGH)
    }

    fn pairs(
        &self,
        said: usize,
        statement: &Statement,
        features: &Features,
        did: &[(Act, Features)],
    ) -> Vec<Pair> {
        let day = statement.when.as_ref().and_then(When::days).map(|days| days.first);
        let mut shared: BTreeMap<usize, Vec<&Shared>> = BTreeMap::new();
        for feature in &features.0 {
            for nth in near(self.deeds.get(feature).map_or(&[], Vec::as_slice), day, did) {
                shared.entry(*nth).or_default().push(feature);
            }
        }
        shared
            .into_iter()
            .filter_map(|(nth, mut shared)| {
                shared.sort_by(|a, b| {
                    self.weight(b).total_cmp(&self.weight(a)).then_with(|| a.cmp(b))
                });
                let days = apart(statement.when.as_ref(), did[nth].0.when.as_ref());
                let score = self.likeness(&shared) * nearness(days);
                let pair = Pair {
                    said,
                    did: nth,
                    score,
                    shared: shared.into_iter().cloned().collect(),
                    days,
                };
                (score >= LEAST && is_matter(&pair.shared)).then_some(pair)
            })
            .collect()
    }
}

/// Of deeds in order of time, as many around a day as are looked at.
fn near<'d>(deeds: &'d [usize], day: Option<i32>, did: &[(Act, Features)]) -> &'d [usize] {
    let first = |nth: usize| did[nth].0.when.as_ref().and_then(|when| when.ends().0);
    let at = day
        .map_or(0, |day| deeds.partition_point(|nth| first(*nth).is_some_and(|first| first < day)));
    let from = at.saturating_sub(LOOKED_AT / 2).min(deeds.len().saturating_sub(LOOKED_AT));
    &deeds[from..deeds.len().min(from + LOOKED_AT)]
}

fn apart(said: Option<&When>, did: Option<&When>) -> Option<i32> {
    let (said, did): (Days, Days) = (said?.days()?, did?.days()?);
    let days = i32::try_from(said.apart(did)).unwrap_or(i32::MAX);
    Some(if did.first < said.first { -days } else { days })
}

fn nearness(days: Option<i32>) -> f32 {
    days.map_or(UNDATED, |days| HALF / (HALF + days.unsigned_abs() as f32))
}

/// Whether what is shared makes a matter: somebody, somewhere or a sort of deed and one thing more, or
/// several words.
fn is_matter(shared: &[Shared]) -> bool {
    let kinds = shared.iter().filter(|one| matches!(one, Shared::Kind(_))).count();
    shared.len() > 1 && kinds < shared.len()
}

/// Whether a deed stands in the words of a statement, or they in its.
fn overlap(corpus: &Corpus, statement: &Statement, act: &Act) -> bool {
    let deed = corpus[act.deed.document].deeds[act.deed.nth as usize].span;
    statement.document() == act.deed.document
        && statement.words(corpus).iter().any(|span| span.overlaps(deed))
}
