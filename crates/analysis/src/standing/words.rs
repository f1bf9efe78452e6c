//! Words for what an actor is by law, by office or by whose it is, against what somebody only finds
//! that it is: `data/standing/words.tsv`.

use sayso_model::ActorKind;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// What sort of word; the data has each under this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Office,
    Person,
    Body,
    Place,
    Law,
    Under,
    Taking,
    Holder,
    Tie,
    Lead,
    Unmember,
    Stately,
    Partyless,
    Ground,
}

/// Whether a word is of a sort.
pub(super) fn is(sort: Sort, word: &str) -> bool {
    static WORDS: OnceLock<BTreeSet<(Sort, &'static str)>> = OnceLock::new();
    WORDS.get_or_init(read).contains(&(sort, word))
}

fn read() -> BTreeSet<(Sort, &'static str)> {
    let lines = include_str!("../../data/standing/words.tsv").lines();
    let lines = lines.filter_map(|line| line.split_once('\t'));
    let sorted = lines.filter_map(|(name, words)| Some((sort(name)?, words)));
    sorted.flat_map(|(sort, words)| words.split('|').map(move |word| (sort, word))).collect()
}

fn sort(name: &str) -> Option<Sort> {
    Some(match name {
        "office" => Sort::Office,
        "person" => Sort::Person,
        "body" => Sort::Body,
        "place" => Sort::Place,
        "law" => Sort::Law,
        "under" => Sort::Under,
        "taking" => Sort::Taking,
        "holder" => Sort::Holder,
        "tie" => Sort::Tie,
        "lead" => Sort::Lead,
        "unmember" => Sort::Unmember,
        "stately" => Sort::Stately,
        "partyless" => Sort::Partyless,
        "ground" => Sort::Ground,
        _ => return None,
    })
}

/// Of a long phrase, so many words are looked at.
const LONGEST: usize = 24;

/// Whether words tell what an actor of this kind is by law, by office or by whose it is.
pub(super) fn tell_standing(words: &str, kind: ActorKind) -> bool {
    let phrase = plain(words);
    if let Some(under) = phrase.strip_prefix("under ") {
        return head(under).is_some_and(|head| is(Sort::Under, &head));
    }
    let Some(head) = head(&phrase) else { return false };
    match kind {
        ActorKind::Person => is(Sort::Office, &head) || is(Sort::Person, &head),
        ActorKind::Event | ActorKind::Work | ActorKind::Population => false,
        // What sort of body or place a name is of is often guessed.
        _ => [Sort::Body, Sort::Place, Sort::Law].into_iter().any(|sort| is(sort, &head)),
    }
}

/// Whether words name an office.
pub(super) fn name_office(words: &str) -> bool {
    head(&plain(words)).is_some_and(|head| is(Sort::Office, &head))
}

/// Whether words describe those that hold places: `the rebels`.
pub(super) fn name_holder(words: &str) -> bool {
    let phrase = plain(words);
    head(&phrase).is_some_and(|head| is(Sort::Holder, &head))
}

/// The words in small letters, without marks, and without an article before them.
pub(super) fn plain(words: &str) -> String {
    let words = words
        .split_whitespace()
        .take(LONGEST)
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    let article = |word: &str| {
        matches!(
            word,
            "the" | "a" | "an" | "its" | "his" | "her" | "their" | "no" | "longer" | "this"
        )
    };
    let from = words.iter().position(|word| !article(word)).unwrap_or(words.len());
    words[from..].join(" ")
}

/// The singular noun that the others hang on: the last before a preposition.
fn head(phrase: &str) -> Option<String> {
    let ends = |word: &&str| {
        !matches!(
            *word,
            "of" | "for"
                | "in"
                | "to"
                | "under"
                | "that"
                | "who"
                | "which"
                | "from"
                | "with"
                | "at"
                | "on"
                | "by"
                | "between"
                | "against"
                | "within"
                | "and"
                | "or"
                | "since"
                | "until"
                | "after"
                | "before"
                | "when"
                | "where"
                | "during"
                | "as"
        )
    };
    let last = phrase.split(' ').take_while(ends).last().filter(|word| !word.is_empty())?;
    Some(singular(last))
}

fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None if word.ends_with("ss") || word.ends_with("us") || word == "corps" => word.to_owned(),
        None => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_finds_of_an_actor_is_no_standing() {
        let body = |words| tell_standing(words, ActorKind::ArmedGroup);
        assert!(body("‘militias’") && body("a terrorist organisation") && body("banned"));
        assert!(!body("an important endeavour") && !body("controversial") && !body("what"));
        let person = |words| tell_standing(words, ActorKind::Person);
        assert!(person("the acting prime minister of the islands") && person("a citizen"));
        assert!(!person("Parliament") && !person("the European Union") && !person("an army"));
        let place = |words| tell_standing(words, ActorKind::Place);
        assert!(
            place("autonomous under Spain") && place("a Spanish colony") && place("a republic")
        );
        assert!(place("under a military government of the United States"));
        assert!(!place("beautiful") && !place("under pressure"));
    }

    #[test]
    fn a_plural_has_the_singular_of_its_noun() {
        assert_eq!(
            ["parties", "brigades", "corps", "congress"].map(singular),
            ["party", "brigade", "corps", "congress"]
        );
    }
}
