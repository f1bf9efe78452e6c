//! Words that tell a relation.

use sayso_model::RelationKind;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What sort of word; `data/relations/words.tsv` says what each means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    Verb,
    Noun,
    Role,
    Part,
    Light,
    Report,
    Want,
    Fail,
}

/// The kind of relation that a word tells; `None` where it is not in the list.
pub(crate) fn kind(sort: Sort, word: &str) -> Option<RelationKind> {
    words().get(&sort)?.get(word).copied()
}

/// Whether a word is of this sort.
pub(crate) fn is(sort: Sort, word: &str) -> bool {
    kind(sort, word).is_some()
}

type Words = BTreeMap<Sort, BTreeMap<&'static str, RelationKind>>;

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words = Words::new();
        for line in include_str!("../../data/relations/words.tsv").lines() {
            let Some((sort, kind, list)) = entry(line) else { continue };
            for word in list.split('|') {
                words.entry(sort).or_default().entry(word).or_insert(kind);
            }
        }
        words
    })
}

fn entry(line: &'static str) -> Option<(Sort, RelationKind, &'static str)> {
    let mut columns = line.split('\t');
    let sort = match columns.next()? {
        "verb" => Sort::Verb,
        "noun" => Sort::Noun,
        "role" => Sort::Role,
        "part" => Sort::Part,
        "light" => Sort::Light,
        "report" => Sort::Report,
        "want" => Sort::Want,
        "fail" => Sort::Fail,
        _ => return None,
    };
    Some((sort, RelationKind::from_word(columns.next()?)?, columns.next()?))
}
