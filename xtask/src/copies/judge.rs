//! Which of the pairs are right.

use super::edits::Edit;
use super::passages::Planted;
use super::{Precision, Ran, Recall};
use std::collections::BTreeSet;

/// A shorter sentence is alike to too many.
const FEWEST_WORDS: usize = 8;

/// How many copies of one edit were found.
pub(super) fn recall<'p>(
    edit: Edit,
    planted: impl Iterator<Item = &'p Planted>,
    list: &[String],
    ours: &Ran,
    theirs: Option<&Ran>,
) -> Recall {
    let pairs: Vec<(usize, usize)> = planted.map(|p| p.pair).collect();
    let found = |ran: &Ran| {
        let all: BTreeSet<_> = ran.pairs.iter().copied().collect();
        pairs.iter().filter(|pair| all.contains(pair)).count()
    };
    let alike: f64 = pairs.iter().map(|&(one, other)| dice(&list[one], &list[other])).sum();
    Recall {
        edit: edit.words(),
        alike: alike / pairs.len().max(1) as f64,
        planted: pairs.len(),
        ours: found(ours),
        theirs: theirs.map(found),
    }
}

/// How many of the pairs are alike.
pub(super) fn precision(planted: &[Planted], list: &[String], ran: &Ran) -> Precision {
    let wanted: BTreeSet<_> = planted.iter().map(|p| p.pair).collect();
    let found: BTreeSet<_> = ran.pairs.iter().copied().collect();
    let (right, others): (Vec<_>, Vec<_>) = found.iter().partition(|pair| wanted.contains(pair));
    let is_alike = |&&(one, other): &&(usize, usize)| {
        let (one, other) = (sentences(&list[one]), sentences(&list[other]));
        one.iter().any(|one| {
            let half = |other: &Vec<String>| one.len().min(other.len()).div_ceil(2);
            other.iter().any(|other| in_common(one, other) >= half(other))
        })
    };
    let alike = others.iter().filter(is_alike).count();
    Precision { found: found.len(), planted: right.len(), alike }
}

/// The share of the words of both that they have in common, in one order.
fn dice(one: &str, other: &str) -> f64 {
    let (one, other) = (words(one), words(other));
    (2 * in_common(&one, &other)) as f64 / (one.len() + other.len()).max(1) as f64
}

/// The words of the whole, and those of each sentence that is not short.
fn sentences(passage: &str) -> Vec<Vec<String>> {
    let sentences = passage.split_inclusive(['.', '?', '!']).map(words);
    let long = sentences.filter(|words| words.len() >= FEWEST_WORDS);
    std::iter::once(words(passage)).chain(long).collect()
}

fn words(passage: &str) -> Vec<String> {
    let bare = |word: &str| -> String {
        word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    passage.split([' ', '-', '\u{2014}']).map(bare).filter(|word| !word.is_empty()).collect()
}

/// The longest common subsequence, by its table: slow and plain.
fn in_common(one: &[String], other: &[String]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for a in one {
        let before = row.clone();
        for (at, b) in other.iter().enumerate() {
            row[at + 1] = if a == b { before[at] + 1 } else { before[at + 1].max(row[at]) };
        }
    }
    row.last().copied().unwrap_or_default()
}
