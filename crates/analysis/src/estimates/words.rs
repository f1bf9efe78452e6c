//! Words that say what happens to those counted, and who they are.

use super::{Outcome, Scope};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a word can say.
#[derive(Debug, Clone, Default)]
struct Meaning {
    outcome: Option<Outcome>,
    scope: Option<Scope>,
}

/// Meanings by word, and by the beginning of a word.
#[derive(Default)]
struct Words {
    whole: BTreeMap<&'static str, Meaning>,
    begin: BTreeMap<&'static str, Meaning>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for line in include_str!("../../data/estimates/words.tsv").lines() {
        let Some((what, list)) = line.split_once('\t') else { continue };
        for word in list.split('|') {
            let meaning = match word.strip_suffix('*') {
                Some(begin) => words.begin.entry(begin).or_default(),
                None => words.whole.entry(word).or_default(),
            };
            match Outcome::from_word(what) {
                Some(outcome) => meaning.outcome = Some(outcome),
                None => meaning.scope = Some(scope(what)),
            }
        }
    }
    words
});

fn scope(word: &str) -> Scope {
    if word == "all" { Scope::All } else { Scope::Of(word.into()) }
}

/// The longest word that another can begin with and still be told.
const LONGEST: usize = 12;

fn find<T>(word: &str, wanted: impl Fn(&Meaning) -> Option<T>) -> Option<T> {
    let begins = word.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
    let begin = || begins.filter_map(|end| wanted(WORDS.begin.get(&word[..end])?)).last();
    WORDS.whole.get(word).and_then(&wanted).or_else(begin)
}

/// What a word, in small letters, says that happens to those counted.
pub(super) fn outcome(word: &str) -> Option<Outcome> {
    find(word, |meaning| meaning.outcome)
}

/// Who a word, in small letters, says is counted.
pub(super) fn who(word: &str) -> Option<Scope> {
    find(word, |meaning| meaning.scope.clone())
}

/// Letters of a word that make its stem: enough to join *withdrew from* with *withdrawal*.
const STEM: usize = 6;

/// The stem of a word: its first letters, small.
pub(crate) fn stem(word: &str) -> String {
    let word = word.to_lowercase();
    let bare = word.strip_suffix('s').filter(|bare| bare.len() > 3).unwrap_or(&word);
    bare.chars().take(STEM).collect()
}

/// The words of some text with where each begins in it.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_letter = |c: char| c.is_alphanumeric() || c == '\'' || c == '’' || c == '-';
    text.split(move |c| !is_letter(c))
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}
