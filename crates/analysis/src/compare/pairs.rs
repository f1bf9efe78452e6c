//! Which statements and deeds are likely on one matter.

use super::features::{Features, Shared};
use super::{Act, Statement};
use crate::corpus::{Days, number};
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
const LEAST: f32 = 0.2;
/// So many pairs of one statement are shown.
const MOST: usize = 5;
/// Of all deeds that share one thing with a statement, so many are looked at, the nearest in time.
const LOOKED_AT: usize = 200;
/// After so many days the nearness in time has fallen to a half.
const HALF: f32 = 180.0;
/// The nearness of what has no day.
const UNDATED: f32 = 0.5;

/// The pairs, and how many more were likely.
pub(super) fn of(said: &[(Statement, Features)], did: &[(Act, Features)]) -> (Vec<Pair>, u32) {
    let index = Index::of(said, did);
    let mut pairs = Vec::new();
    let mut left_out = 0;
    for (nth, (statement, features)) in said.iter().enumerate() {
        let mut own = index.pairs(nth, statement, features, did);
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
    /// The square of each deed's length.
    squares: Vec<f32>,
}

impl<'f> Index<'f> {
    fn of(said: &'f [(Statement, Features)], did: &'f [(Act, Features)]) -> Self {
        let mut index = Self {
            deeds: BTreeMap::new(),
            frequency: BTreeMap::new(),
            all: said.len() + did.len(),
            squares: Vec::new(),
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
        index.squares = did.iter().map(|(_, features)| index.square(features)).collect();
        index
    }

    /// Its weight by how rare it is: inverse document frequency (Spärck Jones, 1972).
    fn weight(&self, feature: &Shared) -> f32 {
        let having = self.frequency.get(feature).copied().unwrap_or(1);
        feature.weight() * libm::logf(1.0 + self.all as f32 / having as f32)
    }

    fn square(&self, features: &Features) -> f32 {
        features.0.iter().map(|feature| self.weight(feature).powi(2)).sum()
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
        let own = self.square(features);
        shared
            .into_iter()
            .filter_map(|(nth, mut shared)| {
                shared.sort_by(|a, b| {
                    self.weight(b).total_cmp(&self.weight(a)).then_with(|| a.cmp(b))
                });
                let days = apart(statement.when.as_ref(), did[nth].0.when.as_ref());
                let dot: f32 = shared.iter().map(|feature| self.weight(feature).powi(2)).sum();
                let like = dot / (own * self.squares[nth]).sqrt();
                let score = like * nearness(days);
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

/// Whether what is shared makes a matter: more than one word, or one kind of deed.
fn is_matter(shared: &[Shared]) -> bool {
    let named = shared.iter().any(|one| matches!(one, Shared::Actor(_) | Shared::Place(_)));
    shared.len() > 1 && (named || shared.len() > 2)
        || shared.iter().any(|one| matches!(one, Shared::Kind(_))) && shared.len() > 1
}
