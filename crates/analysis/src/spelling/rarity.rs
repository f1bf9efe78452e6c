//! How much a word of a name tells: the rarer, the more.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Hundredths: a word that only one bears tells 100, one that all bear tells nothing.
pub(super) type Rarity = u8;

/// What the words that say what kind of body is named tell: *party*, *brigade*.
const OF_A_KIND: Rarity = 35;

static COMMON: LazyLock<BTreeMap<&'static str, Rarity>> = LazyLock::new(|| {
    let lines = include_str!("../../data/spelling/common.tsv").lines();
    let told = lines.filter_map(|line| line.split_once('\t'));
    told.filter_map(|(word, rarity)| Some((word, rarity.parse().ok()?))).collect()
});

static KINDS: LazyLock<BTreeMap<&'static str, u8>> = LazyLock::new(|| {
    let lines = include_str!("../../data/spelling/kinds.tsv").lines();
    let lists = lines.filter(|line| !line.starts_with('#')).zip(1..);
    lists.flat_map(|(list, kind)| list.split('|').map(move |word| (word, kind))).collect()
});

/// How much a folded word tells.
pub(super) fn of(word: &str) -> Rarity {
    if kind(word).is_some() {
        return OF_A_KIND;
    }
    COMMON.get(word).copied().unwrap_or(100)
}

/// The kind of body that a folded word names in English or Arabic: words of one kind are
/// translations of each other.
pub(super) fn kind(word: &str) -> Option<u8> {
    KINDS.get(word).copied()
}
