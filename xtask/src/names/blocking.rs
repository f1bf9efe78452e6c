//! Whether the keys of names bring those together that are spellings of one.

use super::pairs::Pair;
use sayso_analysis::spelling::Spelled;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How good the keys are.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Blocking {
    /// Pairs of spellings of one name, and those that share a key.
    pub(crate) same: usize,
    pub(crate) found: usize,
    /// Names that were looked through, and how many others each is brought together with, on average
    /// and of the one in a hundred that has the most.
    pub(crate) names: usize,
    pub(crate) mean: f64,
    pub(crate) hundredth: usize,
}

/// Measures the keys: on pairs, and among all these names.
pub(super) fn measure(pairs: &[Pair], names: &[String]) -> Blocking {
    let keys = |name: &str| -> BTreeSet<String> { Spelled::of(name).keys().into_iter().collect() };
    let same: Vec<&Pair> = pairs.iter().filter(|pair| pair.same).collect();
    let found = same.iter().filter(|p| !keys(&p.one).is_disjoint(&keys(&p.other))).count();
    let mut having: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (nth, name) in names.iter().enumerate() {
        keys(name).into_iter().for_each(|key| having.entry(key).or_default().push(nth));
    }
    let others = |name: &String| {
        let all = keys(name).into_iter().flat_map(|key| having[&key].clone());
        all.collect::<BTreeSet<usize>>().len() - 1
    };
    let mut others: Vec<usize> = names.iter().map(others).collect();
    others.sort_unstable();
    Blocking {
        same: same.len(),
        found,
        names: names.len(),
        mean: others.iter().sum::<usize>() as f64 / names.len().max(1) as f64,
        hundredth: others.get(others.len() * 99 / 100).copied().unwrap_or_default(),
    }
}
