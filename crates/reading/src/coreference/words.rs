//! What single words tell: first names a gender, nouns what they can stand for.

use super::traits::{Being, Gender, Number};
use sayso_model::ActorKind;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a noun can stand for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Noun {
    pub(crate) being: Option<Being>,
    pub(crate) gender: Option<Gender>,
    /// The kinds of actor that a definite phrase with it can name.
    pub(crate) kinds: Vec<ActorKind>,
}

/// What a noun, in the singular and in small letters, can stand for.
pub(crate) fn noun(lemma: &str) -> Option<&'static Noun> {
    static NOUNS: OnceLock<BTreeMap<&'static str, Noun>> = OnceLock::new();
    NOUNS.get_or_init(nouns).get(lemma)
}

fn nouns() -> BTreeMap<&'static str, Noun> {
    let mut nouns: BTreeMap<&'static str, Noun> = BTreeMap::new();
    for line in rows(include_str!("../../data/coreference/nouns.tsv")) {
        let &[being, kinds, gender, words] = line.as_slice() else { continue };
        for word in words.split(' ') {
            let noun = nouns.entry(word).or_default();
            noun.being = noun.being.or(Being::from_word(being));
            noun.gender = noun.gender.or(Gender::from_word(gender));
            noun.kinds.extend(kinds.split(',').filter_map(ActorKind::from_word));
        }
    }
    nouns
}

/// The gender that nearly all bearers of a first name have.
pub(crate) fn first_name(name: &str) -> Option<Gender> {
    static NAMES: OnceLock<BTreeMap<&'static str, Gender>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        rows(include_str!("../../data/coreference/first_names.tsv"))
            .filter_map(|line| Some((Gender::from_word(line.first()?)?, *line.get(1)?)))
            .flat_map(|(gender, names)| names.split(' ').map(move |name| (name, gender)))
            .collect()
    });
    names.get(name).copied()
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// The gender that a title before a name tells.
pub(crate) fn title(word: &str) -> Option<Gender> {
    match word.trim_end_matches('.') {
        "Mr" | "Sir" | "Lord" | "King" | "Prince" | "Emperor" | "Pope" | "Father" | "Sheikh"
        | "Imam" | "Ayatollah" | "Duke" | "Herr" | "Monsieur" | "Señor" => Some(Gender::He),
        "Mrs" | "Ms" | "Miss" | "Lady" | "Dame" | "Queen" | "Princess" | "Empress" | "Mother"
        | "Sister" | "Duchess" | "Frau" | "Madame" | "Señora" => Some(Gender::She),
        _ => None,
    }
}

/// How a pronoun refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Person {
    /// `he`, `it`, `they`: to what was spoken of.
    Third,
    /// `I`, `we`: to who speaks.
    First,
}

/// A personal or possessive pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pronoun {
    pub(crate) person: Person,
    pub(crate) number: Number,
    pub(crate) gender: Option<Gender>,
    /// `himself`: to the subject of its own clause.
    pub(crate) reflexive: bool,
    pub(crate) possessive: bool,
}

/// What a word says as a pronoun.
pub(crate) fn pronoun(word: &str) -> Option<Pronoun> {
    let word = word.to_lowercase();
    let (person, number, gender) = match word.as_str() {
        "he" | "him" | "his" | "himself" => (Person::Third, Number::One, Some(Gender::He)),
        "she" | "her" | "hers" | "herself" => (Person::Third, Number::One, Some(Gender::She)),
        "it" | "its" | "itself" => (Person::Third, Number::One, None),
        "they" | "them" | "their" | "theirs" | "themselves" => (Person::Third, Number::Many, None),
        "i" | "me" | "my" | "mine" | "myself" => (Person::First, Number::One, None),
        "we" | "us" | "our" | "ours" | "ourselves" => (Person::First, Number::Many, None),
        _ => return None,
    };
    let possessive = matches!(
        word.as_str(),
        "his" | "hers" | "its" | "their" | "theirs" | "my" | "mine" | "our" | "ours"
    );
    let reflexive = word.ends_with("self") || word.ends_with("selves");
    Some(Pronoun { person, number, gender, reflexive, possessive })
}
