//! Words that tell a deed from a statement: `data/compare/words.tsv`.

use std::collections::BTreeSet;
use std::sync::OnceLock;

/// What sort of word; the data has each under this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// Verbs of saying.
    Speech,
    /// Verbs of saying that tell by themselves how the speaker stands to a matter: `condemn`.
    Act,
    /// Verbs of thinking and wanting.
    Mind,
    /// Verbs of being, having and befalling.
    State,
    /// Nouns for what acts on behalf of somebody: `warplanes`, `government`.
    Limb,
    /// Offices whose holders speak for what they hold it of.
    Speaker,
}

/// Whether a word is of a sort.
pub(super) fn is(sort: Sort, word: &str) -> bool {
    static WORDS: OnceLock<BTreeSet<(Sort, &'static str)>> = OnceLock::new();
    WORDS.get_or_init(read).contains(&(sort, word))
}

fn read() -> BTreeSet<(Sort, &'static str)> {
    let lines = include_str!("../../data/compare/words.tsv").lines();
    let lines = lines.filter_map(|line| line.split_once('\t'));
    let sorted = lines.filter_map(|(name, words)| Some((sort(name)?, words)));
    sorted.flat_map(|(sort, words)| words.split('|').map(move |word| (sort, word))).collect()
}

fn sort(name: &str) -> Option<Sort> {
    Some(match name {
        "speech" => Sort::Speech,
        "act" => Sort::Act,
        "mind" => Sort::Mind,
        "state" => Sort::State,
        "limb" => Sort::Limb,
        "speaker" => Sort::Speaker,
        _ => return None,
    })
}
