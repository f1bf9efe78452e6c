//! Words of saying, thinking and wanting, by kind: a broad list typed for this reader.

use sayso_model::Stance;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The list: `part class stance:` and plain forms after it.
const LIST: &str = include_str!("../../data/attribution/words.txt");

/// One class of words, such as the verbs of denying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Class {
    /// Its name in the list.
    pub(crate) name: &'static str,
    /// What a word of it does, unless its surroundings say otherwise.
    pub(crate) stance: Option<Stance>,
}

type Index = BTreeMap<&'static str, BTreeMap<&'static str, Vec<Class>>>;

/// The classes that a word belongs to as this part of speech, in the order of the list.
pub(crate) fn classes(part: &str, word: &str) -> &'static [Class] {
    index().get(part).and_then(|words| words.get(word)).map_or(&[], Vec::as_slice)
}

/// Whether a word belongs to one of these classes as this part of speech.
pub(crate) fn is_any(part: &str, word: &str, names: &[&str]) -> bool {
    classes(part, word).iter().any(|class| names.contains(&class.name))
}

/// Whether a word is in the list as this part of speech.
pub(crate) fn is_listed(part: &str, word: &str) -> bool {
    !classes(part, word).is_empty()
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Index::new();
        let (mut part, mut class) = ("", None);
        for line in LIST.lines().filter(|l| !l.starts_with('#')) {
            let words = match line.split_once(':') {
                Some((head, words)) if !line.starts_with(' ') => {
                    let mut head = head.split(' ');
                    part = head.next().unwrap_or_default();
                    let name = head.next().unwrap_or(part);
                    class = Some(Class { name, stance: head.next().and_then(Stance::from_word) });
                    words
                }
                _ => line,
            };
            let Some(class) = class else { continue };
            for word in words.split_whitespace() {
                let classes = index.entry(part).or_default().entry(word).or_default();
                if !classes.contains(&class) {
                    classes.push(class);
                }
            }
        }
        index
    })
}
