//! Words that tell names from other words with capitals, and one kind of name from another.

use sayso_model::ActorKind;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// What a word can be used for; `data/names/words.tsv` says what each means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Use {
    Ending,
    First,
    Noun,
    Title,
    Office,
    Stop,
    Adjective,
    Not,
}

/// The kind of what a word used in this way names; `None` where it is not so used.
pub(crate) fn kind(used: Use, word: &str) -> Option<ActorKind> {
    words().get(&used)?.get(word).copied()
}

/// Whether a word is used in this way.
pub(crate) fn is(used: Use, word: &str) -> bool {
    kind(used, word).is_some()
}

/// Whether a word is a given name.
pub(crate) fn is_given_name(word: &str) -> bool {
    static NAMES: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let lines = include_str!("../../data/names/given.tsv").lines();
        lines.filter(|line| !line.starts_with('#')).flat_map(|line| line.split('|')).collect()
    });
    names.contains(word)
}

type Words = BTreeMap<Use, BTreeMap<&'static str, ActorKind>>;

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words = Words::new();
        for line in include_str!("../../data/names/words.tsv").lines() {
            if let Some((used, kind, list)) = entry(line) {
                words.entry(used).or_default().extend(list.split('|').map(|word| (word, kind)));
            }
        }
        words
    })
}

fn entry(line: &'static str) -> Option<(Use, ActorKind, &'static str)> {
    let mut columns = line.split('\t');
    let used = match columns.next()? {
        "ending" => Use::Ending,
        "first" => Use::First,
        "noun" => Use::Noun,
        "title" => Use::Title,
        "office" => Use::Office,
        "stop" => Use::Stop,
        "adjective" => Use::Adjective,
        "not" => Use::Not,
        _ => return None,
    };
    let kind = ActorKind::from_word(columns.next()?).unwrap_or(ActorKind::Organisation);
    Some((used, kind, columns.next()?))
}
